/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A cycle through pages, one node in each, for workloads that want a working set of pages. */
#ifndef WORKLOADS_CHASE_H
#define WORKLOADS_CHASE_H

#include "workload.h"

struct node {
	struct node *next;
	uint32_t serial; /* place in the cycle: tells where a chase ended, whatever the address */
};

/*
 * Maps `pages` pages (1 to 65536) and links them into one random cycle, the same in every run; the
 * node's line differs from page to page, so that the nodes spread over all sets of a data cache.
 * Returns the node with serial 0.
 */
struct node *chase_build(uint32_t pages);

/* Checksum of one round from `start`: that every node is there, and in its place. */
uint64_t chase_checksum(const struct node *start);

#endif /* WORKLOADS_CHASE_H */
