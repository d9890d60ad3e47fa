/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Two-level page tables: the page directory and the page table, 1024 entries of 32 bits each.
 * All entries hold physical addresses. Page tables are lowmem pages.
 */
#ifndef PGTABLE_H
#define PGTABLE_H

#include "layout.h"
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

typedef struct {
	u32 v;
} pte_t;
typedef struct {
	u32 v;
} pgd_t; /* a directory entry */

#define PTRS_PER_PTE 1024
#define PTRS_PER_PGD 1024
#define USER_PGDS    ((u32)USER_TOP >> PGDIR_SHIFT) /* directory entries that hold user mappings */

/* The kernel's own page directory (and in 4G/4G the only one that maps it). */
extern pgd_t swapper_pg_dir[PTRS_PER_PGD];

/* What every kernel mapping carries beside its rights: _PAGE_GLOBAL or 0, by split and CPU. */
extern u32 kernel_global;

static inline unsigned int pgd_index(unsigned long addr)
{
	return addr >> PGDIR_SHIFT;
}

static inline unsigned int pte_index(unsigned long addr)
{
	return (addr >> PAGE_SHIFT) & (PTRS_PER_PTE - 1);
}

static inline void *__va(phys_addr_t pa)
{
	return (void *)(pa + KERNEL_BASE);
}

static inline phys_addr_t __pa(const volatile void *va)
{
	return (phys_addr_t)va - KERNEL_BASE;
}

static inline bool pte_present(pte_t p)
{
	return p.v & _PAGE_PRESENT;
}

static inline bool pte_write(pte_t p)
{
	return p.v & _PAGE_RW;
}

static inline unsigned long pte_pfn(pte_t p)
{
	return p.v >> PAGE_SHIFT;
}

static inline pte_t pfn_pte(unsigned long pfn, u32 flags)
{
	return (pte_t){ (u32)pfn << PAGE_SHIFT | flags };
}

static inline bool pgd_present(pgd_t p)
{
	return p.v & _PAGE_PRESENT;
}

/* The page table a present, not large, directory entry points to. */
static inline pte_t *pgd_table(pgd_t p)
{
	return __va(p.v & PAGE_MASK);
}

/* The entry for addr, or NULL where there is no page table. Not for large pages. */
static inline pte_t *pte_lookup(pgd_t *pgd, unsigned long addr)
{
	pgd_t e = pgd[pgd_index(addr)];

	return pgd_present(e) ? pgd_table(e) + pte_index(addr) : NULL;
}

/* The pte of an address in the kmap pool or the fixmap: both tables exist from boot on. */
extern pte_t pkmap_page_table[PTRS_PER_PTE];
extern pte_t fixmap_page_table[PTRS_PER_PTE];

#endif /* PGTABLE_H */
