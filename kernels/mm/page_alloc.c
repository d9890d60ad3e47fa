// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Who gets a page from where. An allocation names the highest zone that it may use, and
 * falls back to the zones below: HIGHMEM, NORMAL, DMA. The usual case is a page of that zone, which
 * has enough; whatever else there is to do is alloc_pages_slow().
 */
#include "printk.h"
#include "task.h"
#include "zone.h"

unsigned long nr_page_table_pages;

#define GFP_ZONE_MASK (GFP_DMA | __GFP_HIGHMEM)

/*
 * The highest zone that an allocation may use, of those that have memory: zones without any never
 * have to be looked at.
 */
static u8 gfp_highest[] = {
	[0] = ZONE_NORMAL,
	[GFP_DMA] = ZONE_DMA,
	[__GFP_HIGHMEM] = ZONE_HIGHMEM,
	[GFP_DMA | __GFP_HIGHMEM] = ZONE_DMA,
};

void __init set_gfp_zones(void)
{
	u8 *highest;

	for (highest = gfp_highest; highest < gfp_highest + ARRAY_SIZE(gfp_highest); highest++)
		while (*highest > ZONE_DMA && !zones[*highest].present)
			--*highest;
}

enum zone_type gfp_zone(gfp_t gfp)
{
	return gfp_highest[gfp & GFP_ZONE_MASK];
}

static void pcp_refill(struct zone *z)
{
	struct page *page;

	while (z->pcp.count < PCP_BATCH && (page = buddy_take(z, 0))) {
		list_add_tail(&page->lru, &z->pcp.list);
		z->pcp.count++;
	}
}

/* Give `n` pages back, those first that have not been used for the longest time. */
static void pcp_drain(struct zone *z, unsigned int n)
{
	for (; n; n--) {
		struct page *page = list_entry(z->pcp.list.prev, struct page, lru);

		list_del(&page->lru);
		z->pcp.count--;
		buddy_give(z, page, 0);
	}
}

static struct page *pcp_take(struct zone *z)
{
	struct page *page;

	if (!z->pcp.count)
		pcp_refill(z);
	if (!z->pcp.count)
		return NULL;
	page = list_first_entry(&z->pcp.list, struct page, lru);
	list_del(&page->lru);
	z->pcp.count--;
	return page;
}

static void pcp_give(struct zone *z, struct page *page)
{
	list_add(&page->lru, &z->pcp.list);
	if (++z->pcp.count >= PCP_HIGH)
		pcp_drain(z, PCP_BATCH);
}

void drain_local_pages(void)
{
	struct zone *z;

	for (z = zones; z < zones + NR_ZONES; z++)
		pcp_drain(z, z->pcp.count);
}

/* Whatever the zone has. */
static inline struct page *take_page(struct zone *z, unsigned int order)
{
	struct page *page = order ? buddy_take(z, order) : pcp_take(z);

	if (likely(page))
		z->free -= 1ul << order;
	return page;
}

/* How far down an allocation may go, least urgent first. */
enum urgency { ALLOC_LOW, ALLOC_MIN, ALLOC_HIGH, ALLOC_OOM, ALLOC_ALL };

static enum urgency urgency_of(gfp_t gfp)
{
	if (current->memalloc)
		return ALLOC_ALL;
	if (current->oom_victim)
		return ALLOC_OOM;
	return gfp & __GFP_HIGH ? ALLOC_HIGH : ALLOC_MIN;
}

/* Pages that must stay free; Linux's __zone_watermark_ok() and its alloc flags. */
static unsigned long pages_to_leave(const struct zone *z, enum zone_type highest, enum urgency u)
{
	unsigned long min = z->wmark[WMARK_MIN];

	switch (u) {
	case ALLOC_LOW:
		min = z->wmark[WMARK_LOW];
		break;
	case ALLOC_MIN:
		break;
	case ALLOC_HIGH: /* half, and a quarter of that */
		min -= min / 2;
		min -= min / 4;
		break;
	case ALLOC_OOM:
		min -= min / 2;
		break;
	case ALLOC_ALL:
		return 0;
	}
	return min + z->reserve[highest];
}

/* Of the highest zone first, then of those below. */
static struct page *take_from_zones(enum zone_type highest, unsigned int order, enum urgency u)
{
	int i;

	for (i = highest; i >= 0; i--) {
		struct zone *z = &zones[i];
		struct page *page;

		if (z->free < pages_to_leave(z, highest, u) + (1ul << order))
			continue;
		page = take_page(z, order);
		if (!page)
			continue;
		if (i < (int)highest)
			count_event(i == ZONE_DMA ? COUNT_FALLBACKS_DMA : COUNT_FALLBACKS_NORMAL);
		return page;
	}
	return NULL;
}

/* The same; for a larger block, single pages kept aside may be what splits it. */
static struct page *take_hard(enum zone_type highest, unsigned int order, enum urgency u)
{
	struct page *page = take_from_zones(highest, order, u);

	if (page || !order)
		return page;
	drain_local_pages();
	return take_from_zones(highest, order, u);
}

/* Linux's direct reclaim; it is not kept up for blocks that may never come of it. */
static struct page *take_after_reclaim(enum zone_type highest, unsigned int order)
{
	unsigned long want = max(1ul << order, RECLAIM_BATCH);
	struct page *page = NULL;

	while (!page && try_to_free_pages(highest, want)) {
		page = take_hard(highest, order, ALLOC_MIN);
		if (order > PAGE_ALLOC_COSTLY_ORDER)
			break;
	}
	return page;
}

struct alloc_failure last_alloc_failure;

/* The first ones, and ever fewer of many: 1, 2, 4, 8... */
static void note_failure(gfp_t gfp, unsigned int order)
{
	static unsigned long failures;

	last_alloc_failure = (struct alloc_failure){ gfp, order };
	count_event(COUNT_ALLOC_FAILURES);
	failures++;
	if (failures & (failures - 1))
		return;
	printk("page allocation failure %lu: ", failures);
	show_allocation(gfp, order);
}

/* The highest zone is below its low watermark, or has no such block. */
static __attribute__((noinline)) struct page *alloc_pages_slow(gfp_t gfp, enum zone_type highest,
							       unsigned int order)
{
	enum urgency u = urgency_of(gfp);
	bool reclaim = (gfp & __GFP_RECLAIM) && u == ALLOC_MIN;
	struct page *page;

	if (unlikely(fail_alloc_armed) && fail_this_alloc())
		return NULL;
	page = take_from_zones(highest, order, ALLOC_LOW);
	if (page)
		return page;
	if (reclaim)
		balance_zones(highest);
	page = take_hard(highest, order, u);
	if (!page && reclaim)
		page = take_after_reclaim(highest, order);
	while (!page && reclaim && order <= PAGE_ALLOC_COSTLY_ORDER &&
	       out_of_memory(gfp, order, false))
		page = take_hard(highest, order, urgency_of(gfp));
	if (!page)
		note_failure(gfp, order);
	return page;
}

struct page *alloc_pages(gfp_t gfp, unsigned int order)
{
	enum zone_type highest = gfp_highest[gfp & GFP_ZONE_MASK];
	struct zone *z = &zones[highest];
	struct page *page = NULL;
	unsigned int i;

	if (likely(z->free >= z->pass[highest] + (1ul << order)))
		page = take_page(z, order);
	if (unlikely(!page)) {
		page = alloc_pages_slow(gfp, highest, order);
		if (!page)
			return NULL;
	}
	page->refcount = 1;
	if (gfp & __GFP_ZERO)
		for (i = 0; i < 1u << order; i++)
			clear_highpage(page + i);
	return page;
}

void __free_pages(struct page *page, unsigned int order)
{
	struct zone *z = &zones[page->zone];

	BUG_ON(page->refcount == 0); /* free already, reserved, or not the first of its block */
	if (--page->refcount)
		return;
	/* It is still in use as what the flag says, or was allocated with another order. */
	BUG_ON(page->flags || page->order != order);
	z->free += 1ul << order;
	if (order)
		buddy_give(z, page, order);
	else
		pcp_give(z, page);
}

unsigned long __get_free_pages(gfp_t gfp, unsigned int order)
{
	struct page *page = alloc_pages(gfp & ~__GFP_HIGHMEM, order);

	return page ? (unsigned long)lowmem_page_address(page) : 0;
}

void free_pages(unsigned long addr, unsigned int order)
{
	if (addr)
		__free_pages(virt_to_page((void *)addr), order);
}
