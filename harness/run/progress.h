/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What the user sees while cells run: one line that is rewritten on a terminal, plain lines
 * otherwise.
 */
#ifndef HARNESS_PROGRESS_H
#define HARNESS_PROGRESS_H

#include "guest/clock.h"
#include "matrix/cell.h"

struct progress {
	bool terminal; /* stderr is one */
	bool quiet; /* only failures: somebody else reports */
	unsigned int total, done, failed, nofit;
	unsigned int loaded; /* of done: finished by an earlier part of the run */
	double started;
};

void progress_start(struct progress *p, unsigned int total, bool quiet);
/* A cell has ended. */
void progress_cell(struct progress *p, const struct cell *c, const struct cell_result *r,
		   const struct clocks *clocks);
/* A cell counted as good has been failed since. */
void progress_reject(struct progress *p, const struct cell *c, const struct cell_result *r);
/* Rewrites the line; nothing on other than a terminal. */
void progress_show(const struct progress *p);
/* Takes the line away before other output. */
void progress_clear(const struct progress *p);

#endif /* HARNESS_PROGRESS_H */
