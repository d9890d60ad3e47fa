/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The table at the end of a run: workloads down, configurations across. */
#ifndef HARNESS_SUMMARY_H
#define HARNESS_SUMMARY_H

#include <sqlite3.h>
#include <stdint.h>

/*
 * Prints the values of one run (0: the latest) on one clock, each beside its ratio to the baseline,
 * then its failed cells, then where to look next. Returns 0, or -1 with a malloc'ed sentence in
 * *why.
 */
int summary_print(sqlite3 *db, int64_t run, const char *clock, char **why);

/* Prints what the configurations cost on each CPU that was modelled; nothing where none was. */
int summary_print_models(sqlite3 *db, int64_t run, char **why);

#endif /* HARNESS_SUMMARY_H */
