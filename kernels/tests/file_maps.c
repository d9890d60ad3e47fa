// SPDX-License-Identifier: GPL-2.0-or-later
/* Mappings of files: the page cache's pages, copies of them, and none beyond the end. */
#include <linux/mman.h>
#include "err.h"
#include "fs.h"
#include "ktest.h"
#include "test_mm.h"

/* A file of 20 pages, each with its index + 1 in its first word; the last is half a page long. */
static struct file *test_file(void)
{
	struct file *file = shmem_file_setup(20 * PAGE_SIZE - PAGE_SIZE / 2);
	u32 i;

	if (IS_ERR(file))
		panic("tests: no file");
	for (i = 0; i < 20; i++) {
		struct page *page = grab_cache_page(&file->inode->data, i);
		u32 word = i + 1;

		set_page_dirty(page);
		memcpy_to_page(page, 0, &word, sizeof(word));
		put_page(page);
	}
	return file;
}

KTEST(file_private, "private file mapping: the file's pages until written to, then copies")
{
	struct mm *parent = open_mm(), *child;
	struct file *file = test_file();
	unsigned long second = P(1);
	struct page *page;
	u64 faults;

	EXPECT_EQ(do_mmap(parent, file, TEST_BASE, 19 * PAGE_SIZE, RW, MAP_PRIVATE | MAP_FIXED,
			  PAGE_SIZE),
		  TEST_BASE);
	page = find_get_page(&file->inode->data, 2);
	EXPECT(holds(second, 3));
	EXPECT(page_at(parent, second) == page && !writable_at(parent, second));

	/* What lies around it came with it, to the next multiple of 64 KiB and no further. */
	faults = counters[COUNT_MM_FAULTS];
	EXPECT(holds(TEST_BASE, 2) && holds(P(15), 17));
	EXPECT_EQ(counters[COUNT_MM_FAULTS], faults);
	EXPECT(!page_at(parent, P(16)));

	/* A fork before a write leaves the child to the file; after it, it has the copy. */
	child = mm_fork(parent);
	EXPECT(!page_at(child, second));
	mm_put(child);
	EXPECT(poke(second, 99));
	EXPECT(page_at(parent, second) != page);
	child = mm_fork(parent);
	use_mm(child);
	EXPECT(holds(second, 99) && holds(TEST_BASE, 2));
	use_mm(parent);
	mm_put(child);

	/* Written to before it was read. */
	EXPECT(poke(P(17) + 4, 98) && holds(P(17), 19));
	EXPECT_EQ(page->refcount, 2); /* the cache's and ours */
	put_page(page);
	file_put(file);
	close_mm();
}

KTEST(file_shared, "shared file mapping: writes are the file's; beyond its end there is nothing")
{
	struct mm *mm = open_mm();
	struct file *file = test_file();
	u32 word;

	EXPECT_EQ(do_mmap(mm, file, TEST_BASE, 24 * PAGE_SIZE, RW, MAP_SHARED | MAP_FIXED, 0),
		  TEST_BASE);
	EXPECT(holds(P(1), 2));
	EXPECT(writable_at(mm, P(1)));
	EXPECT(poke(P(1), 55));
	EXPECT_EQ(kernel_read(file, &word, sizeof(word), PAGE_SIZE), sizeof(word));
	EXPECT_EQ(word, 55);

	EXPECT_EQ(handle_mm_fault(mm, P(19), FAULT_READ), 0);
	EXPECT_EQ(handle_mm_fault(mm, P(20), FAULT_READ), -ENXIO);
	EXPECT_EQ(handle_mm_fault(mm, P(20), FAULT_WRITE), -ENXIO);
	file_put(file);
	EXPECT(holds(P(1), 55)); /* the mapping holds the file */
	close_mm();
}

KTEST(file_cut, "file mapping: what is left of a cut area is still the same part of the file")
{
	struct mm *mm = open_mm(), *child;
	struct file *file = test_file();

	EXPECT_EQ(do_mmap(mm, file, TEST_BASE, 19 * PAGE_SIZE, RW, MAP_PRIVATE | MAP_FIXED, 0),
		  TEST_BASE);
	file_put(file);
	EXPECT_EQ(do_munmap(mm, P(2), 2 * PAGE_SIZE), 0);
	EXPECT_EQ(do_mprotect(mm, P(8), 2 * PAGE_SIZE, PROT_READ), 0);
	EXPECT_EQ(do_munmap(mm, P(8), PAGE_SIZE), 0);
	/* The first access is a write: a fork has to keep it. */
	EXPECT(poke(P(16), 77));
	EXPECT(holds(P(1), 2) && holds(P(4), 5) && holds(P(9), 10) && holds(P(18), 19));
	child = mm_fork(mm);
	use_mm(child);
	EXPECT(holds(P(16), 77) && holds(P(17), 18));
	mm_put(mm);
	close_mm();
}
