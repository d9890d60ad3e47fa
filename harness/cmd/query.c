// SPDX-License-Identifier: GPL-2.0-or-later
#include <argp.h>
#include <glob.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "choice.h"
#include "cmd.h"
#include "lib/paths.h"
#include "lib/table.h"
#include "lib/util.h"
#include "store/sql.h"
#include "store/store.h"

static const struct argp_option options[] = {
	{ "csv", 'C', 0, 0, "print comma-separated values", 0 },
	{ "json", 'J', 0, 0, "print a JSON array of objects", 0 },
	{ 0 },
};

/* One output format: what to do before, for, and after the rows of a statement. */
struct format {
	void (*begin)(sqlite3_stmt *s);
	void (*row)(sqlite3_stmt *s);
	void (*end)(void);
};

static struct table table;

static void table_end(void)
{
	if (table.columns)
		table_print(&table, stdout);
	table_free(&table);
}

static void table_begin(sqlite3_stmt *s)
{
	if (table.columns) {
		table_end();
		putchar('\n');
	}
	table_init(&table, sqlite3_column_count(s));
	for (unsigned int i = 0; i < table.columns; i++)
		table_add(&table, "%s", sqlite3_column_name(s, i));
}

static void table_row(sqlite3_stmt *s)
{
	for (unsigned int i = 0; i < table.columns; i++) {
		const char *text = (const char *)sqlite3_column_text(s, i);

		if (sqlite3_column_type(s, i) == SQLITE_FLOAT)
			table_add(&table, "%.10g", sqlite3_column_double(s, i));
		else
			table_add(&table, "%s", text ? text : "");
	}
}

/* RFC 4180: quotes around what holds a comma, a quote or a line break. */
static void csv_field(const char *text, bool last)
{
	if (text && strpbrk(text, ",\"\r\n")) {
		putchar('"');
		for (; *text; text++) {
			if (*text == '"')
				putchar('"');
			putchar(*text);
		}
		putchar('"');
	} else if (text) {
		fputs(text, stdout);
	}
	putchar(last ? '\n' : ',');
}

static void csv_begin(sqlite3_stmt *s)
{
	int n = sqlite3_column_count(s);

	for (int i = 0; i < n; i++)
		csv_field(sqlite3_column_name(s, i), i == n - 1);
}

static void csv_row(sqlite3_stmt *s)
{
	int n = sqlite3_column_count(s);

	for (int i = 0; i < n; i++)
		csv_field((const char *)sqlite3_column_text(s, i), i == n - 1);
}

static json_t *json;

static void json_begin(sqlite3_stmt *s)
{
	(void)s;
	if (!json)
		json = json_array();
}

static void json_row(sqlite3_stmt *s)
{
	json_t *object = json_object();

	for (int i = 0; i < sqlite3_column_count(s); i++) {
		json_t *value = json_null();

		if (sqlite3_column_type(s, i) == SQLITE_INTEGER)
			value = json_integer(sqlite3_column_int64(s, i));
		else if (sqlite3_column_type(s, i) == SQLITE_FLOAT)
			value = json_real(sqlite3_column_double(s, i));
		else if (sqlite3_column_type(s, i) != SQLITE_NULL)
			value = json_string((const char *)sqlite3_column_text(s, i));
		json_object_set_new(object, sqlite3_column_name(s, i), value);
	}
	json_array_append_new(json, object);
}

static void json_end(void)
{
	json_dumpf(json, stdout, JSON_INDENT(1));
	putchar('\n');
	json_decref(json);
}

static const struct format formats[] = {
	[0] = { table_begin, table_row, table_end },
	['C'] = { csv_begin, csv_row, NULL },
	['J'] = { json_begin, json_row, json_end },
};

struct arguments {
	struct choice choice;
	const char *query;
	const struct format *format;
};

static error_t parse(int key, char *arg, struct argp_state *state)
{
	struct arguments *a = state->input;

	switch (key) {
	case 'C':
	case 'J':
		a->format = &formats[key];
		return 0;
	case ARGP_KEY_INIT:
		state->child_inputs[0] = &a->choice;
		return 0;
	case ARGP_KEY_ARG:
		if (a->query)
			argp_error(state, "give one query; SQL goes in quotes");
		a->query = arg;
		return 0;
	}
	return ARGP_ERR_UNKNOWN;
}

static const struct argp argp = {
	.options = options,
	.parser = parse,
	.children = choice_options,
	.args_doc = "['SQL' | NAME]",
	.doc = "Prints the answer to an SQL query, or to the query results/queries/NAME.sql; without an "
	       "argument, the names of those. The database is opened for reading only. :run and :clock in the SQL are what --run and --clock say. log_text(blob) is "
	       "the text of a log in the table guest_log.",
};

static void list_queries(void)
{
	char *pattern = in_root("results/queries/*.sql");
	glob_t g;

	if (glob(pattern, 0, NULL, &g))
		die("there are no queries in %s", pattern);
	for (size_t i = 0; i < g.gl_pathc; i++) {
		const char *name = strrchr(g.gl_pathv[i], '/') + 1;
		char *sql = read_file(g.gl_pathv[i], NULL), *title = sql_title(sql ? sql : "");

		printf("%-20.*s %s\n", (int)(strlen(name) - strlen(".sql")), name, title);
		free(sql);
		free(title);
	}
	globfree(&g);
	free(pattern);
}

/* A word that names a file is that file's text; everything else is SQL. */
static char *query_text(const char *query)
{
	char *path = in_root("results/queries/%s.sql", query), *sql;

	sql = strpbrk(query, " /;") ? NULL : read_file(path, NULL);
	if (!sql && !strpbrk(query, " ;("))
		die("there is no query %s; `splitbench query` names them all", path);
	free(path);
	return sql ? sql : xstrdup(query);
}

static void begin_statement(void *arg, sqlite3_stmt *s)
{
	const struct format *f = arg;

	f->begin(s);
}

static void put_row(void *arg, sqlite3_stmt *s)
{
	const struct format *f = arg;

	f->row(s);
}

int cmd_query(int argc, char **argv)
{
	struct arguments a = { .choice = choice_default(), .format = &formats[0] };
	struct sql_sink sink = { .statement = begin_statement, .row = put_row };
	char *why, *sql;
	sqlite3 *db;

	argp_parse(&argp, argc, argv, 0, NULL, &a);
	if (!a.query) {
		list_queries();
		return EXIT_SUCCESS;
	}
	sql = query_text(a.query);
	db = store_open_readonly(a.choice.db, &why);
	if (!db)
		die("%s", why);
	sink.arg = (void *)a.format;
	if (sql_run(db, sql, &a.choice.values, &sink, &why))
		die("%s", why);
	if (a.format->end)
		a.format->end();
	sqlite3_close(db);
	free(sql);
	return EXIT_SUCCESS;
}
