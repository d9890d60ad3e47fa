// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * The page tables of a process, a range at a time: what munmap, mprotect and fork do to the pages.
 * Tables stay until the address space goes: programs map again where they unmapped, and to clear a
 * table costs more than most system calls.
 */
#include "mech.h"
#include "vma.h"

pte_t *pte_alloc_table(struct mm *mm, unsigned long addr)
{
	pmd_t *pmd = pmd_offset(mm->pgd, addr);
	struct page *page = alloc_page(GFP_PTE);

	if (!page)
		return NULL;
	page->flags |= PG_table;
	list_add(&page->lru, &mm->tables);
	nr_page_table_pages++;
	set_user_pmd(pmd, pfn_pmd(page_to_pfn(page), TABLE_USER));
	return pte_offset_map(*pmd, addr);
}

void clear_page_tables(struct mm *mm)
{
	unsigned long addr;

	for (addr = 0; addr < USER_TOP; addr += PMD_SIZE)
		set_user_pmd(pmd_offset(mm->pgd, addr), (pmd_t){ 0 });
}

void free_page_tables(struct mm *mm)
{
	while (!list_empty(&mm->tables)) {
		struct page *page = list_first_entry(&mm->tables, struct page, lru);

		list_del(&page->lru);
		page->flags &= ~PG_table;
		nr_page_table_pages--;
		put_page(page);
	}
}

pte_t *find_mapped_pte(struct mm *mm, unsigned long *addr, unsigned long end)
{
	unsigned long at = *addr;

	while (at < end) {
		pte_t *pte = pte_lookup(mm->pgd, at), *table = pte;
		unsigned long stop = min(ALIGN_DOWN(at, PMD_SIZE) + PMD_SIZE, end);

		if (!pte) {
			at = stop;
			continue;
		}
		for (; at < stop; at += PAGE_SIZE, pte++) {
			if (pte_mapped(*pte)) {
				*addr = at;
				return pte;
			}
		}
		pte_unmap(table);
	}
	return NULL;
}

/* The pages are free before the flush: nobody can take them before this task gives up the CPU. */
void zap_range(struct mm *mm, unsigned long start, unsigned long end)
{
	unsigned long addr, first = end, last = end;
	pte_t *pte;

	mm->max_pages = mm_maxrss(mm);
	for_each_mapped_pte (pte, addr, mm, start, end) {
		struct page *page = pfn_to_page(pte_pfn(*pte));

		pte_clear(pte);
		if (page_counts(page)) {
			mm->nr_pages--;
			put_page(page);
		}
		first = min(first, addr);
		last = addr;
	}
	if (first < end)
		flush_user_range(mm, first, last + PAGE_SIZE, LEDGER_UNMAP);
}

/*
 * Nothing becomes writable here: whether a page must be copied first is for the write fault to see.
 */
static pte_t with_rights(pte_t pte, u32 vm_flags)
{
	pte.v &= ~(pteval_t)(_PAGE_PRESENT | _PAGE_PROTNONE);
	pte.v |= vm_flags & VM_ACCESS ? _PAGE_PRESENT : _PAGE_PROTNONE;
	if (!(vm_flags & VM_WRITE))
		pte = pte_wrprotect(pte);
	return pte;
}

void protect_area(struct mm *mm, const struct vm_area *v)
{
	bool flush = false;
	unsigned long addr;
	pte_t *pte;

	for_each_mapped_pte (pte, addr, mm, v->start, v->end) {
		pte_t old = *pte;

		set_pte(pte, with_rights(old, v->flags));
		/* The TLB does not hold what was not present. */
		flush |= pte_present(old) && pte->v != old.v;
	}
	if (flush)
		flush_user_range(mm, v->start, v->end, LEDGER_UNMAP);
}

/* As Linux's vma_needs_copy(): the child can find in the file what came from there. */
static bool needs_copy(const struct vm_area *v)
{
	return (!v->file && !(v->flags & VM_WIPEONFORK)) || (v->flags & VM_ANON);
}

/* A shared area has pages of its file only, so what is copied is private. */
int copy_area(struct mm *child, struct mm *parent, const struct vm_area *v)
{
	unsigned long addr;
	pte_t *from, *to;

	if (!needs_copy(v))
		return 0;
	for_each_mapped_pte (from, addr, parent, v->start, v->end) {
		struct page *page = pfn_to_page(pte_pfn(*from));

		to = pte_alloc(child, addr);
		if (!to) {
			pte_unmap(from);
			return -ENOMEM;
		}
		set_pte(from, pte_wrprotect(*from));
		set_pte(to, *from);
		pte_unmap(to);
		if (page_counts(page)) {
			child->nr_pages++;
			get_page(page);
		}
	}
	return 0;
}
