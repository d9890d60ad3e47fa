/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What the parts of an address space share: areas (vma.c, mmap.c), the page tables below them
 * (user_pages.c), faults (fault.c), and the whole (mm.c).
 */
#ifndef VMA_H
#define VMA_H

#include "err.h"
#include "vm.h"

#define STACK_GUARD_GAP (256ul << PAGE_SHIFT) /* what stays free below a stack; Linux's default */
/* On a directory entry in every configuration, so that the same mappings need the same number of
 * tables. */
#define MMAP_BASE ALIGN_DOWN(STACK_TOP - STACK_LIMIT - STACK_GUARD_GAP, 4ul << 20)

#define VM_ACCESS (VM_READ | VM_WRITE | VM_EXEC)

/* Accessed and dirty are set from the start, so that the CPU's walk never writes to the tables. */
#define USER_PTE       (_PAGE_PRESENT | _PAGE_USER | _PAGE_ACCESSED)
#define USER_PTE_WRITE (_PAGE_RW | _PAGE_DIRTY)
/* In an entry that is not present: PROT_NONE hides the page that it still holds. Linux's bit. */
#define _PAGE_PROTNONE _PAGE_GLOBAL

/* The entry holds a page, whether the user may access it or not. */
static inline bool pte_mapped(pte_t p)
{
	return p.v & (_PAGE_PRESENT | _PAGE_PROTNONE);
}

/*
 * An entry holds a reference to its page, and counts as resident; but pages of the kernel image
 * (the zero page and the vDSO) are neither counted nor ever freed.
 */
static inline bool page_counts(const struct page *page)
{
	return !(page->flags & PG_reserved);
}

/* --- mmap.c --- */

/* Where a new area of a page aligned length goes; or -errno. */
long get_unmapped_area(struct mm *mm, unsigned long addr, unsigned long len, int flags);
bool range_free(struct mm *mm, unsigned long addr, unsigned long end); /* nothing is there */
/* Whether there may be `len` bytes more of areas like that: by RLIMIT_AS and RLIMIT_DATA. */
bool limits_allow(struct mm *mm, unsigned long len, u32 vm_flags);
/* The same, and there must be memory for them. */
bool may_expand(struct mm *mm, unsigned long len, u32 vm_flags);

/* --- resident.c --- */

/* Give [start, end), which lies in v, its pages; 0, -EINVAL for missing rights, -EFAULT, -ENOMEM.
 */
int populate_area(struct mm *mm, const struct vm_area *v, unsigned long start, unsigned long end,
		  enum fault_access access);
void mm_populate(struct mm *mm, unsigned long start, unsigned long len); /* as far as it goes */

/* --- user_pages.c --- */

/* Makes the page table for addr, which has none, and maps the entry; or NULL: no memory. */
pte_t *pte_alloc_table(struct mm *mm, unsigned long addr);
/* The first entry in [*addr, end) that holds a page, mapped, with *addr its address; or NULL. */
pte_t *find_mapped_pte(struct mm *mm, unsigned long *addr, unsigned long end);

/* The entry for addr, mapped, with a page table made if there is none; NULL: no memory. */
static inline pte_t *pte_alloc(struct mm *mm, unsigned long addr)
{
	pte_t *pte = pte_lookup(mm->pgd, addr);

	return likely(pte) ? pte : pte_alloc_table(mm, addr);
}

/* From the entry of *addr, mapped, to the next that holds a page, usually its neighbour. */
static inline pte_t *next_mapped_pte(struct mm *mm, pte_t *pte, unsigned long *addr,
				     unsigned long end)
{
	*addr += PAGE_SIZE;
	if (*addr < end && pte_index(*addr) && pte_mapped(pte[1]))
		return pte + 1;
	pte_unmap(pte);
	return find_mapped_pte(mm, addr, end);
}

/* Who leaves the loop early unmaps the entry. */
#define for_each_mapped_pte(pte, addr, mm, start, end)                                             \
	for (addr = (start), pte = find_mapped_pte(mm, &addr, end); pte;                           \
	     pte = next_mapped_pte(mm, pte, &addr, end))

void clear_page_tables(struct mm *mm); /* the directories' entries for them */
void free_page_tables(struct mm *mm); /* all, without a look at what they hold */
void zap_range(struct mm *mm, unsigned long start, unsigned long end); /* its pages, and flush */
/* Bring an area's pages in line with its flags, and flush what lost a right. */
void protect_area(struct mm *mm, const struct vm_area *v);
/* Map an area's pages in the child too; private ones read-only in both. 0, -ENOMEM. */
int copy_area(struct mm *child, struct mm *parent, const struct vm_area *v);

/* --- vma.c --- */

void vma_init(void);
/* An area where there is none, maybe as part of its neighbours; takes a reference. 0, -ENOMEM. */
int vma_add(struct mm *mm, unsigned long start, unsigned long end, u32 flags, struct file *file,
	    unsigned long pgoff);
int vma_insert(struct mm *mm, const struct vm_area *area); /* the same, as an area of its own */
int vma_dup(struct mm *child, const struct vm_area *v); /* as the child's last area; 0, -ENOMEM */
/* Make start and end boundaries of areas, where they lie within one. 0, -ENOMEM. */
int vma_split(struct mm *mm, unsigned long start, unsigned long end);
/* Join areas that touch within [start, end] and differ in nothing. */
void vma_merge(struct mm *mm, unsigned long start, unsigned long end);
/* Remove the areas in [start, end), both boundaries, and their pages. */
void vma_remove(struct mm *mm, unsigned long start, unsigned long end);

/* --- fault.c --- */

void fault_init(void);

#endif /* VMA_H */
