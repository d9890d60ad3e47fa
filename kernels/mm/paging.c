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

#define IMAGE_PTES (IMAGE_MAX >> PAGE_SHIFT)

pte_t pkmap_page_table[PTRS_PER_PTE] __page_aligned_bss;
pte_t fixmap_page_table[PTRS_PER_PTE] __page_aligned_bss;
static pte_t image_page_table[IMAGE_PTES] __page_aligned_bss;
static pte_t tail_page_table[PTRS_PER_PTE] __page_aligned_bss;

u32 kernel_global;
unsigned long invlpg_address;

static pmd_t table_pmd(const pte_t *table)
{
	return pfn_pmd(__pa(table) >> PAGE_SHIFT, TABLE_KERNEL);
}

/* The IMAGE_MAX bytes that hold the image have small pages, text and read-only data with their
 * rights. */
static u32 __init image_flags(unsigned long addr)
{
	bool read_only = addr >= (unsigned long)_text && addr < (unsigned long)_erodata;

	return PAGE_KERNEL & ~(read_only ? _PAGE_RW | _PAGE_DIRTY : 0);
}

/*
 * The entry for one piece of the direct map: large pages, but small ones around the image and for a
 * last piece that is not a whole large page, so that nothing that is not memory is mapped.
 */
static pmd_t __init lowmem_entry(unsigned long pfn)
{
	unsigned long i, end = pfn + PTRS_PER_PTE;

	if (pfn < IMAGE_PTES) {
		for (i = pfn; i < end; i++)
			set_pte(&image_page_table[i],
				pfn_pte(i, image_flags((unsigned long)__va(i << PAGE_SHIFT))));
		return table_pmd(image_page_table + pfn);
	}
	if (end <= max_low_pfn)
		return pfn_pmd(pfn, PAGE_KERNEL | _PAGE_PSE);
	for (i = pfn; i < max_low_pfn; i++)
		set_pte(&tail_page_table[i - pfn], pfn_pte(i, PAGE_KERNEL));
	return table_pmd(tail_page_table);
}

/* Replaces the boot map entry by entry, which at no moment unmaps what runs. */
static void __init map_lowmem(void)
{
	unsigned long addr;

	for (addr = 0; addr < DIRECT_END; addr += PMD_SIZE) {
		unsigned long pfn = __pa((void *)addr) >> PAGE_SHIFT;
		bool lowmem = addr >= KERNEL_BASE && pfn < max_low_pfn;

		set_pmd(pmd_offset(swapper_pg_dir, addr),
			lowmem ? lowmem_entry(pfn) : (pmd_t){ 0 });
	}
}

#define HIGHMEM_START_LEAST (0x01000000ul >> PAGE_SHIFT) /* the DMA zone is always lowmem */

/*
 * highmem=MIB on the command line makes the end of RAM highmem that the direct map could hold, so
 * that highmem and small lowmem can be tested with little RAM; in whole MAX_ORDER blocks (buddy.c).
 * Linux's parameter.
 */
static unsigned long __init lowmem_end(void)
{
	unsigned long end = min(max_pfn, (unsigned long)LOWMEM_MAX >> PAGE_SHIFT);
	unsigned long high = cmdline_number("highmem=", 0) << (20 - PAGE_SHIFT);

	if (high <= max_pfn - end)
		return end;
	high = ALIGN_DOWN(max_pfn - min(high, max_pfn), 1ul << (MAX_ORDER - 1));
	return min(end, max(high, HIGHMEM_START_LEAST));
}

void __init paging_init(void)
{
	u32 a, b, c, edx;

	cpuid(1, &a, &b, &c, &edx);
	if (!(edx & CPUID_PAGING))
		nofit("%s: the CPU has no " CPUID_PAGING_NAME "; try -cpu pentium3", CONFIG_NAME);
	if (edx & CPUID_PGE)
		kernel_global = GLOBAL_KERNEL ? _PAGE_GLOBAL : 0;

	max_low_pfn = lowmem_end();
	map_lowmem();
	set_pmd(pmd_offset(swapper_pg_dir, PKMAP_BASE), table_pmd(pkmap_page_table));
	set_pmd(pmd_offset(swapper_pg_dir, FIXMAP_BASE), table_pmd(fixmap_page_table));
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
