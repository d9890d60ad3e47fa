// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Address spaces: page directory, page tables, and the copy that fork makes.
 */
#include "mech.h"
#include "fs.h"
#include "string.h"
#include "vdso.h"
#include "vma.h"

static struct kmem_cache *mm_cache;

void __init vm_init(void)
{
	mm_cache = kmem_cache_create("mm", sizeof(struct mm), 0);
	vma_init();
	fault_init();
}

static pte_t *alloc_table(void)
{
	struct page *page = alloc_page(GFP_KERNEL | __GFP_ZERO);

	if (!page)
		return NULL;
	page->flags |= PG_table;
	nr_page_table_pages++;
	return lowmem_page_address(page);
}

static void free_table(void *table)
{
	virt_to_page(table)->flags &= ~PG_table;
	nr_page_table_pages--;
	free_pages((unsigned long)table, 0);
}

pte_t *pte_alloc(struct mm *mm, unsigned long addr)
{
	pgd_t *e = &mm->pgd[pgd_index(addr)];
	pte_t *table;

	if (!pgd_present(*e)) {
		table = alloc_table();
		if (!table)
			return NULL;
		e->v = __pa(table) | _PAGE_PRESENT | _PAGE_RW | _PAGE_USER | _PAGE_ACCESSED;
	}
	return pgd_table(*e) + pte_index(addr);
}

/* The directory's user part is cleared here; the rest is the mechanism's. */
static struct mm *mm_create(void)
{
	struct mm *mm = kmem_cache_alloc(mm_cache, GFP_KERNEL);

	if (!mm)
		return NULL;
	*mm = (struct mm){ .users = 1, .mmap_base = MMAP_BASE };
	INIT_LIST_HEAD(&mm->areas);
	mm->pgd = (pgd_t *)__get_free_pages(GFP_KERNEL, 0);
	if (!mm->pgd) {
		kmem_cache_free(mm_cache, mm);
		return NULL;
	}
	nr_page_table_pages++;
	memset(mm->pgd, 0, USER_PGDS * sizeof(pgd_t));
	mech_pgd_init(mm->pgd);
	return mm;
}

static int map_vdso(struct mm *mm)
{
	pte_t *pte = pte_alloc(mm, VDSO_BASE);

	if (!pte || vma_add(mm, VDSO_BASE, VDSO_BASE + PAGE_SIZE, VM_READ | VM_EXEC | VM_SPECIAL, NULL, 0))
		return -ENOMEM;
	*pte = pfn_pte(page_to_pfn(vdso_page), USER_PTE_FLAGS);
	return 0;
}

struct mm *mm_alloc(void)
{
	struct mm *mm = mm_create();

	if (mm && map_vdso(mm)) {
		mm_put(mm);
		return NULL;
	}
	return mm;
}

void mm_get(struct mm *mm)
{
	mm->users++;
}

void mm_put(struct mm *mm)
{
	unsigned int i;

	if (--mm->users)
		return;
	vma_free_all(mm);
	for (i = 0; i < USER_PGDS; i++)
		if (pgd_present(mm->pgd[i]))
			free_table(pgd_table(mm->pgd[i]));
	nr_page_table_pages--;
	free_pages((unsigned long)mm->pgd, 0);
	kmem_cache_free(mm_cache, mm);
}

/* One page table's entries of [addr, end), which lies within it. */
static void copy_ptes(struct mm *child, struct mm *parent, pte_t *to, unsigned long addr, unsigned long end,
		      bool cow)
{
	pte_t *from = pte_lookup(parent->pgd, addr);

	for (; addr < end; addr += PAGE_SIZE, from++, to++) {
		if (!pte_mapped(*from))
			continue;
		if (cow)
			from->v &= ~_PAGE_RW;
		*to = *from;
		get_user_page(pte_pfn(*to));
		child->nr_pages++;
	}
}

static int copy_area_pages(struct mm *child, struct mm *parent, const struct vm_area *v)
{
	bool cow = !(v->flags & VM_SHARED);
	unsigned long addr, next;

	for (addr = v->start; addr < v->end; addr = next) {
		pte_t *to;

		next = min(ALIGN_DOWN(addr, (unsigned long)PGDIR_SIZE) + PGDIR_SIZE, v->end);
		if (!pgd_present(parent->pgd[pgd_index(addr)]))
			continue;
		to = pte_alloc(child, addr);
		if (!to)
			return -ENOMEM;
		copy_ptes(child, parent, to, addr, next, cow);
	}
	return 0;
}

struct mm *mm_fork(struct mm *parent)
{
	struct mm *child = mm_create();
	struct vm_area *v;
	int err = 0;

	if (!child)
		return NULL;
	child->start_brk = parent->start_brk;
	child->brk = parent->brk;
	child->mmap_base = parent->mmap_base;
	child->arg_start = parent->arg_start;
	child->arg_end = parent->arg_end;
	for_each_vma (v, parent) {
		err = vma_add(child, v->start, v->end, v->flags, v->file, v->pgoff);
		if (!err)
			err = copy_area_pages(child, parent, v);
		if (err)
			break;
	}
	/* Also after a failure: some of the parent's pages are read-only by now. */
	flush_user_mm(parent, LEDGER_FORK);
	if (err) {
		mm_put(child);
		return NULL;
	}
	return child;
}
