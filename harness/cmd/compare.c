// SPDX-License-Identifier: GPL-2.0-or-later
#include <argp.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "choice.h"
#include "cmd.h"
#include "compare/compare.h"
#include "guest/clock.h"
#include "lib/util.h"

enum { KEY_FAIL = 256, KEY_ALL };

static const struct argp_option options[] = {
	{ "workload", 'w', "GLOBS", 0, "compare only these, such as 'syscall/*' (default: all)",
	  0 },
	{ "fail-above", KEY_FAIL, "P%", 0,
	  "exit status 1 if a cell costs more than so much more in B, or failed there; what is not resolved is no "
	  "failure",
	  0 },
	{ "all", KEY_ALL, 0, 0, "show in text what is identical too", 0 },
	{ 0 },
};

struct arguments {
	struct choice choice;
	const struct output_format *format;
	const char *sides[2];
	struct comparison c;
	double fail_above; /* a share, 0.02; below 0: not asked for */
	bool all;
};

static double percent(const char *arg)
{
	char *end;
	double p = strtod(arg, &end);

	if (end == arg || (*end && strcmp(end, "%")) || !(p >= 0 && p < INFINITY))
		die("--fail-above wants a share in percent, such as 2%%, not '%s'", arg);
	return p / 100;
}

static error_t parse(int key, char *arg, struct argp_state *state)
{
	struct arguments *a = state->input;

	switch (key) {
	case 'w':
		a->c.workloads = arg;
		return 0;
	case KEY_FAIL:
		a->fail_above = percent(arg);
		return 0;
	case KEY_ALL:
		a->all = true;
		return 0;
	case ARGP_KEY_INIT:
		state->child_inputs[0] = &a->choice;
		state->child_inputs[1] = &a->format;
		return 0;
	case ARGP_KEY_ARG:
		if (state->arg_num > 1)
			argp_error(state, "two sides are compared, '%s' would be a third", arg);
		a->sides[state->arg_num] = arg;
		return 0;
	case ARGP_KEY_END:
		if (state->arg_num < 2)
			argp_error(state, "name what to compare: A and B");
		return 0;
	}
	return ARGP_ERR_UNKNOWN;
}

static const struct argp argp = {
	.options = options,
	.parser = parse,
	.children = choice_output_options,
	.args_doc = "A B",
	.doc = "Shows what B costs beside A, cell by cell, the largest difference first, and what of the "
	       "cost moved.\v"
	       "A and B are WORD[:WORD...], in any order; each word is the path of a database, the number of a "
	       "run, a commit or what git calls one (its latest run), or a configuration:\n"
	       "  3g1g 4g4g             two configurations of the latest run\n"
	       "  3 5                   two runs, in every configuration of both\n"
	       "  main HEAD             the latest runs of two commits\n"
	       "  results/results.db other.db   the latest runs of two databases\n"
	       "  3:4g4g other.db:2:4g4g        one configuration in two runs\n"
	       "On the clocks icount and model:NAME every difference is real. On kvm-tsc it is shown with a "
	       "95 % interval of the ratio (bootstrap over boots), and is 'not resolved' where it is below what "
	       "the twin of the first configuration differs by, where Mann and Whitney's test with Holm's "
	       "correction does not see it, or with fewer than nine boots.\n"
	       "Sides with other workload programs, files or CPU profiles are not compared. --clock all: on "
	       "every clock. Exit status: 0; 1 by --fail-above; 2 if they cannot be compared.",
};

/* A number as a reader wants it: whole from 1000 on, else four digits. Malloc'ed. */
static char *readable(double v)
{
	return xasprintf(fabs(v) >= 1000 ? "%.0f" : "%.4g", v);
}

/* As many digits as it takes to see that it is not 1, in threes. */
static char *readable_ratio(double v)
{
	int digits = 3;

	while (digits < 9 && v != 1 && fabs(v - 1) < 0.5 * pow(10, -digits))
		digits += 3;
	return xasprintf("%.*f", digits, v);
}

static struct value text(const char *s)
{
	return (struct value){ .kind = VALUE_TEXT, .text = s };
}

static struct value number(double v, char *(*shown)(double))
{
	if (isnan(v))
		return (struct value){ 0 };
	return (struct value){ .kind = VALUE_REAL, .real = v, .shown = shown(v) };
}

/* What is shown of a difference: a column has `shown` where it is not the same in all rows. */
struct row {
	const struct difference *d;
	const char *cause;
};

static struct value get_workload(const struct row *r)
{
	return text(r->d->cell[0]->workload);
}

static struct value get_params(const struct row *r)
{
	return text(r->d->cell[0]->params);
}

static struct value get_mem(const struct row *r)
{
	return (struct value){ .kind = VALUE_INTEGER, .integer = r->d->cell[0]->mem_mib };
}

static struct value get_config_a(const struct row *r)
{
	return text(r->d->cell[0]->config);
}

static struct value get_config_b(const struct row *r)
{
	return text(r->d->cell[1]->config);
}

static struct value get_clock(const struct row *r)
{
	return r->d->clock ? text(r->d->clock) : (struct value){ 0 };
}

static struct value get_a(const struct row *r)
{
	return number(r->d->per_op[0], readable);
}

static struct value get_b(const struct row *r)
{
	return number(r->d->per_op[1], readable);
}

static struct value get_ratio(const struct row *r)
{
	return number(r->d->ratio, readable_ratio);
}

static struct value get_lo(const struct row *r)
{
	return number(r->d->noisy ? r->d->interval.lo : NAN, readable_ratio);
}

static struct value get_hi(const struct row *r)
{
	return number(r->d->noisy ? r->d->interval.hi : NAN, readable_ratio);
}

static struct value get_floor(const struct row *r)
{
	return number(r->d->floor, readable);
}

static struct value get_p(const struct row *r)
{
	return number(r->d->p, readable);
}

static struct value get_verdict(const struct row *r)
{
	return text(verdict_names[r->d->verdict]);
}

static struct value get_cause(const struct row *r)
{
	return text(r->cause);
}

/* In text, a column is left out where the heading says it. */
enum when { ALWAYS, RUNS_ONLY, NEVER, CLOCKS_ONLY, NOISY_ONLY };

static const struct column {
	const char *name;
	struct value (*get)(const struct row *r);
	enum when when;
} columns[] = {
	{ "workload", get_workload, ALWAYS },
	{ "params", get_params, ALWAYS },
	{ "mem_mib", get_mem, ALWAYS },
	{ "config", get_config_a, RUNS_ONLY },
	{ "config_b", get_config_b, NEVER },
	{ "clock", get_clock, CLOCKS_ONLY },
	{ "a", get_a, ALWAYS },
	{ "b", get_b, ALWAYS },
	{ "ratio", get_ratio, ALWAYS },
	{ "lo", get_lo, NOISY_ONLY },
	{ "hi", get_hi, NOISY_ONLY },
	{ "floor", get_floor, NOISY_ONLY },
	{ "p", get_p, NOISY_ONLY },
	{ "verdict", get_verdict, ALWAYS },
	{ "cause", get_cause, ALWAYS },
};

/* Is it of the clock that is shown? What is of no clock is of each. */
static bool is_shown(const struct arguments *a, const struct difference *d)
{
	return !d->clock || !strcmp(a->choice.values.clock, "all") ||
	       !strcmp(a->choice.values.clock, d->clock);
}

static bool has_column(const struct arguments *a, const struct column *column)
{
	const char *clock = a->choice.values.clock;
	bool all = !strcmp(clock, "all"), configs = a->c.side[0].config;

	if (!output_is_text(a->format))
		return true;
	switch (column->when) {
	case RUNS_ONLY:
		return !configs;
	case NEVER:
		return false;
	case CLOCKS_ONLY:
		return all;
	case NOISY_ONLY:
		return clock_is_hardware(clock);
	default:
		return true;
	}
}

static void put_rows(const struct arguments *a, struct output *out)
{
	const struct column *taken[ARRAY_SIZE(columns)];
	const char *names[ARRAY_SIZE(columns)];
	unsigned int n = 0;

	for (unsigned int i = 0; i < ARRAY_SIZE(columns); i++)
		if (has_column(a, &columns[i])) {
			taken[n] = &columns[i];
			names[n++] = columns[i].name;
		}
	output_begin(out, n, names);
	for (unsigned int i = 0; i < a->c.n; i++) {
		const struct difference *d = &a->c.v[i];
		struct value values[ARRAY_SIZE(columns)];
		char *cause;

		if (!is_shown(a, d) ||
		    (output_is_text(a->format) && !a->all && d->verdict == VERDICT_IDENTICAL))
			continue;
		cause = d->why ? xstrdup(d->why) : difference_cause(&a->c, d);
		for (unsigned int k = 0; k < n; k++)
			values[k] = taken[k]->get(&(struct row){ d, cause });
		output_row(out, values);
		for (unsigned int k = 0; k < n; k++)
			free((char *)values[k].shown);
		free(cause);
	}
}

static void put_side(const struct arguments *a, unsigned int side)
{
	const struct side *s = &a->c.side[side], *other = &a->c.side[!side];
	bool paths = strcmp(s->path, other->path), runs = paths || s->run != other->run;

	printf("%c: run %lld", 'A' + side, (long long)s->run);
	if (paths)
		printf(" of %s", s->path);
	if (s->config)
		printf(", %s", s->config);
	if (runs)
		printf(", commit %.12s%s, started %s", s->commit, s->dirty ? " with changes" : "",
		       s->started);
	putchar('\n');
}

/* "3 more, 1 less, 12 identical"; returns how many there are at all. */
static unsigned int put_counts(const struct arguments *a, bool shown)
{
	unsigned int counts[NR_VERDICTS] = { 0 }, all = 0;

	for (unsigned int i = 0; i < a->c.n; i++)
		counts[a->c.v[i].verdict] += is_shown(a, &a->c.v[i]) == shown;
	for (unsigned int v = 0; v < NR_VERDICTS; v++) {
		if (counts[v])
			printf("%s%u %s", all ? ", " : "", counts[v], verdict_names[v]);
		all += counts[v];
	}
	return all;
}

static unsigned int count(const struct arguments *a, bool shown, bool different)
{
	unsigned int n = 0;

	for (unsigned int i = 0; i < a->c.n; i++)
		n += is_shown(a, &a->c.v[i]) == shown &&
		     (a->c.v[i].verdict != VERDICT_IDENTICAL) == different;
	return n;
}

static void put_heading(const struct arguments *a)
{
	const char *clock = a->choice.values.clock;

	put_side(a, 0);
	put_side(a, 1);
	if (!strcmp(clock, "all"))
		puts("All clocks. One operation, in instructions (icount) or cycles; ratio: B to A.\n");
	else
		printf("Clock %s (%s). One operation, in %s; ratio: B to A.\n\n", clock,
		       clock_meaning(clock), clock_unit(clock));
}

static void put_summary(const struct arguments *a)
{
	unsigned int others = count(a, false, true);

	if (count(a, true, true))
		putchar('\n');
	if (!count(a, true, true)) {
		printf("identical: all %u, to the last sample.\n", count(a, true, false));
	} else {
		put_counts(a, true);
		puts(".");
	}
	if (count(a, false, true) + count(a, false, false)) {
		printf("On the other clocks: ");
		put_counts(a, false);
		puts(others ? " (--clock all shows them)." : ".");
	}
	for (unsigned int side = 0; side < 2; side++)
		if (a->c.only[side])
			printf("Only %c has %u cells more.\n", 'A' + side, a->c.only[side]);
}

/* How many of the cells that are shown are a failure by --fail-above? What does not fit into
 * another configuration is none. */
static unsigned int failures(const struct arguments *a)
{
	unsigned int n = 0;

	for (unsigned int i = 0; i < a->c.n; i++) {
		const struct difference *d = &a->c.v[i];

		if (a->fail_above < 0 || !is_shown(a, d))
			continue;
		n += d->verdict == VERDICT_RESULTS || d->verdict == VERDICT_LOST ||
		     (d->verdict == VERDICT_NOFIT && !a->c.side[0].config) ||
		     (d->verdict == VERDICT_MORE && !(d->ratio <= 1 + a->fail_above));
	}
	return n;
}

int cmd_compare(int argc, char **argv)
{
	struct arguments a = { .choice = choice_default(), .fail_above = -1 };
	unsigned int failed;
	struct output *out;
	char *why;

	argp_parse(&argp, argc, argv, 0, NULL, &a);
	if (!comparison_open(&a.c, a.sides, a.choice.db, a.choice.values.run, &why))
		die("%s", why);
	why = comparison_refusal(&a.c, a.choice.values.clock);
	if (why)
		die("%s", why);
	comparison_make(&a.c);
	if (output_is_text(a.format))
		put_heading(&a);
	if (!output_is_text(a.format) || a.all || count(&a, true, true)) {
		out = output_new(a.format, stdout);
		put_rows(&a, out);
		output_end(out);
	}
	if (output_is_text(a.format))
		put_summary(&a);
	failed = failures(&a);
	if (failed)
		complain(
			"%u cells cost more than --fail-above %.10g%% allows, or have no good values in B",
			failed, a.fail_above * 100);
	comparison_free(&a.c);
	return failed ? EXIT_CELLS_FAILED : EXIT_SUCCESS;
}
