/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What mm.c, vma.c, mmap.c and fault.c share. */
#ifndef VMA_H
#define VMA_H

#include "err.h"
#include "vm.h"
#include "vdso.h"

#define STACK_LIMIT (8ul << 20) /* Linux's default RLIMIT_STACK */
#define STACK_GAP   (1ul << 20) /* what stays free below the stack's limit */
#define MMAP_BASE   ALIGN_DOWN(STACK_TOP - STACK_LIMIT - STACK_GAP, (unsigned long)PGDIR_SIZE)

/* The software sets accessed and dirty: the CPU's walk need not write to the tables. */
#define USER_PTE_FLAGS (_PAGE_PRESENT | _PAGE_USER | _PAGE_ACCESSED)
/* In an entry that is not present: the page is kept for when PROT_NONE ends. Linux's bit. */
#define _PAGE_PROTNONE _PAGE_GLOBAL
#define USER_PTE_WRITE (_PAGE_RW | _PAGE_DIRTY)

/* There is a page, present or not. */
static inline bool pte_mapped(pte_t p)
{
	return p.v & (_PAGE_PRESENT | _PAGE_PROTNONE);
}

/* One for every page that no allocation of ours put there: kernel pages are not counted. */
static inline void get_user_page(unsigned long pfn)
{
	struct page *page = pfn_to_page(pfn);

	if (!(page->flags & PG_reserved))
		get_page(page);
}

static inline void put_user_page(unsigned long pfn)
{
	struct page *page = pfn_to_page(pfn);

	if (!(page->flags & PG_reserved))
		put_page(page);
}

void vma_init(void);
void fault_init(void);

/* The entry for addr, with a page table made if there is none; NULL: no memory. */
pte_t *pte_alloc(struct mm *mm, unsigned long addr);

/* A new area where there is none; takes a reference to file. Merges with a neighbour. 0, -ENOMEM. */
int vma_add(struct mm *mm, unsigned long start, unsigned long end, u32 flags, struct file *file,
	    unsigned long pgoff);
/* Make start and end area boundaries, where they lie within one. 0, -ENOMEM. */
int vma_split(struct mm *mm, unsigned long start, unsigned long end);
/* Remove the areas of [start, end), which are boundaries, and their pages. */
void vma_remove(struct mm *mm, unsigned long start, unsigned long end);
void vma_free_all(struct mm *mm);
/* Join v with what follows it, where both are parts of one. The area to look at next: v itself then. */
struct vm_area *vma_merge_next(struct mm *mm, struct vm_area *v);

/* Take the pages of [start, end) away and flush if there were any; the tables stay. */
void zap_range(struct mm *mm, unsigned long start, unsigned long end);

#endif /* VMA_H */
