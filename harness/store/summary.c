// SPDX-License-Identifier: GPL-2.0-or-later
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "summary.h"
#include "sql.h"
#include "guest/clock.h"
#include "lib/table.h"
#include "lib/util.h"

/* Rows of a table: three columns that name it, the position of a configuration, and what to print.
 */
static const char costs_sql[] =
	"SELECT cell.workload, cell.params, cell.mem_mib, c.position,"
	" CASE WHEN s.per_op IS NULL THEN 'no fit' WHEN b.ratio IS NULL OR c.position = 0 THEN printf('%.1f', s.per_op)"
	" ELSE printf('%.1f x%.3f', s.per_op, b.ratio) END"
	" FROM cell JOIN config AS c ON c.run = cell.run AND c.name = cell.config"
	" JOIN workload AS w ON w.run = cell.run AND w.name = cell.workload AND w.results = 'costs'"
	" JOIN v_case AS k ON k.run = cell.run AND k.mem_mib = cell.mem_mib AND k.workload = cell.workload"
	" AND k.params = cell.params"
	" LEFT JOIN v_summary AS s ON s.cell = cell.id AND s.clock = :clock"
	" LEFT JOIN v_vs_baseline AS b ON b.run = cell.run AND b.config = cell.config AND b.mem_mib = cell.mem_mib"
	" AND b.workload = cell.workload AND b.params = cell.params AND b.clock = s.clock AND b.accel = cell.accel"
	" WHERE cell.run = :run AND (s.per_op IS NOT NULL OR cell.state = 'nofit')"
	" ORDER BY k.sort_key, c.position";

static const char capacities_sql[] =
	"SELECT k.name, k.params, k.mem_mib, c.position,"
	" iif(k.unit = 'KiB', printf('%d MiB', k.value / 1024), k.value) || ', ' || k.limited_by"
	" FROM v_capacity AS k JOIN config AS c ON c.run = k.run AND c.name = k.config"
	" WHERE k.run = :run AND k.limited_by IS NOT NULL AND k.name NOT IN ('ram_used', 'low_free', 'high_free')"
	" ORDER BY k.workload, k.params, k.name, k.mem_mib, c.position";

static const char configs_sql[] =
	"SELECT name, position FROM config WHERE run = :run ORDER BY position";

static const char nofit_sql[] =
	"SELECT config || ', ' || min(mem_mib) || iif(min(mem_mib) < max(mem_mib), ' to ' || max(mem_mib), '')"
	" || ' MiB: ' || replace(detail, 'does not fit: ', '') FROM cell JOIN config AS c ON c.run = cell.run AND c.name = config"
	" WHERE cell.run = :run AND state = 'nofit' GROUP BY config ORDER BY c.position";

static const char failed_sql[] =
	"SELECT trim(workload || ' ' || params) || ' in ' || config || ', ' || mem_mib"
	" || ' MiB: ' || reason || ': ' || detail FROM cell JOIN v_case AS k"
	" USING (run, mem_mib, workload, params) JOIN config AS c ON c.run = k.run AND c.name = config"
	" WHERE k.run = :run AND state = 'failed' ORDER BY k.sort_key, c.position";

#define FIXED_COLUMNS 3
#define MAX_CONFIGS   64

struct summary {
	struct table table;
	unsigned int nr_configs;
	int64_t position[MAX_CONFIGS]; /* of each column's configuration */
	char *key; /* what names the row being filled */
	unsigned int filled; /* its columns so far */
	unsigned int rows;
};

static void add_config(void *arg, sqlite3_stmt *s)
{
	struct summary *sum = arg;

	if (sum->nr_configs == MAX_CONFIGS)
		return;
	sum->position[sum->nr_configs++] = sqlite3_column_int64(s, 1);
	sum->table.columns++;
	table_add(&sum->table, "%s", sqlite3_column_text(s, 0));
}

static void fill_to(struct summary *sum, unsigned int column)
{
	for (; sum->filled < column; sum->filled++)
		table_add(&sum->table, "-");
}

static void add_value(void *arg, sqlite3_stmt *s)
{
	struct summary *sum = arg;
	const char *name = (const char *)sqlite3_column_text(s, 0),
		   *params = (const char *)sqlite3_column_text(s, 1);
	char *key = xasprintf("%s\n%s\n%lld", name, params, sqlite3_column_int64(s, 2));
	unsigned int column = 0;

	if (!sum->key || strcmp(sum->key, key)) {
		if (sum->key)
			fill_to(sum, sum->nr_configs);
		table_add(&sum->table, "%s", name);
		table_add(&sum->table, "%s", params);
		table_add(&sum->table, "%lld", sqlite3_column_int64(s, 2));
		sum->filled = 0;
		sum->rows++;
	}
	free(sum->key);
	sum->key = key;
	while (column < sum->nr_configs && sum->position[column] != sqlite3_column_int64(s, 3))
		column++;
	fill_to(sum, column);
	table_add(&sum->table, "%s", sqlite3_column_text(s, 4));
	sum->filled++;
}

/* Prints one table under its title; one without rows is left out, or `otherwise` in its place. */
static int print_table(sqlite3 *db, const struct sql_values *v, const char *sql, const char *what,
		       const char *title, const char *otherwise, char **why)
{
	struct summary sum = { .rows = 0 };
	const struct sql_sink heading = { .row = add_config, .arg = &sum };
	const struct sql_sink rows = { .row = add_value, .arg = &sum };
	int err;

	table_init(&sum.table, FIXED_COLUMNS);
	table_add(&sum.table, "%s", what);
	table_add(&sum.table, "parameters");
	table_add(&sum.table, "MiB");
	err = sql_run(db, configs_sql, v, &heading, why) || sql_run(db, sql, v, &rows, why);
	if (!err && sum.rows) {
		fill_to(&sum, sum.nr_configs);
		printf("%s\n\n", title);
		table_print(&sum.table, stdout);
		putchar('\n');
	} else if (!err && otherwise) {
		printf("%s\n\n%s\n", title, otherwise);
	}
	table_free(&sum.table);
	free(sum.key);
	return err ? -1 : 0;
}

/* A list under its title, which is printed before the first line. */
struct list {
	const char *title;
	unsigned int lines;
};

static void print_line(void *arg, sqlite3_stmt *s)
{
	struct list *list = arg;

	if (!list->lines++)
		printf("%s:\n", list->title);
	printf("  %s\n", sqlite3_column_text(s, 0));
}

static int print_list(sqlite3 *db, const struct sql_values *v, const char *sql, const char *title,
		      char **why)
{
	struct list list = { .title = title };

	return sql_run(db, sql, v, &(struct sql_sink){ .row = print_line, .arg = &list }, why);
}

int summary_print(sqlite3 *db, int64_t run, const char *clock, char **why)
{
	const struct sql_values v = { .run = run ? run : sql_latest_run(db), .clock = clock };
	char *title = xasprintf(
		"Run %lld, clock %s (%s). One operation, in %s; x: times the first configuration's.",
		(long long)v.run, clock, clock_meaning(clock), clock_unit(clock));
	int err = print_table(db, &v, costs_sql, "workload", title,
			      "No cell of this run has values on this clock.\n", why) ||
		  print_table(db, &v, capacities_sql, "capacity",
			      "How many there can be, and what had run out then.", NULL, why) ||
		  print_list(db, &v, nofit_sql, "Does not fit", why) ||
		  print_list(db, &v, failed_sql, "Failed cells", why);

	free(title);
	return err ? -1 : 0;
}
