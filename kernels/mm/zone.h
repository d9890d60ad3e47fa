/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Zones and their free lists: shared by buddy.c (blocks), zone.c (boot, figures) and page_alloc.c
 * (who gets a page from where).
 */
#ifndef ZONE_H
#define ZONE_H

#include "mm.h"

/*
 * Single pages that were freed last, kept out of the buddy lists so that the usual "free one page,
 * take one page" neither merges nor splits blocks. Linux's per-CPU pages, with the numbers that 2.6
 * has for large zones (zone_batchsize()).
 */
#define PCP_BATCH 31 /* pages moved from or to the buddy lists at a time */
#define PCP_HIGH  (6 * PCP_BATCH) /* as many: give a batch back */

struct per_cpu_pages {
	struct list_head list; /* last freed first */
	unsigned int count;
};

struct zone {
	const char *name;
	unsigned long present; /* pages given to the allocator at boot */
	unsigned long free; /* pages in the buddy lists and in pcp */
	/* pages that an allocation must leave free, by the highest zone that it could have used */
	unsigned long reserve[NR_ZONES];
	u32 nonempty; /* bit n: there are free blocks of order n */
	struct list_head free_list[MAX_ORDER]; /* linked by page->lru */
	struct per_cpu_pages pcp;
};

extern struct zone zones[NR_ZONES];

/* buddy.c; none of them changes zone->free. */

/* Take a block: NULL if there is none as large; its page->order is set. */
struct page *buddy_take(struct zone *z, unsigned int order);
/* Give a block back and merge it with its free neighbours. */
void buddy_give(struct zone *z, struct page *page, unsigned int order);
/* Give back a range of one zone whose neighbours are known not to be free. */
void buddy_give_range(struct zone *z, unsigned long pfn, unsigned long end);

#endif /* ZONE_H */
