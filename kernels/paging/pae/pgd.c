// SPDX-License-Identifier: GPL-2.0-or-later
#include "mech.h"
#include "string.h"

_Static_assert(SPLIT_SEPARATE_PGD || COMMON_BASE % PGDIR_SIZE == 0,
	       "with PAE, user and kernel meet at a multiple of 1 GiB");

/* The CPU wants the four entries at a multiple of 32, below 4 GiB. */
pgd_t swapper_pg_dir[PTRS_PER_PGD] __attribute__((aligned(32)));
pmd_t swapper_pmds[PTRS_PER_PGD * PTRS_PER_PMD] __page_aligned_bss;
static struct kmem_cache *pgd_cache;
/* The last GiB of user mode's own roots, which are all alike in it. */
static pmd_t window_pmds[PTRS_PER_PMD] __page_aligned_bss;

void __init pgd_init(void)
{
	pmd_t *window = window_pmds + pmd_index(WINDOW_BASE);

	pgd_cache = kmem_cache_create("pgd", MECH_ROOTS * sizeof(swapper_pg_dir),
				      sizeof(swapper_pg_dir));
	if (MECH_ROOTS > 1)
		set_pmd(window, *pmd_offset(swapper_pg_dir, WINDOW_BASE));
}

static pmd_t *pmd_alloc(unsigned long start)
{
	pmd_t *pmd = (pmd_t *)__get_free_pages(GFP_KERNEL, 0);
	unsigned int common = min((COMMON_BASE - start) >> PMD_SHIFT, (unsigned long)PTRS_PER_PMD);

	if (!pmd)
		return NULL;
	nr_page_table_pages++;
	memset(pmd, 0, common * sizeof(pmd_t));
	memcpy(pmd + common, pmd_offset(swapper_pg_dir, start) + common,
	       (PTRS_PER_PMD - common) * sizeof(pmd_t));
	return pmd;
}

static void free_pmds(pgd_t *pgd, unsigned int n)
{
	while (n--) {
		nr_page_table_pages--;
		free_pages((unsigned long)pmd_offset(pgd, (unsigned long)n << PGDIR_SHIFT), 0);
	}
	kmem_cache_free(pgd_cache, pgd);
}

/* The directories of user pages are the kernel's root's; of the kernel there is the window. */
static void init_user_root(pgd_t *pgd, const pgd_t *kernels)
{
	memcpy(pgd, kernels, PGD_PAGES * sizeof(pgd_t));
	pgd[PTRS_PER_PGD - 1].v = __pa(window_pmds) | _PAGE_PRESENT;
}

pgd_t *pgd_alloc(void)
{
	pgd_t *pgd = kmem_cache_alloc(pgd_cache, GFP_KERNEL);
	unsigned int i;

	if (!pgd)
		return NULL;
	for (i = 0; i < PGD_PAGES; i++) {
		pmd_t *pmd = pmd_alloc((unsigned long)i << PGDIR_SHIFT);

		if (!pmd) {
			free_pmds(pgd, i);
			return NULL;
		}
		pgd[i].v = __pa(pmd) | _PAGE_PRESENT;
	}
	for (; i < PTRS_PER_PGD; i++)
		pgd[i] = swapper_pg_dir[i];
	if (MECH_ROOTS > 1)
		init_user_root(pgd + PTRS_PER_PGD, pgd);
	return pgd;
}

void pgd_free(pgd_t *pgd)
{
	free_pmds(pgd, PGD_PAGES);
}
