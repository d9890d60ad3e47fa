// SPDX-License-Identifier: GPL-2.0-or-later
#include <argp.h>
#include <stdlib.h>

#include "cmd.h"
#include "guest/clock.h"
#include "lib/paths.h"
#include "lib/util.h"
#include "store/store.h"
#include "store/summary.h"

static const struct argp_option options[] = {
	{ "run", 'r', "ID", 0, "which run (default: the latest)", 0 },
	{ "clock", 'c', "NAME", 0, "which clock (default: icount)", 0 },
	{ "db", 'd', "FILE", 0, "the database (default: results/results.db)", 0 },
	{ 0 },
};

struct arguments {
	unsigned int run;
	const char *clock, *db;
};

static error_t parse(int key, char *arg, struct argp_state *state)
{
	struct arguments *a = state->input;

	switch (key) {
	case 'r':
		a->run = option_number("--run", arg, 1, 1000000000);
		return 0;
	case 'c':
		a->clock = arg;
		return 0;
	case 'd':
		a->db = arg;
		return 0;
	}
	return ARGP_ERR_UNKNOWN;
}

static const struct argp argp = {
	.options = options,
	.parser = parse,
	.doc = "Shows what one operation of each workload costs in each configuration, beside its "
	       "ratio to the first configuration, and the cells that failed.",
};

int cmd_summary(int argc, char **argv)
{
	struct arguments a = { .clock = clock_icount.name, .db = path_db() };
	char *why;
	sqlite3 *db;

	argp_parse(&argp, argc, argv, 0, NULL, &a);
	db = store_open_readonly(a.db, &why);
	if (!db || summary_print(db, a.run, a.clock, &why))
		die("%s", why);
	sqlite3_close(db);
	return EXIT_SUCCESS;
}
