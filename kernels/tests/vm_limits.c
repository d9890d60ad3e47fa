// SPDX-License-Identifier: GPL-2.0-or-later
/* What limits an address space: the stack's room, memory; and that it gives all of it back. */
#include <linux/mman.h>
#include "err.h"
#include "ktest.h"
#include "mech.h"
#include "test_mm.h"
#include "test_pages.h"

#define STACK_TEST_LIMIT (8ul << 20)

KTEST(stack_growth, "stack: grows where it is touched, 8 MiB at most, and keeps its distance")
{
	struct mm *mm = open_mm();
	unsigned long top = TEST_BASE + (64ul << 20), other = top - (4ul << 20);

	EXPECT_EQ(do_mmap(mm, NULL, top - PAGE_SIZE, PAGE_SIZE, RW, ANON_FIXED | MAP_GROWSDOWN, 0),
		  top - PAGE_SIZE);
	EXPECT(poke(top - 5 * PAGE_SIZE, 5));
	EXPECT_EQ(find_vma(mm, top - 1)->start, top - 5 * PAGE_SIZE);
	EXPECT_EQ(mm->nr_pages, 1);
	EXPECT(!poke(top - STACK_TEST_LIMIT - 4, 1));

	/* Nothing else is put into the gap below it, but by force. */
	EXPECT(do_mmap(mm, NULL, top - 100 * PAGE_SIZE, PAGE_SIZE, RW, ANON, 0) !=
	       (long)(top - 100 * PAGE_SIZE));
	EXPECT_EQ(do_mmap(mm, NULL, other, PAGE_SIZE, RW, ANON_FIXED, 0), other);
	EXPECT(!poke(other + PAGE_SIZE, 1));
	EXPECT(!poke(other + 256 * PAGE_SIZE, 1));
	EXPECT(poke(other + 257 * PAGE_SIZE, 1));
	EXPECT_EQ(do_munmap(mm, other, PAGE_SIZE), 0);
	EXPECT(poke(top - STACK_TEST_LIMIT, 1));
	EXPECT(!poke(top - STACK_TEST_LIMIT - 4, 1));
	close_mm();
}

/* A bit of everything. */
static void busy_life(void)
{
	struct mm *mm = open_mm(), *child;
	unsigned int i;

	map_test_area(mm, 3000);
	for (i = 0; i < 3000; i += 7)
		poke(P(i), i);
	holds(P(1), 0);
	poke(do_mmap(mm, NULL, 0, 5 * PAGE_SIZE, RW, MAP_SHARED | MAP_ANONYMOUS, 0), 1);
	do_mprotect(mm, P(100), 50 * PAGE_SIZE, PROT_NONE);
	child = mm_fork(mm);
	use_mm(child);
	for (i = 0; i < 3000; i += 3)
		poke(P(i), i);
	do_munmap(child, P(50), 100 * PAGE_SIZE);
	use_mm(mm);
	for (i = 1500; i < 3000; i += 5)
		poke(P(i), i);
	mm_put(child);
	close_mm();
}

KTEST(no_leaks, "address spaces: pages, tables and directories are free after the last reference")
{
	unsigned long tables = nr_page_table_pages;

	EXPECT(leaves_nothing(busy_life));
	EXPECT_EQ(nr_page_table_pages, tables);
}

/* All memory that gfp can have, but for `spare` pages. */
static void take_all(struct list_head *list, gfp_t gfp, unsigned int spare)
{
	LIST_HEAD(kept);
	unsigned int order = MAX_ORDER;

	take_blocks(&kept, gfp, 0, spare);
	while (order--)
		take_blocks(list, gfp, order, -1ul);
	give_blocks(&kept);
}

static void run_out_of_memory(void)
{
	struct mm *mm = open_mm(), *child;
	LIST_HEAD(taken);
	/* Low pages that a fork takes: directories, and two tables where those are low. */
	unsigned int spare, low = PGD_PAGES + (GFP_PTE & __GFP_HIGHMEM ? 0 : 2);

	map_test_area(mm, 2048);
	EXPECT(poke(P(0), 1) && poke(P(1024), 2));

	/* Each may be the one that is not there. */
	for (spare = 0; spare < low; spare++) {
		take_all(&taken, GFP_KERNEL, spare);
		child = mm_fork(mm);
		EXPECT(!child);
		give_blocks(&taken);
		EXPECT(poke(P(0), 1) && holds(P(1024), 2));
	}
	EXPECT_EQ(page_at(mm, P(0))->refcount, 1);

	take_all(&taken, GFP_HIGHUSER, 0);
	EXPECT_EQ(handle_mm_fault(mm, P(1), FAULT_WRITE), -ENOMEM);
	EXPECT(!poke(P(1), 1));
	EXPECT_EQ(handle_mm_fault(mm, P(1), FAULT_READ), 0); /* takes none */
	EXPECT_EQ(handle_mm_fault(mm, P(1), FAULT_WRITE), -ENOMEM);
	EXPECT(holds(P(1), 0));
	give_blocks(&taken);
	EXPECT(poke(P(1), 3));
	close_mm();
}

KTEST(no_memory, "no memory: faults and forks fail cleanly, and go on when there is some again")
{
	EXPECT(leaves_nothing(run_out_of_memory));
}
