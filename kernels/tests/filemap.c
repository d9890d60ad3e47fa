// SPDX-License-Identifier: GPL-2.0-or-later
/* The page cache: where pages lie, that they are found, and that they go. */
#include "fs/internal.h"
#include "ktest.h"
#include "string.h"
#include "test_mm.h"

/* A file without a name. */
static struct file *new_file(void)
{
	struct inode *inode = new_regular(0600);
	struct file *f = file_alloc(inode, O_RDWR);

	inode_put(inode);
	return f;
}

/* What grab_cache_page gives is what find_get_page finds; its references are as they should be. */
static void put_pages(struct address_space *as, const u32 *index, unsigned int n)
{
	unsigned int i;

	for (i = 0; i < n; i++) {
		struct page *page = grab_cache_page(as, index[i]);
		u32 *word = kmap_local_page(page);

		EXPECT_EQ(set_page_dirty(page), 0);
		EXPECT_EQ(word[0] | word[PAGE_SIZE / 4 - 1], 0);
		word[0] = index[i];
		kunmap_local(word);
		EXPECT_EQ(page->refcount, 2);
		EXPECT_EQ(page->flags, PG_pagecache | PG_dirty | PG_referenced);
		EXPECT_EQ(page->index, index[i]);
		EXPECT(page->mapping == as);
		put_page(page);
	}
}

static bool has_page(struct address_space *as, u32 index)
{
	struct page *page = find_get_page(as, index);
	u32 word;

	if (!page)
		return false;
	memcpy_from_page(&word, page, 0, sizeof(word));
	EXPECT_EQ(word, index);
	put_page(page);
	return true;
}

/* Both sides of what the tables' sizes are, and the last page there can be. */
static const u32 places[] = {
	0,
	1,
	CACHE_TABLE_PAGES - 1,
	CACHE_TABLE_PAGES,
	4 * CACHE_TABLE_PAGES - 1,
	1u << 12,
	100000,
	(u32)(TMPFS_MAX_BYTES >> PAGE_SHIFT) - 1,
};

KTEST(filemap_places, "page cache: pages are found at any index, and nothing between them")
{
	struct file *f = new_file();
	struct address_space *as = &f->inode->data;
	unsigned int i;

	put_pages(as, places, ARRAY_SIZE(places));
	EXPECT_EQ(as->nr_unbacked, ARRAY_SIZE(places));
	for (i = 0; i < ARRAY_SIZE(places); i++)
		EXPECT(has_page(as, places[i]));
	EXPECT(!has_page(as, 2));
	EXPECT(!has_page(as, CACHE_TABLE_PAGES + 1));
	EXPECT(!has_page(as, 50000));
	EXPECT(!has_page(as, places[ARRAY_SIZE(places) - 1] - 1));
	file_put(f);
}

KTEST(filemap_truncate, "page cache: truncation drops the pages behind, and no others")
{
	unsigned long before = 0;
	unsigned int round, keep, i;

	/* The first round leaves slabs behind, the others must leave nothing. */
	for (round = 0; round < 3; round++) {
		struct file *f = new_file();
		struct address_space *as = &f->inode->data;

		if (round == 1)
			before = all_free();
		put_pages(as, places, ARRAY_SIZE(places));
		f->inode->size = TMPFS_MAX_BYTES;
		for (keep = ARRAY_SIZE(places) - 1; keep; keep--) {
			EXPECT_EQ(tmpfs_truncate(f->inode, (u64)places[keep] << PAGE_SHIFT), 0);
			EXPECT_EQ(as->nr_unbacked, keep);
			for (i = 0; i < ARRAY_SIZE(places); i++)
				EXPECT_EQ(has_page(as, places[i]), i < keep);
		}
		/* Several tables at once, from the middle of the first. */
		put_pages(as, places, ARRAY_SIZE(places));
		f->inode->size = TMPFS_MAX_BYTES;
		EXPECT_EQ(tmpfs_truncate(f->inode, 2 * PAGE_SIZE), 0);
		EXPECT_EQ(as->nr_unbacked, 2);
		EXPECT(has_page(as, 0) && has_page(as, 1));
		file_put(f);
	}
	EXPECT_EQ(all_free(), before);
}

KTEST(filemap_mapped, "page cache: a page that somebody else has outlives its file")
{
	struct file *f = new_file();
	struct page *page = grab_cache_page(&f->inode->data, 0);

	set_page_dirty(page);
	memcpy_to_page(page, 0, "still here", 10);
	file_put(f);
	EXPECT_EQ(page->refcount, 1);
	EXPECT_EQ(page->flags, 0);
	EXPECT(!page->mapping);
	put_page(page);
}

KTEST(filemap_highmem, "page cache: pages are highmem where there is any, tables never")
{
	bool highmem = zone_info(ZONE_HIGHMEM).free;
	struct file *f = new_file();
	struct address_space *as = &f->inode->data;
	u32 i;

	for (i = 0; i < 200; i++) {
		struct page *page = grab_cache_page(as, i);

		EXPECT_EQ(PageHighMem(page), highmem);
		EXPECT(page->zone != ZONE_DMA);
		put_page(page);
	}
	EXPECT(!PageHighMem(virt_to_page(as->tables)));
	file_put(f);
}

/* What a write to one page of a file returns. */
static int dirty(struct address_space *as, u32 index)
{
	struct page *page = grab_cache_page(as, index);
	int err = page ? set_page_dirty(page) : -ENOMEM;

	if (page)
		put_page(page);
	return err;
}

KTEST(filemap_limit, "page cache: writing ends where files have their share of memory, not reading")
{
	struct file *f = new_file();
	struct address_space *as = &f->inode->data;
	unsigned long limit = max_dirty_pages;
	u32 i;

	max_dirty_pages = dirty_pages + 10;
	for (i = 0; i < 10; i++)
		EXPECT_EQ(dirty(as, i), 0);
	EXPECT_EQ(dirty(as, i), -ENOSPC);
	EXPECT(find_page(as, i) && !(find_page(as, i)->flags & PG_dirty));
	EXPECT_EQ(dirty(as, 0), 0);
	f->inode->size = 11 * PAGE_SIZE;
	tmpfs_truncate(f->inode, 9 * PAGE_SIZE);
	EXPECT_EQ(dirty(as, i), 0);
	max_dirty_pages = limit;
	file_put(f);
}

KTEST(filemap_read, "kernel_read: over pages, holes and the end")
{
	static char buf[3 * PAGE_SIZE];
	struct file *f = new_file();
	struct page *page = grab_cache_page(&f->inode->data, 1);
	ssize_t n;

	set_page_dirty(page);
	memcpy_to_page(page, 0, "start", 5);
	memcpy_to_page(page, PAGE_SIZE - 3, "end", 3);
	put_page(page);
	f->inode->size = 2 * PAGE_SIZE + 10;
	memset(buf, 1, sizeof(buf));
	n = kernel_read(f, buf, sizeof(buf), 10);
	EXPECT_EQ(n, 2 * PAGE_SIZE);
	EXPECT(!buf[0] && !memcmp(buf, buf + 1, PAGE_SIZE - 11));
	EXPECT(!memcmp(buf + PAGE_SIZE - 10, "start", 5));
	EXPECT(!memcmp(buf + 2 * PAGE_SIZE - 13, "end", 3));
	EXPECT(!buf[2 * PAGE_SIZE - 1] && buf[2 * PAGE_SIZE] == 1);
	EXPECT_EQ(kernel_read(f, buf, 10, 2 * PAGE_SIZE + 10), 0);
	EXPECT_EQ(kernel_read(f, buf, 10, TMPFS_MAX_BYTES), 0);
	file_put(f);
}

KTEST(filemap_tail, "truncate: what was beyond the end reads as zeroes when the file grows")
{
	struct file *f = new_file();
	struct page *page = grab_cache_page(&f->inode->data, 0);
	char buf[8];

	set_page_dirty(page);
	memcpy_to_page(page, 0, "abcdefgh", 8);
	put_page(page);
	f->inode->size = 8;
	EXPECT_EQ(tmpfs_truncate(f->inode, 3), 0);
	EXPECT_EQ(tmpfs_truncate(f->inode, 8), 0);
	EXPECT_EQ(kernel_read(f, buf, 8, 0), 8);
	EXPECT(!memcmp(buf, "abc\0\0\0\0\0", 8));
	EXPECT_EQ(tmpfs_truncate(f->inode, TMPFS_MAX_BYTES + 1), -EFBIG);
	EXPECT_EQ(f->inode->size, 8);
	file_put(f);
}
