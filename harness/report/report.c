// SPDX-License-Identifier: GPL-2.0-or-later
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "report.h"
#include "internal.h"
#include "lib/util.h"

const struct page_format *const page_formats[NR_PAGES] = { &page_html, &page_markdown };

/* What is said where there is no run of a kind, in the order of run_kinds. */
static const char *const no_run[NR_RUN_KINDS] = {
	"There is no usual run in this database: `make bench` makes one.",
	"There is no memory sweep in this database: `make bench-memory` makes one.",
	"There are no ablations in this database: `make bench-ablation` measures them.",
};

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
	for (size_t i = 0; i < NR_PAGES; i++) {
		char *path = xasprintf("%s/report.%s", dir, page_formats[i]->suffix);

		r->page[i] = fopen(path, "we");
		if (!r->page[i])
			die("cannot write %s: %s", path, strerror(errno));
		free(path);
	}
}

static void close_pages(struct report *r, const char *dir)
{
	for (size_t i = 0; i < NR_PAGES; i++)
		if (ferror(r->page[i]) | fclose(r->page[i]))
			die("cannot write %s/report.%s: %s", dir, page_formats[i]->suffix,
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
