// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Short mappings of highmem pages in slots of the fixmap's page table: kmap_atomic, a slot for each
 * type of use, and kmap_local_page, a stack of slots that belongs to the running task.
 *
 *   FIXMAP_BASE + type             kmap_atomic
 *   FIXMAP_BASE + KM_TYPE_NR + i   kmap_local_page, i-th nested mapping    (in pages)
 */
#include "debug_highmem.h"
#include "mm.h"
#include "printk.h"
#include "task.h"

#define KMAP_SLOTS (KM_TYPE_NR + KMAP_LOCAL_MAX)

_Static_assert(KMAP_SLOTS <= PTRS_PER_PTE, "the fixmap has one page table");

static unsigned long slot_addr(unsigned int slot)
{
	return FIXMAP_BASE + ((unsigned long)slot << PAGE_SHIFT);
}

static void set_slot(unsigned int slot, pte_t pte)
{
	set_pte(&fixmap_page_table[slot], pte);
	barrier(); /* before any access through it */
}

static void clear_slot(unsigned int slot)
{
	pte_clear(&fixmap_page_table[slot]);
	flush_tlb_kernel_page(slot_addr(slot), LEDGER_KMAP_LOCAL);
}

/*
 * As in Linux 2.6 without CONFIG_DEBUG_HIGHMEM: kunmap_atomic leaves the mapping in place, and the
 * next user of the slot replaces it and drops its TLB entry. So a pair of calls costs one INVLPG,
 * and the slot's first use none. The debug build unmaps the slot at once.
 */
void *kmap_atomic(struct page *page, enum km_type type)
{
	bool replaces;

	debug_kmap_atomic(type, __builtin_return_address(0));
	if (!PageHighMem(page)) {
		count_event(COUNT_KMAPS_LOW);
		return lowmem_page_address(page);
	}
	count_event(COUNT_KMAPS_HIGH);
	replaces = pte_present(fixmap_page_table[type]);
	set_slot(type, pfn_pte(page_to_pfn(page), PAGE_KERNEL));
	if (replaces)
		flush_tlb_kernel_page(slot_addr(type), LEDGER_KMAP_LOCAL);
	return (void *)slot_addr(type);
}

void kunmap_atomic(void *addr, enum km_type type)
{
	if ((unsigned long)addr >= FIXMAP_BASE && unlikely((unsigned long)addr != slot_addr(type)))
		panic("kunmap_atomic: %p is not the address of slot %u", addr, type);
	debug_kunmap_atomic(type, __builtin_return_address(0));
	if (DEBUG_HIGHMEM && (unsigned long)addr >= FIXMAP_BASE)
		clear_slot(type);
}

/* Apart, so that they cost those who call rightly nothing. */
static void __noreturn __attribute__((noinline)) too_deep(void)
{
	panic("kmap_local_page: more than %u nested mappings", KMAP_LOCAL_MAX);
}

static void __noreturn __attribute__((noinline)) out_of_order(unsigned long addr)
{
	panic("kunmap_local: out of order: %08lx is not the last of the task's %u mappings", addr,
	      current->kmap_depth);
}

void *kmap_local_page(struct page *page)
{
	unsigned int slot;

	if (!PageHighMem(page)) {
		count_event(COUNT_KMAPS_LOW);
		return lowmem_page_address(page);
	}
	count_event(COUNT_KMAPS_HIGH);
	if (unlikely(current->kmap_depth == KMAP_LOCAL_MAX))
		too_deep();
	slot = KM_TYPE_NR + current->kmap_depth++;
	set_slot(slot, pfn_pte(page_to_pfn(page), PAGE_KERNEL));
	return (void *)slot_addr(slot);
}

void kunmap_local(const void *addr)
{
	unsigned long va = (unsigned long)addr & PAGE_MASK;

	if (va < FIXMAP_BASE)
		return; /* the direct address of a lowmem page */
	if (unlikely(current->kmap_depth == 0 ||
		     va != slot_addr(KM_TYPE_NR + current->kmap_depth - 1)))
		out_of_order(va);
	clear_slot(KM_TYPE_NR + --current->kmap_depth);
}

/*
 * The slots have the same addresses in every task, so the mappings are exchanged: `prev` takes its
 * own along, and finds them again when it is `next`.
 */
void kmap_local_switch(struct task *prev, struct task *next)
{
	unsigned int i;

	for (i = 0; i < prev->kmap_depth; i++) {
		prev->kmap_ptes[i] = fixmap_page_table[KM_TYPE_NR + i];
		clear_slot(KM_TYPE_NR + i);
	}
	for (i = 0; i < next->kmap_depth; i++)
		set_slot(KM_TYPE_NR + i, next->kmap_ptes[i]);
}
