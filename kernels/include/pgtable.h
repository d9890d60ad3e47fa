/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Page tables. Two paging modes (kernels/paging, chosen by include path) give the types, what
 * writes an entry, and what finds a directory's: paging_types.h. All entries hold physical
 * addresses. Directories and the kernel's page tables are lowmem; pte_map.h is about those of processes.
 */
#ifndef PGTABLE_H
#define PGTABLE_H

#include "layout.h"
#include "mech_global.h"
#include "mech_numbers.h"
#include "paging_types.h"
#include "types.h"

#define _PAGE_PRESENT  0x001u
#define _PAGE_RW       0x002u
#define _PAGE_USER     0x004u
#define _PAGE_ACCESSED 0x020u
#define _PAGE_DIRTY    0x040u
#define _PAGE_PSE      0x080u /* directory entry: maps a large page */
#define _PAGE_GLOBAL   0x100u

/* The kernel's own data pages; with the bits set that the CPU would otherwise write back. */
#define PAGE_KERNEL (_PAGE_PRESENT | _PAGE_RW | _PAGE_ACCESSED | _PAGE_DIRTY | kernel_global)
/* Directory entries that point to a table: rights are for the table's entries to say. */
#define TABLE_KERNEL (_PAGE_PRESENT | _PAGE_RW | _PAGE_ACCESSED)
#define TABLE_USER   (TABLE_KERNEL | _PAGE_USER)

#define PTRS_PER_PTE (1 << (PMD_SHIFT - PAGE_SHIFT))

/* The kernel's own root (and in 4G/4G the only one that maps it). */
extern pgd_t swapper_pg_dir[PTRS_PER_PGD];

/* What every kernel mapping carries beside its rights: _PAGE_GLOBAL or 0, by mechanism and CPU. */
extern u32 kernel_global;

/* A process's root (kernels/paging): no user page, and what is common with the kernel's. NULL if
 * there is no memory. Where user mode has a root of its own (MECH_ROOTS), that lies behind it. */
void pgd_init(void);
pgd_t *pgd_alloc(void);
void pgd_free(pgd_t *pgd); /* and its directories; no page tables */

static inline unsigned int pte_index(unsigned long addr)
{
	return (addr >> PAGE_SHIFT) & (PTRS_PER_PTE - 1);
}

/* Lowmem only, so 32 bits in either mode. */
static inline void *__va(unsigned long pa)
{
	return (void *)(pa + KERNEL_BASE);
}

static inline unsigned long __pa(const volatile void *va)
{
	return (unsigned long)va - KERNEL_BASE;
}

static inline bool pte_present(pte_t p)
{
	return p.v & _PAGE_PRESENT;
}

static inline bool pte_write(pte_t p)
{
	return p.v & _PAGE_RW;
}

static inline pte_t pte_wrprotect(pte_t p)
{
	return (pte_t){ p.v & ~(pteval_t)_PAGE_RW };
}

static inline unsigned long pte_pfn(pte_t p)
{
	return p.v >> PAGE_SHIFT;
}

static inline pte_t pfn_pte(unsigned long pfn, u32 flags)
{
	return (pte_t){ (pteval_t)pfn << PAGE_SHIFT | flags };
}

static inline bool pmd_present(pmd_t p)
{
	return p.v & _PAGE_PRESENT;
}

static inline bool pmd_large(pmd_t p)
{
	return p.v & _PAGE_PSE;
}

/* Of a table, or of the first page of a large one. */
static inline pmd_t pfn_pmd(unsigned long pfn, u32 flags)
{
	return (pmd_t){ (pteval_t)pfn << PAGE_SHIFT | flags };
}

/* The two kinds of entry differ in name only, for the compiler to tell them apart. */
static inline void set_pmd(pmd_t *p, pmd_t v)
{
	set_pte((pte_t *)p, (pte_t){ v.v });
}

/*
 * The entry of a process's directory for user pages. Where user mode has a root of its own, with a
 * directory of its own, that gets it as well.
 */
static inline void set_user_pmd(pmd_t *p, pmd_t v)
{
	set_pmd(p, v);
	if (MECH_ROOTS > 1 && ROOT_IS_DIRECTORY)
		set_pmd(p + PTRS_PER_PGD, v);
}

/* The page table, in lowmem, that a present, not large, directory entry points to. */
static inline pte_t *pmd_table(pmd_t p)
{
	return __va((unsigned long)p.v & PAGE_MASK);
}

/* The pte of an address in the kmap pool or the fixmap: both tables exist from boot on. */
extern pte_t pkmap_page_table[PTRS_PER_PTE];
extern pte_t fixmap_page_table[PTRS_PER_PTE];

#endif /* PGTABLE_H */
