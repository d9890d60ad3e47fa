// SPDX-License-Identifier: GPL-2.0-or-later
#include "mech.h"
#include "string.h"

#define COMMON_FROM (COMMON_BASE >> PMD_SHIFT)

pgd_t swapper_pg_dir[PTRS_PER_PGD] __page_aligned_bss;

void __init pgd_init(void)
{
}

pgd_t *pgd_alloc(void)
{
	pgd_t *pgd = (pgd_t *)__get_free_pages(GFP_KERNEL, 0);

	if (!pgd)
		return NULL;
	nr_page_table_pages++;
	memset(pgd, 0, COMMON_FROM * sizeof(pgd_t));
	memcpy(pgd + COMMON_FROM, swapper_pg_dir + COMMON_FROM,
	       (PTRS_PER_PGD - COMMON_FROM) * sizeof(pgd_t));
	return pgd;
}

void pgd_free(pgd_t *pgd)
{
	nr_page_table_pages--;
	free_pages((unsigned long)pgd, 0);
}
