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
#include "store/sql.h"
#include "store/stacks.h"
#include "store/store.h"

enum { KEY_MEM = 256 };

static const struct argp_option options[] = {
	{ "mem", KEY_MEM, "N", 0, "guest memory in MiB, where the workload ran with several", 0 },
	{ 0 },
};

struct arguments {
	struct choice choice;
	char *configs;
	const char *workload;
	char *params; /* as given, with a space around each */
	unsigned int mem_mib; /* 0: any */
};

static error_t parse(int key, char *arg, struct argp_state *state)
{
	struct arguments *a = state->input;
	char *params;

	switch (key) {
	case KEY_MEM:
		a->mem_mib = option_number("--mem", arg, 1, MACHINE_MAX_MEM_MIB);
		return 0;
	case ARGP_KEY_INIT:
		state->child_inputs[0] = &a->choice;
		return 0;
	case ARGP_KEY_ARG:
		if (state->arg_num == 0) {
			a->configs = arg;
		} else if (state->arg_num == 1) {
			a->workload = arg;
		} else {
			params = xasprintf("%s%s ", a->params, arg);
			free(a->params);
			a->params = params;
		}
		return 0;
	case ARGP_KEY_END:
		if (!a->workload)
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
	       "two configurations each line has two numbers, as difference tools want them.",
};

/* A cell that was asked for. */
struct found {
	unsigned int n;
	char *list; /* of all, for the reader */
	unsigned int mem_mib;
	char *params, *folded; /* of the last; folded NULL: none were kept */
	uint64_t operations;
};

static const char cells_sql[] =
	"SELECT c.mem_mib, c.params, iif(g.folded IS NULL, NULL, log_text(g.folded)), c.ops * (SELECT count(*) FROM sample AS s WHERE "
	"s.cell = c.id) FROM cell AS c JOIN guest_log AS g ON g.cell = c.id WHERE c.run = :run AND "
	"c.config = %Q AND c.workload = %Q AND c.state = 'ok' AND %u IN (0, c.mem_mib) ORDER BY c.id";

struct search {
	const struct arguments *a;
	const char *config;
	struct found *found;
};

static void take_cell(void *arg, sqlite3_stmt *s)
{
	struct search *search = arg;
	struct found *f = search->found;
	const char *params = (const char *)sqlite3_column_text(s, 1);
	const char *folded = (const char *)sqlite3_column_text(s, 2);
	char *list;

	if (!has_words(params, search->a->params))
		return;
	list = xasprintf("%s  %s %s%s%s --mem %d\n", f->list, search->config, search->a->workload,
			 *params ? " " : "", params, sqlite3_column_int(s, 0));
	free(f->list);
	free(f->params);
	free(f->folded);
	*f = (struct found){
		.n = f->n + 1,
		.list = list,
		.mem_mib = sqlite3_column_int(s, 0),
		.params = xstrdup(params),
		.folded = folded ? xstrdup(folded) : NULL,
		.operations = sqlite3_column_int64(s, 3),
	};
}

/* The one cell of a configuration that the arguments name. Stops the program otherwise. */
static struct found find_cell(sqlite3 *db, const struct arguments *a, const char *config)
{
	struct found f = { .list = xstrdup("") };
	struct search search = { .a = a, .config = config, .found = &f };
	const struct sql_sink sink = { .row = take_cell, .arg = &search };
	char *sql = sqlite3_mprintf(cells_sql, config, a->workload, a->mem_mib), *why;

	if (sql_run(db, sql, &a->choice.values, &sink, &why))
		die("%s", why);
	sqlite3_free(sql);
	if (!f.n)
		die("the run has no good cell of %s%.*s in %s; `splitbench summary` shows those "
		    "that it has",
		    a->workload, (int)strlen(a->params) - 1, a->params, config);
	if (f.n > 1)
		die("there are %u such cells; name one of them by its parameters and its memory:\n%s",
		    f.n, f.list);
	if (!f.folded)
		die("%s was measured in %s without the cycle model; `splitbench run` has it unless "
		    "--clock says otherwise",
		    a->workload, config);
	return f;
}

static void found_free(struct found *f)
{
	free(f->list);
	free(f->params);
	free(f->folded);
}

int cmd_flame(int argc, char **argv)
{
	struct arguments a = { .choice = choice_default(), .params = xstrdup(" ") };
	struct stacks stacks = { 0 };
	struct found first = { 0 };
	unsigned int sides = 0;
	char *why, *state;
	sqlite3 *db;

	argp_parse(&argp, argc, argv, 0, NULL, &a);
	db = store_open_readonly(a.choice.db, &why);
	if (!db)
		die("%s", why);
	for (char *c = strtok_r(a.configs, ",", &state); c; c = strtok_r(NULL, ",", &state)) {
		struct found f;

		if (sides == STACKS_MAX_SIDES)
			die("a difference is between two configurations");
		f = find_cell(db, &a, c);
		if (!stacks_add(&stacks, sides, f.folded, a.choice.values.clock, f.operations,
				&why))
			die("%s", why);
		if (sides++ && (f.mem_mib != first.mem_mib || strcmp(f.params, first.params)))
			die("these two cells differ in more than the configuration:\n%s%s",
			    first.list, f.list);
		if (sides > 1)
			found_free(&f);
		else
			first = f;
	}
	stacks_complete(&stacks);
	for (unsigned int i = 0; i < stacks.n; i++) {
		printf("%s %" PRIu64, stacks.v[i].name, stacks.v[i].value[0]);
		if (sides > 1)
			printf(" %" PRIu64, stacks.v[i].value[1]);
		putchar('\n');
	}
	stacks_free(&stacks);
	found_free(&first);
	sqlite3_close(db);
	free(a.params);
	return EXIT_SUCCESS;
}
