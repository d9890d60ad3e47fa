/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What the two files of kmap have of each other. */
#ifndef HIGHMEM_H
#define HIGHMEM_H

#include "types.h"
#include "wait.h"

/*
 * The pool is exhausted, and the current task is about to join those who wait for a slot. Whether
 * all `mappings` of the pool are held by them and it, so that none would ever be released; then the
 * tasks are named in the log.
 */
bool kmap_deadlocks(const struct wait_queue *waiters, unsigned long mappings);

#endif /* HIGHMEM_H */
