// SPDX-License-Identifier: GPL-2.0-or-later
/* Runs that are stored: read from their logs again, copied from another database, exported,
 * deleted. */
#include "tree.h"

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include "store/internal.h"
#include "store/upkeep.h"

/* Modelled cells, sizes, and cells of hardware in two rounds with a twin. */
static void run_all(struct tree *t)
{
	add_workload(t, "sizes");
	put(t, "kernels/probe.elf", "probe - usable\n");
	assert_int_equal(run_modelled(t, "--workload 'unit/*' --accel auto --rounds 2"), 0);
}

static void must_be(struct tree *t, const char *expected)
{
	char *now = dump(t->db);

	if (strcmp(now, expected))
		fail_msg("the database is not what it was; the last command said:\n%s", t->output);
	free(now);
}

/* Ids are given as cells end. */
#define ONE                                                                                        \
	"(SELECT id FROM cell WHERE workload = 'unit/fixture' AND config = '2g2g' AND accel = 'tcg')"

static void logs_give_what_the_run_gave(void **state)
{
	static const char *const damages[] = {
		"UPDATE measure SET value = value + 1 WHERE cell = " ONE
		" AND idx = 1 AND clock = 'icount'",
		"UPDATE measure SET value = value - 1 WHERE cell = " ONE
		" AND clock = 'model:skylake'",
		"DELETE FROM sample WHERE cell = " ONE " AND idx > 0",
		"UPDATE ledger SET n = 0",
		"DELETE FROM counter WHERE cell = " ONE,
		"DELETE FROM model_cycles WHERE part = 'flush'",
		"UPDATE model_event SET n = n + 1 WHERE name = 'cr3'",
		"UPDATE machine SET low_free_kib = 1",
		"DELETE FROM machine",
		"UPDATE capacity SET value = 43, refusal = NULL",
		"UPDATE measure SET value = 1 WHERE clock = 'kvm-tsc' AND idx = 5",
		"DELETE FROM sample",
	};
	struct tree *t = *state;
	char *before;

	run_all(t);
	answer(t, "SELECT count(*) || ' ' || count(DISTINCT accel) || max(twin) FROM cell",
	       "13 21");
	before = dump(t->db);
	assert_int_equal(splitbench(t, "reprocess --db %s", t->db), 0);
	said(t, "run 1: 13 cells read from their logs, 0 of them changed, 0 left as they are");
	must_be(t, before);
	for (size_t i = 0; i < ARRAY_SIZE(damages); i++) {
		change(t, damages[i]);
		assert_int_equal(splitbench(t, "reprocess --db %s", t->db), 0);
		said(t, "its rows were not what its logs say; now they are");
		must_be(t, before);
	}
	free(before);
}

/* A cell whose logs are of no use: what is said of it, and that it stays. */
static void what_the_logs_do_not_say_stays(void **state)
{
	static const struct {
		const char *damage, *says;
	} cases[] = {
		{ "UPDATE guest_log SET console = x'00' WHERE cell = 1", "its logs are damaged" },
		{ "UPDATE guest_log SET model = x'0102030405' WHERE cell = 1",
		  "its logs are damaged" },
		{ "DELETE FROM guest_log WHERE cell = 1", "their logs were not kept" },
		{ "UPDATE guest_log SET console = log WHERE cell = 1",
		  "the guest printed no record" },
		{ "UPDATE guest_log SET model = log WHERE cell = 1", "cut short or damaged" },
		{ "UPDATE guest_log SET console = (SELECT console FROM guest_log JOIN cell ON cell = id"
		  " WHERE config = '4g4g') WHERE cell = (SELECT id FROM cell WHERE config = '3g1g')",
		  "in 4g4g" },
		{ "UPDATE cell SET checksum = 'other' WHERE id = 1",
		  "has checksum aaaa over 1000" },
		{ "INSERT INTO sample (cell, idx) VALUES (1, 3)", "has 3 samples, the tables 4" },
		{ "DELETE FROM profile WHERE name = 'skylake'", "skylake, which nobody took" },
	};
	struct tree *t = *state;

	assert_int_equal(run_modelled(t, ""), 0);
	for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
		char *kept = xasprintf("cp %s %s.kept", t->db, t->db),
		     *back = xasprintf("cp %s.kept %s", t->db, t->db), *before;

		assert_int_equal(system(kept), 0);
		change(t, cases[i].damage);
		before = dump(t->db);
		assert_int_equal(splitbench(t, "reprocess --db %s", t->db), 1);
		said(t, " 0 of them changed, ");
		said(t, cases[i].says);
		must_be(t, before);
		assert_int_equal(system(back), 0);
		free(before);
		free(kept);
		free(back);
	}
	assert_int_equal(splitbench(t, "reprocess --run 9 --db %s", t->db), 2);
	said(t, "run 9 has no cells");
}

/* All that hangs off the runs, without the ids that they have here. */
static const char runs_sql[] =
	"SELECT group_concat(x, char(10)) FROM (SELECT r.started || r.kind || r.fingerprint || c.config || c.workload || c.params"
	" || c.state || c.command || hex(g.console) || coalesce(hex(g.model), '') || coalesce(m.idx || m.clock || m.value, '')"
	" || coalesce((SELECT sum(n) FROM ledger AS l WHERE l.cell = m.cell AND l.idx = m.idx), '')"
	" || coalesce((SELECT sum(cycles) FROM model_cycles AS p WHERE p.cell = m.cell AND p.idx = m.idx AND p.clock = m.clock), '')"
	" || coalesce((SELECT sum(n) FROM model_event AS p WHERE p.cell = m.cell AND p.idx = m.idx AND p.clock = m.clock), '')"
	" || coalesce((SELECT sum(value) FROM capacity AS k WHERE k.cell = c.id), '')"
	" || (SELECT boot_tsc FROM machine AS b WHERE b.cell = c.id)"
	" || coalesce((SELECT group_concat(sha256) FROM profile AS p WHERE p.run = r.id), '')"
	" || (SELECT sha256 FROM workload AS w WHERE w.run = r.id AND w.name = c.workload)"
	" || (SELECT kernel_sha256 FROM config AS f WHERE f.run = r.id AND f.name = c.config) AS x"
	" FROM run AS r JOIN cell AS c ON c.run = r.id JOIN guest_log AS g ON g.cell = c.id LEFT JOIN measure AS m ON m.cell = c.id"
	" WHERE r.id %s ORDER BY 1)";

static char *contents(const char *db, const char *which)
{
	char *sql = xasprintf(runs_sql, which);
	const char *const argv[] = { "sqlite3", db, sql, NULL };
	char *text = capture(argv);

	assert_non_null(text);
	assert_true(strlen(text) > 100);
	free(sql);
	return text;
}

static void runs_come_from_another_database(void **state)
{
	struct tree *t = *state;
	char *other = xasprintf("%s/other.db", t->dir), *mine = t->db, *before, *theirs, *came,
	     *file;

	run_all(t);
	put(t, "rounds", "plain 0 2.00 1000\n");
	assert_int_equal(
		splitbench(t,
			   "record-speed " QEMU
			   " --config 3g1g --mem 512 --instructions 9 x --db %s <%s/rounds",
			   t->db, t->dir),
		0);
	change(t,
	       "UPDATE run SET started = '2026-01-01T00:00:00Z', state = 'running', finished = NULL");
	change(t,
	       "INSERT INTO native VALUES (9, 1, 'unit/fixture', '', 1, '', 'model:skylake', 0, 1, 0, 'h', 'l', 'real');"
	       "INSERT INTO native_sample VALUES (9, 0, 77)");
	file = xasprintf("mv %s %s", t->db, other);
	assert_int_equal(system(file), 0);
	assert_int_equal(run(t, ""), 0);
	theirs = dump(other);
	before = contents(t->db, "= 1");
	assert_int_equal(splitbench(t, "import %s --db %s", other, t->db), 0);
	said(t, "imported  ");
	said(t, "1 of 1 runs imported from ");
	came = dump(other);
	assert_string_equal(came, theirs);
	free(came);
	/* Ours is as it was, theirs is here as run 2, and nothing hangs in the air. */
	came = contents(t->db, "= 1");
	assert_string_equal(came, before);
	free(came);
	free(before);
	came = contents(t->db, "= 2");
	before = contents(other, "= 1");
	assert_string_equal(came, before);
	free(came);
	answer(t, "SELECT count(*) FROM pragma_foreign_key_check", "0");
	answer(t, "SELECT count(*) || max(id) FROM cell", "1717");
	answer(t, "SELECT run || cycles FROM native JOIN native_sample ON native = id", "277");
	answer(t, "SELECT command || peak_kib FROM speed JOIN speed_round ON speed = id", "x1000");
	/* It is not gone on with, and what people mean is still what was measured here. */
	answer(t, "SELECT state || (imported_from LIKE '%/other.db') FROM run WHERE id = 2",
	       "interrupted1");
	answer(t, "SELECT run FROM latest_run", "1");
	assert_int_equal(run_modelled(t, "--workload 'unit/*' --accel auto --rounds 2"), 0);
	answer(t, "SELECT max(id) FROM run", "3");
	/* Each table that hands out ids has its statement in choose_sql. */
	answer(t,
	       "SELECT group_concat(name) FROM (SELECT t.name FROM sqlite_schema AS t JOIN pragma_table_info(t.name) AS c"
	       " ON c.name = 'id' WHERE t.type = 'table' ORDER BY 1)",
	       "cell,native,run,speed");
	/* Not a second time, not into itself, and back it does not come either. */
	assert_int_equal(splitbench(t, "import %s --db %s", other, t->db), 0);
	said(t, "was here already");
	said(t, "0 of 1 runs imported from ");
	t->db = other;
	assert_int_equal(splitbench(t, "import %s --db %s", mine, other), 0);
	said(t, "2 of 3 runs imported from ");
	assert_int_equal(splitbench(t, "import %s --db %s", other, other), 2);
	said(t, "is the database that it is to go into");
	t->db = mine;
	free(before);
	free(theirs);
	free(other);
	free(file);
}

static void what_cannot_be_imported_is_named(void **state)
{
	struct tree *t = *state;
	char *other = xasprintf("%s/other.db", t->dir), *before,
	     *make = xasprintf(
		     "cat results/tests/schemas/v3.sql results/tests/schemas/rows-[123].sql | sqlite3 '%s%%#?.db'",
		     t->dir);

	assert_int_equal(run(t, ""), 0);
	before = dump(t->db);
	assert_int_equal(splitbench(t, "import --db %s", t->db), 2);
	said(t, "name the database");
	assert_int_equal(splitbench(t, "import /nonexistent --db %s", t->db), 2);
	said(t, "/nonexistent: No such file");
	assert_int_equal(splitbench(t, "import README.md --db %s", t->db), 2);
	said(t, "README.md is no database that can be read: file is not a database");
	put(t, "other.db", "");
	assert_int_equal(splitbench(t, "import %s --db %s", other, t->db), 2);
	said(t, "no database of Splitbench");
	change(t, "PRAGMA user_version = 99");
	free(t->output);
	t->output = NULL;
	assert_int_equal(rename(t->db, other), 0);
	assert_int_equal(splitbench(t, "import %s --db %s", other, t->db), 2);
	said(t, "has version 99 of the schema");
	answer(t, "SELECT count(*) FROM run", "0");
	/* An older one comes in by a copy, whatever its name. */
	assert_int_equal(system(make), 0);
	assert_int_equal(splitbench(t, "import '%s%%#?.db' --db %s", t->dir, t->db), 0);
	said(t, "2 of 2 runs imported");
	answer(t, "SELECT group_concat(per_op) FROM v_summary WHERE clock = 'icount'",
	       "71.0,122.0");
	answer(t,
	       "SELECT sum(peak_kib) FROM v_emulator_speed AS v JOIN speed_round USING (speed, way)",
	       "3000");
	free(make);
	make = xasprintf("rm '%s%%#?.db' && test ! -e %s.import", t->dir, t->db);
	assert_int_equal(system(make), 0);
	free(make);
	free(before);
	free(other);
}

/* The end of a process in the middle of what it does. */
static void die_now(sqlite3_context *ctx, int argc, sqlite3_value **argv)
{
	(void)ctx;
	(void)argc;
	(void)argv;
	kill(getpid(), SIGKILL);
}

static void told(void *arg, const struct imported *run)
{
	(void)arg;
	(void)run;
}

static void an_import_that_is_killed_leaves_nothing(void **state)
{
	struct tree *t = *state;
	char *other = xasprintf("%s/other.db", t->dir), *before, *why;
	int status;
	pid_t pid;

	assert_int_equal(run_modelled(t, ""), 0);
	assert_int_equal(rename(t->db, other), 0);
	assert_int_equal(run(t, ""), 0);
	before = dump(t->db);
	pid = fork();
	if (!pid) {
		struct store *st = store_open(t->db, &why);

		/* With hardly any cache, so that it has written to the file before the end. */
		if (st &&
		    !sqlite3_create_function(st->db, "die_now", 0, SQLITE_UTF8, NULL, die_now, NULL,
					     NULL) &&
		    !sqlite3_exec(
			    st->db,
			    "PRAGMA cache_size = 4; CREATE TEMP TRIGGER die AFTER INSERT ON main.model_event"
			    " WHEN NEW.cell > 6 BEGIN SELECT die_now(); END",
			    NULL, NULL, NULL))
			store_import(st, other, told, NULL);
		_exit(3);
	}
	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_true(WIFSIGNALED(status));
	must_be(t, before);
	assert_int_equal(splitbench(t, "import %s --db %s", other, t->db), 0);
	said(t, "1 of 1 runs imported");
	answer(t, "SELECT count(*) FROM cell", "8");
	free(before);
	free(other);
}

static void one_at_a_time(void **state)
{
	struct tree *t = *state;
	struct store *st;
	char *why;

	assert_int_equal(run(t, ""), 0);
	st = store_open(t->db, &why);
	assert_non_null(st);
	assert_int_equal(splitbench(t, "prune --logs --yes --db %s", t->db), 2);
	said(t, "another splitbench is writing to");
	assert_int_equal(splitbench(t, "reprocess --db %s", t->db), 2);
	said(t, "another splitbench is writing to");
	assert_int_equal(splitbench(t, "import x.db --db %s", t->db), 2);
	said(t, "another splitbench is writing to");
	/* Who reads is not in the way. */
	assert_int_equal(splitbench(t, "query runs --db %s", t->db), 0);
	store_close(st);
}

static void runs_are_pruned_by_rules(void **state)
{
	static const struct {
		const char *rule, *left; /* the ids that stay */
	} rules[] = {
		/* 1, 2, 4 and 5 are usual runs, 5 of them interrupted; 3 and 6 are sweeps. */
		{ "--keep 1", "4,5,6" },
		{ "--keep 2", "3,4,5,6" },
		{ "--keep 9", "1,2,3,4,5,6" },
		{ "--older-than 2026-02-01", "2,3,4,5,6" },
		{ "--older-than 2027-01-01", "4,6" },
		{ "--older-than 2027-01-01 --keep 3", "2,3,4,5,6" },
		{ "--run 4", "1,2,3,5,6" },
		{ "--run '1, 6'", "2,3,4,5" },
		{ "--older-than 2026-02-01T00:00:01Z", "3,4,5,6" },
	};
	struct tree *t = *state;
	char *keep = xasprintf("cp %s %s.all", t->db, t->db),
	     *back = xasprintf("cp %s.all %s", t->db, t->db);

	for (int i = 0; i < 6; i++)
		assert_int_equal(run(t, "--new"), 0);
	change(t,
	       "UPDATE run SET started = printf('2026-%02d-01T00:00:00Z', id), finished = NULL,"
	       " state = iif(id = 5, 'interrupted', 'done'), kind = iif(id % 3, 'bench', 'sweep')");
	assert_int_equal(system(keep), 0);
	for (size_t i = 0; i < ARRAY_SIZE(rules); i++) {
		char *before = dump(t->db);

		/* First it only says so. */
		assert_int_equal(splitbench(t, "prune %s --db %s", rules[i].rule, t->db), 0);
		if (!strstr(t->output, "No run fits."))
			said(t, "would be deleted; nothing was. --yes does it.");
		must_be(t, before);
		assert_int_equal(splitbench(t, "prune %s --yes --db %s", rules[i].rule, t->db), 0);
		answer(t, "SELECT group_concat(id) FROM (SELECT id FROM run ORDER BY id)",
		       rules[i].left);
		answer(t, "SELECT count(*) FROM cell WHERE run NOT IN (SELECT id FROM run)", "0");
		answer(t, "SELECT count(*) FROM measure WHERE cell NOT IN (SELECT id FROM cell)",
		       "0");
		assert_int_equal(system(back), 0);
		free(before);
	}
	/* Logs: the numbers stay, and the room is given back. */
	assert_int_equal(splitbench(t, "prune --logs --keep 1 --yes --db %s", t->db), 0);
	said(t, "Deleted. ");
	answer(t, "SELECT group_concat(DISTINCT run) FROM cell JOIN guest_log ON cell = id", "5,6");
	answer(t, "SELECT count(*) FROM run", "6");
	answer(t, "SELECT count(*) FROM pragma_freelist_count WHERE freelist_count > 0", "0");
	assert_int_equal(splitbench(t, "prune --logs --yes --db %s", t->db), 0);
	answer(t, "SELECT count(*) FROM guest_log", "0");
	free(keep);
	free(back);
}

static void rules_that_say_nothing_are_refused(void **state)
{
	static const struct {
		const char *args, *says;
	} mistakes[] = {
		{ "", "say which runs" },
		{ "--yes", "say which runs" },
		{ "--keep 0", "--keep wants a number from 1" },
		{ "--older-than yesterday", "YYYY-MM-DD" },
		{ "--older-than 2026-01-01x", "YYYY-MM-DD" },
		{ "--run all", "ids of runs" },
		{ "--run 1 --keep 2", "do not go with it" },
		{ "--run 1,99", "names 2 runs, of which 1 are there" },
		{ "--db /nonexistent/x.db --keep 1", "make bench" },
	};
	struct tree *t = *state;
	char *before;

	assert_int_equal(run(t, ""), 0);
	before = dump(t->db);
	for (size_t i = 0; i < ARRAY_SIZE(mistakes); i++) {
		assert_int_equal(splitbench(t, "prune --db %s %s", t->db, mistakes[i].args), 2);
		said(t, mistakes[i].says);
	}
	must_be(t, before);
	free(before);
}

static void is_file(const struct tree *t, const char *name, const char *starts)
{
	char *path = xasprintf("%s/%s", t->dir, name), *text = read_file(path, NULL);

	if (!text || strncmp(text, starts, strlen(starts)))
		fail_msg("%s does not start with\n%s, but is\n%s", path, starts, text);
	free(path);
	free(text);
}

static void tables_and_views_are_exported(void **state)
{
	struct tree *t = *state;
	char *full;

	assert_int_equal(run(t, ""), 0);
	assert_int_equal(run(t, "--new --config 4g4g"), 0);
	assert_int_equal(splitbench(t, "export %s/out --run 1 --db %s", t->dir, t->db), 0);
	said(t, "/out/v_summary.csv\n");
	is_file(t, "out/v_summary.csv",
		"run,config,mem_mib,workload,params,clock,per_op,lo,hi,samples,accel,ops,cell,host_kind\n"
		"1,1g3g,2048,unit/fixture,,icount,100.001,100.0,100.002,3,tcg,1000,");
	is_file(t, "out/v_flush_ledger.csv",
		"run,config,mem_mib,workload,params,cause,kind,per_op,accel");
	is_file(t, "out/v_vs_baseline.csv", "run,config,mem_mib,");
	is_file(t, "out/v_failure.csv", "run,config,mem_mib,");
	/* The latest run, by names; logs as text, and what hangs off cells. */
	assert_int_equal(
		splitbench(t, "export --json %s/out sample guest_log cause --db %s", t->dir, t->db),
		0);
	is_file(t, "out/sample.json", "[\n {\n  \"cell\": 5,\n  \"idx\": 0,");
	is_file(t, "out/guest_log.json",
		"[\n {\n  \"cell\": 5,\n  \"console\": \"hello from the guest\\n{\\\"splitbench\\\":1,");
	is_file(t, "out/cause.json", "[\n {\n  \"name\": \"");
	assert_int_equal(splitbench(t, "export %s/new v_nothing --db %s", t->dir, t->db), 2);
	said(t, "there is no table or view 'v_nothing'; there are: capacity cause cell ");
	assert_int_equal(splitbench(t, "export %s/new \"run' OR 1\" --db %s", t->dir, t->db), 2);
	said(t, "there is no table or view");
	assert_int_equal(splitbench(t, "export --db %s", t->db), 2);
	said(t, "name a directory");
	assert_int_equal(splitbench(t, "export /dev/null/x --db %s", t->db), 2);
	said(t, "/dev/null/x: Not a directory");
	/* A disk that is full. */
	full = xasprintf("ln -sf /dev/full %s/out/run.csv", t->dir);
	assert_int_equal(system(full), 0);
	assert_int_equal(splitbench(t, "export %s/out run --db %s", t->dir, t->db), 2);
	said(t, "out/run.csv: No space left on device");
	free(full);
}

#define TEST(fn) cmocka_unit_test_setup_teardown(fn, tree_setup_modelled, tree_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(logs_give_what_the_run_gave),
		TEST(what_the_logs_do_not_say_stays),
		TEST(runs_come_from_another_database),
		TEST(what_cannot_be_imported_is_named),
		TEST(an_import_that_is_killed_leaves_nothing),
		TEST(one_at_a_time),
		TEST(runs_are_pruned_by_rules),
		TEST(rules_that_say_nothing_are_refused),
		TEST(tables_and_views_are_exported),
	};

	return cmocka_run_group_tests_name("upkeep", tests, NULL, NULL);
}
