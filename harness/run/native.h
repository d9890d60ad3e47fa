/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A workload's program on the host itself, without a guest: what the model is held against. */
#ifndef HARNESS_NATIVE_H
#define HARNESS_NATIVE_H

#include <stdbool.h>

#include "guest/records.h"
#include "matrix/workloads.h"

/*
 * Binds this process, and with it the programs that it starts, to one CPU, and keeps huge pages
 * from them, as a guest's programs have none. The CPU, or -1.
 */
int native_prepare(void);

/* Whether this kernel runs such a program at all: NULL, or why not, malloc'ed. */
char *native_refused(const struct program *p);

/* Runs it; the records are whole if this is 0. Otherwise a malloc'ed sentence is in *why. */
int native_run(const struct program *p, const char *params, uint32_t ops, uint32_t samples,
	       struct records *r, char **why);

/*
 * Cycles of the TSC in one of the core, which may run faster or slower than its nominal speed: the
 * least of some tries of a chain of additions, each of which needs the sum before and takes one
 * cycle (so does every x86-64 CPU, by Agner Fog's instruction tables).
 */
double native_tsc_per_core(void);

/* The profile nearest to this machine's CPU; *same: it is of that CPU. */
const char *native_profile(bool *same);

#endif /* HARNESS_NATIVE_H */
