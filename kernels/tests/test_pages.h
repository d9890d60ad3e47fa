/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What several tests of memory need. */
#ifndef TEST_PAGES_H
#define TEST_PAGES_H

#include "mm.h"

/*
 * Allocate blocks until there are no more, or `max` of them, on a list by page->lru, in the order
 * in which they came; the number.
 */
unsigned long take_blocks(struct list_head *list, gfp_t gfp, unsigned int order, unsigned long max);
void give_blocks(struct list_head *list); /* free them all */

/*
 * A page that the mapping functions take for a highmem page. Where a configuration has no highmem
 * it is a lowmem page whose zone says otherwise, so the mappings are tested everywhere.
 */
struct page *alloc_high_page(void);
void free_high_page(struct page *page);

/* Fill a page through any address of it, and check: the content depends on every bit of `seed`. */
void fill_page(void *addr, u32 seed);
bool check_page(const void *addr, u32 seed);

#endif /* TEST_PAGES_H */
