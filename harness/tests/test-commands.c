// SPDX-License-Identifier: GPL-2.0-or-later
/* The other commands, and what they say to mistakes, with a script for QEMU. */
#include "tree.h"

#include <jansson.h>
#include <sqlite3.h>
#include <unistd.h>

/*
 * What Google Benchmark's compare.py reads of a file (tools/gbench/report.py, version 1.7.1): of
 * each benchmark these keys, and every repetition beside the aggregates, for its U test.
 */
static void compare_py_finds_its_keys(const char *text)
{
	static const char *const keys[] = { "name",	    "run_type",
					    "family_index", "per_family_instance_index",
					    "real_time",    "cpu_time",
					    "time_unit" };
	unsigned int repetitions = 0, medians = 0;
	json_t *json = json_loads(text, 0, NULL), *b;
	size_t i;

	json_array_foreach(json_object_get(json, "benchmarks"), i, b)
	{
		const char *aggregate = json_string_value(json_object_get(b, "aggregate_name"));

		for (size_t k = 0; k < ARRAY_SIZE(keys); k++)
			if (!json_object_get(b, keys[k]))
				fail_msg("%s is not in benchmark %zu", keys[k], i);
		medians += aggregate && !strcmp(aggregate, "median");
		repetitions +=
			!strcmp(json_string_value(json_object_get(b, "run_type")), "iteration");
	}
	assert_non_null(json_object_get(json, "context"));
	assert_int_equal(repetitions, 2 * 2);
	assert_int_equal(medians, 2);
	json_decref(json);
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
	said(t, "manual_time\",3,100.001,");
	said(t, "manual_time\",3,100.004,");
	answer(t, "SELECT count(*) FROM sample", "12");
	free(text);
	text = read_file(json, NULL);
	assert_non_null(text);
	assert_non_null(strstr(text, "\"syscall_entry.cr3_load\": 1.0"));
	compare_py_finds_its_keys(text);
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
		{ "run --mem 65536", "64512" },
		{ "run -j none", "-j wants a number" },
		{ "run --accel xen", "tcg, kvm or auto" },
		{ "run --clock wall", "--clock icount" },
		{ "run --resume --new", "contradict" },
		{ "run --quick --memory-sweep", "two selections" },
		{ "run --memory 16", "--memory wants a number" },
		{ "run --params pages=1", "--workload names" },
		{ "run --ops 5", "--params" },
		{ "run --workload unit --params 'pages=1 k'", "'pages=1 k' are no parameters" },
		{ "run --workload unit --params 'pages=1  k=2'", "are no parameters" },
		{ "run --workload unit --params ''", "--params is empty" },
		{ "run surplus", "Too many arguments" },
		{ "exec", "name a program" },
		{ "exec --file x -- /bin/true", "HOST:GUEST" },
		{ "query nosuch --db /nonexistent", "no query is called" },
		{ "query 'SELECT 1' --db /nonexistent", "make bench" },
		{ "plot --db /nonexistent", "make bench" },
		{ "summary --db /nonexistent", "make bench" },
		{ "advise --ram 2", "with its unit" },
		{ "advise --ram 2GB", "with its unit" },
		{ "advise --ram -2G", "with its unit" },
		{ "advise --syscalls many", "a number from 0" },
		{ "advise --ram 2G --user 1G --syscalls 5", "--working-set is missing" },
		{ "advise --ram 2G --user 1G --syscalls 5 --working-set 1M", "--cpu is missing" },
		{ "advise --ram 2G --user 1G --syscalls 5 --working-set 1M --cpu m --clock icount:x",
		  "leave --clock out" },
		{ "query --set x 'SELECT :x'", "NAME=NUMBER" },
		{ "query --set x=y 'SELECT :x'", "NAME=NUMBER" },
		{ "explain", "name a workload" },
		{ "explain syscall/nul", "splitbench list" },
		{ "explain unit/fixture pages=no", "these are its cases" },
		{ "explain unit/fixture --config 5g5g", "there are: 3g1g" },
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
	said(t, "the guest kernel panicked: page fault at c0000000");
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
	put(t, "kernels/3g1g/kernel-debug.elf", "tapdebug\n");
	assert_int_equal(splitbench(t, "ktest " QEMU " --debug --config 3g1g"), 0);
	said(t, "ok - misuse caught: panic: t*e un\nok - misuse reported: held by *\n");
	put(t, "kernels/3g1g/kernel-debug.elf", "tapdebug 3g1g misuse missed: panic\n");
	assert_int_equal(splitbench(t, "ktest " QEMU " --debug --config 3g1g"), 1);
	said(t, "misuse missed was not caught");
	put(t, "kernels/3g1g/kernel-debug.elf", "tap\n");
	assert_int_equal(splitbench(t, "ktest " QEMU " --debug --config 3g1g"), 1);
	put(t, "kernels/3g1g/kernel-test.elf", "panic\n");
	assert_int_equal(splitbench(t, "ktest " QEMU " --config 3g1g"), 1);
	assert_int_equal(splitbench(t, "ktest " QEMU " --config 4g4g"), 1);
	said(t, "run make");
}

static void queries_print_in_every_way(void **state)
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
	assert_int_equal(splitbench(t,
				    "query --markdown --db %s "
				    "\"SELECT 'x|y' AS a, 2 AS b\"",
				    t->db),
			 0);
	said(t, "| a | b |\n|---|---:|\n| x\\|y | 2 |\n");
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

/* The database of results/tests/advise.sql. */
static void make_advice(struct tree *t)
{
	static const char *const files[] = { "schema.sql", "tests/advise.sql", "views.sql" };
	sqlite3 *db;

	assert_int_equal(sqlite3_open(t->db, &db), SQLITE_OK);
	for (size_t i = 0; i < ARRAY_SIZE(files); i++) {
		char *path = xasprintf("%s/results/%s", getenv("SPLITBENCH_ROOT"), files[i]),
		     *sql = read_file(path, NULL);

		assert_int_equal(sqlite3_exec(db, sql, NULL, NULL, NULL), SQLITE_OK);
		free(path);
		free(sql);
	}
	sqlite3_close(db);
}

static void advice_is_given(void **state)
{
	static const struct {
		const char *args;
		int status;
		const char *says;
	} asked[] = {
		{ "--ram 2G --user 1G --syscalls 2000 --working-set 16K --copies 1000 --cpu m", 0,
		  "system calls a second, at 1 MHz 2000.00 in a million" },
		{ "--ram 2G --user 1G --syscalls 2000 --working-set 16K --copies 1000 --cpu m --csv",
		  0,
		  "own,yes,4080.0,2020.0,0.0,28.0,40.0,41.0,81.0,80.0,82.0,measured,pages=4 k=40\n" },
		{ "--ram 2G --user 1G --syscalls 2000 --working-set 16K --copies 1000 --cpu m", 0,
		  "small costs least of those that fit: 0.00 %, from 0.00 to 0.00." },
		{ "--ram 2G --user 1G --syscalls 4000 --mhz 2 --working-set 16K --copies 0 --cpu m --csv",
		  0,
		  "own,yes,4080.0,2020.0,0.0,28.0,40.0,0.0,40.0,40.0,40.0,measured,pages=4 k=40\n" },
		{ "--ram 2G --user 4090M --syscalls 2000 --working-set 16K --cpu m", 1,
		  "no: user space of 4080 MiB" },
		{ "--ram 2G --user 4090M --syscalls 2000 --working-set 16K --cpu m", 1,
		  "None of these fits." },
		{ "--ram 2G --user 4090M --syscalls 2000 --working-set 16K --cpu m --json", 1,
		  "\"fits\": \"no: user" },
		{ "--ram 3G --user 1G --syscalls 1 --working-set 4K --cpu m", 2,
		  "more than 2048 MiB of RAM" },
		{ "--ram 2G --user 1G --syscalls 2001 --working-set 4K --cpu m", 2,
		  "at 1 MHz at most 2000, one a load" },
		{ "--ram 2G --user 1G --syscalls 1 --working-set 2G --cpu m", 2,
		  "cannot be more than --user" },
		{ "--ram 2G --user 1G --syscalls 1 --working-set 4K --cpu n", 2,
		  "no CPU profile 'n'; it has m" },
		{ "--ram 2G --user 1G --syscalls 1 --working-set 4K --cpu m --run 7", 2,
		  "has nothing on any CPU profile" },
	};
	struct tree *t = *state;

	make_advice(t);
	for (size_t i = 0; i < ARRAY_SIZE(asked); i++) {
		int status = splitbench(t, "advise --db %s %s", t->db, asked[i].args);

		if (status != asked[i].status || !strstr(t->output, asked[i].says))
			fail_msg("%s: status %d, '%s'", asked[i].args, status, t->output);
	}
	assert_int_equal(
		splitbench(t, "query --db %s --set x=1.5 --set y=2 'SELECT :x + :y AS a, :z AS b'",
			   t->db),
		0);
	said(t, "  a  b\n---  -\n3.5");
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

static void speeds_are_recorded(void **state)
{
	static const char command[] =
		"record-speed " QEMU " --config 3g1g --mem 512 --instructions 9 'a --b' --db %s%s";
	struct tree *t = *state;
	char *rounds = xasprintf(" <%s/rounds", t->dir);

	put(t, "rounds", "plain 0 2.00 1000\nplain 1 1.00 1100\none 0 2.20 9000\n");
	assert_int_equal(splitbench(t, command, t->db, rounds), 0);
	answer(t, "SELECT round(ratio, 3) FROM v_emulator_speed WHERE way = 'one'", "2.2");
	answer(t, "SELECT command || mem_mib || qemu_version FROM speed", "a --b5120.0.1 (fake)");
	assert_int_equal(splitbench(t, "query emulator_speed --db %s", t->db), 0);
	said(t, "one profile");
	put(t, "rounds", "plain 0 2.00\n");
	assert_int_equal(splitbench(t, command, t->db, rounds), 2);
	said(t, "'plain 0 2.00' is not WAY ROUND SECONDS KIB");
	assert_int_equal(splitbench(t, command, t->db, " </dev/null"), 2);
	said(t, "no rounds");
	assert_int_equal(splitbench(t, "record-speed x --config 5g5g --db %s", t->db), 2);
	answer(t, "SELECT count(*) FROM speed", "1");
	free(rounds);
}

#define TEST(fn) cmocka_unit_test_setup_teardown(fn, tree_setup, tree_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(flags_reach_google_benchmark),
		TEST(mistakes_are_named),
		TEST(exec_passes_everything_through),
		TEST(kernel_tests_are_judged),
		TEST(queries_print_in_every_way),
		TEST(advice_is_given),
		TEST(plots_are_drawn),
		TEST(speeds_are_recorded),
	};

	return cmocka_run_group_tests_name("commands", tests, NULL, NULL);
}
