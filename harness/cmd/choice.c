// SPDX-License-Identifier: GPL-2.0-or-later
#include "choice.h"

#include "cmd.h"
#include "guest/clock.h"
#include "lib/paths.h"

#define MAX_RUN 1000000000

static const struct argp_option options[] = {
	{ "clock", 'c', "NAME", 0, "which clock (default: icount)", 0 },
	{ "run", 'r', "ID", 0, "which run (default: the latest)", 0 },
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

/* All of them, and the ends of their table. */
static const struct argp all = { .options = options, .parser = parse },
			 from_db = { .options = options + 2, .parser = parse };
const struct argp choice_run_argp = { .options = options + 1, .parser = parse };

const struct argp_child choice_options[] = { { &all, 0, NULL, 0 }, { 0 } };
const struct argp_child choice_run_options[] = { { &choice_run_argp, 0, NULL, 0 }, { 0 } };
const struct argp_child choice_db_options[] = { { &from_db, 0, NULL, 0 }, { 0 } };
const struct argp_child choice_output_options[] = {
	{ &all, 0, NULL, 0 },
	{ &output_argp, 0, NULL, 0 },
	{ 0 },
};

error_t choice_parse(int key, char *arg, struct argp_state *state)
{
	(void)arg;
	if (key != ARGP_KEY_INIT)
		return ARGP_ERR_UNKNOWN;
	state->child_inputs[0] = state->input;
	return 0;
}

struct choice choice_default(void)
{
	return (struct choice){ .values.clock = clock_icount.name, .db = path_db() };
}
