// SPDX-License-Identifier: GPL-2.0-or-later
/* Which cells are held against each other, and what is said of each. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "compare.h"
#include "guest/clock.h"
#include "lib/util.h"
#include "matrix/workloads.h"

const char *const verdict_names[NR_VERDICTS] = {
	[VERDICT_LOST] = "lost",	   [VERDICT_RESULTS] = "other results",
	[VERDICT_MORE] = "more",	   [VERDICT_LESS] = "less",
	[VERDICT_NOFIT] = "does not fit",  [VERDICT_GAINED] = "new",
	[VERDICT_MEDIAN] = "same median",  [VERDICT_UNRESOLVED] = "not resolved",
	[VERDICT_IDENTICAL] = "identical",
};

bool comparison_open(struct comparison *c, const char *const words[2], const char *db, int64_t run,
		     char **why)
{
	for (unsigned int i = 0; i < 2; i++)
		if (!side_find(&c->side[i], words[i], db, run, why))
			return false;
	if (!c->side[0].config != !c->side[1].config) {
		*why = xasprintf(
			"one side is the configuration %s, the other one all of run %lld; name a "
			"configuration on both, or on none",
			c->side[0].config ? c->side[0].config : c->side[1].config,
			(long long)c->side[!!c->side[0].config].run);
		return false;
	}
	return side_load(&c->side[0], why) && side_load(&c->side[1], why);
}

bool comparison_takes(const struct comparison *c, unsigned int side, const struct side_cell *cell)
{
	const char *config = c->side[side].config;

	return !cell->twin && (!config || !strcmp(config, cell->config)) &&
	       (!c->workloads || name_matches(cell->workload, c->workloads));
}

static bool same_case(const struct side_cell *a, const struct side_cell *b)
{
	return a->mem_mib == b->mem_mib && !strcmp(a->workload, b->workload) &&
	       !strcmp(a->params, b->params) && !strcmp(a->accel, b->accel);
}

const struct side_cell *comparison_other(const struct comparison *c, unsigned int side,
					 const struct side_cell *cell)
{
	for (unsigned int i = 0; i < c->side[!side].n; i++) {
		const struct side_cell *other = &c->side[!side].cells[i];

		if (comparison_takes(c, !side, other) && same_case(cell, other) &&
		    (c->side[0].config || !strcmp(cell->config, other->config)))
			return other;
	}
	return NULL;
}

/* How far from 1 a ratio is, in whichever direction: 0.25 for 1.25 and for 0.8. */
static double distance(double ratio)
{
	return fmax(ratio, 1 / ratio) - 1;
}

static double interval_distance(struct stats_interval i)
{
	return fmax(distance(i.lo), distance(i.hi));
}

/*
 * How large a difference of a case can noise alone make? The twin is the same kernel in the same
 * rounds: whatever the interval of its ratio reaches is nothing to see in others.
 */
static double noise_floor(const struct side *s, const struct side_cell *like, const char *clock)
{
	const struct side_cell *twin = NULL, *single = NULL;
	const struct series *a, *b;

	for (unsigned int i = 0; i < s->n && !twin; i++)
		if (s->cells[i].twin && same_case(&s->cells[i], like))
			twin = &s->cells[i];
	for (unsigned int i = 0; i < s->n && twin && !single; i++)
		if (!s->cells[i].twin && same_case(&s->cells[i], like) &&
		    !strcmp(s->cells[i].config, twin->config))
			single = &s->cells[i];
	a = single ? cell_series(single, clock) : NULL;
	b = a ? cell_series(twin, clock) : NULL;
	if (!b)
		return NAN;
	return interval_distance(
		stats_ratio_interval(&a->sample, &b->sample, STATS_CONFIDENCE, true, s->seed));
}

static bool same_samples(const struct difference *d, const struct series *a, const struct series *b)
{
	return a->n == b->n && d->cell[0]->ops == d->cell[1]->ops &&
	       !memcmp(a->sample.values, b->sample.values, a->n * sizeof(*a->sample.values));
}

static void measure_noise(const struct comparison *c, struct difference *d, const struct series *a,
			  const struct series *b)
{
	const struct side *sa = &c->side[0], *sb = &c->side[1];
	bool paired = sa->run == sb->run && !strcmp(sa->path, sb->path);
	double ops = d->cell[0]->ops / d->cell[1]->ops;

	d->noisy = true;
	d->interval =
		stats_ratio_interval(&a->sample, &b->sample, STATS_CONFIDENCE, paired, sa->seed);
	d->interval.lo *= ops;
	d->interval.hi *= ops;
	d->p = stats_mann_whitney_of(&a->sample, &b->sample);
	d->floor =
		fmax(noise_floor(sa, d->cell[0], d->clock), noise_floor(sb, d->cell[1], d->clock));
}

static struct difference *add(struct comparison *c, const struct side_cell *a,
			      const struct side_cell *b, const char *clock, enum verdict verdict)
{
	struct difference *d;

	c->v = xrealloc(c->v, (c->n + 1) * sizeof(*c->v));
	d = &c->v[c->n++];
	*d = (struct difference){ .cell = { a, b },
				  .clock = clock,
				  .per_op = { NAN, NAN },
				  .ratio = NAN,
				  .p = NAN,
				  .floor = NAN,
				  .verdict = verdict };
	return d;
}

/* What is certain of two cells on one clock. Noisy ones are unresolved until all are there, to be
 * judged together. */
static void compare_on(struct comparison *c, const struct side_cell *cell_a,
		       const struct side_cell *cell_b, const struct series *a,
		       const struct series *b)
{
	struct difference *d = add(c, cell_a, cell_b, a->clock, VERDICT_UNRESOLVED);

	d->per_op[0] = series_per_op(cell_a, a);
	d->per_op[1] = series_per_op(cell_b, b);
	if (d->per_op[0] > 0)
		d->ratio = d->per_op[1] / d->per_op[0];
	if (same_samples(d, a, b))
		d->verdict = VERDICT_IDENTICAL;
	else if (clock_is_hardware(a->clock))
		measure_noise(c, d, a, b);
	else if (d->per_op[0] == d->per_op[1])
		d->verdict = VERDICT_MEDIAN;
	else
		d->verdict = d->per_op[1] > d->per_op[0] ? VERDICT_MORE : VERDICT_LESS;
}

static void compare_cells(struct comparison *c, const struct side_cell *a,
			  const struct side_cell *b)
{
	if (!a->ok || !b->ok) {
		if (a->ok != b->ok)
			add(c, a, b, NULL,
			    b->ok      ? VERDICT_GAINED
			    : b->nofit ? VERDICT_NOFIT
				       : VERDICT_LOST)
				->why = xstrdup(b->ok ? a->detail : b->detail);
		return;
	}
	if (a->nr_series && b->nr_series && a->series[0].n == b->series[0].n && a->ops == b->ops &&
	    strcmp(a->checksum, b->checksum)) {
		add(c, a, b, NULL, VERDICT_RESULTS)->why =
			xasprintf("the checksum of its results is %s in A, %s in B", a->checksum,
				  b->checksum);
		return;
	}
	for (unsigned int i = 0; i < a->nr_series; i++) {
		const struct series *other = cell_series(b, a->series[i].clock);

		if (other && comparison_same_model(c, a->series[i].clock))
			compare_on(c, a, b, &a->series[i], other);
	}
}

/* Of a noisy one: why it is not resolved; NULL where it is. */
static char *doubt(const struct difference *d)
{
	for (unsigned int i = 0; i < 2; i++) {
		unsigned int boots = cell_series(d->cell[i], d->clock)->sample.rounds;

		if (boots < STATS_MIN_ROUNDS)
			return xasprintf("%c has %u boots, %d are needed (run --rounds)", 'A' + i,
					 boots, STATS_MIN_ROUNDS);
	}
	if (isnan(d->floor))
		return xstrdup("there is no twin to know the noise by");
	if (distance(d->ratio) <= d->floor)
		return xasprintf("the noise floor is %.2g %%", d->floor * 100);
	if (d->p >= 1 - STATS_CONFIDENCE)
		return xasprintf("p = %.2g", d->p);
	if (d->interval.lo <= 1 && d->interval.hi >= 1)
		return xstrdup("the interval has 1 in it");
	return NULL;
}

static void judge_noisy(struct comparison *c)
{
	double *p = xcalloc(c->n, sizeof(*p));
	unsigned int n = 0;

	for (unsigned int i = 0; i < c->n; i++)
		if (c->v[i].noisy)
			p[n++] = c->v[i].p;
	stats_holm(p, n);
	n = 0;
	for (unsigned int i = 0; i < c->n; i++) {
		struct difference *d = &c->v[i];

		if (!d->noisy)
			continue;
		d->p = p[n++];
		d->why = doubt(d);
		if (!d->why)
			d->verdict = d->ratio > 1 ? VERDICT_MORE : VERDICT_LESS;
	}
	free(p);
}

static double effect(const struct difference *d)
{
	return isnan(d->ratio) || d->ratio <= 0 ? INFINITY : distance(d->ratio);
}

/* MORE and LESS by how far they are from 1, whichever way. */
static int order(const void *va, const void *vb)
{
	const struct difference *a = va, *b = vb;
	int of_a = a->verdict == VERDICT_LESS ? VERDICT_MORE : a->verdict;
	int of_b = b->verdict == VERDICT_LESS ? VERDICT_MORE : b->verdict;

	if (of_a != of_b)
		return of_a - of_b;
	if (effect(a) != effect(b))
		return effect(a) > effect(b) ? -1 : 1;
	if (a->cell[0]->id != b->cell[0]->id)
		return a->cell[0]->id < b->cell[0]->id ? -1 : 1;
	return a->clock && b->clock ? strcmp(a->clock, b->clock) : 0;
}

void comparison_make(struct comparison *c)
{
	for (unsigned int side = 0; side < 2; side++)
		for (unsigned int i = 0; i < c->side[side].n; i++) {
			const struct side_cell *cell = &c->side[side].cells[i], *other;

			if (!comparison_takes(c, side, cell))
				continue;
			other = comparison_other(c, side, cell);
			if (!other)
				c->only[side]++;
			else if (!side)
				compare_cells(c, cell, other);
		}
	judge_noisy(c);
	if (c->n)
		qsort(c->v, c->n, sizeof(*c->v), order);
}

void comparison_free(struct comparison *c)
{
	for (unsigned int i = 0; i < c->n; i++)
		free(c->v[i].why);
	free(c->v);
	side_free(&c->side[0]);
	side_free(&c->side[1]);
}
