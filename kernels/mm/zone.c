// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Boot of the page allocator: struct pages and zones.
 */
#include "boot.h"
#include "printk.h"
#include "string.h"
#include "zone.h"

struct page *mem_map;
unsigned long struct_page_bytes;

#define DMA_END_PFN	   (0x01000000ul >> PAGE_SHIFT) /* ISA DMA reaches 16 MiB */
#define MAX_ORDER_NR_PAGES (1ul << (MAX_ORDER - 1))
/*
 * What a page frame costs in lowmem is a property of the kernel that a split is considered for: 56
 * bytes as long as 4G/4G was carried as a patch (its announcement: "mem_map nearly 1 GB" with 64
 * GB, which is 16 Mi page frames; REFERENCES, I. Molnar, July 2003), 32 in an i386 Linux of today
 * without memory cgroups. The struct pages here take 32; struct_page=N on the command line says how
 * many bytes are set aside for one.
 */
#define STRUCT_PAGE_DEFAULT 56
/* With less the init program would not get far; also, room to say what is wrong. */
#define LOWMEM_MIN_FREE (4ul << (20 - PAGE_SHIFT))

_Static_assert(DMA_END_PFN % MAX_ORDER_NR_PAGES == 0, "buddy.c: a block would lie in two zones");
_Static_assert((LOWMEM_MAX >> PAGE_SHIFT) % MAX_ORDER_NR_PAGES == 0,
	       "buddy.c: a block would lie in two zones");
_Static_assert(sizeof(struct page) == 32, "page_to_pfn() should be a shift, and memory is dear");

struct zone zones[NR_ZONES] = {
	[ZONE_DMA] = { .name = "DMA" },
	[ZONE_NORMAL] = { .name = "Normal" },
	[ZONE_HIGHMEM] = { .name = "HighMem" },
};

/* First pfn after the zone. The last zone has the struct pages that only round mem_map up. */
static unsigned long __init zone_end_pfn(enum zone_type zone)
{
	switch (zone) {
	case ZONE_DMA:
		return min(DMA_END_PFN, max_low_pfn);
	case ZONE_NORMAL:
		return max_low_pfn;
	default:
		return ALIGN(max_pfn, MAX_ORDER_NR_PAGES);
	}
}

/*
 * There is one for every 4 KiB of memory, so only what has a meaning from the start is written: the
 * other members are valid as the flags say.
 */
static void __init init_pages(enum zone_type zone, unsigned long pfn, unsigned long end)
{
	struct page *p = pfn_to_page(pfn), *stop = pfn_to_page(end);

	for (; p < stop; p++) {
		p->flags = 0;
		p->zone = zone;
		p->order = 0;
		p->refcount = 0;
		p->virtual = NULL;
	}
}

/* Everything up to here is free or marked as reserved. */
static unsigned long seen_pfn __initdata;

static void __init reserve_until(unsigned long end)
{
	for (; seen_pfn < end; seen_pfn++)
		pfn_to_page(seen_pfn)->flags = PG_reserved;
}

static void __init free_range(unsigned long start, unsigned long end)
{
	unsigned int i;

	reserve_until(start);
	seen_pfn = end;
	for (i = 0; i < NR_ZONES; i++) {
		unsigned long zone_end = min(end, zone_end_pfn(i));

		if (start >= zone_end)
			continue;
		buddy_give_range(&zones[i], start, zone_end);
		zones[i].present += zone_end - start;
		start = zone_end;
	}
}

static void __init init_mem_map(void)
{
	unsigned long pfn = 0, frames = zone_end_pfn(ZONE_HIGHMEM);
	unsigned int i, order;

	/* Not in the DMA zone, which would be full of it. */
	struct_page_bytes = cmdline_number("struct_page=", STRUCT_PAGE_DEFAULT);
	if (struct_page_bytes < sizeof(struct page))
		panic("struct_page=%lu: a struct page has %zu bytes", struct_page_bytes,
		      sizeof(struct page));
	mem_map = memblock_alloc(frames * struct_page_bytes, PAGE_SIZE,
				 min(DMA_END_PFN, max_low_pfn / 2) << PAGE_SHIFT, "struct pages");
	for (i = 0; i < NR_ZONES; i++) {
		INIT_LIST_HEAD(&zones[i].pcp.list);
		INIT_LIST_HEAD(&zones[i].lru[LRU_INACTIVE]);
		INIT_LIST_HEAD(&zones[i].lru[LRU_ACTIVE]);
		for (order = 0; order < MAX_ORDER; order++)
			INIT_LIST_HEAD(&zones[i].free_list[order]);
		init_pages(i, pfn, zone_end_pfn(i));
		pfn = zone_end_pfn(i);
	}
}

static void __init check_lowmem(void)
{
	unsigned long free = zones[ZONE_DMA].present + zones[ZONE_NORMAL].present;

	if (free < LOWMEM_MIN_FREE)
		nofit("%s: %lu MiB of RAM are too little: kernel, initial files and %lu KiB of "
		      "struct pages leave %lu KiB of lowmem, at least %lu are needed",
		      CONFIG_NAME, max_pfn >> (20 - PAGE_SHIFT), max_pfn * struct_page_bytes >> 10,
		      free << (PAGE_SHIFT - 10), LOWMEM_MIN_FREE << (PAGE_SHIFT - 10));
}

void __init page_alloc_init(void)
{
	unsigned int i;

	init_mem_map();
	memblock_for_each_free(free_range);
	reserve_until(zone_end_pfn(ZONE_HIGHMEM));
	check_lowmem();
	setup_zone_limits();
	set_gfp_zones();
	for (i = 0; i < NR_ZONES; i++) {
		struct zone *z = &zones[i];

		z->free = z->present;
		printk("memory: %s: %lu KiB free, min %lu, low %lu, high %lu KiB\n", z->name,
		       KIB(z->free), KIB(z->wmark[WMARK_MIN]), KIB(z->wmark[WMARK_LOW]),
		       KIB(z->wmark[WMARK_HIGH]));
	}
}

struct zone_info zone_info(enum zone_type zone)
{
	const struct zone *z = &zones[zone];
	struct zone_info info = {
		.name = z->name,
		.present = z->present,
		.free = z->free,
		.clean = z->nr_lru[LRU_INACTIVE] + z->nr_lru[LRU_ACTIVE],
	};

	memcpy(info.reserve, z->reserve, sizeof(info.reserve));
	memcpy(info.wmark, z->wmark, sizeof(info.wmark));
	return info;
}

unsigned long zone_free_blocks(enum zone_type zone, unsigned int order)
{
	struct page *p;
	unsigned long n = 0;

	list_for_each_entry (p, &zones[zone].free_list[order], lru)
		n++;
	return n;
}
