// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Who gets a page from where. An allocation names the highest zone that it may use, and
 * falls back to the zones below: HIGHMEM, NORMAL, DMA.
 */
#include "printk.h"
#include "zone.h"

unsigned long nr_page_table_pages;

#define GFP_ZONE_MASK (GFP_DMA | __GFP_HIGHMEM)

static const u8 gfp_highest[] = {
	[GFP_KERNEL] = ZONE_NORMAL,
	[GFP_DMA] = ZONE_DMA,
	[__GFP_HIGHMEM] = ZONE_HIGHMEM,
	[GFP_DMA | __GFP_HIGHMEM] = ZONE_DMA,
};

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

static struct page *get_page_from_freelist(enum zone_type highest, unsigned int order)
{
	int i;

	for (i = highest; i >= 0; i--) {
		struct zone *z = &zones[i];
		struct page *page;

		if (z->free < z->reserve[highest] + (1ul << order))
			continue;
		page = order ? buddy_take(z, order) : pcp_take(z);
		if (page) {
			z->free -= 1ul << order;
			return page;
		}
	}
	return NULL;
}

struct page *alloc_pages(gfp_t gfp, unsigned int order)
{
	enum zone_type highest = gfp_highest[gfp & GFP_ZONE_MASK];
	struct page *page = get_page_from_freelist(highest, order);
	unsigned int i;

	if (unlikely(!page)) {
		if (!order)
			return NULL;
		/* Single pages kept aside may be what splits the block that is wanted. */
		drain_local_pages();
		page = get_page_from_freelist(highest, order);
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
