// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Areas: a sorted list; programs have a dozen, and most look-ups hit the area of the one before.
 */
#include "vma.h"
#include "fs.h"
#include "mech.h"

static struct kmem_cache *vma_cache;

void __init vma_init(void)
{
	vma_cache = kmem_cache_create("vm_area", sizeof(struct vm_area), 0);
}

struct vm_area *find_vma(struct mm *mm, unsigned long addr)
{
	struct vm_area *v = mm->last;

	if (v && addr >= v->start && addr < v->end)
		return v;
	for_each_vma (v, mm) {
		if (addr < v->end) {
			mm->last = v;
			return v;
		}
	}
	return NULL;
}

static struct vm_area *vma_new(unsigned long start, unsigned long end, u32 flags, struct file *file,
			       unsigned long pgoff)
{
	struct vm_area *v = kmem_cache_alloc(vma_cache, GFP_KERNEL);

	if (!v)
		return NULL;
	*v = (struct vm_area){
		.start = start, .end = end, .flags = flags, .file = file, .pgoff = pgoff
	};
	if (file)
		file_get(file);
	return v;
}

static void vma_delete(struct mm *mm, struct vm_area *v)
{
	if (mm->last == v)
		mm->last = NULL;
	list_del(&v->link);
	if (v->file)
		file_put(v->file);
	kmem_cache_free(vma_cache, v);
}

static bool can_merge(const struct vm_area *a, const struct vm_area *b)
{
	return a->end == b->start && a->flags == b->flags && a->file == b->file &&
	       (!a->file || a->pgoff + ((a->end - a->start) >> PAGE_SHIFT) == b->pgoff);
}

struct vm_area *vma_merge_next(struct mm *mm, struct vm_area *v)
{
	struct vm_area *next = list_entry(v->link.next, struct vm_area, link);

	if (v->link.next == &mm->areas || !can_merge(v, next))
		return next;
	v->end = next->end;
	vma_delete(mm, next);
	return v;
}

int vma_add(struct mm *mm, unsigned long start, unsigned long end, u32 flags, struct file *file,
	    unsigned long pgoff)
{
	struct vm_area *v = vma_new(start, end, flags, file, pgoff), *next;

	if (!v)
		return -ENOMEM;
	next = find_vma(mm, start);
	/* In front of the next, or at the end. */
	list_add_tail(&v->link, next ? &next->link : &mm->areas);
	vma_merge_next(mm, v);
	if (v->link.prev != &mm->areas)
		vma_merge_next(mm, list_entry(v->link.prev, struct vm_area, link));
	return 0;
}

static int split_at(struct mm *mm, unsigned long addr)
{
	struct vm_area *v = find_vma(mm, addr), *upper;

	if (!v || addr <= v->start)
		return 0;
	upper = vma_new(addr, v->end, v->flags, v->file,
			v->pgoff + ((addr - v->start) >> PAGE_SHIFT));
	if (!upper)
		return -ENOMEM;
	v->end = addr;
	list_add(&upper->link, &v->link);
	return 0;
}

int vma_split(struct mm *mm, unsigned long start, unsigned long end)
{
	int err = split_at(mm, start);

	return err ? err : split_at(mm, end);
}

void zap_range(struct mm *mm, unsigned long start, unsigned long end)
{
	unsigned long addr, next, zapped = 0;

	for (addr = start; addr < end; addr = next) {
		pte_t *pte = pte_lookup(mm->pgd, addr);

		next = min(ALIGN_DOWN(addr, (unsigned long)PGDIR_SIZE) + PGDIR_SIZE, end);
		if (!pte)
			continue;
		for (; addr < next; addr += PAGE_SIZE, pte++) {
			if (!pte_mapped(*pte))
				continue;
			put_user_page(pte_pfn(*pte));
			*pte = (pte_t){ 0 };
			zapped++;
		}
	}
	mm->nr_pages -= zapped;
	if (zapped)
		flush_user_range(mm, start, end, LEDGER_UNMAP);
}

void vma_remove(struct mm *mm, unsigned long start, unsigned long end)
{
	struct vm_area *v, *next;

	list_for_each_entry_safe (v, next, &mm->areas, link) {
		if (v->start >= end)
			break;
		if (v->start < start)
			continue;
		zap_range(mm, v->start, v->end);
		vma_delete(mm, v);
	}
}

void vma_free_all(struct mm *mm)
{
	vma_remove(mm, 0, -1ul);
}
