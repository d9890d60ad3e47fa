/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The database: results/schema.sql through prepared statements. Calls may come from several
 * threads; one lock makes each of them whole. Functions that return int give 0, or -1 with
 * store_error() set.
 */
#ifndef HARNESS_STORE_H
#define HARNESS_STORE_H

#include <sqlite3.h>
#include <stdint.h>

#include "guest/clock.h"
#include "matrix/cell.h"

#define STORE_VERSION 8 /* user_version of results/schema.sql */

struct store;

/*
 * Opens a database for writing, and makes it first if it is not there. One writer at a time: a
 * second one is refused. Returns NULL with a malloc'ed sentence in *why.
 */
struct store *store_open(const char *path, char **why);
void store_close(struct store *st);

/* Opens an existing one for reading only, or NULL with a sentence. Close with sqlite3_close(). */
sqlite3 *store_open_readonly(const char *path, char **why);

/*
 * What the last failed call of any thread ran into (valid until this thread asks again), and
 * whether that was a full disk or a file size limit.
 */
const char *store_error(struct store *st);
bool store_is_full(struct store *st);

/* Runs an SQL file that returns no rows (the views). */
int store_run_file(struct store *st, const char *path);

/* Where a run comes from; all of it is stored. */
struct run_info {
	const char *kind; /* "bench", "sweep", "ablation" */
	const char *selection, *fingerprint, *commit_id, *qemu_version, *host_cpu, *host_kernel;
	const char *host_kind, *model_id; /* see provenance.h */
	bool dirty, tsc_invariant;
	uint32_t seed; /* of the order of cells in each round; 0: there are no rounds */
};

/*
 * The newest run of that fingerprint that is not done, or, with `done_too`, the newest at all; 0:
 * none. One of another database is not gone on with: it is of another host.
 */
int64_t store_find_run(struct store *st, const char *fingerprint, bool done_too);
/* A new run; its id, or -1. */
int64_t store_begin_run(struct store *st, const struct run_info *info);
int store_resume_run(struct store *st, int64_t run);
/* The seed of a run; 0 where it has none. */
uint32_t store_run_seed(struct store *st, int64_t run);
/* `state` is "done" or "interrupted". */
int store_end_run(struct store *st, int64_t run, const char *state);

/* What cells refer to; adding one again changes nothing. sha256 NULL: there is no kernel. */
int store_add_config(struct store *st, int64_t run, const struct config *c, const char *sha256);
int store_add_workload(struct store *st, int64_t run, const struct program *p,
		       unsigned int position);

/* A profile of the model that cells of the run have values of. */
int store_add_profile(struct store *st, int64_t run, const struct cpu *cpu);

/* What it takes to watch a guest, in several ways side by side; all of it is stored. */
struct speed {
	const char *config, *command;
	unsigned int mem_mib;
	int64_t instructions; /* of the guest's program, in its samples */
	struct speed_round {
		char *way; /* a word of the table's CHECK */
		int64_t round, peak_kib;
		double cpu_seconds;
	} * rounds;
	unsigned int nr_rounds;
};

/* Of `info` only what says where it comes from: selection and fingerprint are those of a run. */
int store_add_speed(struct store *st, const struct run_info *info, const struct speed *s);

/* A program that ran on the host itself, beside a run's cells; all of it is stored. */
struct native {
	const char *workload, *params, *clock, *host_cpu, *host_kernel, *host_kind;
	bool same_cpu;
	double tsc_per_core;
	int pinned_cpu;
	const struct records *records;
};

int store_add_native(struct store *st, int64_t run, const struct native *n);

/* Writes a cell with all that hangs off it, in place of what was there, in one transaction. */
int store_save(struct store *st, int64_t run, const struct cell *c, const struct cell_result *r);
/* Turns a stored cell into a failed one: its samples and capacities go, its log and checksum stay.
 */
int store_reject(struct store *st, int64_t run, const struct cell *c, const struct cell_result *r);
/*
 * Reads a cell that came out as ok or nofit back into *r (without the guest's texts and
 * capacities). Returns 1 if there is one, 0 if not.
 */
int store_load(struct store *st, int64_t run, const struct cell *c, const struct clocks *clocks,
	       struct cell_result *r);

#endif /* HARNESS_STORE_H */
