// SPDX-License-Identifier: GPL-2.0-or-later
/* The OOM killer: whom it chooses, when, and what becomes of him and the others. */
#include <linux/mman.h>
#include <asm/signal.h>
#include "err.h"
#include "ktest.h"
#include "string.h"
#include "task.h"
#include "test_mm.h"
#include "test_pages.h"
#include "wait.h"

/* A process that has touched some pages and waits. */
struct test_process {
	unsigned int pages;
	unsigned long step; /* between them, in bytes */
	struct task *task;
	struct wait_queue queue;
	bool ready, go;
};

static int live(void *arg)
{
	struct test_process *p = arg;
	unsigned int i;
	bool good = true;

	do_mmap(open_mm(), NULL, TEST_BASE, p->pages * p->step, RW, ANON_FIXED | MAP_NORESERVE, 0);
	for (i = 0; i < p->pages; i++)
		good &= poke(TEST_BASE + i * p->step, i);
	p->ready = true;
	wake_up(&p->queue);
	while (!p->go)
		if (sleep_on(&p->queue, TASK_INTERRUPTIBLE, 0))
			return 0; /* to user mode, where the signal waits */
	for (i = 0; i < p->pages; i++)
		good &= holds(TEST_BASE + i * p->step, i);
	close_mm();
	return !good;
}

static void start(struct test_process *p, unsigned int pages, unsigned long step)
{
	*p = (struct test_process){ .pages = pages, .step = step };
	wait_queue_init(&p->queue);
	p->task = kernel_thread(live, p, "test");
	while (!p->ready)
		sleep_on(&p->queue, TASK_UNINTERRUPTIBLE, 0);
}

/* Its status as wait4 has it. */
static int end(struct test_process *p)
{
	int status = -1;

	p->go = !p->task->oom_victim;
	wake_up(&p->queue);
	EXPECT_EQ(do_wait4(p->task->pid, &status, 0), p->task->pid);
	return status;
}

/* As far as anybody gets who neither reclaims nor kills. */
static void take_memory(struct list_head *list, gfp_t gfp)
{
	unsigned int order = MAX_ORDER;

	while (order--)
		take_blocks(list, gfp & ~__GFP_RECLAIM, order, -1ul);
}

KTEST(oom_hog, "OOM: the largest process dies, its memory is there at once, the others go on")
{
	struct test_process small, hog, medium;
	u64 kills = counters[COUNT_OOM_KILLS];
	struct page *page;
	LIST_HEAD(list);

	start(&small, 100, PAGE_SIZE);
	start(&hog, 1000, PAGE_SIZE);
	start(&medium, 400, PAGE_SIZE);
	take_memory(&list, GFP_HIGHUSER);
	EXPECT(!alloc_page(GFP_HIGHUSER & ~__GFP_RECLAIM));
	EXPECT(out_of_memory(GFP_HIGHUSER, 0, true));
	EXPECT(hog.task->oom_victim && !small.task->oom_victim && !medium.task->oom_victim);
	EXPECT_EQ(hog.task->mm->nr_pages, 0);
	page = alloc_page(GFP_HIGHUSER & ~__GFP_RECLAIM);
	EXPECT(page != NULL);
	if (page)
		put_page(page);
	EXPECT_EQ(counters[COUNT_OOM_KILLS] - kills, 1);
	/* It has yet to end, so nobody else is chosen. */
	EXPECT(!out_of_memory(GFP_HIGHUSER, 0, true));
	EXPECT(oom_victim_pending());
	EXPECT_EQ(end(&hog), SIGKILL);
	EXPECT(!oom_victim_pending());
	EXPECT_EQ(end(&small), 0);
	EXPECT_EQ(end(&medium), 0);
	EXPECT_EQ(counters[COUNT_OOM_KILLS] - kills, 1);
	give_blocks(&list);
}

KTEST(oom_by_zone, "OOM: for lowmem, who holds lowmem dies, and not who is larger in highmem")
{
	struct test_process large, wide;
	u64 kills = counters[COUNT_OOM_KILLS];
	bool high = zone_info(ZONE_HIGHMEM).free > 2000;
	/* Nobody has any, if page tables are in highmem too. */
	bool anybody = !(high && (GFP_PTE & __GFP_HIGHMEM));
	LIST_HEAD(list);

	start(&large, 500, PAGE_SIZE);
	start(&wide, 60, PMD_SIZE); /* as many page tables */
	take_memory(&list, GFP_KERNEL);
	EXPECT_EQ(out_of_memory(GFP_KERNEL, 0, true), anybody);
	EXPECT_EQ(wide.task->oom_victim, anybody && high);
	EXPECT_EQ(large.task->oom_victim, anybody && !high);
	EXPECT_EQ(end(&wide), anybody && high ? SIGKILL : 0);
	EXPECT_EQ(end(&large), anybody && !high ? SIGKILL : 0);
	EXPECT_EQ(counters[COUNT_OOM_KILLS] - kills, anybody);
	give_blocks(&list);
}

KTEST(oom_call_fails, "OOM: an allocation fails where no death would end the shortage")
{
	struct test_process p[5];
	u64 kills = counters[COUNT_OOM_KILLS];
	unsigned int i;
	LIST_HEAD(list);

	for (i = 0; i < ARRAY_SIZE(p); i++)
		start(&p[i], 10, PAGE_SIZE);
	take_memory(&list, GFP_KERNEL);
	EXPECT(!alloc_page(GFP_KERNEL));
	EXPECT(!alloc_pages(GFP_KERNEL, 1));
	EXPECT(!kmalloc(2000, GFP_KERNEL));
	EXPECT_EQ(counters[COUNT_OOM_KILLS], kills);
	for (i = 0; i < ARRAY_SIZE(p); i++)
		EXPECT_EQ(end(&p[i]), 0);
	give_blocks(&list);
}

/* What is short of the high watermarks when all of the zones is in use down to min. */
static unsigned int between_marks(void)
{
	unsigned int z, n = 0;

	for (z = 0; z < NR_ZONES; z++)
		n += zone_info(z).wmark[WMARK_HIGH] - zone_info(z).wmark[WMARK_MIN];
	return n;
}

KTEST(oom_call_kills,
      "OOM: where one would, he dies and the allocation succeeds, unless it is large")
{
	struct test_process hog, small;
	u64 kills = counters[COUNT_OOM_KILLS];
	struct page *page;
	LIST_HEAD(list);

	start(&small, 10, PAGE_SIZE);
	start(&hog, between_marks() + 100, PAGE_SIZE);
	take_memory(&list, GFP_HIGHUSER);
	take_memory(&list, GFP_KERNEL);
	EXPECT(!alloc_pages(GFP_HIGHUSER, PAGE_ALLOC_COSTLY_ORDER + 1));
	EXPECT_EQ(counters[COUNT_OOM_KILLS], kills);
	page = alloc_page(GFP_HIGHUSER);
	EXPECT(page != NULL && hog.task->oom_victim);
	if (page)
		put_page(page);
	EXPECT_EQ(counters[COUNT_OOM_KILLS] - kills, 1);
	EXPECT_EQ(end(&hog), SIGKILL);
	EXPECT_EQ(end(&small), 0);
	give_blocks(&list);
}

KTEST(oom_nobody, "OOM: init is never chosen, and nobody while there is no shortage")
{
	struct mm *mm = open_mm();
	u64 kills = counters[COUNT_OOM_KILLS];
	struct test_process p;
	unsigned int i;
	LIST_HEAD(list);

	map_test_area(mm, 1000);
	for (i = 0; i < 1000; i++)
		EXPECT(poke(P(i), i));
	take_memory(&list, GFP_HIGHUSER);
	EXPECT(!out_of_memory(GFP_HIGHUSER, 0, true));
	EXPECT_EQ(handle_mm_fault(mm, P(1001), FAULT_WRITE), -EFAULT);
	give_blocks(&list);
	EXPECT(!current->oom_victim);

	start(&p, 10, PAGE_SIZE);
	EXPECT(out_of_memory(GFP_HIGHUSER, 0, true)); /* try again, it means */
	EXPECT(!out_of_memory(GFP_HIGHUSER, 0, false));
	EXPECT_EQ(end(&p), 0);
	EXPECT_EQ(counters[COUNT_OOM_KILLS], kills);
	for (i = 0; i < 1000; i++)
		EXPECT(holds(P(i), i));
	close_mm();
}

static void one_hog(void)
{
	struct test_process hog;
	LIST_HEAD(list);

	start(&hog, 500, 8 * PAGE_SIZE);
	take_memory(&list, GFP_HIGHUSER);
	out_of_memory(GFP_HIGHUSER, 0, true);
	give_blocks(&list);
	EXPECT_EQ(end(&hog), SIGKILL);
}

KTEST(oom_no_leaks, "OOM: all that a killed process had comes back")
{
	EXPECT(leaves_nothing(one_hog));
}
