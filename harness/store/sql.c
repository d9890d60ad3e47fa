// SPDX-License-Identifier: GPL-2.0-or-later
#include <ctype.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "sql.h"
#include "lib/util.h"

static void log_text(sqlite3_context *ctx, int argc, sqlite3_value **argv)
{
	const void *blob = sqlite3_value_blob(argv[0]);
	char *text = blob ? inflate_text(blob, sqlite3_value_bytes(argv[0])) : NULL;

	(void)argc;
	if (text)
		sqlite3_result_text(ctx, text, -1, free);
	else
		sqlite3_result_error(ctx, "log_text() wants a blob of the table guest_log", -1);
}

static int64_t run_of(sqlite3 *db, const char *view)
{
	static const struct sql_values none;
	char *sql = xasprintf("SELECT run FROM %s", view), *text = sql_text(db, sql, &none);
	int64_t run = text ? atoll(text) : 0;

	free(sql);
	free(text);
	return run;
}

const struct run_kind run_kinds[NR_RUN_KINDS] = {
	/* The usual one first. */
	{ "bench", ":run", "latest_run", offsetof(struct sql_values, run) },
	{ "sweep", ":sweep", "latest_sweep", offsetof(struct sql_values, sweep) },
	{ "ablation", ":ablation", "latest_ablation", offsetof(struct sql_values, ablation) },
};

int64_t *sql_run_of_kind(struct sql_values *v, const struct run_kind *k)
{
	return (int64_t *)((char *)v + k->own);
}

static void bind_values(sqlite3 *db, sqlite3_stmt *s, const struct sql_values *v)
{
	int clock = sqlite3_bind_parameter_index(s, ":clock");
	struct sql_values own = *v;

	for (const struct run_kind *k = run_kinds; k < run_kinds + NR_RUN_KINDS; k++) {
		int at = sqlite3_bind_parameter_index(s, k->parameter);
		int64_t run = *sql_run_of_kind(&own, k);

		if (!run)
			run = v->run;
		if (at)
			sqlite3_bind_int64(s, at, run ? run : run_of(db, k->view));
	}
	if (clock)
		sqlite3_bind_text(s, clock, v->clock, -1, SQLITE_STATIC);
	for (unsigned int i = 0; i < v->nr_named; i++) {
		char *name = xasprintf(":%s", v->named[i].name);
		int at = sqlite3_bind_parameter_index(s, name);

		if (at)
			sqlite3_bind_double(s, at, v->named[i].value);
		free(name);
	}
}

int64_t sql_latest_run(sqlite3 *db)
{
	return run_of(db, run_kinds[0].view);
}

int64_t sql_latest_run_for(sqlite3 *db, const char *sql)
{
	int64_t usual = sql_latest_run(db);

	for (const struct run_kind *k = run_kinds + 1; k < run_kinds + NR_RUN_KINDS; k++) {
		int64_t run = run_of(db, k->view);

		if (strstr(sql, k->parameter))
			return run;
		if (run == usual)
			usual = 0;
	}
	return usual;
}

char *sql_column_text(sqlite3_stmt *s, int column)
{
	const char *text = (const char *)sqlite3_column_text(s, column);

	return xstrdup(text ? text : "");
}

char *sql_text(sqlite3 *db, const char *sql, const struct sql_values *values)
{
	char *text = NULL;
	sqlite3_stmt *s;

	if (sqlite3_prepare_v2(db, sql, -1, &s, NULL))
		return NULL;
	bind_values(db, s, values);
	if (sqlite3_step(s) == SQLITE_ROW && sqlite3_column_type(s, 0) != SQLITE_NULL)
		text = sql_column_text(s, 0);
	sqlite3_finalize(s);
	return text;
}

/* Runs one prepared statement. Returns what is wrong, or NULL. */
static char *run_statement(sqlite3 *db, sqlite3_stmt *s, const struct sql_values *v,
			   const struct sql_sink *sink)
{
	int code;

	if (!sqlite3_stmt_readonly(s))
		return xstrdup("only statements that read are allowed here");
	bind_values(db, s, v);
	if (sink->statement)
		sink->statement(sink->arg, s);
	while ((code = sqlite3_step(s)) == SQLITE_ROW)
		sink->row(sink->arg, s);
	return code == SQLITE_DONE ? NULL : xstrdup(sqlite3_errmsg(db));
}

void sql_functions(sqlite3 *db)
{
	sqlite3_create_function(db, "log_text", 1, SQLITE_UTF8 | SQLITE_DETERMINISTIC, NULL,
				log_text, NULL, NULL);
}

int sql_run(sqlite3 *db, const char *sql, const struct sql_values *values,
	    const struct sql_sink *sink, char **why)
{
	*why = NULL;
	sql_functions(db);
	while (*sql && !*why) {
		sqlite3_stmt *s;

		if (sqlite3_prepare_v2(db, sql, -1, &s, &sql))
			*why = xstrdup(sqlite3_errmsg(db));
		else if (s)
			*why = run_statement(db, s, values, sink);
		sqlite3_finalize(s);
	}
	return *why ? -1 : 0;
}

static void begin_list(void *arg, sqlite3_stmt *s)
{
	unsigned int columns = sqlite3_column_count(s);
	const char **names = xcalloc(columns, sizeof(*names));

	for (unsigned int i = 0; i < columns; i++)
		names[i] = sqlite3_column_name(s, i);
	output_begin(arg, columns, names);
	free(names);
}

static struct value value_of(sqlite3_stmt *s, int column)
{
	const char *text;

	switch (sqlite3_column_type(s, column)) {
	case SQLITE_NULL:
		return (struct value){ .kind = VALUE_NULL };
	case SQLITE_INTEGER:
		return (struct value){ .kind = VALUE_INTEGER,
				       .integer = sqlite3_column_int64(s, column) };
	case SQLITE_FLOAT:
		return (struct value){ .kind = VALUE_REAL,
				       .real = sqlite3_column_double(s, column) };
	}
	text = (const char *)sqlite3_column_text(s, column);
	return (struct value){ .kind = VALUE_TEXT, .text = text ? text : "" };
}

static void print_row(void *arg, sqlite3_stmt *s)
{
	unsigned int columns = sqlite3_column_count(s);
	struct value *row = xcalloc(columns, sizeof(*row));

	for (unsigned int i = 0; i < columns; i++)
		row[i] = value_of(s, i);
	output_row(arg, row);
	free(row);
}

int sql_print(sqlite3 *db, const char *sql, const struct sql_values *values, struct output *out,
	      char **why)
{
	const struct sql_sink sink = { begin_list, print_row, out };

	return sql_run(db, sql, values, &sink, why);
}

/* The text of a comment line, without the dashes; NULL where the line is none. */
static const char *comment(const char *line)
{
	return strncmp(line, "--", 2) ? NULL : line + 2 + strspn(line + 2, " ");
}

/* The first comment line that says something and is not the licence's; NULL if there is none. */
static const char *title_line(const char *sql)
{
	for (const char *text; (text = comment(sql)); sql = next_line(sql))
		if (*text && *text != '\n' && strncmp(text, "SPDX-", 5))
			return sql;
	return NULL;
}

char *sql_title(const char *sql)
{
	const char *line = title_line(sql), *text = line ? comment(line) : "";

	return strndup(text, strcspn(text, "\n"));
}

char *sql_reading(const char *sql)
{
	const char *line = title_line(sql), *text;
	char *reading = xstrdup("");

	while (line && (text = comment(line = next_line(line))) && *text && *text != '\n') {
		char *more = xasprintf("%s%s%.*s", reading, *reading ? " " : "",
				       (int)strcspn(text, "\n"), text);

		free(reading);
		reading = more;
	}
	return reading;
}
