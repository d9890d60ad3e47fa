// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * The page cache: which page holds what part of a file.
 */
#include "internal.h"
#include "string.h"

#define TABLE_BYTES (CACHE_TABLE_PAGES * sizeof(struct page *))
#define MIN_TABLES  4 /* enough for 1 MiB */

unsigned long cached_pages, max_cached_pages;

/* Files get half of all memory, as in Linux's tmpfs: the rest is left for removing them. */
void __init filemap_init(void)
{
	enum zone_type zone;

	for (zone = 0; zone < NR_ZONES; zone++)
		max_cached_pages += zone_info(zone).present / 2;
}

struct page *alloc_cache_page(void)
{
	return cached_pages < max_cached_pages ? alloc_page(GFP_HIGHUSER) : NULL;
}

/* Make room for tables up to number `table`, by doubling: the cost stays linear in the size. */
static bool grow_tables(struct address_space *as, u32 table)
{
	u32 nr = max(as->nr_tables, (u32)MIN_TABLES);
	struct page ***tables;

	while (nr <= table)
		nr *= 2;
	tables = kzalloc(nr * sizeof(*tables), GFP_KERNEL);
	if (!tables)
		return false;
	memcpy(tables, as->tables, as->nr_tables * sizeof(*tables));
	kfree(as->tables);
	as->tables = tables;
	as->nr_tables = nr;
	return true;
}

/* The place for a page, made if need be; NULL: no memory. */
static struct page **cache_slot(struct address_space *as, u32 index)
{
	u32 table = index / CACHE_TABLE_PAGES;

	if (table >= as->nr_tables && !grow_tables(as, table))
		return NULL;
	if (!as->tables[table]) {
		as->tables[table] = kzalloc(TABLE_BYTES, GFP_KERNEL);
		if (!as->tables[table])
			return NULL;
	}
	return &as->tables[table][index % CACHE_TABLE_PAGES];
}

int add_to_page_cache(struct address_space *as, u32 index, struct page *page)
{
	struct page **slot = cache_slot(as, index);

	if (!slot)
		return -ENOSPC;
	if (*slot)
		return -EEXIST;
	page->flags |= PG_pagecache;
	page->mapping = as;
	page->index = index;
	*slot = page;
	as->nr_pages++;
	cached_pages++;
	return 0;
}

struct page *find_get_page(struct address_space *as, unsigned long index)
{
	struct page *page = find_page(as, index);

	if (page)
		get_page(page);
	return page;
}

struct page *grab_cache_page(struct address_space *as, unsigned long index)
{
	struct page *page = find_get_page(as, index);

	if (page)
		return page;
	page = alloc_cache_page();
	if (!page)
		return NULL;
	clear_highpage(page);
	if (add_to_page_cache(as, index, page)) {
		put_page(page);
		return NULL;
	}
	get_page(page);
	return page;
}

/* Processes that have it mapped may keep it; it is a page of theirs from now on. */
static void remove_page(struct address_space *as, struct page **slot)
{
	struct page *page = *slot;

	*slot = NULL;
	as->nr_pages--;
	cached_pages--;
	page->flags &= ~PG_pagecache;
	page->mapping = NULL;
	put_page(page);
}

void truncate_pages(struct address_space *as, u32 first)
{
	u32 table = first / CACHE_TABLE_PAGES, keep = first % CACHE_TABLE_PAGES, i;

	for (; table < as->nr_tables; table++, keep = 0) {
		struct page **pages = as->tables[table];

		if (!pages)
			continue;
		for (i = keep; i < CACHE_TABLE_PAGES; i++)
			if (pages[i])
				remove_page(as, &pages[i]);
		if (!keep) {
			kfree(pages);
			as->tables[table] = NULL;
		}
	}
	if (!first) {
		kfree(as->tables);
		as->tables = NULL;
		as->nr_tables = 0;
	}
}
