/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Folded stacks of cells, as the model leaves them (harness/model/README.md), for flame graphs. */
#ifndef HARNESS_STACKS_H
#define HARNESS_STACKS_H

#include <stdbool.h>
#include <stdint.h>

#include "sql.h"

#define STACKS_MAX_SIDES 2

/* "region;symbol;part", with what it costs on each side, in thousandths an operation. */
struct stack {
	char *name;
	uint64_t value[STACKS_MAX_SIDES];
};

/* Which cell a side is of. */
struct stacks_cell {
	char *config, *workload, *params;
	unsigned int mem_mib; /* 0, to look for it: any */
};

struct stacks {
	struct stack *v; /* by name, once they are complete */
	unsigned int n;
	struct stacks_cell
		cell[STACKS_MAX_SIDES]; /* what they are of, where they come from a database */
	unsigned int sides;
};

/*
 * Adds those of one cell to a side: the column of `clock`, divided by the operations of all samples
 * together. False with a malloc'ed sentence in *why; a clock that is not there is answered with
 * those that are.
 */
bool stacks_add(struct stacks *s, unsigned int side, const char *text, const char *clock,
		uint64_t operations, char **why);
/*
 * Adds, as the next side, those of the one good cell of values->run that has this configuration and
 * workload, and at least these parameters ("a=1 b=2", in any order). A second side is of the same
 * case as the first. False with a malloc'ed sentence in *why, also where there are several.
 */
bool stacks_add_cell(struct stacks *s, sqlite3 *db, const struct sql_values *values,
		     const struct stacks_cell *wanted, char **why);
/* Sorts them and puts those of one name together; what is nothing on all sides goes. */
void stacks_complete(struct stacks *s);
void stacks_free(struct stacks *s);

#endif /* HARNESS_STACKS_H */
