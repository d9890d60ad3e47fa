/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What is done with runs that are stored: reading their logs again, copying and deleting them. */
#ifndef HARNESS_STORE_UPKEEP_H
#define HARNESS_STORE_UPKEEP_H

#include "store.h"

/*
 * Puts what the logs of a cell in state ok say into its tables once more, in one transaction;
 * *differed: it was not what they had. A cell whose logs are not of use stays as it is, with a
 * malloc'ed sentence in *why, which is NULL otherwise.
 */
int store_reprocess(struct store *st, int64_t cell, bool *differed, char **why);

/* A run of another database. */
struct imported {
	int64_t there, here; /* its id */
	bool known; /* it had been here before, and nothing was changed */
	const char *started, *kind, *host_cpu;
	int64_t cells_there, cells_here;
};

/*
 * Copies the runs of another database that are not here yet, all of them or none. The other file is
 * only read; one of an older version is migrated in a copy. Each of its runs is told of. NULL, or a
 * malloc'ed sentence.
 */
char *store_import(struct store *st, const char *path,
		   void (*told)(void *arg, const struct imported *run), void *arg);

/* Which runs are to go: all that every rule given here fits. */
struct prune {
	const char *runs; /* a list of ids; NULL: any */
	int64_t keep; /* not the newest so many of each kind; 0: no matter */
	const char *older_than; /* YYYY-MM-DD[THH:MM:SSZ], last worked on before; NULL: no matter */
	bool logs; /* only the logs of their cells go */
};

/* A run that is to go. */
struct pruned {
	int64_t run, cells, log_bytes;
	const char *kind, *state, *started, *selection;
};

/*
 * Tells of each run that is to go, newest last. Without `runs`, the latest of each kind that is
 * done is none of them (but for its logs).
 */
int store_prune_list(struct store *st, const struct prune *p,
		     void (*told)(void *arg, const struct pruned *run), void *arg);
/* Deletes them, in one transaction, and gives the room back to the file system. */
int store_prune(struct store *st, const struct prune *p);

#endif /* HARNESS_STORE_UPKEEP_H */
