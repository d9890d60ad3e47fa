// SPDX-License-Identifier: GPL-2.0-or-later
/* The blocks that a section is made of, put on each page. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "internal.h"
#include "lib/paths.h"
#include "lib/util.h"

void leave_list(struct report *r)
{
	if (r->in_list)
		PUT(r, end_list);
	r->in_list = false;
}

void is_missing(struct report *r, const char *title)
{
	char *more =
		xasprintf("%s%s%s", r->missing ? r->missing : "", r->missing ? "; " : "", title);

	free(r->missing);
	r->missing = more;
}

bool has_run(struct report *r, const char *sql)
{
	bool asked[NR_RUN_KINDS], any = false, found = false;

	for (size_t i = 0; i < NR_RUN_KINDS; i++) {
		asked[i] = strstr(sql, run_kinds[i].parameter);
		any |= asked[i];
		found |= asked[i] && *sql_run_of_kind(&r->values, &run_kinds[i]);
	}
	for (size_t i = 0; i < NR_RUN_KINDS && !found; i++)
		r->lacks[i] |= asked[i];
	return found || !any;
}

static char *read_sql(const char *folder, const char *name)
{
	char *path = in_root("%s/%s.sql", folder, name), *sql = read_file(path, NULL);

	if (!sql)
		die("cannot read %s: %s", path, strerror(errno));
	free(path);
	return sql;
}

/* What sql_run() cannot do, in the file that a block names. */
static void run_block(struct report *r, const char *file, const char *sql,
		      const struct sql_sink *sink)
{
	char *why;

	if (sql_run(r->db, sql, &r->values, sink, &why))
		die("%s.sql: %s", file, why);
}

struct sentences {
	struct report *r;
	unsigned int n;
};

static void put_sentence(void *arg, sqlite3_stmt *s)
{
	struct sentences *to = arg;
	const char *text = (const char *)sqlite3_column_text(s, 0);
	char *note;

	if (!text)
		return;
	note = xasprintf("%s; `splitbench query` %s", (const char *)sqlite3_column_text(s, 1),
			 (const char *)sqlite3_column_text(s, 2));
	if (!to->r->in_list)
		PUT(to->r, begin_list);
	to->r->in_list = true;
	PUT(to->r, item, text, note);
	to->n++;
	free(note);
}

static void put_sentences(struct report *r, const struct block *b)
{
	char *sql = read_sql("results/report", b->name), *title = sql_title(sql);
	struct sentences to = { .r = r };

	if (has_run(r, sql)) {
		run_block(r, b->name, sql, &(struct sql_sink){ .row = put_sentence, .arg = &to });
		if (!to.n)
			is_missing(r, title);
	}
	free(sql);
	free(title);
}

static void table_heading(void *arg, sqlite3_stmt *s)
{
	struct table *t = arg;

	table_init(t, sqlite3_column_count(s));
	for (unsigned int i = 0; i < t->columns; i++)
		table_add(t, "%s", sqlite3_column_name(s, i));
}

static void table_row(void *arg, sqlite3_stmt *s)
{
	struct table *t = arg;

	for (unsigned int i = 0; i < t->columns; i++) {
		const char *text = (const char *)sqlite3_column_text(s, i);

		table_add(t, "%s", text ? text : "");
	}
}

static void put_query(struct report *r, const struct block *b)
{
	char *sql = read_sql("results/queries", b->name);
	char *title = sql_title(sql), *reading = sql_reading(sql);
	struct table t = { 0 };

	if (has_run(r, sql)) {
		run_block(r, b->name, sql,
			  &(struct sql_sink){
				  .statement = table_heading, .row = table_row, .arg = &t });
		if (t.cells > t.columns)
			PUT(r, table, title, reading, &t, b->kind == BLOCK_FOLDED);
		else
			is_missing(r, title);
	}
	table_free(&t);
	free(sql);
	free(title);
	free(reading);
}

char *read_image(const struct report *r, const char *name, const char *suffix)
{
	char *path = xasprintf("%s/%s.%s", r->folder, name, suffix), *text = read_file(path, NULL);

	if (!text)
		die("cannot read %s: %s", path, strerror(errno));
	free(path);
	return text;
}

/* The data sets of a .dat file, which two empty lines separate. */
static unsigned int read_data(char *text, struct table **sets)
{
	struct table *t = NULL;
	unsigned int n = 0;
	char *line;

	*sets = NULL;
	while ((line = strsep(&text, "\n"))) {
		char *field;

		if (!*line) {
			t = NULL;
			continue;
		}
		if (!t) {
			*sets = xrealloc(*sets, (n + 1) * sizeof(**sets));
			t = &(*sets)[n++];
			table_init(t, 1);
			for (const char *p = line; *p; p++)
				t->columns += *p == '\t';
		}
		while ((field = strsep(&line, "\t")))
			table_add(t, "%s", strcmp(field, "NaN") ? field : "");
	}
	return n;
}

void put_plot(struct report *r, const struct plot *p)
{
	static const char *const images[] = { "svg", NULL };
	struct sql_values values = r->values;
	struct figure figure = {
		.name = p->name, .title = p->title, .reading = p->reading, .folder = PLOTS
	};
	char *svg, *data;
	struct table *sets;
	enum plot_end end;

	r->shown[p - r->plots.v] = true;
	for (size_t i = 0; i < NR_RUN_KINDS; i++)
		if (strstr(p->sql, run_kinds[i].parameter))
			values.run = *sql_run_of_kind(&values, &run_kinds[i]);
	end = plot_draw(r->db, p, &values, r->folder, images);
	if (end == PLOT_NO_RUN) {
		has_run(r, p->sql);
		return;
	}
	if (end == PLOT_FAILED) {
		complain("%s: %s", p->name, plot_end_text(end));
		r->all_drawn = false;
	}
	if (end != PLOT_DRAWN) {
		is_missing(r, p->title);
		return;
	}
	figure.svg = svg = read_image(r, p->name, "svg");
	data = read_image(r, p->name, "dat");
	figure.nr_data = read_data(data, &sets);
	figure.data = sets;
	PUT(r, figure, &figure);
	for (unsigned int i = 0; i < figure.nr_data; i++)
		table_free(&sets[i]);
	free(sets);
	free(svg);
	free(data);
}

static const struct plot *find_plot(const struct report *r, const char *name)
{
	for (unsigned int i = 0; i < r->plots.n; i++)
		if (!strcmp(r->plots.v[i].name, name))
			return &r->plots.v[i];
	die("there is no plot plots/%s.sql", name);
}

void put_block(struct report *r, const struct block *b)
{
	if (b->kind != BLOCK_SENTENCE)
		leave_list(r);
	switch (b->kind) {
	case BLOCK_SENTENCE:
		put_sentences(r, b);
		return;
	case BLOCK_PLOT:
		put_plot(r, find_plot(r, b->name));
		return;
	case BLOCK_TABLE:
	case BLOCK_FOLDED:
		put_query(r, b);
		return;
	case BLOCK_FLAME:
	case BLOCK_FLAME_DIFFERENCE:
		put_flame(r, b);
		return;
	case BLOCK_END:
		return;
	}
}
