/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What may be said of values that are noisy. Deterministic clocks need none of it: they are exact,
 * and a difference is a difference.
 *
 * The unit is the boot. Samples of one boot share its placement in memory and the state of the host
 * at that time, and are not independent of each other; boots are (Kalibera and Jones, "Rigorous
 * Benchmarking in Reasonable Time", ISMM 2013, on the level at which to repeat).
 */
#ifndef HARNESS_STATS_H
#define HARNESS_STATS_H

#include <stddef.h>
#include <stdint.h>

/* Fewer boots than this are not judged. */
#define STATS_MIN_ROUNDS 9
/* Of an interval, and one minus the chance of any false difference in one comparison. */
#define STATS_CONFIDENCE 0.95

/* The samples of one cell, boot after boot. */
struct stats_sample {
	unsigned int rounds;
	unsigned int *n; /* samples of each boot, at least one */
	double *values; /* of all of them, one boot after the other */
};

struct stats_interval {
	double lo, hi;
};

/* The value in the middle, or the mean of the two of an even number. Values stay as they are. */
double stats_median(const double *values, size_t n);
/* Of all samples, whatever their boot. */
double stats_median_of(const struct stats_sample *s);

/*
 * The percentile bootstrap's interval of median(b) / median(a): boots are drawn with replacement,
 * each with all of its samples. `paired`: a and b were measured in the same rounds, so that the
 * same rounds are drawn of both. The same seed gives the same interval. All values are above 0.
 * (Efron and Tibshirani, "An Introduction to the Bootstrap", 1993, chapters 8 and 13.)
 */
struct stats_interval stats_ratio_interval(const struct stats_sample *a,
					   const struct stats_sample *b, double confidence,
					   int paired, uint32_t seed);

/*
 * Mann and Whitney's test, two-sided: the chance of medians of boots that are at least as far from
 * evenly mixed, if both came from one distribution. Exact where no two values are equal and there
 * are at most 25 of each; otherwise by the normal distribution, corrected for ties and continuity.
 */
double stats_mann_whitney(const double *a, size_t na, const double *b, size_t nb);
/* The same of the medians of each boot. */
double stats_mann_whitney_of(const struct stats_sample *a, const struct stats_sample *b);

/*
 * Holm's correction for n tests at a time, in place: what of it is below 0.05 may be called
 * different with a chance of 0.05 that any of them is not. ("A Simple Sequentially Rejective
 * Multiple Test Procedure", Scandinavian Journal of Statistics 6, 1979.)
 */
void stats_holm(double *p, size_t n);

#endif /* HARNESS_STATS_H */
