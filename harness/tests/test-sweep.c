// SPDX-License-Identifier: GPL-2.0-or-later
/* Runs over memory sizes, workloads whose results are sizes, and the memory that cells share. */
#include "tree.h"

#include <unistd.h>

static int sweep(struct tree *t, const char *more)
{
	return splitbench(t, "run " QEMU " --config 3g1g,4g4g --memory-sweep --db %s -j 2 %s",
			  t->db, more);
}

static void a_sweep_is_a_run_of_its_own(void **state)
{
	struct tree *t = *state;

	assert_int_equal(sweep(t, "--clock icount --mem 256,512"), 0);
	answer(t, "SELECT kind || selection FROM run",
	       "sweep--accel tcg --clock icount --config 3g1g,4g4g --mem 256,512 --memory-sweep");
	answer(t, "SELECT count(*) || group_concat(DISTINCT params) FROM cell", "4pages=16 k=4");
	said(t, "MiB of memory in use at a time");
	assert_int_equal(run(t, ""), 0);
	/* The other kind is what is meant, although it is not the last one. */
	assert_int_equal(sweep(t, "--clock icount --mem 256"), 0);
	answer(t, "SELECT run FROM latest_run", "2");
	answer(t, "SELECT run FROM latest_sweep", "3");
	assert_int_equal(splitbench(t, "query --csv --db %s \"SELECT :run, :sweep\"", t->db), 0);
	said(t, "\n2,3\n");
	assert_int_equal(
		splitbench(t, "query --csv --run 1 --db %s \"SELECT :run, :sweep\"", t->db), 0);
	said(t, "\n1,1\n");
}

static void sizes_are_stored_and_shown(void **state)
{
	struct tree *t = *state;

	add_workload(t, "sizes");
	kernel(t, "4g4g", "nofit");
	assert_int_equal(run(t, "--workload unit/sizes"), 0);
	said(t, "things 42 things, limited by lowmem");
	said(t, "How many there can be");
	said(t, "42, lowmem");
	said(t, "Does not fit:\n  4g4g, 2048 MiB: nofit: needs 64 MiB\n");
	answer(t,
	       "SELECT name || value || unit || limited_by || refusal FROM v_capacity WHERE config = '3g1g'",
	       "things42thingslowmemENOMEM");
	answer(t, "SELECT count(*) FROM measure", "0");
	answer(t, "SELECT results FROM workload", "capacities");
	/* A run that does not ask for them has none. */
	assert_int_equal(run(t, ""), 0);
	answer(t, "SELECT count(*) FROM cell WHERE run = 2 AND workload = 'unit/sizes'", "0");
}

static void an_interrupted_sweep_goes_on(void **state)
{
	struct tree *t = *state;
	char *mark = xasprintf("%s/mark", t->dir);

	add_workload(t, "sizes");
	setenv("FAKE_MARK", mark, 1);
	kernel(t, "4g4g", "once");
	assert_int_equal(sweep(t, "--clock icount --workload unit/sizes --mem 256 -j 1"), 130);
	answer(t, "SELECT count(*) FROM capacity", "1");
	assert_int_equal(sweep(t, "--clock icount --workload unit/sizes --mem 256 -j 1"), 0);
	said(t, "going on with run 1, which has 1 of 2 cells");
	answer(t, "SELECT count(*) FROM capacity", "2");
	free(mark);
}

static void cells_share_the_memory(void **state)
{
	struct tree *t = *state;
	char *mark = xasprintf("%s/mark", t->dir);

	setenv("FAKE_MARK", mark, 1);
	kernel(t, "3g1g", "alone");
	kernel(t, "2g2g", "alone");
	kernel(t, "1g3g", "alone");
	kernel(t, "4g4g", "alone");
	/* Each may take 256 MiB: with less than twice as much no two of them run at a time. */
	assert_int_equal(run(t, "--memory 400 -j 4"), 0);
	answer(t, "SELECT count(*) || ' ' || sum(state = 'ok') FROM cell", "4 4");
	/* One that needs more than there is runs alone. */
	assert_int_equal(run(t, "--memory 256 -j 4 --mem 64,2048 --samples 2"), 0);
	answer(t, "SELECT count(*) || ' ' || sum(state = 'ok') FROM cell WHERE run = 2", "8 8");
	free(mark);
}

static void what_is_too_heavy_is_left_out_of_a_sweep(void **state)
{
	struct tree *t = *state;

	/* The case says that it touches 1000 MiB. */
	assert_int_equal(sweep(t, "--clock icount --mem 512,1024 --memory 700"), 0);
	answer(t, "SELECT count(*) || ' ' || max(mem_mib) FROM cell", "2 512");
	said(t, "2 cells of the sweep are left out: each may take more than 700 MiB");
	assert_int_equal(sweep(t, "--clock icount --mem 1024 --memory 300"), 2);
	said(t, "fits into --memory");
}

#define TEST(fn) cmocka_unit_test_setup_teardown(fn, tree_setup, tree_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_sweep_is_a_run_of_its_own),
		TEST(sizes_are_stored_and_shown),
		TEST(an_interrupted_sweep_goes_on),
		TEST(cells_share_the_memory),
		TEST(what_is_too_heavy_is_left_out_of_a_sweep),
	};

	return cmocka_run_group_tests_name("sweep", tests, NULL, NULL);
}
