/* SPDX-License-Identifier: GPL-2.0-or-later */
/* One side of a comparison: a run, or one configuration of it, with its cells and their values. */
#ifndef HARNESS_SIDE_H
#define HARNESS_SIDE_H

#include <sqlite3.h>
#include <stdbool.h>
#include <stdint.h>

#include "stats/stats.h"

/* The values of a cell on one clock: of whole samples, in their order. */
struct series {
	char *clock;
	struct stats_sample sample;
	unsigned int n; /* values, of all boots */
};

struct side_cell {
	int64_t id;
	char *config, *workload, *params, *accel;
	unsigned int mem_mib;
	bool twin;
	bool ok; /* has values */
	bool nofit; /* does not fit; neither: it failed */
	char *detail; /* why it has none */
	char *checksum;
	double ops; /* operations in a sample */
	struct series *series;
	unsigned int nr_series;
};

/* What a run was made from, apart from its kernels: those are what is compared. */
struct input {
	char *workload; /* that it is for; empty of what the model has */
	char *name; /* of a profile: that of the CPU; empty of the model itself */
	char *id; /* SHA-256; of the model the build ID */
};

struct side {
	sqlite3 *db;
	char *path; /* of the database */
	int64_t run;
	char *config; /* NULL: all of them */
	char *commit, *started;
	bool dirty;
	uint32_t seed;
	struct side_cell *cells; /* of costs, twins and other configurations too */
	unsigned int n;
	struct input *inputs;
	unsigned int nr_inputs;
};

/*
 * Finds what `words` mean: WORD[:WORD...], each the path of a database, the number of a run, a
 * commit (of which the latest run is meant), or a configuration. What is left out: `db`, and `run`
 * or, for 0, the latest. Opens the database; reads no cells. False with a malloc'ed sentence in
 * *why.
 */
bool side_find(struct side *s, const char *words, const char *db, int64_t run, char **why);
/* Reads the cells and the inputs. */
bool side_load(struct side *s, char **why);
void side_free(struct side *s);

/* The values on a clock; NULL if there are none. */
const struct series *cell_series(const struct side_cell *c, const char *clock);
/* What one operation costs: the median, as in the view v_summary. */
double series_per_op(const struct side_cell *c, const struct series *s);

#endif /* HARNESS_SIDE_H */
