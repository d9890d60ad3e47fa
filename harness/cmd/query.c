// SPDX-License-Identifier: GPL-2.0-or-later
#include <argp.h>
#include <ctype.h>
#include <glob.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "choice.h"
#include "cmd.h"
#include "lib/paths.h"
#include "lib/util.h"
#include "store/sql.h"
#include "store/store.h"

enum { KEY_SET = 256 };

static const struct argp_option options[] = {
	{ "set", KEY_SET, "NAME=NUMBER", 0,
	  "what :NAME is in the query; may be given several times", 0 },
	{ 0 },
};

struct arguments {
	struct choice choice;
	const char *query;
	const struct output_format *format;
	struct sql_named *named; /* of --set */
};

/* The NAME is kept where it is. */
static void add_named(struct arguments *a, char *arg)
{
	char *value = strchr(arg, '='), *end = value;
	double number = value ? strtod(value + 1, &end) : 0;

	if (!value || value == arg || end == value + 1 || *end)
		die("--set wants NAME=NUMBER, not '%s'", arg);
	*value = 0;
	a->named = xrealloc(a->named, (a->choice.values.nr_named + 1) * sizeof(*a->named));
	a->named[a->choice.values.nr_named++] = (struct sql_named){ arg, number };
	a->choice.values.named = a->named;
}

static error_t parse(int key, char *arg, struct argp_state *state)
{
	struct arguments *a = state->input;

	switch (key) {
	case KEY_SET:
		add_named(a, arg);
		return 0;
	case ARGP_KEY_INIT:
		state->child_inputs[0] = &a->choice;
		state->child_inputs[1] = &a->format;
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
	.children = choice_output_options,
	.args_doc = "['SQL' | NAME]",
	.doc = "Prints the answer to an SQL query, or to the query results/queries/NAME.sql; without an "
	       "argument, the names of those. The database is opened for reading only. :run and :clock in the SQL are what --run and --clock say. log_text(blob) is "
	       "the text of a log in the table guest_log.",
};

/* The files of the ready queries; to be freed by globfree(). */
static glob_t query_files(void)
{
	char *pattern = in_root("results/queries/*.sql");
	glob_t g;

	if (glob(pattern, 0, NULL, &g))
		die("there are no queries in %s", pattern);
	free(pattern);
	return g;
}

static const char *file_name(const char *path)
{
	return strrchr(path, '/') + 1;
}

static int name_length(const char *path)
{
	return strlen(file_name(path)) - strlen(".sql");
}

static void list_queries(void)
{
	glob_t g = query_files();

	for (size_t i = 0; i < g.gl_pathc; i++) {
		char *sql = read_file(g.gl_pathv[i], NULL), *title = sql_title(sql ? sql : "");

		printf("%-20.*s %s\n", name_length(g.gl_pathv[i]), file_name(g.gl_pathv[i]), title);
		free(sql);
		free(title);
	}
	globfree(&g);
}

/* Is that the name, but for case, _ and -? */
static bool means(const char *asked, const char *name, int length)
{
	const char *end = name + length;

	for (;; asked++, name++) {
		asked += strspn(asked, "_-");
		while (name < end && *name == '_')
			name++;
		if (!*asked || name == end)
			return !*asked && name == end;
		if (tolower((unsigned char)*asked) != *name)
			return false;
	}
}

/* The text of the ready query of that name; stops the program with the names that there are. */
static char *ready_query(const char *name)
{
	glob_t g = query_files();
	char *sql = NULL, *names = xstrdup("");

	for (size_t i = 0; i < g.gl_pathc && !sql; i++) {
		const char *path = g.gl_pathv[i];
		char *more = xasprintf("%s %.*s", names, name_length(path), file_name(path));

		free(names);
		names = more;
		if (means(name, file_name(path), name_length(path)))
			sql = read_file(path, NULL);
	}
	if (!sql)
		die("no query is called '%s'; there are:%s", name, names);
	globfree(&g);
	free(names);
	return sql;
}

/* A word names a ready query; everything else is SQL. */
static char *query_text(const char *query)
{
	return strpbrk(query, " ;(") ? xstrdup(query) : ready_query(query);
}

int cmd_query(int argc, char **argv)
{
	struct arguments a = { .choice = choice_default() };
	struct output *out;
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
	out = output_new(a.format, stdout);
	if (sql_print(db, sql, &a.choice.values, out, &why))
		die("%s", why);
	output_end(out);
	sqlite3_close(db);
	free(sql);
	return EXIT_SUCCESS;
}
