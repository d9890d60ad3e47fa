// SPDX-License-Identifier: GPL-2.0-or-later
#include <argp.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "choice.h"
#include "cmd.h"
#include "lib/output.h"
#include "lib/util.h"
#include "store/sql.h"
#include "store/store.h"

/* What is written where nothing is named: the interface, and what its numbers come from. */
static const char *const usual[] = {
	"run",	     "v_provenance",  "v_summary",	"v_vs_baseline", "v_flush_ledger",
	"v_counter", "v_model_parts", "v_model_events", "v_machine",	 "v_capacity",
	"v_failure",
};

struct arguments {
	struct choice choice;
	const struct output_format *format;
	const char *dir;
	const char **names;
	unsigned int nr_names;
};

static error_t parse(int key, char *arg, struct argp_state *state)
{
	struct arguments *a = state->input;

	switch (key) {
	case ARGP_KEY_INIT:
		state->child_inputs[0] = &a->choice;
		state->child_inputs[1] = &a->format;
		return 0;
	case ARGP_KEY_ARG:
		if (!a->dir) {
			a->dir = arg;
			return 0;
		}
		a->names = xrealloc(a->names, (a->nr_names + 1) * sizeof(*a->names));
		a->names[a->nr_names++] = arg;
		return 0;
	case ARGP_KEY_NO_ARGS:
		argp_error(state, "name a directory for the files");
		return 0;
	}
	return ARGP_ERR_UNKNOWN;
}

static const struct argp_child children[] = { { &choice_run_argp, 0, NULL, 0 },
					      { &output_argp, 0, NULL, 0 },
					      { 0 } };

static const struct argp argp = {
	.parser = parse,
	.children = children,
	.args_doc = "DIRECTORY [TABLE | VIEW]...",
	.doc = "Writes tables and views of one run to files, DIRECTORY/NAME.csv each (.json, .md with the options for "
	       "them); without names, the views of the interface and what leads from their numbers to what made them. "
	       "A table without a run, as the list of causes, is written whole. Logs are written as text. Rows are "
	       "sorted by their columns from the left, so that two exports can be compared; results/README.md has the "
	       "formats. `splitbench query --csv` prints the answer to one query.",
};

/* The SELECT for a table or view ?1, in two parts with the places of its columns between; no row:
 * there is none. */
static const char select_sql[] =
	"WITH columns AS (SELECT t.name AS tab, c.cid, c.name, c.type FROM sqlite_schema AS t JOIN pragma_table_info(t.name) AS c"
	" WHERE t.name = '%s' AND t.type IN ('table', 'view'))"
	" SELECT 'SELECT ' || group_concat(iif(type = 'BLOB', 'iif(\"' || name || '\" IS NULL, NULL, log_text(\"' || name || '\")) AS ', '')"
	" || '\"' || name || '\"', ', ') || ' FROM ' || tab || CASE WHEN sum(name = 'run') THEN ' WHERE run = :run'"
	" WHEN tab = 'run' THEN ' WHERE id = :run'"
	" WHEN sum(name = 'cell') THEN ' WHERE cell IN (SELECT id FROM cell WHERE run = :run)' ELSE '' END"
	" || ' ORDER BY ' || group_concat(cid + 1, ', ') FROM columns HAVING count(*)";

static const char names_sql[] =
	"SELECT group_concat(name, ' ') FROM (SELECT name FROM sqlite_schema WHERE type IN ('table', 'view')"
	" AND name NOT LIKE 'sqlite_%' ORDER BY name)";

static char *select_of(sqlite3 *db, const char *name)
{
	static const struct sql_values none;
	char *sql = NULL, *select = NULL;

	/* A name with anything else in it is none, and would not stand well between quotes. */
	if (*name && !name[strspn(name, "abcdefghijklmnopqrstuvwxyz_")]) {
		sql = xasprintf(select_sql, name);
		select = sql_text(db, sql, &none);
	}
	if (!select)
		die("there is no table or view '%s'; there are: %s", name,
		    sql_text(db, names_sql, &none));
	free(sql);
	return select;
}

static void export_one(sqlite3 *db, const struct arguments *a, const char *name)
{
	char *sql = select_of(db, name),
	     *path = xasprintf("%s/%s.%s", a->dir, name, output_suffix(a->format)), *why;
	FILE *f = fopen(path, "w");
	struct output *out;
	bool failed;

	if (!f)
		die("cannot write %s: %s", path, strerror(errno));
	out = output_new(a->format, f);
	if (sql_print(db, sql, &a->choice.values, out, &why))
		die("%s: %s", path, why);
	output_end(out);
	failed = ferror(f);
	if (fclose(f) || failed)
		die("cannot write %s: %s", path, strerror(errno ? errno : ENOSPC));
	printf("%s\n", path);
	free(path);
	free(sql);
}

int cmd_export(int argc, char **argv)
{
	struct arguments a = { .choice = choice_default() };
	sqlite3 *db;
	char *why;

	argp_parse(&argp, argc, argv, 0, NULL, &a);
	if (a.format == output_table)
		a.format = output_csv;
	if (!a.nr_names) {
		a.names = (const char **)usual;
		a.nr_names = ARRAY_SIZE(usual);
	}
	db = store_open_readonly(a.choice.db, &why);
	if (!db)
		die("%s", why);
	if (!a.choice.values.run)
		a.choice.values.run = sql_latest_run(db);
	if (mkdir(a.dir, 0755) && errno != EEXIST)
		die("cannot make the directory %s: %s", a.dir, strerror(errno));
	/* A name that is wrong is told before anything is written. */
	for (unsigned int i = 0; i < a.nr_names; i++)
		free(select_of(db, a.names[i]));
	for (unsigned int i = 0; i < a.nr_names; i++)
		export_one(db, &a, a.names[i]);
	sqlite3_close(db);
	if (a.names != (const char **)usual)
		free(a.names);
	return EXIT_SUCCESS;
}
