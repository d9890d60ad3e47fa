// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * The page cache: which page holds what part of a file, and where it comes from.
 *
 * Every file is its pages; there is no disk. But a file of the initial archive has its first
 * content there too, where it can be read again, and a hole reads as zeroes. So a page that has not
 * been written to is clean: reclaim may take it (mm/vmscan.c), and the next look fills another. The
 * first write makes it dirty, for good.
 */
#include "internal.h"
#include "string.h"

#define TABLE_BYTES (CACHE_TABLE_PAGES * sizeof(struct page *))
#define MIN_TABLES  4 /* enough for 1 MiB */

unsigned long cached_pages, dirty_pages, max_dirty_pages;

/* Files get half of all memory, as in Linux's tmpfs: the rest is left for removing them. */
void __init filemap_init(void)
{
	enum zone_type zone;

	for (zone = 0; zone < NR_ZONES; zone++)
		max_dirty_pages += zone_info(zone).present / 2;
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

/* The file has something to tell of the page, other than that it is zeroes. */
static bool is_backed(const struct address_space *as, u32 index)
{
	return index < DIV_ROUND_UP(as->backing_size, (u32)PAGE_SIZE);
}

static void count_dirty(struct address_space *as, u32 index, int n)
{
	dirty_pages += n;
	if (!is_backed(as, index))
		as->nr_unbacked += n;
}

int add_to_page_cache(struct address_space *as, u32 index, struct page *page, u32 flags)
{
	struct page **slot = cache_slot(as, index);

	if (!slot)
		return -ENOMEM;
	if (*slot)
		return -EEXIST;
	page->flags |= PG_pagecache | flags;
	page->mapping = as;
	page->index = index;
	*slot = page;
	cached_pages++;
	if (flags & PG_dirty)
		count_dirty(as, index, 1);
	else
		lru_cache_add(page);
	return 0;
}

int __set_page_dirty(struct page *page)
{
	if (!(page->flags & PG_pagecache))
		return 0; /* cut off from its file, and of those only who have it mapped */
	if (dirty_pages >= max_dirty_pages)
		return -ENOSPC;
	lru_cache_del(page);
	page->flags |= PG_dirty;
	count_dirty(page->mapping, page->index, 1);
	return 0;
}

struct page *find_get_page(struct address_space *as, unsigned long index)
{
	struct page *page = find_page(as, index);

	if (page) {
		page->flags |= PG_referenced;
		get_page(page);
	}
	return page;
}

static void fill_page(const struct address_space *as, u32 index, struct page *page)
{
	u32 pos = index << PAGE_SHIFT;
	u32 n = is_backed(as, index) ? min(as->backing_size - pos, (u32)PAGE_SIZE) : 0;
	char *to = kmap_local_page(page);

	memcpy(to, as->backing + pos, n);
	memset(to + n, 0, PAGE_SIZE - n);
	kunmap_local(to);
}

/* A clean page where there is none; only the page cache has a reference. NULL: no memory. */
static struct page *read_page_in(struct address_space *as, u32 index, gfp_t gfp)
{
	struct page *page = alloc_page(gfp);

	if (!page)
		return NULL;
	fill_page(as, index, page);
	if (!add_to_page_cache(as, index, page, 0))
		return page;
	put_page(page);
	return NULL;
}

struct page *grab_cache_page(struct address_space *as, unsigned long index)
{
	struct page *page = find_page(as, index);

	if (!page)
		page = read_page_in(as, index, GFP_HIGHUSER);
	if (!page)
		return NULL;
	page->flags |= PG_referenced;
	get_page(page);
	return page;
}

struct page *read_backing(struct address_space *as, u32 index)
{
	struct page *page;

	if (!is_backed(as, index))
		return NULL;
	page = read_page_in(as, index, GFP_HIGHUSER);
	return page ? page : ERR_PTR(-ENOMEM);
}

/* Only into pages for which nothing has to be done. */
void read_ahead(struct address_space *as, u32 index, u32 first, u32 n)
{
	if (find_page(as, index) || !is_backed(as, index))
		return;
	for (; n && is_backed(as, first); n--, first++)
		if (!find_page(as, first) &&
		    !read_page_in(as, first, GFP_HIGHUSER & ~__GFP_RECLAIM))
			break;
}

/* Processes that have it mapped may keep it; it is a page of theirs from now on. */
static void remove_page(struct address_space *as, struct page **slot)
{
	struct page *page = *slot;

	*slot = NULL;
	cached_pages--;
	if (page->flags & PG_dirty)
		count_dirty(as, page->index, -1);
	else
		lru_cache_del(page);
	page->flags = 0;
	page->mapping = NULL;
	put_page(page);
}

/* The tables stay as they are, since somebody may be about to put a page into one of them. */
void evict_cache_page(struct page *page)
{
	struct address_space *as = page->mapping;

	remove_page(as,
		    &as->tables[page->index / CACHE_TABLE_PAGES][page->index % CACHE_TABLE_PAGES]);
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
