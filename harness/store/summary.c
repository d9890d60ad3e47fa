// SPDX-License-Identifier: GPL-2.0-or-later
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "summary.h"
#include "sql.h"
#include "guest/clock.h"
#include "lib/table.h"
#include "lib/util.h"

static const char values_sql[] =
	"SELECT s.workload, s.params, s.mem_mib, c.position, s.per_op, b.ratio FROM v_summary AS s"
	" JOIN config AS c ON c.run = s.run AND c.name = s.config"
	" LEFT JOIN v_vs_baseline AS b USING (run, config, mem_mib, workload, params, clock)"
	" JOIN v_case AS k USING (run, mem_mib, workload, params)"
	" WHERE s.run = :run AND s.clock = :clock"
	" ORDER BY k.sort_key, c.position";

static const char configs_sql[] =
	"SELECT name, position FROM config WHERE run = :run ORDER BY position";

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
	char *key; /* workload, parameters and memory of the row being filled */
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
	const char *workload = (const char *)sqlite3_column_text(s, 0),
		   *params = (const char *)sqlite3_column_text(s, 1);
	char *key = xasprintf("%s\n%s\n%lld", workload, params, sqlite3_column_int64(s, 2));
	unsigned int column = 0;

	if (!sum->key || strcmp(sum->key, key)) {
		if (sum->key)
			fill_to(sum, sum->nr_configs);
		table_add(&sum->table, "%s", workload);
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
	if (sqlite3_column_type(s, 5) == SQLITE_NULL || sum->position[column] == 0)
		table_add(&sum->table, "%.1f", sqlite3_column_double(s, 4));
	else
		table_add(&sum->table, "%.1f x%.3f", sqlite3_column_double(s, 4),
			  sqlite3_column_double(s, 5));
	sum->filled++;
}

static void print_line(void *arg, sqlite3_stmt *s)
{
	unsigned int *n = arg;

	if (!(*n)++)
		printf("\nFailed cells:\n");
	printf("  %s\n", sqlite3_column_text(s, 0));
}

int summary_print(sqlite3 *db, int64_t run, const char *clock, char **why)
{
	const struct sql_values v = { .run = run ? run : sql_latest_run(db), .clock = clock };
	struct summary sum = { 0 };
	unsigned int failed = 0;

	table_init(&sum.table, FIXED_COLUMNS);
	table_add(&sum.table, "workload");
	table_add(&sum.table, "parameters");
	table_add(&sum.table, "MiB");
	if (sql_run(db, configs_sql, &v, &(struct sql_sink){ .row = add_config, .arg = &sum },
		    why) ||
	    sql_run(db, values_sql, &v, &(struct sql_sink){ .row = add_value, .arg = &sum }, why))
		return -1;
	if (sum.key)
		fill_to(&sum, sum.nr_configs);
	printf("Run %lld, clock %s (%s). One operation, in %s; x: times the first configuration's.\n\n",
	       (long long)v.run, clock, clock_meaning(clock), clock_unit(clock));
	if (sum.rows)
		table_print(&sum.table, stdout);
	else
		printf("No cell of this run has values on this clock.\n");
	table_free(&sum.table);
	free(sum.key);
	return sql_run(db, failed_sql, &v, &(struct sql_sink){ .row = print_line, .arg = &failed },
		       why);
}
