// SPDX-License-Identifier: GPL-2.0-or-later
/* Demand-zero memory, copy on write, shared memory; and what they flush. */
#include <linux/mman.h>
#include "ktest.h"
#include "test_mm.h"

static u64 flushes(enum ledger_cause cause, enum ledger_kind kind)
{
	return ledger[cause][kind];
}

/* With page tables of its own the kernel has no user entries in the TLB that could be stale. */
static u64 if_shared(u64 n)
{
	return SPLIT_SEPARATE_PGD ? 0 : n;
}

KTEST(zero_page, "faults: memory that was only read is one shared page; a write gives it its own")
{
	struct mm *mm = open_mm();
	u64 invlpgs;

	map_test_area(mm, 3);
	EXPECT(!page_at(mm, TEST_BASE));
	EXPECT(holds(TEST_BASE, 0) && holds(P(1), 0));
	EXPECT(page_at(mm, TEST_BASE) && page_at(mm, TEST_BASE) == page_at(mm, P(1)));
	EXPECT(!writable_at(mm, TEST_BASE));
	EXPECT_EQ(mm->nr_pages, 0);

	invlpgs = flushes(LEDGER_COW, LEDGER_KIND_INVLPG);
	EXPECT(poke(TEST_BASE + 8, 77));
	EXPECT_EQ(flushes(LEDGER_COW, LEDGER_KIND_INVLPG) - invlpgs, if_shared(1));
	EXPECT(holds(TEST_BASE + 8, 77) && holds(TEST_BASE, 0) && holds(TEST_BASE + 4092, 0));
	EXPECT(holds(P(1) + 8, 0));
	EXPECT_EQ(page_at(mm, TEST_BASE)->refcount, 1);

	/* Written before it is read: no detour. */
	invlpgs = flushes(LEDGER_COW, LEDGER_KIND_INVLPG);
	EXPECT(poke(P(2), 78));
	EXPECT(holds(P(2) + 4, 0));
	EXPECT_EQ(flushes(LEDGER_COW, LEDGER_KIND_INVLPG), invlpgs);
	EXPECT_EQ(mm->nr_pages, 2);
	close_mm();
}

KTEST(highmem_first, "faults: user pages come from the highest zone")
{
	struct mm *mm = open_mm();
	enum zone_type highest = zone_info(ZONE_HIGHMEM).present ? ZONE_HIGHMEM : ZONE_NORMAL;

	map_test_area(mm, 1);
	EXPECT(poke(TEST_BASE, 1));
	EXPECT_EQ(page_at(mm, TEST_BASE)->zone, highest);
	EXPECT_EQ(virt_to_page(mm->pgd)->zone != ZONE_HIGHMEM, true);
	close_mm();
}

KTEST(cow_fork, "fork: both have the pages read-only; the first writer copies, the last does not")
{
	struct mm *parent = open_mm(), *child;
	struct page *page;
	u64 copies, cr3s = flushes(LEDGER_FORK, LEDGER_KIND_CR3);

	map_test_area(parent, 4);
	EXPECT(poke(TEST_BASE, 1) && poke(P(1), 2));
	EXPECT(holds(P(2), 0));
	page = page_at(parent, TEST_BASE);
	child = mm_fork(parent);
	EXPECT_EQ(flushes(LEDGER_FORK, LEDGER_KIND_CR3) - cr3s, if_shared(1));
	EXPECT(page_at(child, TEST_BASE) == page);
	EXPECT_EQ(page->refcount, 2);
	EXPECT(!writable_at(parent, TEST_BASE) && !writable_at(child, TEST_BASE));
	EXPECT_EQ(child->nr_pages, 2);

	use_mm(child);
	copies = counters[COUNT_COW_COPIES];
	EXPECT(holds(TEST_BASE, 1) && holds(P(1), 2));
	EXPECT_EQ(counters[COUNT_COW_COPIES], copies);
	EXPECT(poke(TEST_BASE + 4, 3));
	EXPECT_EQ(counters[COUNT_COW_COPIES], copies + 1);
	EXPECT(page_at(child, TEST_BASE) != page);
	EXPECT(holds(TEST_BASE, 1) && holds(TEST_BASE + 4, 3));
	EXPECT_EQ(page->refcount, 1);

	use_mm(parent);
	copies = counters[COUNT_COW_COPIES];
	EXPECT(holds(TEST_BASE, 1) && holds(TEST_BASE + 4, 0));
	EXPECT(poke(TEST_BASE, 9) && holds(TEST_BASE, 9));
	EXPECT(page_at(parent, TEST_BASE) == page);
	EXPECT_EQ(counters[COUNT_COW_COPIES], copies);

	/* What only the parent wrote before the fork is still the child's too. */
	EXPECT(poke(P(1), 8));
	use_mm(child);
	EXPECT(holds(P(1), 2));
	use_mm(parent);
	mm_put(child);
	EXPECT_EQ(page->refcount, 1);
	close_mm();
}

KTEST(cow_generations, "fork: a page of three processes is copied twice")
{
	struct mm *mm[3] = { open_mm() };
	u64 copies = counters[COUNT_COW_COPIES];
	struct page *page;
	u32 i;

	map_test_area(mm[0], 1);
	EXPECT(poke(TEST_BASE, 5));
	page = page_at(mm[0], TEST_BASE);
	mm[1] = mm_fork(mm[0]);
	mm[2] = mm_fork(mm[1]);
	EXPECT_EQ(page->refcount, 3);
	for (i = 0; i < 3; i++) {
		use_mm(mm[i]);
		EXPECT(holds(TEST_BASE, 5) && poke(TEST_BASE, 100 + i));
	}
	for (i = 0; i < 3; i++) {
		use_mm(mm[i]);
		EXPECT(holds(TEST_BASE, 100 + i));
	}
	EXPECT_EQ(counters[COUNT_COW_COPIES] - copies, 2);
	EXPECT(page_at(mm[2], TEST_BASE) == page);
	mm_put(mm[0]);
	mm_put(mm[1]);
	close_mm();
}

KTEST(cow_protect, "mprotect: a page that is to be copied stays so, whatever rights come and go")
{
	struct mm *parent = open_mm(), *child;

	map_test_area(parent, 1);
	EXPECT(poke(TEST_BASE, 1));
	child = mm_fork(parent);
	use_mm(child);
	EXPECT_EQ(do_mprotect(child, TEST_BASE, PAGE_SIZE, PROT_NONE), 0);
	EXPECT(!holds(TEST_BASE, 1) && !poke(TEST_BASE, 2));
	EXPECT_EQ(do_mprotect(child, TEST_BASE, PAGE_SIZE, PROT_READ), 0);
	EXPECT(holds(TEST_BASE, 1) && !poke(TEST_BASE, 2));
	EXPECT_EQ(do_mprotect(child, TEST_BASE, PAGE_SIZE, RW), 0);
	EXPECT(poke(TEST_BASE, 2) && holds(TEST_BASE, 2));
	use_mm(parent);
	EXPECT(holds(TEST_BASE, 1));

	/* Hidden at the fork. */
	EXPECT_EQ(do_mprotect(parent, TEST_BASE, PAGE_SIZE, PROT_NONE), 0);
	mm_put(child);
	child = mm_fork(parent);
	EXPECT_EQ(do_mprotect(parent, TEST_BASE, PAGE_SIZE, RW), 0);
	EXPECT(poke(TEST_BASE, 3));
	use_mm(child);
	EXPECT_EQ(do_mprotect(child, TEST_BASE, PAGE_SIZE, RW), 0);
	EXPECT(holds(TEST_BASE, 1));
	mm_put(parent);
	close_mm();
}

KTEST(shared_anonymous, "shared anonymous memory is shared after fork, touched or not")
{
	struct mm *parent = open_mm(), *child;

	EXPECT_EQ(do_mmap(parent, NULL, TEST_BASE, 3 * PAGE_SIZE, RW,
			  MAP_SHARED | MAP_ANONYMOUS | MAP_FIXED, 0),
		  TEST_BASE);
	EXPECT(poke(TEST_BASE, 1) && holds(P(1), 0));
	child = mm_fork(parent);
	use_mm(child);
	EXPECT(holds(TEST_BASE, 1) && poke(TEST_BASE, 2));
	EXPECT(poke(P(1), 3) && poke(P(2), 4));
	use_mm(parent);
	mm_put(child);
	EXPECT(holds(TEST_BASE, 2) && holds(P(1), 3) && holds(P(2), 4));
	close_mm();
}

KTEST(unmap_flushes, "munmap and mprotect flush what was there, by page or all, and no more")
{
	struct mm *mm = open_mm();
	u64 invlpgs = flushes(LEDGER_UNMAP, LEDGER_KIND_INVLPG);
	u64 cr3s = flushes(LEDGER_UNMAP, LEDGER_KIND_CR3);
	unsigned int i;

	map_test_area(mm, 1024);
	EXPECT_EQ(do_munmap(mm, TEST_BASE, 1024 * PAGE_SIZE), 0);
	EXPECT_EQ(flushes(LEDGER_UNMAP, LEDGER_KIND_INVLPG), invlpgs);

	map_test_area(mm, 1024);
	for (i = 100; i < 103; i++)
		EXPECT(poke(P(i), i));
	EXPECT_EQ(do_mprotect(mm, P(100), PAGE_SIZE, PROT_READ), 0);
	EXPECT_EQ(flushes(LEDGER_UNMAP, LEDGER_KIND_INVLPG) - invlpgs, if_shared(1));
	EXPECT(!poke(P(100), 0));
	/* More rights need no flush. */
	EXPECT_EQ(do_mprotect(mm, P(100), PAGE_SIZE, RW), 0);
	EXPECT_EQ(flushes(LEDGER_UNMAP, LEDGER_KIND_INVLPG) - invlpgs, if_shared(1));
	EXPECT_EQ(do_munmap(mm, TEST_BASE, 1024 * PAGE_SIZE), 0);
	EXPECT_EQ(flushes(LEDGER_UNMAP, LEDGER_KIND_INVLPG) - invlpgs, if_shared(4));
	EXPECT(!holds(P(101), 101));

	map_test_area(mm, 64);
	for (i = 0; i < 64; i++)
		EXPECT(poke(P(i), i));
	EXPECT_EQ(flushes(LEDGER_UNMAP, LEDGER_KIND_CR3), cr3s);
	EXPECT_EQ(do_munmap(mm, TEST_BASE, 64 * PAGE_SIZE), 0);
	EXPECT_EQ(flushes(LEDGER_UNMAP, LEDGER_KIND_CR3) - cr3s, if_shared(1));
	EXPECT_EQ(mm->nr_pages, 0);
	close_mm();
}
