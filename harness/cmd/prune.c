// SPDX-License-Identifier: GPL-2.0-or-later
#include <argp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "choice.h"
#include "cmd.h"
#include "lib/table.h"
#include "lib/util.h"
#include "store/upkeep.h"

#define MAX_KEEP 1000000

static const struct argp_option options[] = {
	{ "keep", 'k', "N", 0, "not the newest N of each kind", 0 },
	{ "older-than", 'o', "DATE", 0, "only what was last worked on before YYYY-MM-DD (UTC)", 0 },
	{ "run", 'r', "ID,...", 0, "these, and no others", 0 },
	{ "logs", 'l', 0, 0, "only the logs of their guests; alone: those of all runs", 0 },
	{ "yes", 'y', 0, 0, "do it", 0 },
	{ 0 },
};

struct arguments {
	struct choice choice;
	struct prune rule;
	bool yes;
};

/* A day, or a second of one, as it is stored. */
static bool is_date(const char *text)
{
	struct tm tm = { 0 };
	const char *end = strptime(text, "%Y-%m-%d", &tm);

	if (end && *end)
		end = strptime(end, "T%H:%M:%SZ", &tm);
	return end && !*end;
}

static bool is_list(const char *text)
{
	return *text && !text[strspn(text, "0123456789, ")];
}

static error_t parse(int key, char *arg, struct argp_state *state)
{
	struct arguments *a = state->input;

	switch (key) {
	case 'k':
		a->rule.keep = option_number("--keep", arg, 1, MAX_KEEP);
		return 0;
	case 'o':
		if (!is_date(arg))
			argp_error(
				state,
				"--older-than wants a date, YYYY-MM-DD or YYYY-MM-DDThh:mm:ssZ, not '%s'",
				arg);
		a->rule.older_than = arg;
		return 0;
	case 'r':
		if (!is_list(arg))
			argp_error(state,
				   "--run wants ids of runs with commas between them, not '%s'",
				   arg);
		a->rule.runs = arg;
		return 0;
	case 'l':
		a->rule.logs = true;
		return 0;
	case 'y':
		a->yes = true;
		return 0;
	case ARGP_KEY_INIT:
		state->child_inputs[0] = &a->choice;
		return 0;
	case ARGP_KEY_END:
		if (a->rule.runs && (a->rule.keep || a->rule.older_than))
			argp_error(
				state,
				"--run names the runs; --keep and --older-than do not go with it");
		if (!a->rule.runs && !a->rule.keep && !a->rule.older_than && !a->rule.logs)
			argp_error(state, "say which runs: --keep, --older-than, --run or --logs");
		return 0;
	}
	return ARGP_ERR_UNKNOWN;
}

static const struct argp argp = {
	.options = options,
	.parser = parse,
	.children = choice_db_options,
	.doc = "Deletes runs with all that hangs off them, or only the logs of their guests. Without --yes it says "
	       "which, and deletes nothing. A run must fit every rule that is given. The latest run of each kind that "
	       "is done goes only where --run names it. Without its logs a run has its numbers, and can neither be "
	       "reprocessed nor drawn as flames.",
};

struct report {
	struct table table;
	unsigned int n;
};

static void told(void *arg, const struct pruned *r)
{
	struct report *rep = arg;

	table_add(&rep->table, "%lld", (long long)r->run);
	table_add(&rep->table, "%s", r->kind);
	table_add(&rep->table, "%s", r->state);
	table_add(&rep->table, "%s", r->started);
	table_add(&rep->table, "%lld", (long long)r->cells);
	table_add(&rep->table, "%.1f", r->log_bytes / 1048576.0);
	table_add(&rep->table, "%s", r->selection);
	rep->n++;
}

static double mib_of(const char *path)
{
	struct stat st;

	return stat(path, &st) ? 0 : st.st_size / 1048576.0;
}

static unsigned int ids_in(const char *list)
{
	unsigned int n = 0;

	for (list += strspn(list, ", "); *list; list += strspn(list, ", ")) {
		list += strcspn(list, ", ");
		n++;
	}
	return n;
}

static void prune(struct store *st, const struct arguments *a)
{
	double before = mib_of(a->choice.db);

	if (store_prune(st, &a->rule))
		die("%s", store_error(st));
	printf("Deleted. %s had %.1f MiB, and has %.1f.\n", a->choice.db, before,
	       mib_of(a->choice.db));
}

int cmd_prune(int argc, char **argv)
{
	static const char *const heading[] = { "run",	"kind",	    "state",	"started",
					       "cells", "logs_mib", "selection" };
	struct arguments a = { .choice = choice_default() };
	struct report rep = { 0 };
	struct store *st;

	argp_parse(&argp, argc, argv, 0, NULL, &a);
	if (access(a.choice.db, F_OK))
		die("there are no results in %s yet; run make bench", a.choice.db);
	st = database_open(a.choice.db);
	table_init(&rep.table, ARRAY_SIZE(heading));
	for (size_t i = 0; i < ARRAY_SIZE(heading); i++)
		table_add(&rep.table, "%s", heading[i]);
	if (store_prune_list(st, &a.rule, told, &rep))
		die("%s", store_error(st));
	if (a.rule.runs && rep.n < ids_in(a.rule.runs))
		die("--run names %u runs, of which %u are there; `splitbench query runs` lists them all",
		    ids_in(a.rule.runs), rep.n);
	if (rep.n)
		table_print(&rep.table, stdout);
	if (!rep.n)
		printf("No run fits.\n");
	else if (a.yes)
		prune(st, &a);
	else
		printf("%s of these %u runs would be deleted; nothing was. --yes does it.\n",
		       a.rule.logs ? "The logs" : "All", rep.n);
	store_close(st);
	table_free(&rep.table);
	return EXIT_SUCCESS;
}
