// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Reclaim: pages of files that can be had again, from the initial archive or by clearing. Each zone
 * has two lists of them, as in Linux 2.6. A page begins on the inactive one. The search goes
 * through that from its old end: a page that was used since it was last looked at, or that a
 * process has mapped, moves to the active list; any other is freed. Where the inactive list is the
 * shorter one, the old end of the active list refills it.
 *
 * There is no way from a page to the page tables that hold it, so a page with a reference beside
 * the page cache's stays. A page that is written to leaves the lists for good: there is nowhere to
 * write it back to.
 *
 * No task of its own does this. On one CPU that is not preempted in the kernel it could run only
 * when the task that needs memory has given up the CPU, and that task can as well do the work: what
 * kswapd would do between the low and the high watermark is balance_zones(), and below the min
 * watermark comes direct reclaim, try_to_free_pages().
 */
#include "fs.h"
#include "task.h"
#include "vmalloc.h"
#include "zone.h"

static enum lru_list list_of(const struct page *page)
{
	return page->flags & PG_active ? LRU_ACTIVE : LRU_INACTIVE;
}

static void lru_insert(struct page *page, enum lru_list l)
{
	struct zone *z = &zones[page->zone];

	page->flags = (page->flags & ~PG_active) | PG_lru | (l == LRU_ACTIVE ? PG_active : 0);
	list_add(&page->lru, &z->lru[l]);
	z->nr_lru[l]++;
}

void lru_cache_add(struct page *page)
{
	zones[page->zone].skip_balance = 0;
	lru_insert(page, LRU_INACTIVE);
}

void lru_cache_del(struct page *page)
{
	zones[page->zone].nr_lru[list_of(page)]--;
	list_del(&page->lru);
	page->flags &= ~(PG_lru | PG_active);
}

static void lru_move(struct page *page, enum lru_list l)
{
	lru_cache_del(page);
	page->flags &= ~PG_referenced;
	lru_insert(page, l);
}

static void refill_inactive(struct zone *z)
{
	unsigned long n = min(z->nr_lru[LRU_ACTIVE], RECLAIM_BATCH);

	for (; n; n--) {
		struct page *page = list_entry(z->lru[LRU_ACTIVE].prev, struct page, lru);

		lru_move(page, page->flags & PG_referenced ? LRU_ACTIVE : LRU_INACTIVE);
	}
}

/*
 * Free up to `want` pages; how many. Each page is looked at three times at most: in its first
 * place, as an active one, and again as an inactive one.
 */
static unsigned long shrink_zone(struct zone *z, unsigned long want)
{
	unsigned long budget = 3 * (z->nr_lru[LRU_INACTIVE] + z->nr_lru[LRU_ACTIVE]);
	unsigned long freed = 0;

	for (; freed < want && budget; budget--) {
		struct page *page;

		if (z->nr_lru[LRU_INACTIVE] <= z->nr_lru[LRU_ACTIVE])
			refill_inactive(z);
		if (!z->nr_lru[LRU_INACTIVE])
			continue;
		page = list_entry(z->lru[LRU_INACTIVE].prev, struct page, lru);
		if ((page->flags & PG_referenced) || page->refcount > 1) {
			lru_move(page, LRU_ACTIVE);
			continue;
		}
		evict_cache_page(page);
		freed++;
	}
	counters[COUNT_PAGES_RECLAIMED] += freed;
	return freed;
}

static unsigned long lru_pages(const struct zone *z)
{
	return z->nr_lru[LRU_INACTIVE] + z->nr_lru[LRU_ACTIVE];
}

/*
 * A search that finds too little looks at every page. That as many allocations then go by without
 * one keeps the price of each within bounds, as long as all the page cache is mapped.
 */
void balance_zones(enum zone_type highest)
{
	struct zone *z;

	for (z = zones; z <= &zones[highest]; z++) {
		unsigned long want;

		if (z->free >= z->wmark[WMARK_HIGH] || !lru_pages(z))
			continue;
		if (z->skip_balance) {
			z->skip_balance--;
			continue;
		}
		want = max(z->wmark[WMARK_HIGH] - z->free, RECLAIM_BATCH);
		count_event(COUNT_BALANCES);
		if (shrink_zone(z, want) < want)
			z->skip_balance = lru_pages(z);
	}
}

static unsigned long free_up_to(enum zone_type highest)
{
	unsigned long n = 0;
	struct zone *z;

	for (z = zones; z <= &zones[highest]; z++)
		n += z->free;
	return n;
}

unsigned long try_to_free_pages(enum zone_type highest, unsigned long want)
{
	unsigned long before = free_up_to(highest);
	int i;

	count_event(COUNT_DIRECT_RECLAIMS);
	bury_dead_tasks();
	vm_unmap_aliases();
	kmem_caches_shrink();
	for (i = highest; i >= 0; i--) {
		unsigned long freed = free_up_to(highest) - before;

		if (freed >= want)
			break;
		shrink_zone(&zones[i], want - freed);
	}
	return free_up_to(highest) - before;
}

void drop_clean_pages(void)
{
	while (try_to_free_pages(ZONE_HIGHMEM, -1ul))
		;
	drain_local_pages();
}
