/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * One run of the matrix: a pool of workers boots the selected cells in order, as far as the memory
 * of the host goes round, and stores each as it ends; whoever wants a cell's result waits for it.
 */
#ifndef HARNESS_RUN_H
#define HARNESS_RUN_H

#include <pthread.h>

#include "guest/clock.h"
#include "matrix/cell.h"
#include "progress.h"
#include "store/store.h"

struct run_options {
	const char *qemu;
	struct clocks clocks;
	const char *plugin; /* of the cycle model, where one of its clocks is recorded */
	bool trace; /* leave one of one operation of each modelled cell */
	struct guest_limits limits;
	unsigned int jobs; /* cells at the same time */
	unsigned int rounds; /* in which a group of hardware cells is measured */
	uint32_t seed; /* of the order of cells in each round; 0: to be chosen */
	unsigned int memory_mib; /* of the host, for all of them together */
	atomic_bool *cancel; /* set by a signal: stop soon, keep what is finished */
};

enum slot_state { SLOT_WAITING, SLOT_RUNNING, SLOT_DONE, SLOT_SKIPPED };

/* A cell's place in the run. */
struct slot {
	enum slot_state state;
	bool saved; /* its result is in the database */
	unsigned int weight_mib; /* see cell_weight_mib() */
	atomic_long resident_kib; /* of its guest, while that runs */
	struct cell_result result; /* with SLOT_DONE */
};

struct run {
	const struct cells *cells;
	struct slot *slots; /* one a cell */
	struct store *store;
	int64_t id;
	struct run_options opt;
	struct progress progress;
	unsigned int weight_mib; /* of the cells that run */
	unsigned int nr_running;
	bool quiet; /* cells of hardware run: nothing may start beside them */
	long peak_kib; /* the most memory that was seen in use by all guests together */
	pthread_t *workers;
	pthread_mutex_t lock; /* slots, progress, and the condition's */
	pthread_cond_t news;
};

/*
 * Boots one cell and judges it; guest.end is GUEST_CANCELLED where it was stopped. *resident_kib is
 * kept up to date meanwhile, and 0 in the end.
 */
void cell_run(const struct cell *c, const struct run_options *o, struct cell_result *r,
	      atomic_long *resident_kib);

/* Adds the samples of a further round to those of a cell; one that failed makes the cell fail.
 * Takes `more`. */
void cell_add_round(struct cell_result *r, struct cell_result *more);

/*
 * Do the kernel's own counts of a cell and the model's agree? Where the model saw what the kernel
 * cannot have missed, or the other way round, one of them is wrong, and with it every modelled
 * value. NULL, or a malloc'ed sentence with both numbers.
 */
char *witness_mismatch(const struct records *r);

/*
 * Holds the results of one group against each other: those whose checksum or number of operations
 * is not that of most (of the first in a tie) become failed, and those in which user code took
 * another number of instructions than in the first of the group. Entries may be NULL. Returns how
 * many it failed.
 */
unsigned int group_verdict(const struct cell *cells, struct cell_result *const *results,
			   unsigned int n);

/* Takes what an earlier part of the run has finished from the database. Call before run_start(). */
void run_load_finished(struct run *run);
/* Starts the workers. The fields cells, store, id and opt are set. */
void run_start(struct run *run);
/*
 * Waits until the cell's whole group has been judged. NULL if the run was stopped before that. The
 * result stays valid until run_free().
 */
const struct cell_result *run_wait(struct run *run, unsigned int cell);
/* Waits for the workers, stores again what could not be stored, and closes the run's row. */
void run_finish(struct run *run);
void run_free(struct run *run);

#endif /* HARNESS_RUN_H */
