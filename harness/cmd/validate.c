// SPDX-License-Identifier: GPL-2.0-or-later
#include <argp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "choice.h"
#include "cmd.h"
#include "lib/paths.h"
#include "lib/util.h"
#include "matrix/workloads.h"
#include "run/native.h"
#include "run/provenance.h"
#include "store/store.h"

#define DEFAULT_SAMPLES 15

enum { KEY_SAMPLES = 256 };

static const struct argp_option options[] = {
	{ "workload", 'w', "GLOBS", 0, "which of them, such as memory/chase (default: all)", 0 },
	{ "samples", KEY_SAMPLES, "N", 0, "samples a case (default: 15)", 0 },
	{ 0 },
};

struct arguments {
	struct choice choice;
	const char *workloads;
	unsigned int samples;
};

static error_t parse(int key, char *arg, struct argp_state *state)
{
	struct arguments *a = state->input;

	switch (key) {
	case ARGP_KEY_INIT:
		state->child_inputs[0] = &a->choice;
		return 0;
	case 'w':
		a->workloads = arg;
		return 0;
	case KEY_SAMPLES:
		a->samples = option_number("--samples", arg, 1, WORKLOAD_MAX_SAMPLES);
		return 0;
	}
	return ARGP_ERR_UNKNOWN;
}

static const struct argp argp = {
	.options = options,
	.parser = parse,
	.children = choice_options,
	.doc = "Runs the workloads of a run that make no use of the kernel on this machine itself, the same "
	       "files with the same parameters, and shows what they take beside what the model says for the "
	       "nearest CPU profile. Cells measured under KVM are shown in the same way, of whatever workload. "
	       "The error is a result: nothing is tuned by it.",
};

/* What is to run, as the run has it. */
struct candidate {
	char *workload, *params, *checksum, *sha256;
	uint32_t ops;
};

struct candidates {
	unsigned int n;
	struct candidate *v;
};

static void take_row(void *arg, sqlite3_stmt *s)
{
	struct candidates *c = arg;

	c->v = xrealloc(c->v, (c->n + 1) * sizeof(*c->v));
	c->v[c->n++] = (struct candidate){
		.workload = sql_column_text(s, 0),
		.params = sql_column_text(s, 1),
		.ops = sqlite3_column_int64(s, 2),
		.checksum = sql_column_text(s, 3),
		.sha256 = sql_column_text(s, 4),
	};
}

/* *run becomes the latest one where it is 0. */
static void read_candidates(const struct arguments *a, int64_t *run, struct candidates *c)
{
	struct sql_sink sink = { .row = take_row, .arg = c };
	char *why;
	sqlite3 *db;

	/* An older one is brought up to date; one that is not there is not made. */
	if (!access(a->choice.db, F_OK))
		store_close(database_open(a->choice.db));
	db = store_open_readonly(a->choice.db, &why);
	if (!db)
		die("%s", why);
	if (!*run)
		*run = sql_latest_run(db);
	if (sql_run(db,
		    "SELECT u.workload, u.params, u.ops, u.checksum, w.sha256 FROM v_user_only AS u "
		    "JOIN workload AS w ON w.run = u.run AND w.name = u.workload "
		    "WHERE u.run = :run ORDER BY w.position, u.params",
		    &(struct sql_values){ .run = *run }, &sink, &why))
		die("%s", why);
	sqlite3_close(db);
	if (!c->n)
		die("run %lld has no modelled workload that stays in user mode, such as memory/chase; measure "
		    "one first, with the model's clocks",
		    (long long)*run);
}

static const struct program *find_program(const struct programs *programs, const char *name)
{
	for (unsigned int i = 0; i < programs->n; i++)
		if (!strcmp(programs->v[i].name, name))
			return &programs->v[i];
	return NULL;
}

/* Runs one and stores it. What is wrong, malloc'ed, or NULL. */
static char *measure(struct store *st, int64_t run, const struct candidate *c,
		     const struct program *p, struct native *n, uint32_t samples)
{
	double before = native_tsc_per_core();
	struct records r;
	char *why;

	if (!native_run(p, c->params, c->ops, samples, &r, &why) &&
	    strcmp(r.checksum, c->checksum) != 0) {
		why = xasprintf("its checksum is %s here and %s in the run: it did something else",
				r.checksum, c->checksum);
	} else if (!why) {
		n->workload = c->workload;
		n->params = c->params;
		n->records = &r;
		n->tsc_per_core = (before + native_tsc_per_core()) / 2;
		if (store_add_native(st, run, n))
			why = xasprintf("it cannot be stored: %s", store_error(st));
	}
	records_free(&r);
	return why;
}

/* Returns how many could not be measured. */
static unsigned int measure_all(const struct arguments *a, int64_t run, const struct candidates *c)
{
	char *dir = in_build("workloads");
	struct programs programs = programs_read(dir);
	struct provenance p = { 0 };
	struct store *st = database_open(a->choice.db);
	struct native n = { .host_kind = host_kind(), .pinned_cpu = native_prepare() };
	unsigned int bad = 0;
	char *clock, *why;

	why = programs.n ? native_refused(&programs.v[0])
			 : xstrdup("no workloads are built; run make to build them");
	if (why)
		die("%s", why);
	if (n.pinned_cpu < 0)
		die("cannot bind this process to one CPU, or keep huge pages from it");
	provenance_host(&p);
	clock = xasprintf("model:%s", native_profile(&n.same_cpu));
	n.clock = clock;
	n.host_cpu = p.host_cpu;
	n.host_kernel = p.host_kernel;
	for (unsigned int i = 0; i < c->n; i++) {
		const struct candidate *one = &c->v[i];
		const struct program *program = find_program(&programs, one->workload);

		if (a->workloads && !name_matches(one->workload, a->workloads))
			continue;
		if (!program || strcmp(program->sha256, one->sha256))
			why = xstrdup("the program that is built is not the one that was measured");
		else
			why = measure(st, run, one, program, &n, a->samples);
		if (why)
			complain("%s %s: %s", one->workload, one->params, why);
		bad += why != NULL;
		free(why);
	}
	store_close(st);
	programs_free(&programs);
	provenance_free(&p);
	free(clock);
	free(dir);
	return bad;
}

/* Where the run was not modelled with the nearest profile, there is nothing to stand beside. */
static void say_what_is_missing(const struct arguments *a, int64_t run)
{
	char *why, *clock;
	sqlite3 *db = store_open_readonly(a->choice.db, &why);

	if (!db)
		die("%s", why);
	clock = sql_text(
		db,
		"SELECT clock FROM native AS n WHERE run = :run AND NOT EXISTS (SELECT 1 FROM "
		"v_validate AS v WHERE v.run = n.run AND v.clock = n.clock) ORDER BY id DESC",
		&(struct sql_values){ .run = run });
	if (clock)
		complain(
			"run %lld was not modelled with %s, which is nearest to this CPU; --clock shows "
			"another profile",
			(long long)run, clock);
	free(clock);
	sqlite3_close(db);
}

int cmd_validate(int argc, char **argv)
{
	struct arguments a = { .choice = choice_default(), .samples = DEFAULT_SAMPLES };
	struct candidates c = { 0 };
	char *id, *query[] = { argv[0], "validate", "--db", NULL, "--run",
			       NULL,	"--clock",  NULL,   NULL };
	unsigned int bad;
	int64_t run;

	argp_parse(&argp, argc, argv, 0, NULL, &a);
	run = a.choice.values.run;
	read_candidates(&a, &run, &c);
	bad = measure_all(&a, run, &c);
	say_what_is_missing(&a, run);
	for (unsigned int i = 0; i < c.n; i++) {
		free(c.v[i].workload);
		free(c.v[i].params);
		free(c.v[i].checksum);
		free(c.v[i].sha256);
	}
	free(c.v);
	id = xasprintf("%lld", (long long)run);
	query[3] = (char *)a.choice.db;
	query[5] = id;
	query[7] = (char *)a.choice.values.clock;
	cmd_query(ARRAY_SIZE(query) - 1, query);
	free(id);
	if (bad)
		complain("%u cases could not be measured here", bad);
	return bad ? EXIT_CELLS_FAILED : EXIT_SUCCESS;
}
