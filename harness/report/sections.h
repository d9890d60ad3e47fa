/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What a report says, in which order: data of report.c. */
#ifndef HARNESS_SECTIONS_H
#define HARNESS_SECTIONS_H

#include <stdbool.h>

enum block_kind {
	BLOCK_END,
	BLOCK_SENTENCE, /* the rows of results/report/NAME.sql: sentence, clock, queries to ask
			   further */
	BLOCK_PLOT, /* plots/NAME.sql and .gp */
	BLOCK_TABLE, /* results/queries/NAME.sql; always unfolded */
	BLOCK_FOLDED, /* the same, to be unfolded by the reader */
	BLOCK_FLAME, /* workload NAME with `params`, where the kernel has page tables of its own */
	BLOCK_FLAME_DIFFERENCE, /* the same over the baseline */
};

struct block {
	enum block_kind kind;
	const char *name, *params;
};

struct section {
	const char *title, *anchor;
	const char *text; /* prose in front; NULL: none */
	struct block blocks[10];
};

/* Plots that no section names come behind the last but one. */
extern const struct section sections[];
extern const unsigned int nr_sections;

#endif /* HARNESS_SECTIONS_H */
