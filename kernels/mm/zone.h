/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Zones and their free lists: shared by buddy.c (blocks), zone.c (boot, figures), watermark.c (what
 * is kept), page_alloc.c (who gets a page from where), vmscan.c and oom.c (what to do without one).
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

/* Clean pages of files, last added first. Linux's two lists of file pages. */
enum lru_list { LRU_INACTIVE, LRU_ACTIVE, NR_LRU };

struct zone {
	const char *name;
	unsigned long present; /* pages given to the allocator at boot */
	unsigned long free; /* pages in the buddy lists and in pcp */
	/* What an allocation leaves free that asks for no effort, by the highest zone that it could
	 * have used: the low watermark and the reserve. */
	unsigned long pass[NR_ZONES];
	u32 nonempty; /* bit n: there are free blocks of order n */
	struct list_head free_list[MAX_ORDER]; /* linked by page->lru */
	struct per_cpu_pages pcp;
	unsigned long wmark[NR_WMARK];
	unsigned long reserve[NR_ZONES];
	struct list_head lru[NR_LRU];
	unsigned long nr_lru[NR_LRU];
	unsigned long skip_balance; /* allocations until balance_zones() looks at the lists again */
};

extern struct zone zones[NR_ZONES];

/* buddy.c; none of them changes zone->free. */

/* Take a block: NULL if there is none as large; its page->order is set. */
struct page *buddy_take(struct zone *z, unsigned int order);
/* Give a block back and merge it with its free neighbours. */
void buddy_give(struct zone *z, struct page *page, unsigned int order);
/* Give back a range of one zone whose neighbours are known not to be free. */
void buddy_give_range(struct zone *z, unsigned long pfn, unsigned long end);

/* watermark.c */

void setup_zone_limits(void); /* reserves and watermarks, from the zones' sizes */
void setup_zone_pass(void); /* zone->pass from these */

/* page_alloc.c */

void set_gfp_zones(void); /* once the zones have their pages */
enum zone_type gfp_zone(gfp_t gfp); /* the highest that has memory and may be used */

/* vmscan.c */

#define RECLAIM_BATCH 32ul /* pages at a time; Linux's SWAP_CLUSTER_MAX */
/* Bring the zones up to their high watermarks as far as the page cache allows: Linux's kswapd. */
void balance_zones(enum zone_type highest);

/* fail_alloc.c */

extern bool fail_alloc_armed; /* every allocation goes the slow way, and asks: */
bool fail_this_alloc(void);
void slab_hide_partial(bool hide); /* slab.c: no cache knows of a slab with a free object */

#endif /* ZONE_H */
