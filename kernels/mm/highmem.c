// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * kmap: long-lived mappings of highmem pages in a pool of LAST_PKMAP slots, shared by all tasks.
 *
 * A slot that its last user has left stays mapped and stale, until the search for a free slot has
 * gone once through the pool: then all stale slots are unmapped, and one global flush drops their
 * TLB entries. A page that is mapped again while its slot is stale gets the slot back, as its
 * struct page still has the address; that also holds when the page was freed and allocated again
 * in between, so the page allocator leaves page->virtual alone. All as in Linux.
 */
#include "debug_highmem.h"
#include "highmem.h"
#include "mm.h"
#include "printk.h"
#include "task.h"

/* 0: free. 1: stale. n + 1: n users. */
static u16 pkmap_count[LAST_PKMAP];
static unsigned int last_pkmap_nr;
static struct wait_queue pkmap_map_wait = { LIST_HEAD_INIT(pkmap_map_wait.waiters) };

_Static_assert(LAST_PKMAP <= PTRS_PER_PTE, "the pool has one page table");

static void *pkmap_addr(unsigned int nr)
{
	return (void *)(PKMAP_BASE + ((unsigned long)nr << PAGE_SHIFT));
}

static unsigned int pkmap_nr(const void *addr)
{
	return ((unsigned long)addr - PKMAP_BASE) >> PAGE_SHIFT;
}

static void flush_all_zero_pkmaps(void)
{
	bool need_flush = false;
	unsigned int i;

	for (i = 0; i < LAST_PKMAP; i++) {
		if (pkmap_count[i] != 1)
			continue;
		pkmap_count[i] = 0;
		pfn_to_page(pte_pfn(pkmap_page_table[i]))->virtual = NULL;
		pte_clear(&pkmap_page_table[i]);
		need_flush = true;
	}
	if (need_flush)
		flush_tlb_all(LEDGER_KMAP_WRAP);
}

/* The next free slot in turn; LAST_PKMAP if there is none. */
static unsigned int find_free_pkmap(void)
{
	unsigned int left = LAST_PKMAP;

	do {
		last_pkmap_nr = (last_pkmap_nr + 1) % LAST_PKMAP;
		if (last_pkmap_nr == 0) {
			flush_all_zero_pkmaps();
			left = LAST_PKMAP; /* any of them may be free now */
		}
		if (!pkmap_count[last_pkmap_nr])
			return last_pkmap_nr;
	} while (--left);
	return LAST_PKMAP;
}

/* Of all tasks together. */
static unsigned long count_mappings(void)
{
	unsigned long n = 0;
	unsigned int i;

	for (i = 0; i < LAST_PKMAP; i++)
		if (pkmap_count[i])
			n += pkmap_count[i] - 1;
	return n;
}

/* False: no slot would ever become free. */
static bool map_new_virtual(struct page *page)
{
	unsigned int nr;

	while ((nr = find_free_pkmap()) == LAST_PKMAP) {
		if (kmap_deadlocks(&pkmap_map_wait, count_mappings()))
			return false;
		sleep_on(&pkmap_map_wait, TASK_UNINTERRUPTIBLE, 0);
		if (page->virtual)
			return true; /* somebody else mapped it meanwhile */
	}
	set_pte(&pkmap_page_table[nr], pfn_pte(page_to_pfn(page), PAGE_KERNEL));
	pkmap_count[nr] = 1;
	page->virtual = pkmap_addr(nr);
	return true;
}

void *kmap(struct page *page)
{
	if (!PageHighMem(page)) {
		count_event(COUNT_KMAPS_LOW);
		return lowmem_page_address(page);
	}
	debug_kmap();
	count_event(COUNT_KMAPS_HIGH);
	if (!page->virtual && !map_new_virtual(page))
		return NULL;
	pkmap_count[pkmap_nr(page->virtual)]++;
	current->kmaps_held++;
	return page->virtual;
}

void kunmap(struct page *page)
{
	unsigned int nr;

	if (!PageHighMem(page))
		return;
	nr = pkmap_nr(page->virtual);
	if (unlikely(!page->virtual || pkmap_count[nr] < 2))
		panic("kunmap: unbalanced: page %lx is not mapped", page_to_pfn(page));
	debug_kunmap();
	current->kmaps_held--;
	if (--pkmap_count[nr] == 1 && !list_empty(&pkmap_map_wait.waiters))
		wake_up(&pkmap_map_wait);
}
