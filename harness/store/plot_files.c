// SPDX-License-Identifier: GPL-2.0-or-later
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "plot_files.h"
#include "guest/clock.h"
#include "lib/util.h"

struct writing {
	FILE *f;
	struct plot_data *data;
};

static void put_heading(void *arg, sqlite3_stmt *s)
{
	struct writing *w = arg;
	int n = sqlite3_column_count(s);

	if (w->data->sets++)
		fputs("\n\n", w->f);
	for (int i = 0; i < n; i++)
		fprintf(w->f, "%s%c", sqlite3_column_name(s, i), i == n - 1 ? '\n' : '\t');
}

static void put_row(void *arg, sqlite3_stmt *s)
{
	struct writing *w = arg;
	int n = sqlite3_column_count(s);

	for (int i = 0; i < n; i++) {
		const char *text = (const char *)sqlite3_column_text(s, i);

		fprintf(w->f, "%s%c", text ? text : "NaN", i == n - 1 ? '\n' : '\t');
	}
	w->data->rows += w->data->sets == 1;
}

static int close_file(FILE *f, const char *path, char **why)
{
	bool bad = ferror(f);

	if (fclose(f) || bad) {
		*why = xasprintf("cannot write %s: %s", path, strerror(errno));
		return -1;
	}
	return 0;
}

static FILE *open_file(const char *path, char **why)
{
	FILE *f = fopen(path, "we");

	if (!f)
		*why = xasprintf("cannot write %s: %s", path, strerror(errno));
	return f;
}

int plot_write_data(sqlite3 *db, const char *sql, const struct sql_values *values, const char *path,
		    struct plot_data *data, char **why)
{
	struct writing w = { .f = open_file(path, why), .data = data };
	const struct sql_sink sink = { .statement = put_heading, .row = put_row, .arg = &w };

	*data = (struct plot_data){ 0 };
	if (!w.f)
		return -1;
	if (sql_run(db, sql, values, &sink, why)) {
		fclose(w.f);
		return -1;
	}
	return close_file(w.f, path, why);
}

/* gnuplot's double-quoted strings know backslashes. */
static void put_string(FILE *f, const char *name, const char *value)
{
	fprintf(f, "%s = \"", name);
	for (; *value; value++) {
		if (*value == '"' || *value == '\\')
			fputc('\\', f);
		fputc(*value, f);
	}
	fputs("\"\n", f);
}

char *plot_caption(sqlite3 *db, const struct sql_values *values)
{
	static const char sql[] = "SELECT 'run ' || id || ' · commit ' || substr(commit_id, 1, 7)"
				  " || iif(dirty, ' with changes', '') || ' · QEMU '"
				  " || substr(qemu_version, 1, instr(qemu_version || ' ', ' ') - 1)"
				  " FROM run WHERE id = :run";
	char *run = sql_text(db, sql, values), *text;

	text = xasprintf("clock %s (%s) · %s", values->clock, clock_meaning(values->clock),
			 run ? run : "");
	free(run);
	return text;
}

int plot_write_script(sqlite3 *db, const struct sql_values *values, const char *path,
		      const char *name, const char *title, const char *body,
		      const struct plot_data *data, char **why)
{
	static const char configs_sql[] =
		"SELECT group_concat(name, ' ') FROM"
		" (SELECT name FROM config WHERE run = :run ORDER BY position)";
	FILE *f = open_file(path, why);
	char *dat, *cap, *configs;

	if (!f)
		return -1;
	dat = xasprintf("%s.dat", name);
	cap = plot_caption(db, values);
	configs = sql_text(db, configs_sql, values);
	fputs("if (!exists(\"format\")) format = \"svg\"\n", f);
	put_string(f, "name", name);
	put_string(f, "title", title);
	put_string(f, "dat", dat);
	fputs("out = name . \".\" . format\n", f);
	put_string(f, "caption", cap);
	put_string(f, "clock", values->clock);
	put_string(f, "unit", clock_unit(values->clock));
	put_string(f, "configs", configs ? configs : "");
	fprintf(f, "blocks = %u\nset datafile separator \"\\t\"\nset encoding utf8\n\n%s",
		data->sets, body);
	free(dat);
	free(cap);
	free(configs);
	return close_file(f, path, why);
}
