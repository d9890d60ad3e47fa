// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * What a zone keeps back, all by Linux's formulas and defaults.
 *
 * min    left to those who free memory by using some, and half of it to GFP_ATOMIC
 * low    below this an allocation first does what kswapd does in Linux, and
 * high   is how far it goes
 *
 * On top of that comes the reserve, from allocations that could have had a page of a higher zone.
 */
#include "string.h"
#include "zone.h"

#define HIGHMEM_MIN_LEAST 32ul /* pages; Linux's SWAP_CLUSTER_MAX */
#define HIGHMEM_MIN_MOST  128ul
#define MIN_FREE_LEAST	  128ul /* KiB */
#define MIN_FREE_MOST	  65536ul /* 2.6's; 262144 since 5.10, which takes 4 TiB of lowmem */

/* A zone leaves 1/ratio of the size of the zones above: lowmem_reserve_ratio. */
static const unsigned int lowmem_reserve_ratio[NR_ZONES] = {
	[ZONE_DMA] = 256, [ZONE_NORMAL] = 32, [ZONE_HIGHMEM] = 1, /* nothing is above */
};

/* setup_per_zone_lowmem_reserve() */
static void __init set_reserves(void)
{
	unsigned int i, highest;

	for (i = 0; i < NR_ZONES; i++) {
		struct zone *z = &zones[i];
		unsigned long above = 0;

		for (highest = i + 1; highest < NR_ZONES; highest++) {
			above += zones[highest].present;
			z->reserve[highest] = above / lowmem_reserve_ratio[i];
		}
	}
}

static unsigned long __init int_sqrt(unsigned long x)
{
	unsigned long root = 0, bit;

	for (bit = 1ul << 15; bit; bit >>= 1)
		if ((root + bit) * (root + bit) <= x)
			root += bit;
	return root;
}

/* What all zones of lowmem keep together: the square root of 16 times their size in KiB. */
static unsigned long __init min_free_pages(unsigned long lowmem_pages)
{
	unsigned long kib = int_sqrt((lowmem_pages << (PAGE_SHIFT - 10)) * 16);

	return min(max(kib, MIN_FREE_LEAST), MIN_FREE_MOST) >> (PAGE_SHIFT - 10);
}

/*
 * __setup_per_zone_wmarks(): by size. HIGHMEM has no use for atomic allocations, so its min is
 * small; but low and high lie above it by what its size makes of the whole.
 */
static void __init set_watermarks(void)
{
	unsigned long lowmem = zones[ZONE_DMA].present + zones[ZONE_NORMAL].present;
	unsigned long pages_min = min_free_pages(lowmem);
	struct zone *z;

	for (z = zones; z < zones + NR_ZONES; z++) {
		unsigned long share = div_u64((u64)pages_min * z->present, lowmem);

		if (!z->present)
			continue;
		z->wmark[WMARK_MIN] = share;
		if (z == &zones[ZONE_HIGHMEM])
			z->wmark[WMARK_MIN] =
				min(max(z->present / 1024, HIGHMEM_MIN_LEAST), HIGHMEM_MIN_MOST);
		z->wmark[WMARK_LOW] = z->wmark[WMARK_MIN] + share / 4;
		z->wmark[WMARK_HIGH] = z->wmark[WMARK_MIN] + share / 2;
	}
}

void setup_zone_pass(void)
{
	unsigned int i, highest;

	for (i = 0; i < NR_ZONES; i++)
		for (highest = i; highest < NR_ZONES; highest++)
			zones[i].pass[highest] =
				zones[i].wmark[WMARK_LOW] + zones[i].reserve[highest];
}

void __init setup_zone_limits(void)
{
	set_reserves();
	set_watermarks();
	setup_zone_pass();
}
