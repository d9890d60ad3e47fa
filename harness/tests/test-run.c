// SPDX-License-Identifier: GPL-2.0-or-later
/* The whole command against a QEMU that is a script: every way in which a cell can end. */
#include "test.h"

#include <fcntl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "store/sql.h"
#include "store/store.h"

/* A build tree in which each kernel image says what its guest does (fake-qemu.sh). */
struct tree {
	char *dir, *db, *output;
};

static void put(const struct tree *t, const char *name, const char *text)
{
	char *path = xasprintf("%s/%s", t->dir, name);

	assert_int_equal(write_file(path, text, strlen(text)), 0);
	free(path);
}

static void make_subdir(const struct tree *t, const char *name)
{
	char *path = xasprintf("%s/%s", t->dir, name);

	assert_int_equal(mkdir(path, 0755), 0);
	free(path);
}

static void kernel(const struct tree *t, const char *config, const char *what)
{
	char *name = xasprintf("kernels/%s/kernel.elf", config),
	     *line = xasprintf("%s %s\n", what, config);

	put(t, name, line);
	free(name);
	free(line);
}

static int setup(void **state)
{
	struct tree *t = xcalloc(1, sizeof(*t));
	char *fixture = test_file("fixture"), *link;

	t->dir = make_dir();
	t->db = xasprintf("%s/t.db", t->dir);
	make_subdir(t, "kernels");
	make_subdir(t, "workloads");
	make_subdir(t, "workloads/unit");
	for (unsigned int i = 0; i < nr_configs; i++) {
		char *name = xasprintf("kernels/%s", configs[i].name);

		make_subdir(t, name);
		kernel(t, configs[i].name, "good");
		free(name);
	}
	link = xasprintf("%s/workloads/unit/fixture", t->dir);
	assert_int_equal(symlink(fixture, link), 0);
	free(link);
	free(fixture);
	setenv("SPLITBENCH_BUILD", t->dir, 1);
	*state = t;
	return 0;
}

static int teardown(void **state)
{
	struct tree *t = *state;

	free(t->output);
	free(t->db);
	remove_dir(t->dir);
	free(t);
	return 0;
}

/* Runs a splitbench command line; what it printed is in t->output. Returns its exit status. */
static int __attribute__((format(printf, 2, 3))) splitbench(struct tree *t, const char *fmt, ...)
{
	char *args, *command, *out = xasprintf("%s/output", t->dir);
	va_list ap;
	int status;

	va_start(ap, fmt);
	assert_true(vasprintf(&args, fmt, ap) > 0);
	va_end(ap);
	command = xasprintf("\"$TEST_BUILD\"/../splitbench %s >%s 2>&1", args, out);
	status = system(command);
	free(t->output);
	t->output = read_file(out, NULL);
	free(args);
	free(command);
	free(out);
	return WIFEXITED(status) ? WEXITSTATUS(status) : 256 + WTERMSIG(status);
}

#define QEMU "--qemu harness/tests/fake-qemu.sh"

/* All cells of the quick case: one a configuration. */
static int run(struct tree *t, const char *more)
{
	return splitbench(t, "run " QEMU " --db %s --quick -j 2 %s", t->db, more);
}

static void said(const struct tree *t, const char *text)
{
	if (!strstr(t->output, text))
		fail_msg("'%s' is not in the output:\n%s", text, t->output);
}

/* The first column of the first row is that text; "" for no row, or NULL. */
static void answer(const struct tree *t, const char *sql, const char *expected)
{
	static const struct sql_values none;
	char *why, *text;
	sqlite3 *db = store_open_readonly(t->db, &why);

	if (!db)
		fail_msg("%s", why);
	text = sql_text(db, sql, &none);
	if (strcmp(text ? text : "", expected))
		fail_msg("%s\ngives '%s' instead of '%s'; output:\n%s", sql, text, expected,
			 t->output);
	free(text);
	sqlite3_close(db);
}

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

/* What the guest of 2g2g does, the reason that is recorded for it, and what the sentence says. */
static const struct {
	const char *what, *options, *reason, *detail;
} failures[] = {
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

	for (size_t i = 0; i < ARRAY_SIZE(failures); i++) {
		char *sql = xasprintf(
			"SELECT reason || iif(detail LIKE '%s', '', ': ' || detail) FROM cell"
			" WHERE config = '2g2g' AND run = (SELECT max(id) FROM run)",
			failures[i].detail);

		kernel(t, "2g2g", failures[i].what);
		assert_int_equal(run(t, failures[i].options), 1);
		said(t, "1 failed");
		answer(t, sql, failures[i].reason);
		answer(t,
		       "SELECT sum(state = 'ok') FROM cell WHERE run = (SELECT max(id) FROM run)",
		       "3");
		answer(t,
		       "SELECT count(*) FROM sample JOIN cell ON cell.id = cell WHERE config = '2g2g'",
		       "0");
		free(sql);
	}
	kernel(t, "2g2g", "panic");
	assert_int_equal(run(t, ""), 1);
	answer(t,
	       "SELECT tail LIKE '%console| last words%log| panic:%' FROM cell WHERE config = '2g2g'"
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

	assert_int_equal(splitbench(t, "run --qemu /nonexistent/qemu --db %s --quick", t->db), 2);
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
	said(t, "going on with run 1");
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

static void a_full_disk_loses_nothing_silently(void **state)
{
	struct tree *t = *state;
	struct rlimit old, small;
	struct stat st;

	/* The database cannot grow past what the first run made of it. */
	assert_int_equal(run(t, ""), 0);
	assert_int_equal(stat(t->db, &st), 0);
	assert_int_equal(getrlimit(RLIMIT_FSIZE, &old), 0);
	small = (struct rlimit){ st.st_size, old.rlim_max };
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &small), 0);
	assert_int_equal(run(t, "--samples 900"), 1);
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &old), 0);
	said(t, "could not be stored");
	said(t, "make room on the disk");
	answer(t, "SELECT count(*) FROM cell WHERE run = 1 AND state = 'ok'", "4");
	/* With room again the same command finishes it. */
	assert_int_equal(run(t, "--samples 900"), 0);
	said(t, "going on with run 2");
	answer(t, "SELECT count(*) FROM measure JOIN cell ON cell.id = cell WHERE run = 2", "3600");
}

static void flags_reach_google_benchmark(void **state)
{
	struct tree *t = *state;
	char *json = xasprintf("%s/out.json", t->dir), *text;

	assert_int_equal(run(t, "--benchmark_list_tests"), 0);
	said(t, "unit/fixture/config:4g4g/mem:2048/iterations:3/manual_time\n");
	text = xasprintf(
		"--benchmark_filter='config:(3g1g|4g4g)/' --benchmark_repetitions=2 --benchmark_format=csv"
		" --benchmark_out=%s",
		json);
	assert_int_equal(run(t, text), 0);
	said(t, "\"unit/fixture/config:3g1g/mem:2048/iterations:3/manual_time_mean\"");
	answer(t, "SELECT count(*) FROM cell", "2");
	answer(t, "SELECT count(*) FROM sample", "12");
	free(text);
	text = read_file(json, NULL);
	assert_non_null(text);
	assert_non_null(strstr(text, "\"syscall_entry.cr3_load\": 1.0"));
	assert_int_equal(run(t, "--benchmark_filter=nothing"), 2);
	assert_int_equal(run(t, "--benchmark_nonsense"), 2);
	free(text);
	free(json);
}

static void mistakes_are_named(void **state)
{
	static const struct {
		const char *args, *says;
	} mistakes[] = {
		{ "frobnicate", "no command 'frobnicate'" },
		{ "run --config 5g5g", "there are: 3g1g" },
		{ "run --workload syscall/nul", "splitbench list" },
		{ "run --mem 8", "'8'" },
		{ "run --mem 4096", "3584" },
		{ "run -j none", "-j wants a number" },
		{ "run --accel kvm", "--accel tcg" },
		{ "run --clock wall", "--clock icount" },
		{ "run --resume --new", "contradict" },
		{ "run surplus", "Too many arguments" },
		{ "exec", "name a program" },
		{ "exec --file x -- /bin/true", "HOST:GUEST" },
		{ "query nosuch --db /nonexistent", "names them all" },
		{ "query 'SELECT 1' --db /nonexistent", "make bench" },
		{ "plot --db /nonexistent", "make bench" },
		{ "summary --db /nonexistent", "make bench" },
		{ "help frobnicate", "no command" },
	};
	struct tree *t = *state;

	for (size_t i = 0; i < ARRAY_SIZE(mistakes); i++) {
		int status = splitbench(t, "%s", mistakes[i].args);

		if (!status || status > 255 || !strstr(t->output, mistakes[i].says))
			fail_msg("%s: status %d, '%s'", mistakes[i].args, status, t->output);
	}
}

static void exec_passes_everything_through(void **state)
{
	struct tree *t = *state;
	char *program = xasprintf("%s/workloads/unit/fixture", t->dir);

	kernel(t, "4g4g", "exec");
	assert_int_equal(splitbench(t,
				    "exec " QEMU " --config 4g4g --ledger -- %s --x=1 y </dev/null",
				    program),
			 5);
	said(t, "ledger init=/bin/fixture --x=1 y\n");
	said(t, "syscall_entry  cr3_load        7");
	said(t, "syscalls      9");
	kernel(t, "4g4g", "panic");
	assert_int_equal(splitbench(t, "exec " QEMU " --config 4g4g -- %s </dev/null", program),
			 125);
	said(t, "last words");
	said(t, "the guest kernel panicked: panic: page fault at c0000000");
	kernel(t, "4g4g", "nofit");
	assert_int_equal(splitbench(t, "exec " QEMU " --config 4g4g -- %s </dev/null", program),
			 124);
	assert_int_equal(
		splitbench(t, "exec " QEMU " --config 4g4g -- %s 'a b' </dev/null", program), 2);
	assert_int_equal(splitbench(t, "exec " QEMU " --config 4g4g -- /nonexistent </dev/null"),
			 125);
	said(t, "/nonexistent");
	free(program);
}

static void kernel_tests_are_judged(void **state)
{
	struct tree *t = *state;

	put(t, "kernels/3g1g/kernel-test.elf", "tap\n");
	assert_int_equal(splitbench(t, "ktest " QEMU " --config 3g1g"), 0);
	said(t, "1..2\nok 1 - one\nok 2 - two\n");
	put(t, "kernels/3g1g/kernel-test.elf", "tapbad\n");
	assert_int_equal(splitbench(t, "ktest " QEMU " --config 3g1g"), 1);
	put(t, "kernels/3g1g/kernel-test.elf", "tapshort\n");
	assert_int_equal(splitbench(t, "ktest " QEMU " --config 3g1g"), 1);
	put(t, "kernels/3g1g/kernel-test.elf", "panic\n");
	assert_int_equal(splitbench(t, "ktest " QEMU " --config 3g1g"), 1);
	assert_int_equal(splitbench(t, "ktest " QEMU " --config 4g4g"), 1);
	said(t, "run make");
}

static void queries_print_in_three_ways(void **state)
{
	struct tree *t = *state;

	assert_int_equal(run(t, ""), 0);
	assert_int_equal(
		splitbench(
			t,
			"query --db %s \"SELECT 1.5 AS a, 'x,\\\"y' AS b, NULL AS c, :run AS d\"",
			t->db),
		0);
	said(t, "  a  b     c  d\n---  ----  -  -\n1.5  x,\"y     1\n");
	assert_int_equal(
		splitbench(t, "query --csv --db %s \"SELECT 1.5 AS a, 'x,\\\"y' AS b, NULL AS c\"",
			   t->db),
		0);
	said(t, "a,b,c\n1.5,\"x,\"\"y\",\n");
	assert_int_equal(splitbench(t,
				    "query --json --db %s 'SELECT 1 AS a, NULL AS c, :clock AS d'",
				    t->db),
			 0);
	said(t, "\"a\": 1,\n  \"c\": null,\n  \"d\": \"icount\"");
	assert_int_equal(splitbench(t, "query --db %s 'DELETE FROM run'", t->db), 2);
	assert_int_equal(splitbench(t, "query --db %s 'SELECT nonsense'", t->db), 2);
	said(t, "no such column");
	assert_int_equal(
		splitbench(
			t,
			"query --db %s \"SELECT log_text(console) AS said FROM guest_log LIMIT 1\"",
			t->db),
		0);
	said(t, "hello from the guest");
}

static void plots_are_drawn(void **state)
{
	static const char script[] = "set terminal \nset output out\nplot dat using 2 every ::1\n";
	static const char *const made[] = { "out/a.svg", "out/a.png", "out/a.dat", "out/a.gp",
					    "out/style.gp" };
	struct tree *t = *state;
	char *root = getenv("SPLITBENCH_ROOT"), *results = xasprintf("%s/results", root);
	char *link = xasprintf("%s/results", t->dir);

	assert_int_equal(run(t, ""), 0);
	/* A source tree of plots alone: one with rows, one without, and a library. */
	assert_int_equal(symlink(results, link), 0);
	make_subdir(t, "plots");
	put(t, "plots/a.sql",
	    "-- All\nSELECT config, per_op FROM v_summary WHERE run = :run AND clock = :clock");
	put(t, "plots/a.gp", script);
	put(t, "plots/b.sql", "-- None\nSELECT config FROM v_summary WHERE run = :run + 1");
	put(t, "plots/b.gp", script);
	put(t, "plots/style.gp", "# style\n");
	root = xstrdup(root);
	setenv("SPLITBENCH_ROOT", t->dir, 1);
	assert_int_equal(splitbench(t, "plot --db %s --out %s/out", t->db, t->dir), 0);
	said(t, "a.svg (and .png, .gp, .dat): All");
	said(t, "plot b is left out");
	for (size_t i = 0; i < ARRAY_SIZE(made); i++) {
		char *path = xasprintf("%s/%s", t->dir, made[i]);

		if (access(path, R_OK))
			fail_msg("%s was not made", path);
		free(path);
	}
	put(t, "plots/a.gp", "plot nonsense\n");
	assert_int_equal(splitbench(t, "plot --db %s --out %s/out", t->db, t->dir), 2);
	said(t, "gnuplot could not draw a");
	setenv("SPLITBENCH_ROOT", root, 1);
	free(root);
	free(results);
	free(link);
}

#define TEST(fn) cmocka_unit_test_setup_teardown(fn, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(good_cells_are_stored),
		TEST(every_failure_is_recorded),
		TEST(no_fit_is_no_failure),
		TEST(a_missing_kernel_is_recorded),
		TEST(a_missing_qemu_stops_the_run),
		TEST(an_interrupted_run_goes_on),
		TEST(failed_cells_are_tried_again_on_request),
		TEST(a_full_disk_loses_nothing_silently),
		TEST(flags_reach_google_benchmark),
		TEST(mistakes_are_named),
		TEST(exec_passes_everything_through),
		TEST(kernel_tests_are_judged),
		TEST(queries_print_in_three_ways),
		TEST(plots_are_drawn),
	};

	return cmocka_run_group_tests_name("run", tests, NULL, NULL);
}
