/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Two sides held against each other, cell by cell and clock by clock: two configurations, or what
 * two runs have of the same configurations.
 */
#ifndef HARNESS_COMPARE_H
#define HARNESS_COMPARE_H

#include "side.h"

/* In the order in which they are shown. */
enum verdict {
	VERDICT_LOST, /* B failed, where A has values */
	VERDICT_RESULTS, /* the workload's results differ: it did not do the same */
	VERDICT_MORE, /* B costs more */
	VERDICT_LESS,
	VERDICT_NOFIT, /* it does not fit into B */
	VERDICT_GAINED, /* A has no values, B has */
	VERDICT_MEDIAN, /* samples differ, their median does not */
	VERDICT_UNRESOLVED, /* of a noisy clock: nothing can be said, and `why` says why */
	VERDICT_IDENTICAL, /* to the last sample */
	NR_VERDICTS
};

extern const char *const verdict_names[NR_VERDICTS];

/* One cell on one clock. */
struct difference {
	const struct side_cell *cell[2];
	const char *clock; /* NULL: on none, of a cell that one side has no values of */
	double per_op[2];
	double ratio; /* of B to A; NaN where there is none */
	bool noisy; /* then: */
	struct stats_interval interval; /* of the ratio */
	double p; /* corrected for the number of cells */
	double floor; /* how far from 1 the twin's ratio may be; NaN without a twin */
	enum verdict verdict;
	char *why; /* or NULL */
};

struct comparison {
	struct side side[2];
	const char *workloads; /* globs, of those that are compared; NULL: all */
	struct difference *v; /* those of each verdict together, the largest ratios first */
	unsigned int n;
	unsigned int only[2]; /* cells that the other side does not know of */
};

/*
 * Finds the sides by their words (side_find()) and reads them. `db` and `run` are for what they
 * leave out. False with a malloc'ed sentence in *why.
 */
bool comparison_open(struct comparison *c, const char *const words[2], const char *db, int64_t run,
		     char **why);
/*
 * Why these two must not be compared on that clock ("all": on any), or NULL: different workload
 * programs, or files of them; another CPU profile behind the same name; a clock that one has no
 * values of. Names all that differ.
 */
char *comparison_refusal(const struct comparison *c, const char *clock);
/* Compares them, on all clocks that both have, and whose profile is the same. */
void comparison_make(struct comparison *c);
void comparison_free(struct comparison *c);

/* Does the comparison take this cell of a side? And the same case on the other side; NULL: there is
 * none. */
bool comparison_takes(const struct comparison *c, unsigned int side, const struct side_cell *cell);
const struct side_cell *comparison_other(const struct comparison *c, unsigned int side,
					 const struct side_cell *cell);
/* Are the model and the profile behind a clock the same on both sides? True of clocks without them,
 * and where a run is too old to say. */
bool comparison_same_model(const struct comparison *c, const char *clock);

/*
 * What moved: the parts of the cost on the clock with the symbols in them, and the TLB flushes by
 * cause; a malloc'ed line, the largest movements first; empty of what is identical.
 */
char *difference_cause(const struct comparison *c, const struct difference *d);

#endif /* HARNESS_COMPARE_H */
