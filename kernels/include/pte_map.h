/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The page tables of processes. Who looks at an entry maps the table it is in and unmaps it
 * afterwards, last mapped first. They are lowmem, and mapping is nothing; with the option HIGHPTE
 * (Linux's CONFIG_HIGHPTE) they come from highmem first, and each look takes a kmap_local_page().
 */
#ifndef PTE_MAP_H
#define PTE_MAP_H

#include "mm.h"

#ifdef OPTION_HIGHPTE

#define GFP_PTE (GFP_HIGHUSER | __GFP_ZERO)

static inline pte_t *pte_offset_map(pmd_t pmd, unsigned long addr)
{
	return (pte_t *)kmap_local_page(pfn_to_page(pmd.v >> PAGE_SHIFT)) + pte_index(addr);
}

static inline void pte_unmap(const pte_t *pte)
{
	kunmap_local(pte);
}

#else

#define GFP_PTE (GFP_KERNEL | __GFP_ZERO)

static inline pte_t *pte_offset_map(pmd_t pmd, unsigned long addr)
{
	return pmd_table(pmd) + pte_index(addr);
}

static inline void pte_unmap(const pte_t *pte)
{
	(void)pte;
}

#endif

/* The entry for addr, mapped; NULL where there is no page table. Not for large pages. */
static inline pte_t *pte_lookup(pgd_t *pgd, unsigned long addr)
{
	pmd_t pmd = *pmd_offset(pgd, addr);

	return pmd_present(pmd) ? pte_offset_map(pmd, addr) : NULL;
}

/* The entry's value; one that is not present where there is no page table. */
static inline pte_t pte_read(pgd_t *pgd, unsigned long addr)
{
	pte_t *pte = pte_lookup(pgd, addr), value;

	if (!pte)
		return (pte_t){ 0 };
	value = *pte;
	pte_unmap(pte);
	return value;
}

#endif /* PTE_MAP_H */
