/* SPDX-License-Identifier: GPL-2.0-or-later */
/* One profile's caches: physical, set associative, true LRU, every level filled by a miss. */
#ifndef MODEL_CACHE_H
#define MODEL_CACHE_H

#include "profile.h"

struct cache {
	uint32_t *lines; /* sets * ways line numbers + 1, most recent first in each set; 0: empty */
	uint32_t set_mask, ways;
	uint8_t shift; /* log2 of the line */
};

struct caches {
	struct cache level[NR_LEVELS];
	struct cache insn;
	unsigned int nr; /* levels there are */
	uint32_t latency[NR_LEVELS + 1]; /* mcycles; the one behind the last level is memory's */
};

/*
 * Each level gets 1/share of its sets, at least one: not of its ways, since tables begin on page
 * boundaries and would crowd few sets. False if memory is short.
 */
bool caches_init(struct caches *c, const struct profile *p, uint32_t share);
void caches_free(struct caches *c);

/* The level that has the line of pa (c->nr: memory), which is in all of them afterwards. */
unsigned int caches_access(struct caches *c, uint64_t pa);
/* The same for instructions: 0 is their own first level. */
unsigned int caches_fetch(struct caches *c, uint64_t pa);

#endif /* MODEL_CACHE_H */
