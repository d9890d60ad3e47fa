// SPDX-License-Identifier: GPL-2.0-or-later
#include <argp.h>
#include <stdio.h>
#include <stdlib.h>

#include "choice.h"
#include "cmd.h"
#include "lib/paths.h"
#include "lib/util.h"
#include "report/report.h"
#include "store/store.h"

static const struct argp_option options[] = {
	{ "out", 'o', "DIR", 0, "where it goes (default: report)", 0 },
	{ 0 },
};

struct arguments {
	struct choice choice;
	char *out;
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
	}
	return ARGP_ERR_UNKNOWN;
}

static const struct argp argp = {
	.options = options,
	.parser = parse,
	.children = choice_options,
	.doc = "Writes what the latest run, memory sweep and ablations say, as DIR/report.html, one file that needs "
	       "no other and no network, and as DIR/report.md with its images in DIR/plots: what was run, the answer in "
	       "a few sentences made from the data, every plot with how to read it and its data, flame graphs, the "
	       "model beside published measurements, and where the numbers come from. --run names another run; "
	       "--clock is that of the plots of one clock, and a model:NAME also that of the flame graphs.",
};

int cmd_report(int argc, char **argv)
{
	struct arguments a = { .choice = choice_default() };
	bool good;
	sqlite3 *db;
	char *why;

	a.out = in_root("report");
	argp_parse(&argp, argc, argv, 0, NULL, &a);
	db = store_open_readonly(a.choice.db, &why);
	if (!db)
		die("%s", why);
	database_refresh_views(a.choice.db);
	good = report_write(db, &a.choice.values, a.out);
	sqlite3_close(db);
	printf("%s/report.html (one file, all in it), %s/report.md (images in %s/plots)\n", a.out,
	       a.out, a.out);
	return good ? EXIT_SUCCESS : EXIT_CANNOT;
}
