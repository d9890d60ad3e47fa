/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Consecutive kernel addresses for scattered pages (mm/vmalloc.c). None of these may be called from
 * an interrupt handler.
 */
#ifndef VMALLOC_H
#define VMALLOC_H

#include "mm.h"

/*
 * Pages in unmapped areas, guards included; more are flushed. Linux has 32 MiB for one CPU, of the
 * 120 MiB or so that i386 has for vmalloc: in that proportion to the 92 MiB here (98 under PAE,
 * whose tables map less, but the same batch for all).
 */
#define VMALLOC_LAZY_MAX ((24u << 20) >> PAGE_SHIFT)

extern unsigned long nr_vmalloc_pages; /* mapped now */

void vmalloc_init(void); /* before the page allocator */

/*
 * Map n pages of any zones, the same one also more than once; NULL: no room for the addresses or no
 * memory for the descriptor. The pages stay the caller's. Lowmem pages that lie one behind the
 * other are not mapped: the direct address of the first.
 */
void *vmap(struct page *const *pages, unsigned int n);
void vunmap(const void *addr); /* what vmap returned, or NULL */

/* Memory that is not cleared, in whole pages, from highmem first; NULL if there is none. */
void *vmalloc(size_t size);
void vfree(const void *addr); /* what vmalloc returned, or NULL */

/* Drop what the TLB still has of unmapped areas, with one global flush; none if there is nothing.
 */
void vm_unmap_aliases(void);

#endif /* VMALLOC_H */
