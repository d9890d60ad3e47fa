// SPDX-License-Identifier: GPL-2.0-or-later
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "report.h"
#include "flame.h"
#include "page.h"
#include "plots.h"
#include "sections.h"
#include "lib/paths.h"
#include "lib/util.h"
#include "store/plot_files.h"
#include "store/stacks.h"

#define PLOTS "plots" /* the folder of the images, beside the page */

static const struct page_format *const formats[] = { &page_html, &page_markdown };

/* What is said where there is no run of a kind, in the order of run_kinds. */
static const char *const no_run[NR_RUN_KINDS] = {
	"There is no usual run in this database: `make bench` makes one.",
	"There is no memory sweep in this database: `make bench-memory` makes one.",
	"There are no ablations in this database: `make bench-ablation` measures them.",
};

struct report {
	sqlite3 *db;
	struct sql_values values; /* a kind of which there is no run: 0 */
	char *folder; /* of the images */
	FILE *page[ARRAY_SIZE(formats)];
	struct plots plots;
	bool *shown; /* of each of these */
	bool in_list;
	/* Of the section: the titles of what is not there, and whether that is for want of a run.
	 */
	char *missing;
	bool lacks[NR_RUN_KINDS]; /* a run of each kind, in this section */
	bool all_drawn;
};

/* The same on each page. */
#define PUT(r, what, ...)                                                                          \
	do {                                                                                       \
		for (size_t page = 0; page < ARRAY_SIZE(formats); page++)                          \
			formats[page]->what((r)->page[page], ##__VA_ARGS__);                       \
	} while (0)

static void leave_list(struct report *r)
{
	if (r->in_list)
		PUT(r, end_list);
	r->in_list = false;
}

static void is_missing(struct report *r, const char *title)
{
	char *more =
		xasprintf("%s%s%s", r->missing ? r->missing : "", r->missing ? "; " : "", title);

	free(r->missing);
	r->missing = more;
}

/*
 * Is there a run of a kind that the SQL asks for? What asks for several is content with one, what
 * asks for none needs none.
 */
static bool has_run(struct report *r, const char *sql)
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

static char *read_image(const struct report *r, const char *name, const char *suffix)
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

static void put_plot(struct report *r, const struct plot *p)
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

/* A file's name and an anchor of "syscall/null": "flame-syscall-null"; malloc'ed. */
static char *flame_name(const struct block *b)
{
	char *name = xasprintf("flame-%s%s", b->name,
			       b->kind == BLOCK_FLAME_DIFFERENCE ? "-difference" : "");

	for (char *p = name; *p; p++)
		if (*p == '/')
			*p = '-';
	return name;
}

/* Draws the complete stacks into a file of that name, and shows it. */
static void put_flame_figure(struct report *r, const struct block *b, const struct stacks *s,
			     const struct sql_values *values)
{
	char *name = flame_name(b), *path = xasprintf("%s/%s.svg", r->folder, name);
	char *caption = plot_caption(r->db, values), *of = flame_title(s), *svg;
	struct figure figure = {
		.name = name,
		.folder = PLOTS,
		.title = xasprintf("Flame graph of %s", of),
		.reading =
			s->sides > 1
				? "Region, function and part from the bottom up, as wide as what the dearer one takes of them: "
				  "what both take is grey. The text of a frame that is too narrow for it is its tooltip."
				: "Region, function and part from the bottom up, as wide as what they take of an operation. Only parts "
				  "have a colour. The text of a frame that is too narrow for it is its tooltip.",
	};
	FILE *f = fopen(path, "we");

	if (!f)
		die("cannot write %s: %s", path, strerror(errno));
	flame_svg(f, s, values->clock, caption);
	if (fclose(f))
		die("cannot write %s: %s", path, strerror(errno));
	figure.svg = svg = read_image(r, name, "svg");
	PUT(r, figure, &figure);
	free(svg);
	free((char *)figure.title);
	free(caption);
	free(of);
	free(path);
	free(name);
}

/*
 * On the clock of the report where that is a modelled one, otherwise on the newest CPU of the run:
 * of the configuration with page tables of its own, and of what it is held against.
 */
static void put_flame(struct report *r, const struct block *b)
{
	static const char clock_sql[] =
		"SELECT iif(:clock GLOB 'model:?*', :clock, (SELECT clock FROM "
		"v_few_clocks WHERE run = :run AND nth > 1 ORDER BY nth DESC LIMIT 1))";
	static const char baseline_sql[] = "SELECT config FROM v_baseline WHERE run = :run";
	static const char own_sql[] = "SELECT config FROM v_own WHERE run = :run";
	struct sql_values values = r->values;
	char *clock, *configs[2], *why = NULL;
	struct stacks s = { 0 };
	bool good = true;

	if (!has_run(r, own_sql))
		return;
	clock = sql_text(r->db, clock_sql, &values);
	values.clock = clock;
	configs[0] = sql_text(r->db, baseline_sql, &values);
	configs[1] = sql_text(r->db, own_sql, &values);
	for (unsigned int i = b->kind == BLOCK_FLAME; i < 2 && good; i++) {
		struct stacks_cell wanted = {
			.config = configs[i],
			.workload = (char *)b->name,
			.params = (char *)(b->params ? b->params : ""),
		};

		good = clock && configs[i] && stacks_add_cell(&s, r->db, &values, &wanted, &why);
	}
	stacks_complete(&s);
	if (good) {
		put_flame_figure(r, b, &s, &values);
	} else {
		char *title = xasprintf("Flame graph of %s", b->name);

		is_missing(r, title);
		free(title);
	}
	stacks_free(&s);
	free(why);
	free(clock);
	free(configs[0]);
	free(configs[1]);
}

static void put_block(struct report *r, const struct block *b)
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

/* A line for what the section has not got. */
static void end_section(struct report *r)
{
	leave_list(r);
	for (size_t i = 0; i < NR_RUN_KINDS; i++) {
		if (r->lacks[i])
			PUT(r, paragraph, no_run[i]);
		r->lacks[i] = false;
	}
	if (r->missing) {
		char *text = xasprintf("Nothing was measured for: %s.", r->missing);

		PUT(r, paragraph, text);
		free(text);
	}
	free(r->missing);
	r->missing = NULL;
}

static void put_section(struct report *r, const struct section *s)
{
	PUT(r, heading, s->title, s->anchor);
	if (s->text)
		PUT(r, paragraph, s->text);
	for (const struct block *b = s->blocks; b->kind; b++)
		put_block(r, b);
	end_section(r);
}

/* Plots that no section names. */
static void put_others(struct report *r)
{
	unsigned int others = 0;

	for (unsigned int i = 0; i < r->plots.n; i++) {
		if (r->shown[i])
			continue;
		if (!others++)
			PUT(r, heading, "Other plots", "others");
		put_plot(r, &r->plots.v[i]);
	}
	end_section(r);
}

/* The runs that the report is of. */
static struct sql_values choose_runs(sqlite3 *db, const struct sql_values *given)
{
	struct sql_values v = { .clock = given->clock };
	bool any = false;
	char *kind =
		given->run ? sql_text(db, "SELECT kind FROM run WHERE id = :run", given) : NULL;

	if (given->run && !kind)
		die("there is no run %lld in the database; `splitbench query runs` shows those that are",
		    (long long)given->run);
	for (size_t i = 0; i < NR_RUN_KINDS; i++) {
		int64_t *run = sql_run_of_kind(&v, &run_kinds[i]);

		*run = kind && !strcmp(kind, run_kinds[i].kind)
			       ? given->run
			       : sql_latest_run_for(db, run_kinds[i].parameter);
		any |= *run;
	}
	if (!any)
		die("the database holds no run; run make bench");
	free(kind);
	return v;
}

static void open_pages(struct report *r, const char *dir)
{
	for (size_t i = 0; i < ARRAY_SIZE(formats); i++) {
		char *path = xasprintf("%s/report.%s", dir, formats[i]->suffix);

		r->page[i] = fopen(path, "we");
		if (!r->page[i])
			die("cannot write %s: %s", path, strerror(errno));
		free(path);
	}
}

static void close_pages(struct report *r, const char *dir)
{
	for (size_t i = 0; i < ARRAY_SIZE(formats); i++)
		if (ferror(r->page[i]) | fclose(r->page[i]))
			die("cannot write %s/report.%s: %s", dir, formats[i]->suffix,
			    strerror(errno));
}

bool report_write(sqlite3 *db, const struct sql_values *values, const char *dir)
{
	struct report r = {
		.db = db,
		.values = choose_runs(db, values),
		.folder = xasprintf("%s/" PLOTS, dir),
		.plots = plots_find("*"),
		.all_drawn = true,
	};

	r.shown = xcalloc(r.plots.n, sizeof(*r.shown));
	make_folder(dir);
	plots_folder(r.folder);
	open_pages(&r, dir);
	PUT(&r, begin, "What a 32-bit address-space split costs, and what it buys");
	for (unsigned int i = 0; i < nr_sections; i++) {
		if (i + 1 == nr_sections)
			put_others(&r);
		put_section(&r, &sections[i]);
	}
	PUT(&r, end);
	close_pages(&r, dir);
	plots_free(&r.plots);
	free(r.shown);
	free(r.folder);
	return r.all_drawn;
}
