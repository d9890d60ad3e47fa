// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * A mix of what databases are used for, in the manner of SQLite's own speedtest1: inserts in
 * transactions, selects by index, ranges, joins, sorting, updates, deletes, and VACUUM, in a file
 * on /tmp. Each part says how many rows it saw and their sum; the last is SQLite's integrity check.
 * usage: sqlite ROWS
 */
#include <sqlite3.h>
#include <string.h>
#include <unistd.h>
#include "out.h"

#define FILE_NAME "/tmp/sqlite.db"

static sqlite3 *db;
static int rows;

static void check(int err, int expected)
{
	if (err != expected) {
		fprintf(stderr, "%s\n", sqlite3_errmsg(db));
		exit(1);
	}
}

/* FNV-1a over what a column shows as text, so that it is the same for any layout in memory. */
static uint32_t sum_column(uint32_t sum, const unsigned char *text)
{
	for (; text && *text; text++)
		sum = (sum ^ *text) * 16777619;
	return (sum ^ '|') * 16777619;
}

struct parameter {
	int first, count; /* ?1 is first to first + count - 1, one execution each */
	int step; /* ?2 is ?1 times this, in a ring of `rows` */
};

/*
 * Runs a statement for every value of its parameters, and prints how many rows came and their sum.
 */
static void run(const char *what, const char *sql, struct parameter p)
{
	uint32_t n = 0, sum = 2166136261u;
	sqlite3_stmt *s;
	int err;

	check(sqlite3_prepare_v2(db, sql, -1, &s, NULL), SQLITE_OK);
	for (int i = p.first; i < p.first + p.count; i++) {
		int at = sqlite3_bind_parameter_count(s);

		if (at >= 1)
			check(sqlite3_bind_int(s, 1, i), SQLITE_OK);
		if (at >= 2)
			check(sqlite3_bind_int(s, 2, (long long)i * p.step % rows), SQLITE_OK);
		while ((err = sqlite3_step(s)) == SQLITE_ROW) {
			n++;
			for (int c = 0; c < sqlite3_column_count(s); c++)
				sum = sum_column(sum, sqlite3_column_text(s, c));
		}
		check(err, SQLITE_DONE);
		check(sqlite3_reset(s), SQLITE_OK);
	}
	check(sqlite3_finalize(s), SQLITE_OK);
	printf("%s: %u rows, %08x, %d changes\n", what, n, sum, sqlite3_total_changes(db));
}

static const struct {
	const char *what, *sql;
	int part; /* executions: ROWS divided by it; 0: one */
	int step;
} parts[] = {
	{ .what = "tables",
	  .sql = "CREATE TABLE item (id INTEGER PRIMARY KEY, k INTEGER, name TEXT)" },
	{ .what = "more tables",
	  .sql = "CREATE TABLE tag (item INTEGER REFERENCES item, tag TEXT, PRIMARY KEY (tag, item))" },
	{ .what = "begin", .sql = "BEGIN" },
	{ .what = "insert",
	  .sql = "INSERT INTO item VALUES (?1, ?2, printf('%08x item %d', ?2 * 2654435761 & 4294967295, ?1))",
	  .part = 1,
	  .step = 7919 },
	{ .what = "tags",
	  .sql = "INSERT OR IGNORE INTO tag VALUES (?1, 'tag' || (?2 % 37))",
	  .part = 1,
	  .step = 104729 },
	{ .what = "commit", .sql = "COMMIT" },
	{ .what = "small transactions",
	  .sql = "INSERT INTO item VALUES (-?1, ?2, 'one by one')",
	  .part = 100,
	  .step = 31 },
	{ .what = "index", .sql = "CREATE INDEX item_k ON item (k)" },
	{ .what = "by key",
	  .sql = "SELECT name FROM item WHERE id = ?2 AND id <> ?1",
	  .part = 2,
	  .step = 613 },
	{ .what = "by index",
	  .sql = "SELECT id, name FROM item WHERE k = ?2 AND id <> ?1",
	  .part = 2,
	  .step = 421 },
	{ .what = "ranges",
	  .sql = "SELECT ?1, count(*), sum(id), max(name) FROM item WHERE k BETWEEN ?2 AND ?2 + 200",
	  .part = 50,
	  .step = 1009 },
	{ .what = "join",
	  .sql = "SELECT tag, count(*), min(name) FROM tag JOIN item ON item.id = tag.item "
		 "GROUP BY tag ORDER BY 2, 1" },
	{ .what = "scan",
	  .sql = "SELECT count(*), sum(length(name)) FROM item WHERE name LIKE '%a%7%'" },
	{ .what = "sort", .sql = "SELECT id FROM item ORDER BY substr(name, 3, 6), id LIMIT 5000" },
	{ .what = "begin", .sql = "BEGIN" },
	{ .what = "update",
	  .sql = "UPDATE item SET k = k + ?2, name = name || '+' WHERE id = ?1 * 3",
	  .part = 4,
	  .step = 17 },
	{ .what = "savepoint", .sql = "SAVEPOINT here" },
	{ .what = "update by index",
	  .sql = "UPDATE item SET name = 'gone' WHERE k = ?2 AND id <> ?1",
	  .part = 4,
	  .step = 33 },
	{ .what = "roll back", .sql = "ROLLBACK TO here" },
	{ .what = "delete", .sql = "DELETE FROM item WHERE id = ?1 * 5", .part = 6 },
	{ .what = "delete tags", .sql = "DELETE FROM tag WHERE tag IN ('tag3', 'tag7', 'tag31')" },
	{ .what = "commit", .sql = "COMMIT" },
	{ .what = "recursion",
	  .sql = "WITH RECURSIVE t(n, f) AS (VALUES (1, 1) UNION ALL "
		 "SELECT n + 1, f * 31 % 65521 FROM t WHERE n < 2000) SELECT sum(f), max(n) FROM t" },
	{ .what = "vacuum", .sql = "VACUUM" },
	{ .what = "all", .sql = "SELECT * FROM item ORDER BY id" },
	{ .what = "all tags", .sql = "SELECT * FROM tag ORDER BY tag, item" },
};

static int print_row(void *what, int n, char **column, char **name)
{
	(void)n;
	(void)name;
	printf("%s: %s\n", (const char *)what, column[0]);
	return 0;
}

int main(int argc, char **argv)
{
	must(argc == 2, "usage: sqlite ROWS");
	rows = atoi(argv[1]);
	unlink(FILE_NAME);
	check(sqlite3_open(FILE_NAME, &db), SQLITE_OK);
	for (size_t i = 0; i < sizeof(parts) / sizeof(parts[0]); i++)
		run(parts[i].what, parts[i].sql,
		    (struct parameter){ 1, parts[i].part ? rows / parts[i].part : 1,
					parts[i].step });
	check(sqlite3_exec(db, "PRAGMA integrity_check", print_row, "integrity", NULL), SQLITE_OK);
	check(sqlite3_exec(db, "PRAGMA page_count", print_row, "pages", NULL), SQLITE_OK);
	check(sqlite3_close(db), SQLITE_OK);
	unlink(FILE_NAME);
	return 0;
}
