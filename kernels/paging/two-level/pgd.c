// SPDX-License-Identifier: GPL-2.0-or-later
#include "mech.h"
#include "string.h"

#define COMMON_FROM (COMMON_BASE >> PMD_SHIFT)
#define WINDOW_PMD  (WINDOW_BASE >> PMD_SHIFT)
#define PGD_ORDER   (MECH_ROOTS - 1)

_Static_assert(PGD_PAGES == 1 << PGD_ORDER, "a process's roots are one block");

pgd_t swapper_pg_dir[PTRS_PER_PGD] __page_aligned_bss;

void __init pgd_init(void)
{
}

/* Of the kernel, user mode's own root has the window. */
static void init_user_root(pgd_t *pgd)
{
	memset(pgd, 0, PTRS_PER_PGD * sizeof(pgd_t));
	pgd[WINDOW_PMD] = swapper_pg_dir[WINDOW_PMD];
}

pgd_t *pgd_alloc(void)
{
	pgd_t *pgd = (pgd_t *)__get_free_pages(GFP_KERNEL, PGD_ORDER);

	if (!pgd)
		return NULL;
	nr_page_table_pages += PGD_PAGES;
	memset(pgd, 0, COMMON_FROM * sizeof(pgd_t));
	memcpy(pgd + COMMON_FROM, swapper_pg_dir + COMMON_FROM,
	       (PTRS_PER_PGD - COMMON_FROM) * sizeof(pgd_t));
	if (MECH_ROOTS > 1)
		init_user_root(pgd + PTRS_PER_PGD);
	return pgd;
}

void pgd_free(pgd_t *pgd)
{
	nr_page_table_pages -= PGD_PAGES;
	free_pages((unsigned long)pgd, PGD_ORDER);
}
