// SPDX-License-Identifier: GPL-2.0-or-later
/* Temporary mappings in an interrupt handler: a timer's, which runs in the timer interrupt. */
#include "cpu.h"
#include "ktest.h"
#include "task.h"
#include "test_pages.h"

static struct page *irq_page[2];
static volatile bool fired;
static bool irq_saw_its_own, irq_depth_kept;

/* What the handler finds in the interrupted task's stack of slots it leaves there. */
static void map_in_interrupt(struct timer *t)
{
	u32 depth = current->kmap_depth;
	void *atomic = kmap_atomic(irq_page[0], KM_IRQ0), *local = kmap_local_page(irq_page[1]);

	(void)t;
	irq_saw_its_own = check_page(atomic, 20) && check_page(local, 21);
	fill_page(atomic, 30);
	fill_page(local, 31);
	kunmap_local(local);
	kunmap_atomic(atomic, KM_IRQ0);
	irq_depth_kept = current->kmap_depth == depth;
	fired = true;
}

static void fill(struct page *page, u32 seed)
{
	void *addr = kmap_local_page(page);

	fill_page(addr, seed);
	kunmap_local(addr);
}

static bool holds_fill(struct page *page, u32 seed)
{
	void *addr = kmap_local_page(page);
	bool ok = check_page(addr, seed);

	kunmap_local(addr);
	return ok;
}

KTEST(kmap_atomic_interrupt,
      "kmap_atomic, kmap_local_page: in a timer interrupt, while the interrupted task holds others")
{
	struct page *page[] = { alloc_high_page(), alloc_high_page() };
	void *atomic, *local;
	struct timer timer;
	unsigned int i;
	u64 irqs;

	for (i = 0; i < 2; i++) {
		irq_page[i] = alloc_high_page();
		fill(irq_page[i], 20 + i);
	}
	atomic = kmap_atomic(page[0], KM_USER0);
	local = kmap_local_page(page[1]);
	fill_page(atomic, 10);
	fill_page(local, 11);

	fired = false;
	irqs = counters[COUNT_TICKS];
	timer_init(&timer, map_in_interrupt);
	timer_set(&timer, jiffies + 2);
	/* The mappings are in use, and in the TLB, when the interrupt comes. */
	while (!fired)
		EXPECT(*(volatile u32 *)atomic == 10 * 2654435761u &&
		       *(volatile u32 *)local == 11 * 2654435761u);
	EXPECT(counters[COUNT_TICKS] - irqs >= 2);
	EXPECT(irq_saw_its_own && irq_depth_kept);
	EXPECT(check_page(atomic, 10) && check_page(local, 11));
	kunmap_local(local);
	kunmap_atomic(atomic, KM_USER0);

	for (i = 0; i < 2; i++) {
		EXPECT(holds_fill(irq_page[i], 30 + i));
		free_high_page(irq_page[i]);
		free_high_page(page[i]);
	}
}
