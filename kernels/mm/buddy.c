// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * The buddy system: free memory as naturally aligned blocks of 2^order pages, each on the list of
 * its order. A block's buddy is the other half of the block twice as large: its page frame number
 * differs in one bit. (D. Knuth, The Art of Computer Programming, volume 1, section 2.5.)
 *
 * There is no check that the buddy exists or is of the same zone: zones begin on multiples of the
 * largest block, and mem_map is rounded up to one (zone.c).
 */
#include "zone.h"

static void add_block(struct zone *z, struct page *page, unsigned int order)
{
	page->flags = PG_buddy;
	page->order = order;
	list_add(&page->lru, &z->free_list[order]);
	z->nonempty |= 1u << order;
}

static void del_block(struct zone *z, struct page *page, unsigned int order)
{
	page->flags = 0;
	list_del(&page->lru);
	if (list_empty(&z->free_list[order]))
		z->nonempty &= ~(1u << order);
}

struct page *buddy_take(struct zone *z, unsigned int order)
{
	u32 fitting = z->nonempty >> order << order;
	struct page *page;
	unsigned int have;

	if (!fitting)
		return NULL;
	have = __builtin_ctz(fitting);
	page = list_first_entry(&z->free_list[have], struct page, lru);
	del_block(z, page, have);
	/* Keep the lower half, so that single pages come out in ascending order. */
	while (have > order) {
		have--;
		add_block(z, page + (1u << have), have);
	}
	page->order = order;
	return page;
}

void buddy_give(struct zone *z, struct page *page, unsigned int order)
{
	unsigned long pfn = page_to_pfn(page);

	for (; order < MAX_ORDER - 1; order++) {
		struct page *buddy = pfn_to_page(pfn ^ 1ul << order);

		if (!(buddy->flags & PG_buddy) || buddy->order != order)
			break;
		del_block(z, buddy, order);
		pfn &= ~(1ul << order);
	}
	add_block(z, pfn_to_page(pfn), order);
}

void buddy_give_range(struct zone *z, unsigned long pfn, unsigned long end)
{
	while (pfn < end) {
		/* The largest block that is aligned at pfn and does not go past the end. */
		unsigned int align = __builtin_ctzl(pfn | 1ul << (MAX_ORDER - 1));
		unsigned int fits = 31 - __builtin_clzl(end - pfn);
		unsigned int order = min(align, fits);

		add_block(z, pfn_to_page(pfn), order);
		pfn += 1ul << order;
	}
}
