// SPDX-License-Identifier: GPL-2.0-or-later
#include "choice.h"

#include "cmd.h"
#include "guest/clock.h"
#include "lib/paths.h"

#define MAX_RUN 1000000000

static const struct argp_option options[] = {
	{ "run", 'r', "ID", 0, "which run (default: the latest)", 0 },
	{ "clock", 'c', "NAME", 0, "which clock (default: icount)", 0 },
	{ "db", 'd', "FILE", 0, "the database (default: $SPLITBENCH_DB, or results/results.db)",
	  0 },
	{ 0 },
};

static error_t parse(int key, char *arg, struct argp_state *state)
{
	struct choice *c = state->input;

	switch (key) {
	case 'r':
		c->values.run = option_number("--run", arg, 1, MAX_RUN);
		return 0;
	case 'c':
		c->values.clock = arg;
		return 0;
	case 'd':
		c->db = arg;
		return 0;
	}
	return ARGP_ERR_UNKNOWN;
}

static const struct argp argp = { .options = options, .parser = parse };

const struct argp_child choice_options[] = { { &argp, 0, NULL, 0 }, { 0 } };
const struct argp_child choice_output_options[] = {
	{ &argp, 0, NULL, 0 },
	{ &output_argp, 0, NULL, 0 },
	{ 0 },
};

struct choice choice_default(void)
{
	return (struct choice){ .values.clock = clock_icount.name, .db = path_db() };
}
