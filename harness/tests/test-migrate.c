// SPDX-License-Identifier: GPL-2.0-or-later
/* Databases of every older version of the schema, with rows of all that it could hold: what becomes
 * of them. */
#include "test.h"

#include <unistd.h>

#include "lib/paths.h"
#include "store/internal.h"
#include "store/sql.h"

struct old {
	char *dir, *path;
};

static int setup(void **state)
{
	struct old *o = xcalloc(1, sizeof(*o));

	o->dir = make_dir();
	o->path = xasprintf("%s/old.db", o->dir);
	*state = o;
	return 0;
}

static int teardown(void **state)
{
	struct old *o = *state;

	free(o->path);
	remove_dir(o->dir);
	free(o);
	return 0;
}

static void must(sqlite3 *db, const char *sql)
{
	if (sqlite3_exec(db, sql, NULL, NULL, NULL))
		fail_msg("%.300s: %s", sql, sqlite3_errmsg(db));
}

static void must_file(sqlite3 *db, const char *kind, int version)
{
	char *path = in_root("results/tests/schemas/%s%d.sql", kind, version),
	     *sql = read_file(path, NULL);

	assert_non_null(sql);
	must(db, sql);
	free(path);
	free(sql);
}

/* The database as this version of the program left it. */
static void make_old(const struct old *o, int version, const char *more)
{
	sqlite3 *db;

	unlink(o->path);
	assert_int_equal(sqlite3_open(o->path, &db), SQLITE_OK);
	must(db, "PRAGMA foreign_keys = ON");
	must_file(db, "v", version);
	for (int v = 1; v <= version; v++)
		must_file(db, "rows-", v);
	must(db, more);
	assert_int_equal(store_user_version(db), version);
	sqlite3_close(db);
}

static struct store *open_old(const struct old *o)
{
	char *why;
	struct store *st = store_open(o->path, &why);

	if (!st)
		fail_msg("%s", why);
	return st;
}

static void is(sqlite3 *db, const char *sql, const char *expected)
{
	static const struct sql_values none;
	char *text = sql_text(db, sql, &none);

	if (strcmp(text ? text : "", expected))
		fail_msg("%s\ngives '%s' instead of '%s' (%s)", sql, text, expected,
			 sqlite3_errmsg(db));
	free(text);
}

/* A query for each table of the database `was`: how many of its rows are not in ours, column by
 * column. */
static const char lost_sql[] =
	"SELECT group_concat('SELECT ''' || name || ''' AS tab, count(*) AS n FROM (SELECT ' || columns"
	" || ' FROM was.' || name || ' EXCEPT SELECT ' || columns || ' FROM main.' || name || ')', ' UNION ALL ') FROM"
	" (SELECT t.name, group_concat(c.name) AS columns FROM was.sqlite_schema AS t"
	"  JOIN pragma_table_info(t.name, 'was') AS c WHERE t.type = 'table' GROUP BY t.name)";

static void nothing_is_lost(sqlite3 *db, const char *kept)
{
	static const struct sql_values none;
	char *attach = xasprintf("ATTACH '%s' AS was", kept), *lost, *sql;

	must(db, attach);
	lost = sql_text(db, lost_sql, &none);
	assert_non_null(lost);
	sql = xasprintf("SELECT group_concat(tab || ' ' || n) FROM (%s) WHERE n > 0", lost);
	is(db, sql, "");
	free(sql);
	/* That was a comparison of something. */
	sql = xasprintf("SELECT count(*) >= 12 FROM (%s)", lost);
	is(db, sql, "1");
	is(db, "SELECT count(*) > 3 FROM was.cell", "1");
	must(db, "DETACH was");
	free(sql);
	free(lost);
	free(attach);
}

static void every_version_is_brought_up(void **state)
{
	struct old *o = *state;
	char *views = in_root("results/views.sql");

	for (int version = 1; version < STORE_VERSION; version++) {
		char *kept = xasprintf("%s.v%d", o->path, version);
		struct store *st;

		make_old(o, version, "");
		st = open_old(o);
		assert_int_equal(store_user_version(st->db), STORE_VERSION);
		nothing_is_lost(st->db, kept);
		is(st->db, "SELECT group_concat(integrity_check) FROM pragma_integrity_check",
		   "ok");
		is(st->db, "SELECT count(*) FROM pragma_foreign_key_check", "0");
		assert_int_equal(store_run_file(st, views), 0);
		is(st->db,
		   "SELECT group_concat(config || ' ' || per_op) FROM v_summary WHERE clock = 'icount'",
		   "3g1g 71.0,4g4g 122.0");
		is(st->db, "SELECT ratio FROM v_vs_baseline WHERE config = '4g4g'",
		   "1.71830985915493");
		is(st->db, "SELECT per_op FROM v_flush_ledger WHERE cause = 'given_up' AND per_op",
		   "2.0");
		/* Names that this version has in other words keep theirs; new ones come in. */
		is(st->db, "SELECT meaning FROM cause WHERE name = 'switch'", "as it was then");
		is(st->db, "SELECT count(*) > 5 FROM model_part", "1");
		/* The run that was not done can be taken up. */
		assert_int_equal(store_find_run(st, "f7", false), 7);
		store_close(st);
		/* Only once. */
		st = open_old(o);
		store_close(st);
		free(kept);
	}
	free(views);
}

/* What a version had not is as this one says that it was. */
static void what_was_not_there_has_its_default(void **state)
{
	static const struct {
		int version;
		const char *sql, *expected;
	} defaults[] = {
		{ 1, "SELECT count(*) FROM profile", "0" },
		{ 2, "SELECT count(*) FROM guest_log WHERE folded IS NULL", "3" },
		{ 3, "SELECT group_concat(DISTINCT kind) FROM run", "bench" },
		{ 3, "SELECT group_concat(DISTINCT results) FROM workload", "costs" },
		{ 4, "SELECT count(*) FROM workload_file", "0" },
		{ 5, "SELECT group_concat(DISTINCT host_kind) FROM run", "unknown" },
		{ 5, "SELECT sum(twin) FROM cell", "0" },
		{ 6, "SELECT count(*) FROM run WHERE imported_from IS NULL", "3" },
		{ 7, "SELECT count(*) FROM run WHERE model_id IS NULL", "4" },
	};
	struct old *o = *state;

	for (size_t i = 0; i < ARRAY_SIZE(defaults); i++) {
		char *kept = xasprintf("%s.v%d", o->path, defaults[i].version);
		struct store *st;

		make_old(o, defaults[i].version, "");
		unlink(kept);
		st = open_old(o);
		is(st->db, defaults[i].sql, defaults[i].expected);
		store_close(st);
		free(kept);
	}
}

static void who_only_reads_is_told_what_to_do(void **state)
{
	struct old *o = *state;
	char *why;

	make_old(o, 1, "");
	assert_null(store_open_readonly(o->path, &why));
	assert_non_null(strstr(why, "splitbench run"));
	free(why);
}

static void one_with_loose_ends_stays(void **state)
{
	struct old *o = *state;
	sqlite3 *db;
	char *why;

	make_old(o, 3, "PRAGMA foreign_keys = OFF; INSERT INTO sample VALUES (99, 0)");
	assert_null(store_open(o->path, &why));
	assert_non_null(strstr(why, "refer to nothing"));
	free(why);
	assert_int_equal(sqlite3_open(o->path, &db), SQLITE_OK);
	assert_int_equal(store_user_version(db), 3);
	is(db, "SELECT count(*) FROM sample WHERE cell = 99", "1");
	sqlite3_close(db);
}

/* The old database is nowhere else: one that is kept already is not written over. */
static void one_that_is_kept_already_stays(void **state)
{
	struct old *o = *state;
	char *kept = xasprintf("%s.v6", o->path), *why, *text;

	make_old(o, 6, "");
	assert_int_equal(write_file(kept, "precious", 8), 0);
	assert_null(store_open(o->path, &why));
	assert_non_null(strstr(why, kept));
	assert_non_null(strstr(why, "is there already"));
	text = read_file(kept, NULL);
	assert_string_equal(text, "precious");
	free(text);
	free(why);
	free(kept);
}

static void a_newer_version_is_refused(void **state)
{
	struct old *o = *state;
	char *why;

	make_old(o, 6, "");
	for (int i = 0; i < 2; i++) {
		sqlite3 *db;

		assert_int_equal(sqlite3_open(o->path, &db), SQLITE_OK);
		must(db, "PRAGMA user_version = 99");
		sqlite3_close(db);
		assert_null(i ? (void *)store_open_readonly(o->path, &why)
			      : (void *)store_open(o->path, &why));
		assert_non_null(strstr(why, "version 99"));
		free(why);
	}
}

#define TEST(fn) cmocka_unit_test_setup_teardown(fn, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(every_version_is_brought_up),	 TEST(what_was_not_there_has_its_default),
		TEST(who_only_reads_is_told_what_to_do), TEST(one_with_loose_ends_stays),
		TEST(one_that_is_kept_already_stays),	 TEST(a_newer_version_is_refused),
	};

	return cmocka_run_group_tests_name("migrate", tests, NULL, NULL);
}
