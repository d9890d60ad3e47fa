// SPDX-License-Identifier: GPL-2.0-or-later
/* `splitbench run` against a QEMU that is a script: every way in which a cell can end. */
#include "tree.h"

#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static void good_cells_are_stored(void **state)
{
	struct tree *t = *state;

	kernel(t, "4g4g", "slow");
	assert_int_equal(run(t, ""), 0);
	answer(t, "SELECT count(*) || ' ' || sum(state = 'ok') FROM cell", "4 4");
	answer(t,
	       "SELECT group_concat(value) FROM measure JOIN cell ON cell.id = cell WHERE config = '3g1g'",
	       "100000,100001,100002");
	answer(t, "SELECT printf('%.3f', ratio) FROM v_vs_baseline WHERE config = '4g4g'", "1.500");
	answer(t,
	       "SELECT per_op FROM v_flush_ledger WHERE config = '4g4g' AND cause = 'syscall_entry'"
	       " AND kind = 'cr3_load'",
	       "1.0");
	answer(t, "SELECT state FROM run", "done");
	answer(t, "SELECT length(kernel_sha256) FROM config", "64");
	said(t, "x1.500");
	/* Nothing is left to do, so the same again is a run of its own, with the same values. */
	assert_int_equal(run(t, ""), 0);
	answer(t, "SELECT count(*) FROM run", "2");
	answer(t, "SELECT count(DISTINCT per_op) FROM v_summary WHERE config = '4g4g'", "1");
}

static void parameters_of_ones_own_are_measured(void **state)
{
	static const char command[] =
		"run " QEMU FOUR
		" --clock icount --workload unit/fixture --mem 512 --db %s --params %s";
	struct tree *t = *state;

	assert_int_equal(splitbench(t, command, t->db, "'a=5 b=x,a=6' --ops 77"), 0);
	answer(t,
	       "SELECT group_concat(params || ' ' || ops || ' ' || state, '; ') FROM cell WHERE config = '3g1g'",
	       "a=5 b=x 77 ok; a=6 77 ok");
	answer(t, "SELECT selection LIKE '%--params ''a=5 b=x,a=6'' --ops 77%' FROM run", "1");
	/* Without --ops those of the workload's first case. */
	assert_int_equal(splitbench(t, command, t->db, "a=5"), 0);
	answer(t, "SELECT group_concat(DISTINCT ops) FROM cell WHERE params = 'a=5'", "1000");
}

/* What the guest of 2g2g does, the reason that is recorded for it, and what the sentence says. */
static const struct failure failures[] = {
	{ "panic", "", "panic", "%page fault at c0000000" },
	{ "reset", "", "reset", "%triple fault%" },
	{ "kill", "", "killed", "%signal 9%" },
	{ "wrong", "", "checksum", "%bbbb%aaaa%" },
	{ "fewer", "", "incomplete", "%999 operations%1000" },
	{ "truncated", "", "incomplete", "sample 3 of 3 is missing" },
	{ "cut", "", "incomplete", "%cut short%" },
	{ "error", "", "error", "%open /tmp/x: ENOSPC" },
	{ "status", "", "exit", "%exit status is 3" },
	{ "noline", "", "exit", "%without an exit line%" },
	{ "good 4g4g", "", "incomplete", "%says that it is 4g4g, not 2g2g" },
	{ "odd", "", "exit", "%exit status 42" },
	{ "refuse", "", "spawn", "%cannot set up guest memory" },
	{ "hang", "--stall 1", "hang", "%no processor time in 1 s" },
	{ "spin", "--timeout 1", "timeout", "%--timeout sets another" },
	{ "flood", "", "killed", "%signal 25%" },
};

static void every_failure_is_recorded(void **state)
{
	struct tree *t = *state;

	each_fails(t, run, failures, ARRAY_SIZE(failures));
	kernel(t, "2g2g", "panic");
	assert_int_equal(run(t, ""), 1);
	answer(t,
	       "SELECT tail LIKE '%console| last words%log| kernel panic:%start_kernel%' FROM cell WHERE config = '2g2g'"
	       " AND run = (SELECT max(id) FROM run)",
	       "1");
}

static void no_fit_is_no_failure(void **state)
{
	struct tree *t = *state;

	kernel(t, "1g3g", "nofit");
	assert_int_equal(run(t, ""), 0);
	answer(t, "SELECT state || ': ' || detail FROM cell WHERE config = '1g3g'",
	       "nofit: nofit: needs 64 MiB");
	said(t, "1 do not fit");
	/* Nor is a case that this machine has nothing for. */
	kernel(t, "1g3g", "nohigh");
	assert_int_equal(run(t, "--new"), 0);
	answer(t,
	       "SELECT state || ': ' || detail FROM cell WHERE config = '1g3g'"
	       " AND run = (SELECT max(id) FROM run)",
	       "nofit: no highmem here");
}

static void a_missing_kernel_is_recorded(void **state)
{
	struct tree *t = *state;
	char *path = xasprintf("%s/kernels/3g1g/kernel.elf", t->dir);

	assert_int_equal(unlink(path), 0);
	free(path);
	assert_int_equal(run(t, ""), 1);
	answer(t, "SELECT reason || (detail LIKE '%run make%') FROM cell WHERE config = '3g1g'",
	       "no_kernel1");
	answer(t, "SELECT count(*) FROM config WHERE kernel_sha256 IS NULL", "1");
}

static void a_missing_qemu_stops_the_run(void **state)
{
	struct tree *t = *state;

	assert_int_equal(
		splitbench(t, "run --qemu /nonexistent/qemu --clock icount --db %s --quick", t->db),
		2);
	said(t, "qemu-system-x86");
}

static void an_interrupted_run_goes_on(void **state)
{
	struct tree *t = *state;
	char *mark = xasprintf("%s/mark", t->dir);

	setenv("FAKE_MARK", mark, 1);
	kernel(t, "1g3g", "once");
	/* One worker: 3g1g and 2g2g are finished, 1g3g interrupts, 4g4g never starts. */
	assert_int_equal(run(t, "-j 1"), 130);
	said(t, "goes on with the rest");
	answer(t, "SELECT state FROM run", "interrupted");
	answer(t, "SELECT group_concat(config) FROM (SELECT config FROM cell ORDER BY config)",
	       "2g2g,3g1g");
	/* Another selection is another run. */
	assert_int_equal(run(t, "--samples 2"), 0);
	answer(t, "SELECT count(*) FROM run", "2");
	assert_int_equal(run(t, ""), 0);
	said(t, "going on with run 1, which has 2 of 4 cells");
	answer(t, "SELECT count(*) || ' ' || sum(state = 'ok') FROM cell WHERE run = 1", "4 4");
	answer(t, "SELECT state FROM run WHERE id = 1", "done");
	free(mark);
}

static void failed_cells_are_tried_again_on_request(void **state)
{
	struct tree *t = *state;
	char *mark = xasprintf("%s/mark", t->dir);

	setenv("FAKE_MARK", mark, 1);
	kernel(t, "2g2g", "once2");
	assert_int_equal(run(t, ""), 1);
	answer(t, "SELECT state FROM run", "done");
	assert_int_equal(run(t, "--resume"), 0);
	answer(t, "SELECT count(*) FROM run", "1");
	answer(t, "SELECT sum(state = 'ok') FROM cell", "4");
	free(mark);
}

static bool may_mount(void)
{
	return !system("unshare -m mount -t tmpfs none /mnt 2>/dev/null");
}

static void a_full_disk_loses_nothing_silently(void **state)
{
	struct tree *t = *state;
	struct stat st;
	char *command;

	if (!may_mount())
		skip();
	/* The database is on a disk with little room for more than the first run made of it. */
	make_subdir(t, "kernels/small");
	assert_int_equal(run(t, ""), 0);
	assert_int_equal(stat(t->db, &st), 0);
	command = xasprintf(
		"unshare -m sh -c 'mount -t tmpfs -o size=%lldk none %s/kernels/small && "
		"cp %s %s/kernels/small/db && \"$TEST_BUILD\"/../splitbench run " QEMU FOUR
		" --clock icount --quick -j 2 --samples 900 --db %s/kernels/small/db; "
		"status=$?; cp %s/kernels/small/db %s; exit $status' >%s/output 2>&1",
		(long long)st.st_size / 1024 + 16, t->dir, t->db, t->dir, t->dir, t->dir, t->db,
		t->dir);
	assert_int_equal(WEXITSTATUS(system(command)), 1);
	free(command);
	free(t->output);
	command = xasprintf("%s/output", t->dir);
	t->output = read_file(command, NULL);
	free(command);
	said(t, "could not be stored");
	said(t, "make room on the disk");
	answer(t, "SELECT count(*) FROM cell WHERE run = 1 AND state = 'ok'", "4");
	/* With room again the same command finishes it. */
	assert_int_equal(run(t, "--samples 900"), 0);
	said(t, "going on with run 2");
	answer(t, "SELECT count(*) FROM measure JOIN cell ON cell.id = cell WHERE run = 2", "3600");
}

static void a_full_disk_is_blamed_for_what_a_guest_says(void **state)
{
	struct tree *t = *state;
	char *command =
		xasprintf("unshare -m sh -c 'mount -t tmpfs -o size=64k none %s/kernels/small && "
			  "TMPDIR=%s/kernels/small \"$TEST_BUILD\"/../splitbench run " QEMU
			  " --clock icount --quick -j 1 --config 2g2g --db %s' >%s/output 2>&1",
			  t->dir, t->dir, t->db, t->dir);

	if (!may_mount())
		skip();
	make_subdir(t, "kernels/small");
	kernel(t, "2g2g", "fill");
	assert_int_equal(WEXITSTATUS(system(command)), 1);
	answer(t, "SELECT reason FROM cell", "disk_full");
	answer(t, "SELECT detail LIKE '%TMPDIR%' FROM cell", "1");
	free(command);
}

#define TEST(fn) cmocka_unit_test_setup_teardown(fn, tree_setup, tree_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(good_cells_are_stored),
		TEST(parameters_of_ones_own_are_measured),
		TEST(every_failure_is_recorded),
		TEST(no_fit_is_no_failure),
		TEST(a_missing_kernel_is_recorded),
		TEST(a_missing_qemu_stops_the_run),
		TEST(an_interrupted_run_goes_on),
		TEST(failed_cells_are_tried_again_on_request),
		TEST(a_full_disk_loses_nothing_silently),
		TEST(a_full_disk_is_blamed_for_what_a_guest_says),
	};

	return cmocka_run_group_tests_name("run", tests, NULL, NULL);
}
