// SPDX-License-Identifier: GPL-2.0-or-later
#include <gsl/gsl_rng.h>
#include <gsl/gsl_sort.h>
#include <gsl/gsl_statistics_double.h>
#include <stdlib.h>
#include <string.h>

#include "stats.h"
#include "lib/util.h"

#define RESAMPLES 4000

double stats_median(const double *values, size_t n)
{
	double *copy = xcalloc(n, sizeof(*copy)), median;

	memcpy(copy, values, n * sizeof(*copy));
	median = gsl_stats_median(copy, 1, n);
	free(copy);
	return median;
}

static size_t total(const struct stats_sample *s)
{
	size_t n = 0;

	for (unsigned int i = 0; i < s->rounds; i++)
		n += s->n[i];
	return n;
}

double stats_median_of(const struct stats_sample *s)
{
	return stats_median(s->values, total(s));
}

/* A sample as the bootstrap draws from it: where each boot begins, and room for what was drawn. */
struct urn {
	const struct stats_sample *s;
	size_t *start;
	double *drawn;
};

static struct urn urn_of(const struct stats_sample *s)
{
	struct urn u = { .s = s, .start = xcalloc(s->rounds, sizeof(*u.start)) };
	unsigned int most = 0;
	size_t start = 0;

	for (unsigned int i = 0; i < s->rounds; i++) {
		u.start[i] = start;
		start += s->n[i];
		if (s->n[i] > most)
			most = s->n[i];
	}
	u.drawn = xcalloc((size_t)most * s->rounds, sizeof(*u.drawn));
	return u;
}

static void urn_free(struct urn *u)
{
	free(u->start);
	free(u->drawn);
}

/* The median of the boots in `rounds`, one for each that there is. */
static double draw(struct urn *u, const unsigned int *rounds)
{
	size_t n = 0;

	for (unsigned int i = 0; i < u->s->rounds; i++) {
		unsigned int r = rounds[i];

		memcpy(u->drawn + n, u->s->values + u->start[r], u->s->n[r] * sizeof(double));
		n += u->s->n[r];
	}
	return gsl_stats_median(u->drawn, 1, n);
}

static void choose(gsl_rng *rng, unsigned int *rounds, unsigned int n)
{
	for (unsigned int i = 0; i < n; i++)
		rounds[i] = gsl_rng_uniform_int(rng, n);
}

struct stats_interval stats_ratio_interval(const struct stats_sample *a,
					   const struct stats_sample *b, double confidence,
					   int paired, uint32_t seed)
{
	gsl_rng *rng = gsl_rng_alloc(gsl_rng_mt19937);
	struct urn ua = urn_of(a), ub = urn_of(b);
	unsigned int *of_a = xcalloc(a->rounds, sizeof(*of_a)),
		     *of_b = xcalloc(b->rounds, sizeof(*of_b));
	double *ratios = xcalloc(RESAMPLES, sizeof(*ratios)), tail = (1 - confidence) / 2;
	struct stats_interval interval;

	gsl_rng_set(rng, seed);
	for (unsigned int i = 0; i < RESAMPLES; i++) {
		choose(rng, of_a, a->rounds);
		if (!paired || a->rounds != b->rounds)
			choose(rng, of_b, b->rounds);
		else
			memcpy(of_b, of_a, b->rounds * sizeof(*of_b));
		ratios[i] = draw(&ub, of_b) / draw(&ua, of_a);
	}
	gsl_sort(ratios, 1, RESAMPLES);
	interval.lo = gsl_stats_quantile_from_sorted_data(ratios, 1, RESAMPLES, tail);
	interval.hi = gsl_stats_quantile_from_sorted_data(ratios, 1, RESAMPLES, 1 - tail);
	urn_free(&ua);
	urn_free(&ub);
	free(of_a);
	free(of_b);
	free(ratios);
	gsl_rng_free(rng);
	return interval;
}

void stats_holm(double *p, size_t n)
{
	size_t *order = xcalloc(n, sizeof(*order));
	double least = 0;

	if (n)
		gsl_sort_index(order, p, 1, n);
	for (size_t i = 0; i < n; i++) {
		double adjusted = p[order[i]] * (n - i);

		if (adjusted > 1)
			adjusted = 1;
		if (adjusted > least)
			least = adjusted;
		p[order[i]] = least;
	}
	free(order);
}
