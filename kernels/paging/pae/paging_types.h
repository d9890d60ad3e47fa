/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * PAE: CR3 points to four entries of 1 GiB, each points to a directory of 512 entries, these to
 * tables of 512 entries; all of 64 bits. The CPU reads the four when CR3 is loaded and not again
 * (Intel SDM volume 3, 4.4.1), so all of them are there from the start, in every root. Bit 63 (NX)
 * is left clear: a Pentium III has no such bit.
 */
#ifndef PAGING_TYPES_H
#define PAGING_TYPES_H

#include "layout.h"
#include "types.h"

typedef u64 pteval_t;

typedef struct {
	pteval_t v;
} pte_t;
typedef struct {
	pteval_t v;
} pmd_t; /* a directory entry: a page table, or a large page */
typedef struct {
	pteval_t v;
} pgd_t; /* one of the four */

#define PTRS_PER_PGD 4
#define PTRS_PER_PMD 512
/*
 * Pages that a process's directories take: those of the gigabytes that have something of its own.
 * In a shared map the kernel's gigabytes follow, with the kernel's directories; in a separate one
 * what is common is the end of the last.
 */
#define PGD_PAGES (DIV_ROUND_UP((u64)COMMON_BASE, PGDIR_SIZE))

#define CPUID_PAGING	  (1u << 6) /* PAE */
#define CPUID_PAGING_NAME "physical address extension (PAE)"

/*
 * In two stores, since there is one CPU: the half with the present bit last, so that a walk in
 * between finds either nothing or all. Where a present entry is replaced, it may find a mixture,
 * and the flush that such a change needs anyway has to follow.
 */
static inline void set_pte(pte_t *p, pte_t v)
{
	volatile u32 *half = (volatile u32 *)p;

	half[1] = v.v >> 32;
	half[0] = v.v;
}

static inline void pte_clear(pte_t *p)
{
	volatile u32 *half = (volatile u32 *)p;

	half[0] = 0;
	half[1] = 0;
}

static inline unsigned int pmd_index(unsigned long addr)
{
	return (addr >> PMD_SHIFT) & (PTRS_PER_PMD - 1);
}

/* The directory entry for addr. Directories are lowmem pages. */
static inline pmd_t *pmd_offset(pgd_t *pgd, unsigned long addr)
{
	u32 directory = (u32)pgd[addr >> PGDIR_SHIFT].v & ~(PAGE_SIZE - 1);

	return (pmd_t *)(directory + KERNEL_BASE) + pmd_index(addr);
}

#endif /* PAGING_TYPES_H */
