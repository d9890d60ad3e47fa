// SPDX-License-Identifier: GPL-2.0-or-later
/* Reclaim: which pages of files go, in which order, and that what is read again is the same. */
#include <linux/mman.h>
#include "fs/internal.h"
#include "ktest.h"
#include "string.h"
#include "task.h"
#include "test_mm.h"
#include "test_pages.h"

#define ARCHIVE_PAGES 10
#define ARCHIVE_SIZE  (ARCHIVE_PAGES * PAGE_SIZE - 100)

static char archive[ARCHIVE_PAGES * PAGE_SIZE];

/* A file of 2 more pages than the archive has of it. */
static struct file *archive_file(void)
{
	struct file *f = shmem_file_setup((ARCHIVE_PAGES + 2) * PAGE_SIZE);
	u32 i;

	if (IS_ERR(f))
		panic("tests: no file");
	for (i = 0; i < ARCHIVE_PAGES; i++)
		fill_page(archive + i * PAGE_SIZE, i);
	memset(archive + ARCHIVE_SIZE, 0, sizeof(archive) - ARCHIVE_SIZE);
	f->inode->data.backing = archive;
	f->inode->data.backing_size = ARCHIVE_SIZE;
	drop_clean_pages();
	return f;
}

static bool reads_as(struct file *f, const char *content, u32 size)
{
	static char buf[(ARCHIVE_PAGES + 2) * PAGE_SIZE];

	return kernel_read(f, buf, size, 0) == (ssize_t)size && !memcmp(buf, content, size);
}

static unsigned long nr_clean(void)
{
	unsigned long n = 0;
	unsigned int z;

	for (z = 0; z < NR_ZONES; z++)
		n += zone_info(z).clean;
	return n;
}

static unsigned int nr_present(struct file *f, u32 n)
{
	unsigned int present = 0;
	u32 i;

	for (i = 0; i < n; i++)
		present += find_page(&f->inode->data, i) != NULL;
	return present;
}

KTEST(reclaim_archive, "reclaim: a file of the archive is read in, goes, and comes back as it was")
{
	static char all[(ARCHIVE_PAGES + 2) * PAGE_SIZE];
	struct file *f = archive_file();
	unsigned long clean = nr_clean(), cached = cached_pages;
	unsigned int i;

	memcpy(all, archive, ARCHIVE_SIZE);
	for (i = 0; i < 3; i++) {
		EXPECT_EQ(nr_present(f, ARCHIVE_PAGES), 0);
		EXPECT(reads_as(f, all, sizeof(all)));
		EXPECT_EQ(nr_present(f, ARCHIVE_PAGES), ARCHIVE_PAGES);
		EXPECT_EQ(nr_clean() - clean, ARCHIVE_PAGES);
		EXPECT_EQ(cached_pages - cached, ARCHIVE_PAGES);
		drop_clean_pages();
	}
	/* What is cut off is gone for good, in the middle of a page and behind it. */
	EXPECT(reads_as(f, all, sizeof(all)));
	EXPECT_EQ(tmpfs_truncate(f->inode, 3 * PAGE_SIZE + 5), 0);
	EXPECT_EQ(tmpfs_truncate(f->inode, sizeof(all)), 0);
	memset(all + 3 * PAGE_SIZE + 5, 0, sizeof(all) - 3 * PAGE_SIZE - 5);
	EXPECT(reads_as(f, all, sizeof(all)));
	drop_clean_pages();
	EXPECT(reads_as(f, all, sizeof(all)));
	file_put(f);
	EXPECT_EQ(nr_clean(), clean);
	EXPECT_EQ(cached_pages, cached);
}

static char expected[ARCHIVE_SIZE];

KTEST(reclaim_written,
      "reclaim: pages that were written to stay, by a call, a mapping, or its right")
{
	struct mm *mm = open_mm();
	struct file *f = archive_file();
	unsigned long dirty = dirty_pages, ro = P(64);
	loff_t pos = 2 * PAGE_SIZE + 8;
	struct page *page;

	memcpy(expected, archive, ARCHIVE_SIZE);
	/* 2: by a call. The rest of the page is the archive's. */
	map_test_area(mm, 1);
	poke(TEST_BASE, 4711);
	EXPECT_EQ(f->ops->write(f, (void __user *)TEST_BASE, 4, &pos), 4);
	*(u32 *)(expected + 2 * PAGE_SIZE + 8) = 4711;
	EXPECT_EQ(dirty_pages - dirty, 1);
	drop_clean_pages();
	EXPECT_EQ(nr_present(f, ARCHIVE_PAGES), 1);
	EXPECT(find_page(&f->inode->data, 2)->flags & PG_dirty);

	/* 5: read through a mapping that could write. What was mapped around it counts too. */
	EXPECT_EQ(do_mmap(mm, f, P(32), PAGE_SIZE, RW, MAP_SHARED | MAP_FIXED, 5 * PAGE_SIZE),
		  P(32));
	EXPECT(holds(P(32), *(u32 *)(archive + 5 * PAGE_SIZE)));
	do_munmap(mm, P(32), PAGE_SIZE);
	drop_clean_pages();
	EXPECT_EQ(nr_present(f, ARCHIVE_PAGES), 2);

	/* 7: mapped for reading, then made writable and written to. */
	EXPECT_EQ(do_mmap(mm, f, ro, PAGE_SIZE, PROT_READ, MAP_SHARED | MAP_FIXED, 7 * PAGE_SIZE),
		  ro);
	EXPECT(holds(ro, *(u32 *)(archive + 7 * PAGE_SIZE)));
	page = find_page(&f->inode->data, 7);
	EXPECT(!(page->flags & PG_dirty));
	EXPECT_EQ(do_mprotect(mm, ro, PAGE_SIZE, RW), 0);
	EXPECT(poke(ro, 12));
	EXPECT(page->flags & PG_dirty);
	do_munmap(mm, ro, PAGE_SIZE);
	drop_clean_pages();
	EXPECT_EQ(nr_present(f, ARCHIVE_PAGES), 3);
	*(u32 *)(expected + 7 * PAGE_SIZE) = 12;
	EXPECT(reads_as(f, expected, ARCHIVE_SIZE));
	EXPECT(find_page(&f->inode->data, 7) == page);

	file_put(f);
	EXPECT_EQ(dirty_pages, dirty);
	close_mm();
}

KTEST(reclaim_mapped,
      "reclaim: a page stays as long as it is mapped; a hole is clear when it returns")
{
	struct mm *mm = open_mm();
	struct file *f = archive_file();
	u32 hole = ARCHIVE_PAGES + 1;

	EXPECT_EQ(do_mmap(mm, f, TEST_BASE, (hole + 1) * PAGE_SIZE, RW, MAP_PRIVATE | MAP_FIXED, 0),
		  TEST_BASE);
	EXPECT(holds(P(1), *(u32 *)(archive + PAGE_SIZE)) && holds(P(hole), 0));
	drop_clean_pages();
	EXPECT_EQ(nr_present(f, hole + 1), ARCHIVE_PAGES + 1);
	EXPECT(holds(P(1), *(u32 *)(archive + PAGE_SIZE)) && holds(P(hole), 0));

	/* A private write leaves the file's page clean. */
	EXPECT(poke(P(hole), 8) && poke(P(1), 9));
	drop_clean_pages();
	EXPECT_EQ(nr_present(f, hole + 1), ARCHIVE_PAGES - 1);
	EXPECT(holds(P(hole), 8) && holds(P(1), 9));
	do_munmap(mm, TEST_BASE, (hole + 1) * PAGE_SIZE);
	drop_clean_pages();
	EXPECT_EQ(nr_present(f, hole + 1), 0);
	EXPECT_EQ(do_mmap(mm, f, TEST_BASE, (hole + 1) * PAGE_SIZE, RW, MAP_PRIVATE | MAP_FIXED, 0),
		  TEST_BASE);
	EXPECT(holds(P(1), *(u32 *)(archive + PAGE_SIZE)) && holds(P(hole), 0));
	file_put(f);
	close_mm();
}

/* Clean pages, all in the zone that new ones come from. */
static void read_holes(struct file *f, u32 from, u32 to)
{
	for (; from < to; from++) {
		struct page *page = grab_cache_page(&f->inode->data, from);

		page->flags &= ~PG_referenced;
		put_page(page);
	}
}

KTEST(reclaim_order,
      "reclaim: what was used has a second chance, and the oldest of the others goes first")
{
	struct file *f = archive_file();
	struct address_space *as = &f->inode->data;
	enum zone_type zone;
	u32 i, base = 1000;

	read_holes(f, base, base + 64);
	zone = find_page(as, base)->zone;
	for (i = 0; i < 64; i += 2)
		find_page(as, base + i)->flags |= PG_referenced;
	drain_local_pages();
	kmem_caches_shrink();
	EXPECT_EQ(try_to_free_pages(zone, 16), 16);
	for (i = 0; i < 64; i++)
		EXPECT_EQ(find_page(as, base + i) != NULL, !(i & 1) || i > 32);

	/* Then all, and used ones that were not used again; new ones are the youngest. */
	read_holes(f, base + 64, base + 80);
	EXPECT_EQ(try_to_free_pages(zone, 16), 16);
	for (i = 33; i < 64; i += 2)
		EXPECT(!find_page(as, base + i));
	for (i = 64; i < 80; i++)
		EXPECT(find_page(as, base + i) != NULL);
	file_put(f);
}

KTEST(reclaim_for_others, "reclaim: allocations find clean pages as good as free ones")
{
	struct file *f = archive_file();
	unsigned long without, with, pages = 3000;
	u64 reclaimed = counters[COUNT_PAGES_RECLAIMED], kills = counters[COUNT_OOM_KILLS];
	LIST_HEAD(list);

	without = take_blocks(&list, GFP_HIGHUSER, 0, -1ul);
	give_blocks(&list);
	read_holes(f, 0, pages);
	with = take_blocks(&list, GFP_HIGHUSER, 0, -1ul);
	/* Its tables of tables and of pages stay: less than a page for each 512. */
	EXPECT(with <= without && without - with <= pages / 512 + 2);
	EXPECT(counters[COUNT_PAGES_RECLAIMED] - reclaimed >= pages - (ARCHIVE_PAGES + 1));
	EXPECT_EQ(nr_present(f, pages), 0);
	EXPECT_EQ(counters[COUNT_OOM_KILLS], kills);
	give_blocks(&list);

	/* Who may not reclaim does not. */
	read_holes(f, 0, pages);
	with = take_blocks(&list, GFP_HIGHUSER & ~__GFP_RECLAIM, 0, -1ul);
	EXPECT_EQ(nr_present(f, pages), pages);
	EXPECT(with + pages <= without);
	give_blocks(&list);
	file_put(f);
}

KTEST(reclaim_in_zone, "reclaim: for lowmem it leaves highmem's pages alone")
{
	struct file *f = archive_file();
	LIST_HEAD(list);

	read_holes(f, 0, 100);
	if (find_page(&f->inode->data, 0)->zone == ZONE_HIGHMEM) {
		take_blocks(&list, GFP_KERNEL, 0, -1ul);
		EXPECT_EQ(nr_present(f, 100), 100);
		give_blocks(&list);
	}
	take_blocks(&list, GFP_HIGHUSER, 0, -1ul);
	EXPECT_EQ(nr_present(f, 100), 0);
	give_blocks(&list);
	file_put(f);
}
