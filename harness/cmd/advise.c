// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Which split for which machine? The answer is the query results/queries/advise.sql; here is what
 * it is asked, whether that can be answered from what the run measured, and a sentence around the
 * rows.
 */
#include <argp.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "choice.h"
#include "cmd.h"
#include "guest/clock.h"
#include "lib/output.h"
#include "lib/paths.h"
#include "lib/util.h"
#include "store/sql.h"
#include "store/store.h"

#define MAX_MIB	 (64.0 * 1024 * 1024)
#define MAX_RATE 1e9

/* What can be asked, each bound to the parameter of its name in the query. */
enum asked { RAM, USER, CALLS, SET, COPIES, MHZ, NR_ASKED };

static const struct question {
	const char *parameter, *option, *arg, *help;
	bool is_size; /* in MiB; else a number */
	bool needed;
} questions[NR_ASKED] = {
	[RAM] = { "ram", "ram", "SIZE", "memory of the machine: 512M, 2G", true, true },
	[USER] = { "user", "user", "SIZE", "what the largest program needs of user space: 1.8G",
		   true, true },
	[CALLS] = { "calls", "syscalls", "N", "system calls a second", false, true },
	[SET] = { "set", "working-set", "SIZE",
		  "what the program uses between two of them: 256K, 8M", true, true },
	[COPIES] = { "copies", "copies", "N",
		     "pages of files that it reads or writes a second (default: one a call)", false,
		     false },
	[MHZ] = { "mhz", "mhz", "N", "clock of the CPU (default: the nominal one of its profile)",
		  false, false },
};

#define EXIT_NOTHING_FITS 1
#define KEY_QUESTION	  256 /* and those after it */
#define KEY_CPU		  300

struct arguments {
	struct choice choice;
	const struct output_format *format;
	double value[NR_ASKED]; /* NAN: not given */
	const char *cpu;
};

/* "1.8G" in MiB. */
static double parse_size(const char *option, const char *arg)
{
	static const char units[] = "KMG";
	char *end, *unit;
	double n = strtod(arg, &end);

	unit = *end ? strchr(units, *end) : NULL;
	if (end == arg || !unit || end[1] || !(n > 0) || n > MAX_MIB)
		die("--%s wants a size with its unit, such as 512K, 8M or 1.8G, not '%s'", option,
		    arg);
	return n * pow(1024, unit - units - 1);
}

static double parse_number(const char *option, const char *arg)
{
	char *end;
	double n = strtod(arg, &end);

	if (end == arg || *end || !(n >= 0) || n > MAX_RATE)
		die("--%s wants a number from 0 to %.0f, not '%s'", option, MAX_RATE, arg);
	return n;
}

static error_t parse(int key, char *arg, struct argp_state *state)
{
	struct arguments *a = state->input;
	const struct question *q = &questions[key - KEY_QUESTION];

	switch (key) {
	case KEY_QUESTION ... KEY_QUESTION + NR_ASKED - 1:
		a->value[q - questions] =
			q->is_size ? parse_size(q->option, arg) : parse_number(q->option, arg);
		return 0;
	case KEY_CPU:
		a->cpu = arg;
		return 0;
	case ARGP_KEY_INIT:
		state->child_inputs[0] = &a->choice;
		state->child_inputs[1] = &a->format;
		return 0;
	case ARGP_KEY_END:
		for (q = questions; q < questions + NR_ASKED; q++)
			if (q->needed && isnan(a->value[q - questions]))
				argp_error(state, "--%s is missing: %s", q->option, q->help);
		if (a->choice.values.clock != clock_icount.name)
			argp_error(state, "--cpu says which clock; leave --clock out");
		if (!a->cpu)
			argp_error(state,
				   "--cpu is missing: a CPU profile, see `splitbench profiles`");
		return 0;
	}
	return ARGP_ERR_UNKNOWN;
}

static const struct argp_option *options(void)
{
	static struct argp_option list[NR_ASKED + 2];

	for (int i = 0; i < NR_ASKED; i++)
		list[i] = (struct argp_option){ .name = questions[i].option,
						.key = KEY_QUESTION + i,
						.arg = questions[i].arg,
						.doc = questions[i].help };
	list[NR_ASKED] = (struct argp_option){
		.name = "cpu", .key = KEY_CPU, .arg = "NAME", .doc = "CPU profile: silvermont"
	};
	return list;
}

/* The question as the query's parameters. */
struct asked_sql {
	struct sql_values values;
	struct sql_named named[NR_ASKED];
};

static void bind(struct asked_sql *q, const struct arguments *a)
{
	q->values = a->choice.values;
	q->values.named = q->named;
	for (int i = 0; i < NR_ASKED; i++)
		if (!isnan(a->value[i]))
			q->named[q->values.nr_named++] =
				(struct sql_named){ questions[i].parameter, a->value[i] };
}

/* A number of the run; 0 where there is none. */
static double number_of(sqlite3 *db, const struct asked_sql *q, const char *sql)
{
	char *text = sql_text(db, sql, &q->values);
	double n = text ? atof(text) : 0;

	free(text);
	return n;
}

/* What no row of the answer could say. Returns the clock's MHz. */
static double check(sqlite3 *db, const struct arguments *a, const struct asked_sql *q)
{
	const char *clock = q->values.clock;
	char *cpus = sql_text(db, "SELECT group_concat(name, ', ') FROM v_profile WHERE run = :run",
			      &q->values);
	double mhz = number_of(
		       db, q,
		       "SELECT coalesce(:mhz, mhz) FROM v_profile WHERE run = :run AND clock = :clock"),
	       most = number_of(
		       db, q,
		       "SELECT max(rate) FROM v_call_cost WHERE run = :run AND clock = :clock"),
	       largest = number_of(
		       db, q,
		       "SELECT max(mem_mib) FROM cell WHERE run IN (:run, :sweep) AND state = 'ok'");
	int64_t run = q->values.run ? q->values.run : sql_latest_run(db);

	if (!cpus)
		die("run %lld in %s has nothing on any CPU profile; `make bench` measures them",
		    (long long)run, a->choice.db);
	if (!number_of(db, q, "SELECT count(*) FROM v_profile WHERE run = :run AND clock = :clock"))
		die("run %lld has no CPU profile '%s'; it has %s", (long long)run, a->cpu, cpus);
	free(cpus);
	if (!most)
		die("run %lld does not have the cells of memory/chase and memory/chase_syscall on %s; `make bench` "
		    "measures them",
		    (long long)run, clock);
	if (!mhz)
		die("the profile %s of run %lld has no clock in MHz; give --mhz", a->cpu,
		    (long long)run);
	if (a->value[CALLS] > most * mhz)
		die("%.0f system calls a second are more than were measured: at %.0f MHz at most %.0f, one a load",
		    a->value[CALLS], mhz, most * mhz);
	if (a->value[RAM] > largest)
		die("nothing was measured with more than %.0f MiB of RAM; `make bench-memory` goes up to 63 GiB",
		    largest);
	if (a->value[SET] > a->value[USER])
		die("--working-set is a part of what the program needs, and cannot be more than --user");
	return mhz;
}

/* The question as it was understood, for a reader. */
static void print_question(sqlite3 *db, const struct arguments *a, const struct asked_sql *q,
			   double mhz)
{
	char *title = sql_text(
		db,
		"SELECT title || ', run ' || run FROM v_profile WHERE run = :run AND clock = :clock",
		&q->values);

	printf("%s.\n%.0f MiB of RAM, a program of %.0f MiB. %.0f system calls a second, at %.0f MHz %.2f in a million\n"
	       "cycles, between which it uses %.0f KiB; %.0f pages of files a second. Percents are of all cycles, over\n"
	       "the first configuration without highmem.\n\n",
	       title, a->value[RAM], a->value[USER], a->value[CALLS], mhz, a->value[CALLS] / mhz,
	       a->value[SET] * 1024, isnan(a->value[COPIES]) ? a->value[CALLS] : a->value[COPIES]);
	free(title);
}

/* What follows from the rows of the answer, which have the cheapest of those that fit first; NULL:
 * none fits. */
static char *conclusion(sqlite3 *db, const struct asked_sql *q, const char *answer)
{
	static const char first_sql[] =
		"SELECT printf('%%s costs least of those that fit: %%.2f %%%%, from %%.2f to %%.2f.', config, cost_pct,"
		" from_pct, to_pct) FROM (%s) WHERE fits = 'yes' LIMIT 1";
	char *sql = xasprintf(first_sql, answer), *first = sql_text(db, sql, &q->values);

	free(sql);
	return first;
}

int cmd_advise(int argc, char **argv)
{
	struct arguments a = { .choice = choice_default(),
			       .value = { [0 ... NR_ASKED - 1] = NAN } };
	const struct argp argp = {
		.options = options(),
		.parser = parse,
		.children = choice_output_options,
		.doc = "Says which splits fit a machine and a program, and what each would cost there, from the cells "
		       "that a run has measured. The cost has a range: `measured` is a cell itself, `interpolated` "
		       "lies between those in the last column, `extrapolated` beyond them. Calls cost what "
		       "memory/chase_syscall measured: a call, and the refills of a working set in which every load "
		       "is in another page. A program that stays longer on a page loses less. The exit status is 1 "
		       "where nothing fits.",
	};
	char *path = in_root("results/queries/advise.sql"), *best, *clock, *sql, *why;
	struct asked_sql q = { .values.nr_named = 0 };
	struct output *out;
	sqlite3 *db;
	double mhz;
	int status;

	argp_parse(&argp, argc, argv, 0, NULL, &a);
	sql = read_file(path, NULL);
	if (!sql || !strrchr(sql, ';'))
		die("cannot read %s", path);
	*strrchr(sql, ';') = 0; /* so that it can be a part of another query */
	db = store_open_readonly(a.choice.db, &why);
	if (!db)
		die("%s", why);
	clock = xasprintf("model:%s", a.cpu);
	a.choice.values.clock = clock;
	bind(&q, &a);
	mhz = check(db, &a, &q);
	if (output_is_text(a.format))
		print_question(db, &a, &q, mhz);
	out = output_new(a.format, stdout);
	if (sql_print(db, sql, &q.values, out, &why))
		die("%s", why);
	output_end(out);
	best = conclusion(db, &q, sql);
	status = best ? EXIT_SUCCESS : EXIT_NOTHING_FITS;
	if (output_is_text(a.format))
		printf("\n%s\n", best ? best : "None of these fits.");
	sqlite3_close(db);
	free(best);
	free(clock);
	free(path);
	free(sql);
	return status;
}
