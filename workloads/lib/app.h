/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * For workloads that run another program, as it is, with a C library and all: those of the group
 * apps. The program and what it reads are named in the table (`files`), and lie in the folder
 * files/ beside the workload; that is its working directory, so that the program sees the same
 * names everywhere.
 */
#ifndef WORKLOADS_APP_H
#define WORKLOADS_APP_H

#include "workload.h"

/* Makes the file that takes what the program prints. To be called by setup. */
void app_setup(void);

/*
 * Runs the program `argv[0]` in a process of its own, `ops` times; it must exit with status 0. What
 * it writes to standard output and to standard error goes to the file.
 */
uint64_t app_run(uint32_t ops, const char *const argv[]);

/* Checksum of every byte that was printed since the last call; it is an error if that is none. */
uint64_t app_check(uint32_t ops);

#endif /* WORKLOADS_APP_H */
