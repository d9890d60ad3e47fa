// SPDX-License-Identifier: GPL-2.0-or-later
/* Zones, GFP fallback, and the splitting and merging of blocks. */
#include "boot.h"
#include "ktest.h"
#include "string.h"
#include "task.h"
#include "test_pages.h"

#define DMA_END_PFN (0x01000000ul >> PAGE_SHIFT)

/* Free blocks by zone and order: the same pages are always the same blocks, if all are merged. */
struct blocks {
	unsigned long n[NR_ZONES][MAX_ORDER];
};

static struct blocks count_blocks(void)
{
	struct blocks b;
	unsigned int z, order;

	drop_clean_pages();
	for (z = 0; z < NR_ZONES; z++)
		for (order = 0; order < MAX_ORDER; order++)
			b.n[z][order] = zone_free_blocks(z, order);
	return b;
}

static bool same_blocks(const struct blocks *before)
{
	struct blocks now = count_blocks();

	return !memcmp(&now, before, sizeof(now));
}

static unsigned long free_pages_of(enum zone_type zone)
{
	return zone_info(zone).free;
}

static unsigned long seen_free[NR_ZONES];

static void count_range(unsigned long start, unsigned long end)
{
	for (; start < end; start++) {
		const struct page *page = pfn_to_page(start);

		seen_free[page->zone]++;
		/* Somebody may reserve a page that he has allocated. */
		if (!page->refcount && (page->flags & PG_reserved))
			ktest_fail(__FILE__, __LINE__, "a free page is reserved", start, 0);
	}
}

KTEST(zones_hold_what_memblock_had, "zones: all memory that was free at boot, by address")
{
	unsigned int z;

	memset(seen_free, 0, sizeof(seen_free));
	memblock_for_each_free(count_range);
	for (z = 0; z < NR_ZONES; z++)
		EXPECT_EQ(zone_info(z).present, seen_free[z]);

	EXPECT_EQ(pfn_to_page(0)->zone, ZONE_DMA);
	EXPECT_EQ(pfn_to_page(DMA_END_PFN - 1)->zone, ZONE_DMA);
	EXPECT_EQ(pfn_to_page(DMA_END_PFN)->zone, ZONE_NORMAL);
	EXPECT_EQ(pfn_to_page(max_low_pfn - 1)->zone, ZONE_NORMAL);
	EXPECT(max_low_pfn <= min(max_pfn, (unsigned long)LOWMEM_MAX >> PAGE_SHIFT));
	if (!cmdline_number("highmem=", 0))
		EXPECT_EQ(max_low_pfn, min(max_pfn, (unsigned long)LOWMEM_MAX >> PAGE_SHIFT));
	if (max_pfn > max_low_pfn) {
		EXPECT_EQ(pfn_to_page(max_low_pfn)->zone, ZONE_HIGHMEM);
		EXPECT(zone_info(ZONE_HIGHMEM).present > 0);
	} else {
		EXPECT_EQ(zone_info(ZONE_HIGHMEM).present, 0);
	}
	/* The image, the struct pages. */
	EXPECT(pfn_to_page(LOAD_PHYS >> PAGE_SHIFT)->flags & PG_reserved);
	EXPECT(virt_to_page(mem_map)->flags & PG_reserved);
	EXPECT(virt_to_page(pfn_to_page(max_pfn - 1))->flags & PG_reserved);
}

KTEST(free_blocks_add_up, "zones: the blocks on the lists are the pages counted as free")
{
	struct blocks b = count_blocks();
	unsigned int z, order;

	for (z = 0; z < NR_ZONES; z++) {
		unsigned long pages = 0;

		for (order = 0; order < MAX_ORDER; order++)
			pages += b.n[z][order] << order;
		EXPECT_EQ(pages, free_pages_of(z));
	}
}

KTEST(gfp_chooses_zone, "GFP: DMA below 16 MiB, KERNEL in lowmem, HIGHUSER in highmem first")
{
	struct page *dma = alloc_pages(GFP_DMA, 0), *dma4 = alloc_pages(GFP_DMA, 4);
	struct page *low = alloc_pages(GFP_KERNEL, 0), *high = alloc_pages(GFP_HIGHUSER, 0);
	unsigned long direct = __get_free_pages(GFP_HIGHUSER, 0);

	EXPECT(page_to_pfn(dma) < DMA_END_PFN && page_to_pfn(dma4) + 16 <= DMA_END_PFN);
	EXPECT_EQ(low->zone, ZONE_NORMAL);
	EXPECT(page_to_pfn(low) < max_low_pfn);
	EXPECT_EQ(high->zone, zone_info(ZONE_HIGHMEM).present ? ZONE_HIGHMEM : ZONE_NORMAL);
	EXPECT(direct >= KERNEL_BASE && virt_to_page((void *)direct)->zone != ZONE_HIGHMEM);
	put_page(dma);
	__free_pages(dma4, 4);
	put_page(low);
	put_page(high);
	free_pages(direct, 0);
}

/*
 * The zones of a list of pages go down, and once more: first to the low watermark of each, then to
 * min. How many pages of each.
 */
static void expect_fallback_order(struct list_head *list, unsigned long taken[NR_ZONES])
{
	enum zone_type last = ZONE_HIGHMEM;
	unsigned int ascents = 0;
	struct page *page;

	memset(taken, 0, NR_ZONES * sizeof(taken[0]));
	list_for_each_entry (page, list, lru) {
		ascents += page->zone > last;
		last = page->zone;
		taken[last]++;
	}
	EXPECT(ascents <= 1);
}

/* Every zone that `gfp` can use has just what such an allocation must leave: `part` of its min. */
static void expect_left(gfp_t gfp, enum zone_type highest, unsigned long (*part)(unsigned long))
{
	unsigned int z;

	EXPECT(!alloc_page(gfp));
	for (z = 0; z <= highest; z++) {
		struct zone_info zone = zone_info(z);

		EXPECT_EQ(zone.free,
			  min(zone.present, part(zone.wmark[WMARK_MIN]) + zone.reserve[highest]));
	}
}

static unsigned long all_of(unsigned long min)
{
	return min;
}

/* Linux's ALLOC_HIGH and ALLOC_HARDER: half of it, and of the rest a quarter. */
static unsigned long part_for_atomic(unsigned long min)
{
	min -= min / 2;
	return min - min / 4;
}

KTEST(exhaustion,
      "GFP: fallback down the zones, each to its watermark and reserve, and all comes back")
{
	struct blocks before = count_blocks();
	unsigned long taken[NR_ZONES], left;
	u64 dma_fallbacks = counters[COUNT_FALLBACKS_DMA];
	LIST_HEAD(user);
	LIST_HEAD(kernel);
	LIST_HEAD(atomic);
	LIST_HEAD(rest);
	unsigned int z;

	/* The more there is above a zone, the more of it is kept for those who need this one. */
	take_blocks(&user, GFP_HIGHUSER, 0, -1ul);
	expect_fallback_order(&user, taken);
	expect_left(GFP_HIGHUSER, ZONE_HIGHMEM, all_of);
	EXPECT_EQ(counters[COUNT_FALLBACKS_DMA] - dma_fallbacks, taken[ZONE_DMA]);

	left = free_pages_of(ZONE_NORMAL) - zone_info(ZONE_NORMAL).wmark[WMARK_MIN];
	take_blocks(&kernel, GFP_KERNEL, 0, -1ul);
	expect_fallback_order(&kernel, taken);
	expect_left(GFP_KERNEL, ZONE_NORMAL, all_of);
	EXPECT_EQ(taken[ZONE_HIGHMEM], 0);
	EXPECT_EQ(taken[ZONE_NORMAL], left);

	take_blocks(&atomic, GFP_ATOMIC, 0, -1ul);
	expect_left(GFP_ATOMIC, ZONE_NORMAL, part_for_atomic);
	EXPECT(!list_empty(&atomic));

	/* Who frees memory by it can have all. */
	current->memalloc = true;
	take_blocks(&rest, GFP_HIGHUSER, 0, -1ul);
	EXPECT(!list_empty(&rest));
	for (z = 0; z < NR_ZONES; z++)
		EXPECT_EQ(free_pages_of(z), 0);
	current->memalloc = false;
	EXPECT(!alloc_page(GFP_KERNEL) && !alloc_pages(GFP_HIGHUSER, 3));
	EXPECT(!kmalloc(3 * PAGE_SIZE, GFP_KERNEL) && !__get_free_pages(GFP_DMA, 1));

	give_blocks(&rest);
	give_blocks(&atomic);
	give_blocks(&kernel);
	give_blocks(&user);
	EXPECT(same_blocks(&before));
}

/* The formulas by themselves: 16384 pages of lowmem have sqrt(65536 * 16) = 1024 KiB, and so on. */
KTEST(watermarks, "zones: watermarks and reserves are Linux's")
{
	struct zone_info dma = zone_info(ZONE_DMA), normal = zone_info(ZONE_NORMAL),
			 high = zone_info(ZONE_HIGHMEM);
	unsigned long lowmem = dma.present + normal.present;
	unsigned long kib = KIB(dma.wmark[WMARK_MIN] + normal.wmark[WMARK_MIN]);
	unsigned int z;

	/* Two zones' shares, each rounded down, of a square root in whole pages, rounded down. */
	if (kib >= 128 && kib < 65536) {
		EXPECT((u64)kib * kib <= (u64)KIB(lowmem) * 16);
		EXPECT((u64)(kib + 12) * (kib + 12) > (u64)KIB(lowmem) * 16);
	}
	for (z = 0; z < ZONE_HIGHMEM; z++) {
		struct zone_info zone = zone_info(z);

		EXPECT_EQ(zone.wmark[WMARK_LOW], zone.wmark[WMARK_MIN] * 5 / 4);
		EXPECT_EQ(zone.wmark[WMARK_HIGH], zone.wmark[WMARK_MIN] * 3 / 2);
	}
	if (high.present) {
		EXPECT(high.wmark[WMARK_MIN] >= 32 && high.wmark[WMARK_MIN] <= 128);
		EXPECT(high.wmark[WMARK_LOW] >= high.wmark[WMARK_MIN]);
		EXPECT(high.wmark[WMARK_HIGH] >= high.wmark[WMARK_LOW]);
	}
	EXPECT_EQ(dma.reserve[ZONE_NORMAL], normal.present / 256);
	EXPECT_EQ(dma.reserve[ZONE_HIGHMEM], (normal.present + high.present) / 256);
	EXPECT_EQ(normal.reserve[ZONE_HIGHMEM], high.present / 32);
	EXPECT_EQ(normal.reserve[ZONE_NORMAL] + dma.reserve[ZONE_DMA] + high.reserve[ZONE_HIGHMEM],
		  0);
}

KTEST(split_and_merge, "buddy: a block is split by halves, and merged to what it was")
{
	unsigned int order, have, i;

	for (order = 1; order < MAX_ORDER; order++) {
		struct blocks before = count_blocks(), now;
		struct page *page = alloc_pages(GFP_KERNEL, order);
		enum zone_type z;

		if (!page) {
			ktest_fail(__FILE__, __LINE__, "no block of this order", order, 0);
			return;
		}
		z = page->zone; /* NORMAL, if that has a block as large */
		for (have = order; !before.n[z][have]; have++)
			;
		EXPECT_EQ(page_to_pfn(page) & ((1u << order) - 1), 0);
		now = count_blocks();
		EXPECT_EQ(now.n[z][have], before.n[z][have] - 1);
		for (i = order; i < have; i++)
			EXPECT_EQ(now.n[z][i], before.n[z][i] + 1);
		__free_pages(page, order);
		EXPECT(same_blocks(&before));
	}
}

KTEST(merge_any_order, "buddy: blocks of all orders, freed in another order, merge completely")
{
	enum { N = 600 };
	static struct page *page[N];
	struct blocks before = count_blocks();
	unsigned int i, j;

	for (i = 0; i < N; i++) {
		page[i] = alloc_pages(i % 3 ? GFP_KERNEL : GFP_HIGHUSER, i % 7 % 5);
		/* Nobody else has any page of it. */
		for (j = 0; page[i] && j < 1u << page[i]->order; j++) {
			EXPECT(page[i][j].index != 0xa110c000);
			page[i][j].index = 0xa110c000;
		}
	}
	for (i = 0; i < N; i++) {
		struct page *p = page[i * 7 % N];

		if (!p) {
			ktest_fail(__FILE__, __LINE__, "no memory", i, 0);
			continue;
		}
		for (j = 0; j < 1u << p->order; j++)
			p[j].index = 0;
		__free_pages(p, p->order);
	}
	EXPECT(same_blocks(&before));
}

KTEST(pages_kept_aside_are_found, "buddy: single pages kept aside are merged for a larger block")
{
	struct page *first, *second, *block;
	LIST_HEAD(all);

	drain_local_pages();
	current->memalloc = true;
	take_blocks(&all, GFP_DMA, 0, -1ul);
	EXPECT_EQ(free_pages_of(ZONE_DMA), 0);
	/* The largest block is split last, from its beginning to its end. */
	second = list_entry(all.prev, struct page, lru);
	first = list_entry(second->lru.prev, struct page, lru);
	EXPECT(second == first + 1 && !(page_to_pfn(first) & 1));
	list_del(&first->lru);
	list_del(&second->lru);
	put_page(first);
	put_page(second);
	EXPECT_EQ(zone_free_blocks(ZONE_DMA, 0) + zone_free_blocks(ZONE_DMA, 1), 0);
	block = alloc_pages(GFP_DMA, 1);
	EXPECT(block == first);
	if (block)
		__free_pages(block, 1);
	current->memalloc = false;
	give_blocks(&all);
}

KTEST(page_references, "pages: freed at the last reference only, cleared if asked for")
{
	unsigned long before = free_pages_of(ZONE_DMA);
	struct page *page = alloc_page(GFP_DMA), *again;
	char *addr = lowmem_page_address(page);

	get_page(page);
	put_page(page);
	EXPECT_EQ(free_pages_of(ZONE_DMA), before - 1);
	memset(addr, 0x5a, PAGE_SIZE);
	put_page(page);
	EXPECT_EQ(free_pages_of(ZONE_DMA), before);

	again = alloc_page(GFP_DMA | __GFP_ZERO);
	EXPECT(again == page); /* last in, first out */
	EXPECT(!addr[0] && !memcmp(addr, addr + 1, PAGE_SIZE - 1));
	put_page(again);

	/* A block of several, through whatever mapping its zone needs. */
	page = alloc_pages(GFP_HIGHUSER | __GFP_ZERO, 2);
	addr = kmap_local_page(page + 3);
	EXPECT(!addr[0] && !memcmp(addr, addr + 1, PAGE_SIZE - 1));
	kunmap_local(addr);
	__free_pages(page, 2);
}
