// SPDX-License-Identifier: GPL-2.0-or-later
#include <argp.h>
#include <stdio.h>
#include <stdlib.h>

#include "choice.h"
#include "cmd.h"
#include "lib/paths.h"
#include "lib/util.h"
#include "report/plots.h"
#include "store/store.h"

enum { KEY_MARKDOWN = 256 };

static const struct argp_option options[] = {
	{ "out", 'o', "DIR", 0, "where the images go (default: plots/out)", 0 },
	{ "list", 'l', 0, 0, "draw nothing: what there is, and how to read it", 0 },
	{ "markdown", KEY_MARKDOWN, 0, 0, "the same as a page", 0 },
	{ 0 },
};

struct arguments {
	struct choice choice;
	char *out;
	const char *only; /* glob of names */
	int list; /* the option's key, 0: draw */
};

static error_t parse(int key, char *arg, struct argp_state *state)
{
	struct arguments *a = state->input;

	switch (key) {
	case ARGP_KEY_INIT:
		state->child_inputs[0] = &a->choice;
		return 0;
	case 'o':
		a->out = arg;
		return 0;
	case 'l':
	case KEY_MARKDOWN:
		a->list = key;
		return 0;
	case ARGP_KEY_ARG:
		if (state->arg_num)
			argp_error(state, "give one name; it may be a pattern such as 'cost*'");
		a->only = arg;
		return 0;
	}
	return ARGP_ERR_UNKNOWN;
}

static const struct argp argp = {
	.options = options,
	.parser = parse,
	.children = choice_options,
	.args_doc = "[NAME]",
	.doc = "Draws every pair plots/NAME.sql and plots/NAME.gp, or those whose name matches, as SVG "
	       "and PNG. The script and its data lie beside the images, to be drawn again by hand.",
};

static void list(const struct plots *plots, bool page)
{
	if (page)
		puts("# The plots, and how to read them\n\nFrom `plots/*.sql`, by `splitbench plot "
		     "--markdown`.");
	for (unsigned int i = 0; i < plots->n; i++)
		printf(page ? "\n## %s\n\n**%s.** %s\n" : "%s: %s\n    %s\n", plots->v[i].name,
		       plots->v[i].title, plots->v[i].reading);
}

/* Draws one plot and says so. Returns whether that went well. */
static bool draw(sqlite3 *db, const struct arguments *a, const struct plot *p)
{
	static const char *const formats[] = { "svg", "png", NULL };
	struct sql_values values = a->choice.values;
	enum plot_end end;

	if (!values.run)
		values.run = sql_latest_run_for(db, p->sql);
	end = plot_draw(db, p, &values, a->out, formats);
	if (end == PLOT_DRAWN)
		printf("%s/%s.svg (and .png, .gp, .dat): %s\n", a->out, p->name, p->title);
	else if (end == PLOT_FAILED)
		complain("gnuplot could not draw %s; see its message above", p->name);
	else
		complain("plot %s is left out: %s", p->name, plot_end_text(end));
	return end != PLOT_FAILED;
}

int cmd_plot(int argc, char **argv)
{
	struct arguments a = { .choice = choice_default(), .only = "*" };
	struct plots plots;
	unsigned int bad = 0;
	sqlite3 *db;
	char *why;

	a.out = in_root("plots/out");
	argp_parse(&argp, argc, argv, 0, NULL, &a);
	plots = plots_find(a.only);
	if (!plots.n)
		die("no plot is called '%s'; `splitbench plot --list` names them all", a.only);
	if (a.list) {
		list(&plots, a.list == KEY_MARKDOWN);
		return EXIT_SUCCESS;
	}
	db = store_open_readonly(a.choice.db, &why);
	if (!db)
		die("%s", why);
	database_refresh_views(a.choice.db);
	if (!a.choice.values.run && !sql_latest_run(db))
		die("%s holds no run; run make bench", a.choice.db);
	plots_folder(a.out);
	for (unsigned int i = 0; i < plots.n; i++)
		bad += !draw(db, &a, &plots.v[i]);
	plots_free(&plots);
	sqlite3_close(db);
	return bad ? EXIT_CANNOT : EXIT_SUCCESS;
}
