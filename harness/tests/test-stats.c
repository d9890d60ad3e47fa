// SPDX-License-Identifier: GPL-2.0-or-later
/* Statistics against published examples and ones worked out by hand. */
#include "test.h"

#include <gsl/gsl_randist.h>
#include <gsl/gsl_rng.h>
#include <math.h>

#include "stats/stats.h"

static void close_to(double got, double expected, double by)
{
	if (!(fabs(got - expected) <= by))
		fail_msg("%.10g instead of %.10g", got, expected);
}

static void medians(void **state)
{
	const double odd[] = { 9, 1, 5 }, even[] = { 4, 1, 3, 2 };
	double values[] = { 7, 1, 2, 3 };
	unsigned int n[] = { 1, 3 };
	const struct stats_sample s = { 2, n, values };

	(void)state;
	close_to(stats_median(odd, 3), 5, 0);
	close_to(stats_median(even, 4), 2.5, 0);
	close_to(odd[0], 9, 0);
	close_to(stats_median_of(&s), 2.5, 0);
}

/*
 * Permeability of the placenta at term and at 12 to 26 weeks: Hollander and Wolfe, "Nonparametric
 * Statistical Methods", 1973, page 69. One-sided 0.1272, as R's wilcox.test() has it too (R 4,
 * help page, W = 35).
 */
static void mann_whitney_exact(void **state)
{
	const double term[] = { 0.80, 0.83, 1.89, 1.04, 1.45, 1.38, 1.91, 1.64, 0.73, 1.46 };
	const double weeks[] = { 1.15, 0.88, 0.90, 0.74, 1.21 };

	(void)state;
	close_to(stats_mann_whitney(term, 10, weeks, 5), 2 * 0.1272, 0.0001);
	close_to(stats_mann_whitney(weeks, 5, term, 10), 2 * 0.1272, 0.0001);
}

/* By hand: of the 20 orders of 3 and 3 values one has U = 0, one U = 1, two U = 2, three 3 and 4.
 */
static void mann_whitney_by_hand(void **state)
{
	const double a[] = { 1, 2, 3 }, above[] = { 4, 5, 6 }, one_below[] = { 2.5, 5, 6 },
		     two_below[] = { 1.5, 5, 6 };
	double low[9], high[9];

	(void)state;
	close_to(stats_mann_whitney(a, 3, above, 3), 2 * 1 / 20., 1e-12);
	close_to(stats_mann_whitney(a, 3, one_below, 3), 2 * 2 / 20., 1e-12);
	close_to(stats_mann_whitney(a, 3, two_below, 3), 2 * 4 / 20., 1e-12);
	/* All of 9 below all of 9 others: one order of 18! / (9! 9!) = 48620, and its mirror. */
	for (int i = 0; i < 9; i++) {
		low[i] = i;
		high[i] = 100 + i;
	}
	close_to(stats_mann_whitney(low, 9, high, 9), 2 / 48620., 1e-12);
}

/*
 * With ties: ozone at New York in May and August 1973, of R's data set airquality (Chambers and
 * others, "Graphical Methods for Data Analysis", 1983). R's help page of wilcox.test(): W = 127.5,
 * p = 0.0001208.
 */
static void mann_whitney_with_ties(void **state)
{
	const double may[] = { 41, 36, 12, 18, 28, 23, 19, 8, 7,  16, 11, 14,  18,
			       14, 34, 6,  30, 11, 1,  11, 4, 32, 23, 45, 115, 37 };
	const double august[] = { 39, 9,  16, 78, 35, 66, 122, 89,  110, 44, 28,  65, 22,
				  59, 23, 31, 44, 21, 9,  45,  168, 73,	 76, 118, 84, 85 };
	const double same[] = { 5, 5, 5 };

	(void)state;
	close_to(stats_mann_whitney(may, 26, august, 26), 0.0001208, 5e-8);
	close_to(stats_mann_whitney(same, 3, same, 3), 1, 0);
}

/*
 * Sorted 0.005, 0.01, 0.03, 0.04 times 4, 3, 2, 1: 0.02, 0.03, 0.06, and 0.04, which may not be
 * below the one before.
 */
static void holm(void **state)
{
	double p[] = { 0.01, 0.04, 0.03, 0.005 }, large[] = { 0.9, 0.8 };

	(void)state;
	stats_holm(p, 4);
	close_to(p[0], 0.03, 1e-12);
	close_to(p[1], 0.06, 1e-12);
	close_to(p[2], 0.06, 1e-12);
	close_to(p[3], 0.02, 1e-12);
	stats_holm(large, 2);
	close_to(large[0], 1, 0);
	close_to(large[1], 1, 0);
	stats_holm(NULL, 0);
}

/*
 * The median of three draws from 1, 2, 3 is 1 in 7 of 27 cases, 2 in 13, 3 in 7: so the middle 40 %
 * are 2 throughout, and the middle 60 % reach from 1 to 3.
 */
static void bootstrap_by_hand(void **state)
{
	unsigned int n[] = { 1, 1, 1 };
	double values[] = { 1, 3, 2 }, fixed[] = { 10, 10, 10 };
	const struct stats_sample s = { 3, n, values }, ten = { 3, n, fixed };
	struct stats_interval i = stats_ratio_interval(&ten, &s, 0.4, 0, 1);

	(void)state;
	close_to(i.lo, 0.2, 1e-12);
	close_to(i.hi, 0.2, 1e-12);
	i = stats_ratio_interval(&ten, &s, 0.6, 0, 1);
	close_to(i.lo, 0.1, 1e-12);
	close_to(i.hi, 0.3, 1e-12);
	/* What goes up and down with the round is no difference where both had the same rounds. */
	i = stats_ratio_interval(&s, &s, 0.95, 1, 1);
	close_to(i.lo, 1, 1e-12);
	close_to(i.hi, 1, 1e-12);
	i = stats_ratio_interval(&s, &s, 0.95, 0, 1);
	close_to(i.lo, 1 / 3., 1e-12);
	close_to(i.hi, 3, 1e-12);
}

/* A boot counts as one, whatever its samples: five times the same value are no narrower interval.
 */
static void boots_are_the_unit(void **state)
{
	unsigned int one[] = { 1, 1, 1, 1 }, five[] = { 5, 5, 5, 5 };
	double values[] = { 1, 2, 4, 8 }, more[20], fixed[] = { 1, 1, 1, 1 };
	const struct stats_sample a = { 4, one, fixed }, b = { 4, one, values },
				  c = { 4, five, more };
	struct stats_interval few, many;

	(void)state;
	for (int i = 0; i < 20; i++)
		more[i] = values[i / 5];
	few = stats_ratio_interval(&a, &b, 0.9, 0, 3);
	many = stats_ratio_interval(&a, &c, 0.9, 0, 3);
	close_to(few.lo, many.lo, 1e-12);
	close_to(few.hi, many.hi, 1e-12);
	close_to(stats_mann_whitney_of(&b, &a), stats_mann_whitney_of(&c, &a), 1e-12);
}

/*
 * How often is the true ratio in the interval? 400 times nine boots of three samples each, of
 * lognormal boots 5 % apart with samples 1 % around them, B 10 % above A. With nine boots the
 * percentile bootstrap of a median is known to cover somewhat less or more than it says.
 */
static void bootstrap_covers(void **state)
{
	gsl_rng *rng = gsl_rng_alloc(gsl_rng_mt19937);
	unsigned int n[9], covered = 0;
	double a[27], b[27];
	const struct stats_sample sa = { 9, n, a }, sb = { 9, n, b };

	(void)state;
	gsl_rng_set(rng, 7);
	for (int i = 0; i < 9; i++)
		n[i] = 3;
	for (int trial = 0; trial < 400; trial++) {
		struct stats_interval interval;

		for (int r = 0; r < 9; r++) {
			double boot_a = gsl_ran_gaussian(rng, 0.05),
			       boot_b = gsl_ran_gaussian(rng, 0.05);

			for (int k = 0; k < 3; k++) {
				a[3 * r + k] = 100 * exp(boot_a + gsl_ran_gaussian(rng, 0.01));
				b[3 * r + k] = 110 * exp(boot_b + gsl_ran_gaussian(rng, 0.01));
			}
		}
		interval = stats_ratio_interval(&sa, &sb, STATS_CONFIDENCE, 0, trial);
		covered += interval.lo <= 1.1 && 1.1 <= interval.hi;
	}
	gsl_rng_free(rng);
	if (covered < 400 * 0.92 || covered > 400 * 0.99)
		fail_msg("the interval has the true ratio in %u of 400 cases", covered);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(medians),
		cmocka_unit_test(mann_whitney_exact),
		cmocka_unit_test(mann_whitney_by_hand),
		cmocka_unit_test(mann_whitney_with_ties),
		cmocka_unit_test(holm),
		cmocka_unit_test(bootstrap_by_hand),
		cmocka_unit_test(boots_are_the_unit),
		cmocka_unit_test(bootstrap_covers),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
