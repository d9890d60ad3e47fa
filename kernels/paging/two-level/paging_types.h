/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Two-level page tables: a directory of 1024 entries, and tables of 1024 entries, of 32 bits. The
 * directory is what CR3 points to, so the upper level and the middle one are the same.
 */
#ifndef PAGING_TYPES_H
#define PAGING_TYPES_H

#include "layout.h"
#include "types.h"

typedef u32 pteval_t;

typedef struct {
	pteval_t v;
} pte_t;
typedef struct {
	pteval_t v;
} pmd_t; /* a directory entry: a page table, or a large page */
typedef pmd_t pgd_t; /* what a root consists of */

#define PTRS_PER_PGD 1024
#define PGD_PAGES    MECH_ROOTS /* that a process's roots, which are its directories, take */

#define CPUID_PAGING	  (1u << 3) /* PSE */
#define CPUID_PAGING_NAME "page size extensions (PSE)"

static inline void set_pte(pte_t *p, pte_t v)
{
	*(volatile pteval_t *)&p->v = v.v;
}

static inline void pte_clear(pte_t *p)
{
	set_pte(p, (pte_t){ 0 });
}

/* The directory entry for addr. */
static inline pmd_t *pmd_offset(pgd_t *pgd, unsigned long addr)
{
	return pgd + (addr >> PMD_SHIFT);
}

#endif /* PAGING_TYPES_H */
