// SPDX-License-Identifier: GPL-2.0-or-later
/* All CPU profiles of a run in one table: as much as fits below the summary of one clock. */
#include <stdio.h>

#include "summary.h"
#include "sql.h"
#include "lib/table.h"

static const char configs_sql[] = "SELECT name FROM config WHERE run = :run ORDER BY position";

/* The geometric mean, so that a workload counts the same whatever it costs; NULL without values. */
static const char means_sql[] =
	"SELECT p.name, exp(avg(ln(v.ratio))), c.name = (SELECT name FROM config WHERE run = :run ORDER BY"
	" position LIMIT 1) FROM v_profile AS p JOIN config AS c ON c.run = p.run"
	" LEFT JOIN v_vs_baseline AS v ON v.run = p.run AND v.clock = p.clock AND v.config = c.name"
	" AND v.ratio > 0 WHERE p.run = :run GROUP BY p.place, c.position ORDER BY p.place, c.position";

static void add_config(void *arg, sqlite3_stmt *s)
{
	struct table *t = arg;

	t->columns++;
	table_add(t, "%s", sqlite3_column_text(s, 0));
}

static void add_mean(void *arg, sqlite3_stmt *s)
{
	struct table *t = arg;

	if (sqlite3_column_int(s, 2))
		table_add(t, "%s", sqlite3_column_text(s, 0));
	if (sqlite3_column_type(s, 1) == SQLITE_NULL)
		table_add(t, "-");
	else
		table_add(t, "x%.3f", sqlite3_column_double(s, 1));
}

int summary_print_models(sqlite3 *db, int64_t run, char **why)
{
	const struct sql_values v = { .run = run ? run : sql_latest_run(db) };
	struct table t;
	int err;

	table_init(&t, 1);
	table_add(&t, "modelled CPU");
	err = sql_run(db, configs_sql, &v, &(struct sql_sink){ .row = add_config, .arg = &t },
		      why) ||
	      sql_run(db, means_sql, &v, &(struct sql_sink){ .row = add_mean, .arg = &t }, why);
	if (!err && t.cells > t.columns) {
		printf("\nModelled cycles, times the first configuration's; mean of all workloads. "
		       "`splitbench summary --clock model:CPU` shows each.\n\n");
		table_print(&t, stdout);
	}
	table_free(&t);
	return err ? -1 : 0;
}
