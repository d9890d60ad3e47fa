// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Address spaces as a whole: made, copied by fork, and freed.
 */
#include "fs.h"
#include "mech.h"
#include "string.h"
#include "vdso.h"
#include "vma.h"

static struct kmem_cache *mm_cache;

void __init vm_init(void)
{
	mm_cache = kmem_cache_create("mm", sizeof(struct mm), 0);
	pgd_init();
	vma_init();
	fault_init();
}

static struct mm *mm_create(void)
{
	struct mm *mm = kmem_cache_alloc(mm_cache, GFP_KERNEL);

	if (!mm)
		return NULL;
	*mm = (struct mm){ .pgd = pgd_alloc(), .users = 1, .mmap_base = MMAP_BASE };
	INIT_LIST_HEAD(&mm->areas);
	INIT_LIST_HEAD(&mm->tables);
	if (!mm->pgd) {
		kmem_cache_free(mm_cache, mm);
		return NULL;
	}
	return mm;
}

/* At once and not by a fault: there is no other source for this page. */
static int map_vdso(struct mm *mm)
{
	pte_t *pte = pte_alloc(mm, VDSO_BASE);

	if (!pte)
		return -ENOMEM;
	set_pte(pte, pfn_pte(page_to_pfn(vdso_page), USER_PTE));
	pte_unmap(pte);
	return vma_add(mm, VDSO_BASE, VDSO_BASE + PAGE_SIZE, VM_READ | VM_EXEC | VM_SPECIAL, NULL,
		       0);
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

void mm_reap(struct mm *mm)
{
	vma_remove(mm, 0, USER_TOP);
	clear_page_tables(mm);
	flush_user_mm(mm, LEDGER_UNMAP);
	free_page_tables(mm);
}

void mm_put(struct mm *mm)
{
	if (--mm->users)
		return;
	vma_remove(mm, 0, USER_TOP);
	free_page_tables(mm);
	if (mm->exe)
		file_put(mm->exe);
	pgd_free(mm->pgd);
	kmem_cache_free(mm_cache, mm);
}

static int copy_areas(struct mm *child, struct mm *parent)
{
	struct vm_area *v;
	int err = 0;

	for_each_vma (v, parent) {
		if (unlikely(v->flags & VM_DONTCOPY))
			continue;
		err = vma_dup(child, v);
		if (!err)
			err = copy_area(child, parent, v);
		if (err)
			break;
	}
	/* Also after a failure: some of the parent's pages are read-only by now. */
	flush_user_mm(parent, LEDGER_FORK);
	return err;
}

struct mm *mm_fork(struct mm *parent)
{
	struct mm *child = mm_create();

	if (!child)
		return NULL;
	child->start_brk = parent->start_brk;
	child->brk = parent->brk;
	child->mmap_base = parent->mmap_base;
	child->arg_start = parent->arg_start;
	child->arg_end = parent->arg_end;
	child->env_end = parent->env_end;
	child->auxv = parent->auxv;
	child->start_stack = parent->start_stack;
	child->exe = parent->exe;
	if (child->exe)
		file_get(child->exe);
	child->membarrier = parent->membarrier;
	if (copy_areas(child, parent)) {
		mm_put(child);
		return NULL;
	}
	return child;
}
size_t read_mm(struct mm *mm, unsigned long addr, void *buf, size_t n)
{
	size_t done = 0;

	while (done < n) {
		size_t part = min(n - done, PAGE_SIZE - (addr & (PAGE_SIZE - 1)));
		pte_t pte = pte_read(mm->pgd, addr);

		if (!pte_mapped(pte))
			break;
		memcpy_from_page(buf + done, pfn_to_page(pte_pfn(pte)), addr & (PAGE_SIZE - 1),
				 part);
		done += part;
		addr += part;
	}
	return done;
}
