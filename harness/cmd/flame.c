// SPDX-License-Identifier: GPL-2.0-or-later
#include <argp.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "choice.h"
#include "cmd.h"
#include "guest/machine.h"
#include "lib/util.h"
#include "report/flame.h"
#include "store/plot_files.h"
#include "store/stacks.h"
#include "store/store.h"

enum { KEY_MEM = 256, KEY_SVG };

static const struct argp_option options[] = {
	{ "mem", KEY_MEM, "N", 0, "guest memory in MiB, where the workload ran with several", 0 },
	{ "svg", KEY_SVG, 0, 0, "draw the graph instead, as an SVG image", 0 },
	{ 0 },
};

struct arguments {
	struct choice choice;
	char *configs;
	struct stacks_cell wanted;
	bool svg;
};

static error_t parse(int key, char *arg, struct argp_state *state)
{
	struct arguments *a = state->input;
	char *params;

	switch (key) {
	case KEY_MEM:
		a->wanted.mem_mib = option_number("--mem", arg, 1, MACHINE_MAX_MEM_MIB);
		return 0;
	case KEY_SVG:
		a->svg = true;
		return 0;
	case ARGP_KEY_INIT:
		state->child_inputs[0] = &a->choice;
		return 0;
	case ARGP_KEY_ARG:
		if (state->arg_num == 0) {
			a->configs = arg;
		} else if (state->arg_num == 1) {
			a->wanted.workload = arg;
		} else {
			params = xasprintf("%s%s%s", a->wanted.params, *a->wanted.params ? " " : "",
					   arg);
			free(a->wanted.params);
			a->wanted.params = params;
		}
		return 0;
	case ARGP_KEY_END:
		if (!a->wanted.workload)
			argp_error(state, "name a configuration and a workload");
		return 0;
	}
	return ARGP_ERR_UNKNOWN;
}

static const struct argp argp = {
	.options = options,
	.parser = parse,
	.children = choice_options,
	.args_doc = "CONFIG[,CONFIG] WORKLOAD [NAME=VALUE...]",
	.doc = "Prints where the cycles of one cell went as folded stacks, \"region;symbol;part NUMBER\", "
	       "which flame graph tools draw: with --clock model:NAME in thousandths of a modelled cycle "
	       "an operation, with icount in thousandths of an instruction; the mean of all samples. With "
	       "two configurations each line has two numbers, as difference tools want them. --svg draws "
	       "them: frames as wide as their cycles, or what the second takes more and less than the first.",
};

static void print_folded(const struct stacks *s)
{
	for (unsigned int i = 0; i < s->n; i++) {
		printf("%s %" PRIu64, s->v[i].name, s->v[i].value[0]);
		if (s->sides > 1)
			printf(" %" PRIu64, s->v[i].value[1]);
		putchar('\n');
	}
}

int cmd_flame(int argc, char **argv)
{
	struct arguments a = { .choice = choice_default(), .wanted.params = xstrdup("") };
	const struct sql_values *values = &a.choice.values;
	struct stacks stacks = { 0 };
	char *why, *state;
	sqlite3 *db;

	argp_parse(&argp, argc, argv, 0, NULL, &a);
	db = store_open_readonly(a.choice.db, &why);
	if (!db)
		die("%s", why);
	for (char *c = strtok_r(a.configs, ",", &state); c; c = strtok_r(NULL, ",", &state)) {
		a.wanted.config = c;
		if (!stacks_add_cell(&stacks, db, values, &a.wanted, &why))
			die("%s", why);
	}
	if (!stacks.sides)
		die("name a configuration and a workload");
	stacks_complete(&stacks);
	if (a.svg) {
		char *caption = plot_caption(db, values);

		flame_svg(stdout, &stacks, values->clock, caption);
		free(caption);
	} else {
		print_folded(&stacks);
	}
	stacks_free(&stacks);
	sqlite3_close(db);
	free(a.wanted.params);
	return EXIT_SUCCESS;
}
