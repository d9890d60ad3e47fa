// SPDX-License-Identifier: GPL-2.0-or-later
#include "printk.h"
#include "test_pages.h"

unsigned long take_blocks(struct list_head *list, gfp_t gfp, unsigned int order, unsigned long max)
{
	unsigned long n;

	for (n = 0; n < max; n++) {
		struct page *page = alloc_pages(gfp, order);

		if (!page)
			break;
		list_add_tail(&page->lru, list);
	}
	return n;
}

void give_blocks(struct list_head *list)
{
	while (!list_empty(list)) {
		struct page *page = list_first_entry(list, struct page, lru);

		list_del(&page->lru);
		__free_pages(page, page->order);
	}
}

/* The zone that the page is really of is kept where nobody else looks. */
struct page *alloc_high_page(void)
{
	struct page *page = alloc_page(GFP_HIGHUSER);

	if (!page)
		panic("tests: no page");
	page->index = page->zone;
	page->zone = ZONE_HIGHMEM;
	return page;
}

void free_high_page(struct page *page)
{
	page->zone = page->index;
	put_page(page);
}

void fill_page(void *addr, u32 seed)
{
	u32 *word = addr, i;

	for (i = 0; i < PAGE_SIZE / sizeof(u32); i++)
		word[i] = seed * 2654435761u + i;
}

bool check_page(const void *addr, u32 seed)
{
	const u32 *word = addr;
	u32 i;

	for (i = 0; i < PAGE_SIZE / sizeof(u32); i++)
		if (word[i] != seed * 2654435761u + i)
			return false;
	return true;
}
