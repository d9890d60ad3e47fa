// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * The kernel's own map. Built once, on top of the boot map that head.S made: from here on no
 * directory entry of the kernel changes, so that processes can share them by copy.
 */
#include "boot.h"
#include "cpu.h"
#include "mech.h"
#include "mm.h"
#include "printk.h"

#define PAGE_ALIGNED __attribute__((section(".bss..page_aligned"), aligned(PAGE_SIZE)))

pgd_t swapper_pg_dir[PTRS_PER_PGD] PAGE_ALIGNED;
pte_t pkmap_page_table[PTRS_PER_PTE] PAGE_ALIGNED;
pte_t fixmap_page_table[PTRS_PER_PTE] PAGE_ALIGNED;
static pte_t image_page_table[PTRS_PER_PTE] PAGE_ALIGNED;
static pte_t tail_page_table[PTRS_PER_PTE] PAGE_ALIGNED;

u32 kernel_global;
unsigned long invlpg_address;

#define TABLE_FLAGS (_PAGE_PRESENT | _PAGE_RW | _PAGE_ACCESSED)

static void __init set_table(unsigned long addr, pte_t *table)
{
	swapper_pg_dir[pgd_index(addr)].v = __pa(table) | TABLE_FLAGS;
}

/* The 4 MiB that hold the image have small pages, text and read-only data with their rights. */
static u32 __init image_flags(unsigned long addr)
{
	bool read_only = addr >= (unsigned long)_text && addr < (unsigned long)_erodata;

	return PAGE_KERNEL & ~(read_only ? _PAGE_RW | _PAGE_DIRTY : 0);
}

/*
 * The entry for one piece of the direct map: large pages, but small ones around the image and for a
 * last piece that is not a whole large page, so that nothing that is not memory is mapped.
 */
static u32 __init lowmem_entry(unsigned long pfn)
{
	unsigned long i, end = pfn + PTRS_PER_PTE;

	if (pfn == 0) {
		for (i = 0; i < end; i++)
			image_page_table[i] =
				pfn_pte(i, image_flags((unsigned long)__va(i << PAGE_SHIFT)));
		return __pa(image_page_table) | TABLE_FLAGS;
	}
	if (end <= max_low_pfn)
		return pfn << PAGE_SHIFT | PAGE_KERNEL | _PAGE_PSE;
	for (i = pfn; i < max_low_pfn; i++)
		tail_page_table[i - pfn] = pfn_pte(i, PAGE_KERNEL);
	return __pa(tail_page_table) | TABLE_FLAGS;
}

/* Replaces the boot map entry by entry, which at no moment unmaps what runs. */
static void __init map_lowmem(void)
{
	unsigned int i, first = pgd_index(KERNEL_BASE);

	for (i = 0; i < pgd_index(DIRECT_END); i++) {
		unsigned long pfn = (i - first) * PTRS_PER_PTE;

		swapper_pg_dir[i].v = i >= first && pfn < max_low_pfn ? lowmem_entry(pfn) : 0;
	}
}

void __init paging_init(void)
{
	u32 a, b, c, edx;

	cpuid(1, &a, &b, &c, &edx);
	if (!(edx & CPUID_PSE))
		nofit("the CPU has no page size extensions (PSE); try -cpu pentium3");
	if (edx & CPUID_PGE)
		kernel_global = SPLIT_GLOBAL_KERNEL ? _PAGE_GLOBAL : 0;

	/* The end may be 4 GiB itself, which is 0 in 32 bits. */
	max_pfn = ((memblock_end() - 1) >> PAGE_SHIFT) + 1;
	max_low_pfn = min(max_pfn, (unsigned long)LOWMEM_MAX >> PAGE_SHIFT);
	map_lowmem();
	set_table(PKMAP_BASE, pkmap_page_table);
	set_table(FIXMAP_BASE, fixmap_page_table);
	load_cr3(__pa(swapper_pg_dir));
	if (edx & CPUID_PGE)
		write_cr4(read_cr4() | X86_CR4_PGE);
}

void flush_tlb_kernel_page(unsigned long addr, enum ledger_cause cause)
{
	ledger_count(cause, LEDGER_KIND_INVLPG);
	invlpg(addr);
}

void flush_tlb_all(enum ledger_cause cause)
{
	unsigned long cr4 = read_cr4();

	ledger_count(cause, LEDGER_KIND_GLOBAL);
	write_cr4(cr4 & ~X86_CR4_PGE);
	write_cr4(cr4);
}
