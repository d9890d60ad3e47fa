// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * H. B. Mann and D. R. Whitney, "On a Test of Whether one of Two Random Variables is Stochastically
 * Larger than the Other", Annals of Mathematical Statistics 18, 1947.
 */
#include <gsl/gsl_cdf.h>
#include <gsl/gsl_sort.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "stats.h"
#include "lib/util.h"

#define MOST_EXACT 25 /* 50 over 25 is the last that a double has exactly */

/* U of a: how many pairs have a's value above b's, equal ones half. */
static double pairs_above(const double *a, size_t na, const double *b, size_t nb)
{
	double u = 0;

	for (size_t i = 0; i < na; i++)
		for (size_t k = 0; k < nb; k++)
			u += a[i] > b[k] ? 1 : a[i] == b[k] ? 0.5 : 0;
	return u;
}

/*
 * The chance that U is at most u. Of all orders of na and nb values, count[u] have that U; with one
 * more value of a, it may lie above 0 to nb of b's. The counts are those of the Gaussian binomial
 * coefficient, whose factors (1 - q^(nb+i)) / (1 - q^i) are put in one after the other.
 */
static double at_most(double u, size_t na, size_t nb)
{
	size_t most = na * nb;
	double *count = xcalloc(most + 1, sizeof(*count)), below = 0, all = 0;

	count[0] = 1;
	for (size_t i = 1; i <= na; i++) {
		for (size_t k = most; k >= nb + i && k <= most; k--)
			count[k] -= count[k - nb - i];
		for (size_t k = i; k <= most; k++)
			count[k] += count[k - i];
	}
	for (size_t k = 0; k <= most; k++) {
		all += count[k];
		if (k <= u)
			below += count[k];
	}
	free(count);
	return below / all;
}

/* The sum of t^3 - t over all groups of t equal values; 0 if no two are equal. */
static double ties(const double *a, size_t na, const double *b, size_t nb)
{
	size_t n = na + nb;
	double *all = xcalloc(n, sizeof(*all)), sum = 0;

	memcpy(all, a, na * sizeof(*all));
	memcpy(all + na, b, nb * sizeof(*all));
	gsl_sort(all, 1, n);
	for (size_t i = 0, end; i < n; i = end) {
		double t;

		for (end = i + 1; end < n && all[end] == all[i];)
			end++;
		t = end - i;
		sum += t * t * t - t;
	}
	free(all);
	return sum;
}

static double by_normal(double u, double na, double nb, double tied)
{
	double n = na + nb, distance = fabs(u - na * nb / 2) - 0.5;
	double variance = na * nb / 12 * (n + 1 - tied / (n * (n - 1)));

	if (variance <= 0 || distance <= 0)
		return 1;
	return 2 * gsl_cdf_ugaussian_Q(distance / sqrt(variance));
}

double stats_mann_whitney(const double *a, size_t na, const double *b, size_t nb)
{
	double u = pairs_above(a, na, b, nb), tied = ties(a, na, b, nb), p;

	if (tied > 0 || na > MOST_EXACT || nb > MOST_EXACT)
		return by_normal(u, na, nb, tied);
	p = 2 * at_most(fmin(u, na * nb - u), na, nb);
	return p < 1 ? p : 1;
}

static double *medians(const struct stats_sample *s)
{
	double *m = xcalloc(s->rounds, sizeof(*m));
	const double *v = s->values;

	for (unsigned int i = 0; i < s->rounds; v += s->n[i++])
		m[i] = stats_median(v, s->n[i]);
	return m;
}

double stats_mann_whitney_of(const struct stats_sample *a, const struct stats_sample *b)
{
	double *ma = medians(a), *mb = medians(b);
	double p = stats_mann_whitney(ma, a->rounds, mb, b->rounds);

	free(ma);
	free(mb);
	return p;
}
