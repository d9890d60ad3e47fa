// SPDX-License-Identifier: GPL-2.0-or-later
/* compare: what is said of noisy clocks, of lost cells and to mistakes, with a script for QEMU. */
#include "tree.h"

#include <sqlite3.h>

static void put_sql(struct tree *t, const char *sql)
{
	sqlite3 *db;
	char *why = NULL;

	assert_int_equal(sqlite3_open(t->db, &db), SQLITE_OK);
	if (sqlite3_exec(db, sql, NULL, NULL, &why))
		fail_msg("%s", why);
	sqlite3_close(db);
}

static void expect(struct tree *t, int status, const char *args)
{
	int is = splitbench(t, "compare --db %s %s", t->db, args);

	if (is != status)
		fail_msg("compare %s: status %d instead of %d:\n%s", args, is, status, t->output);
}

/*
 * One workload on kvm-tsc in run 1: nine boots of three samples, 1000 ticks each and up to 8 more
 * from boot to boot, `offset` more in a configuration. The script's own values are not noisy.
 */
static void make_noisy(struct tree *t, const char *config, int twin, int offset)
{
	char *sql = xasprintf(
		"UPDATE measure SET value = 1000 * (1000 + idx / 3 + %d) + idx %% 3 WHERE clock = "
		"'kvm-tsc' AND cell = (SELECT id FROM cell WHERE accel = 'kvm' AND config = '%s' AND "
		"twin = %d)",
		offset, config, twin);

	put_sql(t, sql);
	free(sql);
}

static int setup_kvm(void **state)
{
	struct tree *t;

	tree_setup(state);
	t = *state;
	put(t, "kernels/probe.elf", "probe - usable\n");
	assert_int_equal(
		splitbench(t, "run " QEMU FOUR " --accel kvm --db %s --quick --seed 3", t->db), 0);
	return 0;
}

/*
 * The twin is 20 in 1000 above its first: so nothing up to 2 % says anything, and by 2 % and the
 * noise within a boot's 0.8 % a little more. 10 % is seen.
 */
static void noise_has_a_floor(void **state)
{
	struct tree *t = *state;

	make_noisy(t, "3g1g", 0, 0);
	make_noisy(t, "3g1g", 1, 20);
	make_noisy(t, "2g2g", 0, 10);
	make_noisy(t, "1g3g", 0, 100);
	make_noisy(t, "4g4g", 0, -90);
	expect(t, 0, "--clock kvm-tsc 3g1g 2g2g");
	said(t, "  1.010  ");
	said(t, "not resolved  the noise floor is 2");
	expect(t, 0, "--clock kvm-tsc 3g1g 1g3g");
	said(t, "  1.100  ");
	said(t, "  more     nothing that was counted");
	expect(t, 0, "--clock kvm-tsc --csv 3g1g 4g4g");
	said(t, ",less,");
	expect(t, 1, "--clock kvm-tsc --fail-above 5 3g1g 1g3g");
	expect(t, 0, "--clock kvm-tsc --fail-above 0 3g1g 2g2g");
	/* The same cell is the same, whatever its noise. */
	expect(t, 0, "--clock kvm-tsc 1 1");
	said(t, "identical: all 4, to the last sample.");
	expect(t, 2, "3g1g 4g4g");
	said(t, "no values on the clock icount; its run has: kvm-tsc");
	/* Without a twin nobody knows. */
	put_sql(t, "DELETE FROM measure WHERE cell = (SELECT id FROM cell WHERE twin)");
	expect(t, 0, "--clock kvm-tsc 3g1g 1g3g");
	said(t, "there is no twin");
}

/* Fewer than nine boots are not judged, however far apart; what overlaps has no small p. */
static void few_boots_are_not_judged(void **state)
{
	struct tree *t = *state;

	make_noisy(t, "3g1g", 0, 0);
	make_noisy(t, "3g1g", 1, 0);
	make_noisy(t, "2g2g", 0, 2);
	make_noisy(t, "1g3g", 0, 100);
	expect(t, 0, "--clock kvm-tsc 3g1g 2g2g");
	said(t, "not resolved  p = 0.");
	put_sql(t, "DELETE FROM sample WHERE round = 8");
	expect(t, 0, "--clock kvm-tsc 3g1g 1g3g");
	said(t, "A has 8 boots, 9 are needed (run --rounds)");
}

/* What failed in the other run is the first thing that is shown. */
static void lost_cells_are_a_failure(void **state)
{
	struct tree *t = *state;

	assert_int_equal(run(t, ""), 0);
	kernel(t, "2g2g", "panic");
	kernel(t, "1g3g", "nofit");
	kernel(t, "4g4g", "slow");
	assert_int_equal(run(t, "--new"), 1);
	expect(t, 0, "1 2");
	said(t, "1 lost, 1 more, 1 does not fit, 1 identical.");
	said(t, "lost          panic: ");
	said(t, "  100  150  1.500  more ");
	expect(t, 1, "1 2 --fail-above 90");
	said(t, "2 cells cost more than --fail-above 90% allows");
	/* That it does not fit into another configuration is what configurations are for. */
	expect(t, 0, "2:3g1g 2:1g3g --fail-above 0");
	expect(t, 0, "2 1 --fail-above 0");
	said(t, "1 less, 2 new, 1 identical.");
	/* Other results are no comparison of costs. */
	put_sql(t, "UPDATE cell SET checksum = 'other' WHERE run = 1 AND config = '4g4g'");
	expect(t, 1, "1 2 --workload unit/fixture --fail-above 90%");
	said(t, "other results  the checksum of its results is other in A, ");
}

static void sides_are_found(void **state)
{
	struct tree *t = *state;
	char *two, *commit;

	assert_int_equal(run(t, ""), 0);
	kernel(t, "4g4g", "slow");
	assert_int_equal(run(t, "--new"), 0);
	put_sql(t, "UPDATE run SET commit_id = 'abcd' || id || '00', dirty = 1");
	expect(t, 0, "abcd1 abcd2");
	said(t, "A: run 1, commit abcd100 with changes, started 20");
	said(t, "B: run 2, commit abcd200 with changes");
	said(t, "1 more, 3 identical.");
	expect(t, 0, "abcd1:4g4g 4g4g:abcd2");
	said(t, "A: run 1, 4g4g, commit");
	/* Without a run, the latest. */
	expect(t, 0, "3g1g 4g4g");
	said(t, "A: run 2, 3g1g\nB: run 2, 4g4g\n");
	expect(t, 0, "3g1g 4g4g --run 1");
	said(t, "identical: all 1, ");
	/* A database, alone or with more. */
	two = xasprintf("1:3g1g %s:2:4g4g", t->db);
	expect(t, 0, two);
	said(t, "1.500  more");
	commit = xasprintf("%s:abcd2 %s:abcd1 --json", t->db, t->db);
	expect(t, 0, commit);
	said(t, "\"verdict\": \"less\"");
	free(two);
	free(commit);
}

static void mistakes_are_named(void **state)
{
	static const struct {
		const char *args, *says;
	} mistakes[] = {
		{ "", "name what to compare" },
		{ "1", "name what to compare" },
		{ "1 1 1", "would be a third" },
		{ "1 9", "there is no run 9 in" },
		{ "1 5g5g", "which has: 3g1g 2g2g 1g3g 4g4g" },
		{ "1:1 1", "a second run" },
		{ "3g1g:4g4g 1", "a second configuration" },
		{ "3g1g 1", "name a configuration on both" },
		{ "1 /nonexistent/x.db", "no results in /nonexistent/x.db" },
		{ "a.db:b.db 1", "a second database" },
		{ "1 1 --clock model:nosuch", "no values on the clock model:nosuch" },
		{ "1 1 --workload no/such", "no cell in common" },
		{ "1 1 --fail-above much", "such as 2%" },
		{ "1 1 --fail-above -1", "such as 2%" },
	};
	struct tree *t = *state;

	assert_int_equal(run(t, ""), 0);
	for (size_t i = 0; i < ARRAY_SIZE(mistakes); i++) {
		expect(t, 2, mistakes[i].args);
		said(t, mistakes[i].says);
	}
}

/* Other programs, files or profiles are no comparison of kernels. */
static void other_inputs_are_refused(void **state)
{
	struct tree *t = *state;

	assert_int_equal(run(t, ""), 0);
	assert_int_equal(run(t, "--new"), 0);
	put_sql(t,
		"INSERT INTO profile VALUES (1, 'x', '0123456789abcdef', ''), (2, 'x', '1123456789abcdef', ''),"
		" (1, 'y', 'aa', '')");
	expect(t, 0, "1 2");
	expect(t, 2, "1 2 --clock model:x");
	said(t, "the CPU profile x: SHA-256 0123456789ab in A, 1123456789ab in B\n");
	expect(t, 2, "1 2 --clock all");
	put_sql(t, "INSERT INTO workload_file VALUES (2, 'unit/fixture', 'busybox', 'ff', NULL)");
	expect(t, 2, "1 2");
	said(t, "the file busybox of unit/fixture: in B only\n");
	put_sql(t, "UPDATE workload SET sha256 = 'fedcba9876543210' WHERE run = 2");
	expect(t, 2, "1 2");
	said(t, "the program of unit/fixture: SHA-256 ");
	said(t, " in A, fedcba987654 in B\n");
	/* Of two configurations of one run all is the same. */
	expect(t, 0, "2:3g1g 2:4g4g");
	put_sql(t,
		"DELETE FROM workload_file; UPDATE workload SET sha256 = 'a' WHERE true;"
		" UPDATE profile SET sha256 = 'a' WHERE true; UPDATE run SET model_id = 'aa' WHERE id = 1");
	expect(t, 0, "1 2 --clock all"); /* an old run says nothing of its model */
	put_sql(t, "UPDATE run SET model_id = 'ab' WHERE id = 2");
	expect(t, 0, "1 2");
	expect(t, 2, "1 2 --clock model:x");
	said(t, "the cycle model: build ID aa in A, ab in B\n");
}

#define TEST(fn)     cmocka_unit_test_setup_teardown(fn, tree_setup, tree_teardown)
#define TEST_KVM(fn) cmocka_unit_test_setup_teardown(fn, setup_kvm, tree_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST_KVM(noise_has_a_floor),	TEST_KVM(few_boots_are_not_judged),
		TEST(lost_cells_are_a_failure), TEST(sides_are_found),
		TEST(mistakes_are_named),	TEST(other_inputs_are_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
