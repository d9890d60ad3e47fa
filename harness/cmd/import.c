// SPDX-License-Identifier: GPL-2.0-or-later
#include <argp.h>
#include <stdio.h>
#include <stdlib.h>

#include "choice.h"
#include "cmd.h"
#include "lib/table.h"
#include "lib/util.h"
#include "store/upkeep.h"

struct arguments {
	struct choice choice;
	const char *other;
};

static error_t parse(int key, char *arg, struct argp_state *state)
{
	struct arguments *a = state->input;

	switch (key) {
	case ARGP_KEY_INIT:
		state->child_inputs[0] = &a->choice;
		return 0;
	case ARGP_KEY_ARG:
		if (a->other)
			argp_error(state, "give one database");
		a->other = arg;
		return 0;
	case ARGP_KEY_NO_ARGS:
		argp_error(state, "name the database whose runs are to be copied");
		return 0;
	}
	return ARGP_ERR_UNKNOWN;
}

static const struct argp argp = {
	.parser = parse,
	.children = choice_db_options,
	.args_doc = "OTHER.db",
	.doc = "Copies the runs of another database into this one, with all that they were made from, and "
	       "gives them new ids. A run that is here already, by when, from what and on which host it was "
	       "started, is passed over. The other file is only read, and may be of an older version. All runs "
	       "come in or none. One that was not finished there is not gone on with here, and an imported run is "
	       "the latest one only where there is no other.",
};

struct report {
	struct table table;
	unsigned int new;
};

static void told(void *arg, const struct imported *r)
{
	struct report *rep = arg;

	table_add(&rep->table, "%lld", (long long)r->there);
	table_add(&rep->table, "%lld", (long long)r->here);
	table_add(&rep->table, "%s", r->known ? "was here already" : "imported");
	table_add(&rep->table, "%lld", (long long)r->cells_here);
	table_add(&rep->table, "%s", r->kind);
	table_add(&rep->table, "%s", r->started);
	table_add(&rep->table, "%s", r->host_cpu);
	rep->new += !r->known;
	if (r->known && r->cells_here < r->cells_there)
		complain(
			"run %lld has %lld cells here, and %lld as run %lld there; `splitbench prune --run %lld`, "
			"then import it again",
			(long long)r->here, (long long)r->cells_here, (long long)r->cells_there,
			(long long)r->there, (long long)r->here);
}

int cmd_import(int argc, char **argv)
{
	static const char *const heading[] = { "there", "here",	   "",	  "cells",
					       "kind",	"started", "host" };
	struct arguments a = { .choice = choice_default() };
	struct report rep = { 0 };
	struct store *st;
	char *why;

	argp_parse(&argp, argc, argv, 0, NULL, &a);
	st = database_open(a.choice.db);
	table_init(&rep.table, ARRAY_SIZE(heading));
	for (size_t i = 0; i < ARRAY_SIZE(heading); i++)
		table_add(&rep.table, "%s", heading[i]);
	why = store_import(st, a.other, told, &rep);
	store_close(st);
	if (why)
		die("%s", why);
	table_print(&rep.table, stdout);
	printf("%u of %u runs imported from %s\n", rep.new, rep.table.cells / rep.table.columns - 1,
	       a.other);
	table_free(&rep.table);
	return EXIT_SUCCESS;
}
