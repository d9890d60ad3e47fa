/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * For the workloads of the group capacity, whose results are sizes and not times: how much of
 * something there is, and what it was that ended it.
 *
 * What uses memory up runs in a process of its own, the explorer: whoever is killed for want of
 * memory, the program that reports it is not the one that asked for more.
 */
#ifndef WORKLOADS_CAPACITY_H
#define WORKLOADS_CAPACITY_H

#include "workload.h"

/*
 * What ends an exploration: the -errno of a system call, the number of the signal that killed a
 * process, or that parameter `most` allows no more.
 */
#define CAPACITY_MOST 256

/* A figure that nothing refused. Units: "KiB", or what is counted, in the plural. */
void capacity_value(const char *name, uint64_t value, const char *unit);

/*
 * To be called by setup. On a kernel without the statistics call there is no end that would not
 * harm others: there the parameter `most`, which every exploration has, must be given, and is the
 * end.
 */
void capacity_setup(void);

/*
 * Runs `explore` in the explorer, until it returns what ended it, or is killed itself. What was
 * counted by capacity_found() is then the figure `name`, and free memory in each zone and the RAM
 * in use at that moment are figures too.
 */
void capacity_explore(const char *name, const char *unit, long (*explore)(void));

/* In the explorer and its children: `n` more were found. True where `most` allows no more. */
int capacity_found(uint32_t n);

/*
 * In the explorer: takes down what the zones have left, for where that is gone when it is killed.
 */
void capacity_note(void);

/*
 * In the explorer: makes children, each of which does `job` and then sleeps until the exploration
 * is over. 0 from `job` means that the child could do no more for a reason of its own, and that
 * another one can; else it is what ended the exploration. Returns that.
 */
long capacity_crowd(long (*job)(void));

#endif /* WORKLOADS_CAPACITY_H */
