/* SPDX-License-Identifier: GPL-2.0-or-later */
/* `splitbench explain`: a trace as text. */
#ifndef HARNESS_EXPLAIN_H
#define HARNESS_EXPLAIN_H

#include "guest/trace.h"
#include "matrix/cell.h"

/* One configuration's side of an explanation. */
struct explained {
	const struct cell *cell;
	struct trace trace;
	/* What the last sample took by the guest's own clock and by the model, whole operations and
	 * all. */
	int64_t icount, cycles;
};

/* The steps of one side, and what they are held against. `cpu` is the clock's name. */
void explain_print(const struct explained *e, const char *cpu);
/* Where the cycles of each side go, beside each other. */
void explain_compare(const struct explained *sides, unsigned int n);

#endif /* HARNESS_EXPLAIN_H */
