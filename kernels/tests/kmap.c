// SPDX-License-Identifier: GPL-2.0-or-later
/* kmap's pool: aliases, stale slots, one flush a wrap, sleeping when it is exhausted. */
#include "ktest.h"
#include "task.h"
#include "test_pages.h"

/* One more than there are slots: mapped in turn, each has lost its slot when its turn comes again.
 */
enum { NR_PAGES = LAST_PKMAP + 1 };
static struct page *pages[NR_PAGES];

static void alloc_pool_pages(void)
{
	unsigned int i;

	for (i = 0; i < NR_PAGES; i++)
		pages[i] = alloc_high_page();
}

static void free_pool_pages(void)
{
	unsigned int i;

	for (i = 0; i < NR_PAGES; i++)
		free_high_page(pages[i]);
}

static u64 wraps(void)
{
	return ledger[LEDGER_KMAP_WRAP][LEDGER_KIND_GLOBAL];
}

static bool in_pool(const void *addr)
{
	return (unsigned long)addr >= PKMAP_BASE &&
	       (unsigned long)addr < PKMAP_BASE + LAST_PKMAP * PAGE_SIZE;
}

/* Map and unmap all pages in turn, `n` mappings; how many found no slot of their own. */
static unsigned int cycle(unsigned int n)
{
	static unsigned int turn;
	unsigned int cold = 0;

	while (n--) {
		struct page *page = pages[turn++ % NR_PAGES];
		bool was_cold = !page->virtual;
		u32 *addr = kmap(page);

		cold += was_cold;
		*addr = page_to_pfn(page);
		kunmap(page);
	}
	return cold;
}

KTEST(kmap_one_flush_a_wrap, "kmap: one global flush for each LAST_PKMAP cold mappings, exactly")
{
	u64 before;
	unsigned int i;

	alloc_pool_pages();
	cycle(NR_PAGES);
	before = wraps();
	for (i = 1; i <= 5; i++) {
		EXPECT_EQ(cycle(LAST_PKMAP), LAST_PKMAP);
		EXPECT_EQ(wraps() - before, i);
	}
	/* Each went to the page it was meant for. */
	for (i = 0; i < NR_PAGES; i++) {
		u32 *addr = kmap_local_page(pages[i]);

		EXPECT_EQ(*addr, page_to_pfn(pages[i]));
		kunmap_local(addr);
	}
	free_pool_pages();
}

KTEST(kmap_stale_slot, "kmap: a page whose slot is stale gets it back without a flush")
{
	struct page *page = alloc_high_page(), *again;
	void *first, *second;
	u64 before;

	first = kmap(page);
	EXPECT(in_pool(first));
	before = wraps();
	second = kmap(page); /* two users */
	EXPECT(second == first);
	kunmap(page);
	fill_page(first, 1); /* still mapped for the other */
	kunmap(page);
	EXPECT(kmap(page) == first && check_page(first, 1));
	kunmap(page);

	/* Also when it was free in between. */
	free_high_page(page);
	again = alloc_high_page();
	EXPECT(again == page);
	EXPECT(kmap(again) == first);
	kunmap(again);
	EXPECT_EQ(wraps(), before);
	free_high_page(again);
}

KTEST(kmap_in_use_survives, "kmap: a mapping in use survives the pool's wraps")
{
	struct page *held = alloc_high_page();
	void *addr = kmap(held);
	u64 before = wraps();

	fill_page(addr, 2);
	alloc_pool_pages();
	cycle(3 * LAST_PKMAP);
	EXPECT(wraps() - before >= 3);
	EXPECT(kmap(held) == addr && check_page(addr, 2));
	kunmap(held);
	kunmap(held);
	free_pool_pages();
	free_high_page(held);
}

KTEST(kmap_low, "kmap: a lowmem page has its direct address and takes no slot")
{
	struct page *page = alloc_page(GFP_KERNEL);
	void *slot = page->virtual; /* of an earlier test that called it a highmem page */
	u64 low = counters[COUNT_KMAPS_LOW], high = counters[COUNT_KMAPS_HIGH];

	EXPECT(kmap(page) == lowmem_page_address(page));
	EXPECT(page->virtual == slot);
	kunmap(page);
	EXPECT_EQ(counters[COUNT_KMAPS_LOW] - low, 1);
	EXPECT_EQ(counters[COUNT_KMAPS_HIGH], high);
	put_page(page);
}

static struct page *wanted;
static void *volatile wanted_addr;

static bool let_go;

static int map_wanted(void *unused)
{
	(void)unused;
	wanted_addr = kmap(wanted);
	while (!let_go)
		schedule();
	kunmap(wanted);
	return 0;
}

static void let_others_run(void)
{
	unsigned int i;

	for (i = 0; i < 10; i++)
		schedule();
}

KTEST(kmap_sleeps, "kmap: sleeps when all slots are in use, and is woken by kunmap")
{
	struct task *task;
	unsigned int i;
	int status;
	u64 before;
	void *addr;

	alloc_pool_pages();
	wanted = pages[LAST_PKMAP];
	wanted_addr = NULL;
	let_go = false;
	for (i = 0; i < LAST_PKMAP; i++)
		fill_page(kmap(pages[i]), i);

	before = wraps();
	task = kernel_thread(map_wanted, NULL, "kmap");
	let_others_run();
	EXPECT(!wanted_addr);
	EXPECT_EQ(task->state, TASK_UNINTERRUPTIBLE);

	/* A slot that still has a user is of no use... */
	kmap(pages[5]);
	kunmap(pages[5]);
	let_others_run();
	EXPECT(!wanted_addr);
	EXPECT_EQ(wraps(), before); /* it found nothing stale to flush */
	/* ...and one that its last user leaves is what it waits for. */
	addr = pages[5]->virtual;
	kunmap(pages[5]);
	let_others_run();
	EXPECT(wanted_addr == addr);
	EXPECT_EQ(wraps() - before, 1);
	EXPECT(!pages[5]->virtual);

	for (i = 0; i < LAST_PKMAP; i++)
		EXPECT(i == 5 || check_page(pages[i]->virtual, i));
	for (i = 0; i < LAST_PKMAP; i++)
		if (i != 5)
			kunmap(pages[i]);
	let_go = true;
	do_wait4(-1, &status, 0);
	free_pool_pages();
}
