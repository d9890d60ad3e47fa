// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Each misuse of the temporary mappings, and what the debug build says of it: `splitbench ktest
 * --debug` boots a machine for every one.
 */
#include "cpu.h"
#include "ktest.h"
#include "task.h"
#include "tests/test_pages.h"
#include "vmalloc.h"

static volatile u32 sink;

static void touch(const void *addr)
{
	sink = *(const volatile u32 *)addr;
}

MISUSE(kunmap_unbalanced, "kernel panic: kunmap: unbalanced: page * is not mapped")
{
	struct page *page = alloc_high_page();

	kmap(page);
	kunmap(page);
	kunmap(page);
}

static int map_it(void *page)
{
	kmap(page);
	schedule();
	kunmap(page);
	return 0;
}

MISUSE(kunmap_anothers, "kernel panic: kunmap: task * (init) holds no mapping")
{
	struct page *page = alloc_high_page();

	kernel_thread(map_it, page, "mapper");
	schedule();
	kunmap(page);
}

MISUSE(kmap_interrupts_off, "kernel panic: kmap: called with interrupts off")
{
	local_irq_disable();
	kmap(alloc_high_page());
}

static int map_and_exit(void *page)
{
	kmap(page);
	return 0;
}

MISUSE(exit_with_kmap, "kernel panic: exit: task * (mapper) holds 1 mappings of kmap")
{
	int status;

	kernel_thread(map_and_exit, alloc_high_page(), "mapper");
	do_wait4(-1, &status, 0);
}

/* Two tasks with half of the pool each, who want one more. Nobody panics: both must finish. */
static struct page *half[2][LAST_PKMAP / 2 + 1];

static int take_half(void *arg)
{
	struct page **mine = arg;
	unsigned int i;

	for (i = 0; i < LAST_PKMAP / 2; i++)
		kmap(mine[i]);
	schedule();
	if (kmap(mine[i]))
		kunmap(mine[i]);
	while (i--)
		kunmap(mine[i]);
	return 0;
}

MISUSE(kmap_nested, "kmap: deadlock: all * slots are held by tasks that wait for one*"
		    "kmap: task * (first) holds * and waits*"
		    "kmap: task * (second) holds * and gets no other*exit: 0")
{
	unsigned int t, i;
	int status;

	for (t = 0; t < 2; t++)
		for (i = 0; i <= LAST_PKMAP / 2; i++)
			half[t][i] = alloc_high_page();
	kernel_thread(take_half, half[0], "first");
	kernel_thread(take_half, half[1], "second");
	while (do_wait4(-1, &status, 0) > 0)
		;
}

MISUSE(sleep_in_atomic, "kernel panic: schedule: sleeping with kmap_atomic's slot KM_USER1 held, "
			"since sleep_in_atomic+")
{
	kmap_atomic(alloc_high_page(), KM_USER1);
	schedule();
}

/* A direct address would bear it, until a machine with highmem runs the same code. */
MISUSE(sleep_in_atomic_low, "kernel panic: schedule: sleeping with kmap_atomic's slot KM_USER0")
{
	kmap_atomic(alloc_page(GFP_KERNEL), KM_USER0);
	schedule();
}

MISUSE(atomic_stale, "kernel panic: stale address of kmap_atomic's slot KM_PTE0: *, released by "
		     "atomic_stale+")
{
	void *addr = kmap_atomic(alloc_high_page(), KM_PTE0);

	touch(addr);
	kunmap_atomic(addr, KM_PTE0);
	touch(addr);
}

MISUSE(atomic_in_use, "kernel panic: kmap_atomic: slot KM_USER0 is in use, since atomic_in_use+")
{
	kmap_atomic(alloc_high_page(), KM_USER0);
	kmap_atomic(alloc_high_page(), KM_USER0);
}

MISUSE(atomic_unbalanced, "kernel panic: kunmap_atomic: slot KM_USER0 is not in use")
{
	void *addr = kmap_atomic(alloc_high_page(), KM_USER0);

	kunmap_atomic(addr, KM_USER0);
	kunmap_atomic(addr, KM_USER0);
}

MISUSE(atomic_wrong_slot, "kernel panic: kunmap_atomic: * is not the address of slot")
{
	kunmap_atomic(kmap_atomic(alloc_high_page(), KM_USER0), KM_USER1);
}

MISUSE(atomic_irq_slot, "kernel panic: kmap_atomic: KM_IRQ0 is for interrupts, which are on")
{
	kmap_atomic(alloc_high_page(), KM_IRQ0);
}

MISUSE(local_out_of_order, "kernel panic: kunmap_local: out of order: * is not the last")
{
	void *first = kmap_local_page(alloc_high_page());

	kmap_local_page(alloc_high_page());
	kunmap_local(first);
}

MISUSE(local_stale, "kernel panic: stale address of kmap_local_page: *, the task's mapping 0 of 0")
{
	void *addr = kmap_local_page(alloc_high_page());

	kunmap_local(addr);
	touch(addr);
}

MISUSE(local_too_deep, "kernel panic: kmap_local_page: more than 16 nested mappings")
{
	unsigned int i;

	for (i = 0; i <= KMAP_LOCAL_MAX; i++)
		kmap_local_page(alloc_high_page());
}

MISUSE(vmalloc_overrun, "kernel panic: no page at * in the vmalloc area")
{
	char *addr = vmalloc(PAGE_SIZE);

	vmalloc(PAGE_SIZE);
	touch(addr + PAGE_SIZE);
}

MISUSE(vunmap_twice, "kernel panic: vunmap: no area of it begins at")
{
	struct page *page = alloc_high_page();
	void *addr = vmap(&page, 1);

	vunmap(addr);
	vunmap(addr);
}

MISUSE(vunmap_of_vmalloc, "kernel panic: vunmap: no area of it begins at")
{
	vunmap(vmalloc(PAGE_SIZE));
}
