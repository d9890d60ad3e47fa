// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Areas: a list by address. A program has a dozen, and most look-ups are for the area of the one
 * before; neighbours that differ in nothing are kept as one.
 */
#include "fs.h"
#include "vma.h"

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

static struct vm_area *next_vma(struct mm *mm, const struct vm_area *v)
{
	return v->link.next == &mm->areas ? NULL : list_entry(v->link.next, struct vm_area, link);
}

/* A copy, which is in no list yet; or NULL. */
static struct vm_area *vma_new(struct mm *mm, const struct vm_area *model)
{
	struct vm_area *v = kmem_cache_alloc(vma_cache, GFP_KERNEL);

	if (!v)
		return NULL;
	*v = *model;
	v->mm = mm;
	if (v->file) {
		file_get(v->file);
		list_add(&v->mapped, &v->file->inode->data.mappings);
	}
	return v;
}

static void vma_delete(struct mm *mm, struct vm_area *v)
{
	if (mm->last == v)
		mm->last = NULL;
	list_del(&v->link);
	if (v->file) {
		list_del(&v->mapped);
		file_put(v->file);
	}
	kmem_cache_free(vma_cache, v);
}

static unsigned long pgoff_at(const struct vm_area *v, unsigned long addr)
{
	return v->pgoff + ((addr - v->start) >> PAGE_SHIFT);
}

static bool can_merge(const struct vm_area *a, const struct vm_area *b)
{
	return a->end == b->start && !((a->flags ^ b->flags) & ~VM_ANON) && a->file == b->file &&
	       (!a->file || pgoff_at(a, a->end) == b->pgoff);
}

/* Join v with the area behind it, if it can be. */
static bool merge_next(struct mm *mm, struct vm_area *v)
{
	struct vm_area *next = next_vma(mm, v);

	if (!next || !can_merge(v, next))
		return false;
	v->end = next->end;
	v->flags |= next->flags;
	vma_delete(mm, next);
	return true;
}

static int insert_before(struct mm *mm, struct list_head *behind, const struct vm_area *area)
{
	struct vm_area *v = vma_new(mm, area);

	if (!v)
		return -ENOMEM;
	list_add_tail(&v->link, behind);
	return 0;
}

int vma_insert(struct mm *mm, const struct vm_area *area)
{
	struct vm_area *next = find_vma(mm, area->start);

	return insert_before(mm, next ? &next->link : &mm->areas, area);
}

int vma_add(struct mm *mm, unsigned long start, unsigned long end, u32 flags, struct file *file,
	    unsigned long pgoff)
{
	struct vm_area area = {
		.start = start, .end = end, .flags = flags, .file = file, .pgoff = pgoff
	};
	struct vm_area *next = find_vma(mm, start), *v;
	struct list_head *behind = next ? &next->link : &mm->areas;

	if (behind->prev != &mm->areas) {
		v = list_entry(behind->prev, struct vm_area, link);
		if (can_merge(v, &area)) {
			v->end = end;
			merge_next(mm, v);
			return 0;
		}
	}
	if (next && can_merge(&area, next)) {
		next->start = start;
		next->pgoff = pgoff;
		return 0;
	}
	return insert_before(mm, behind, &area);
}

int vma_dup(struct mm *child, const struct vm_area *v)
{
	return insert_before(child, &child->areas, v);
}

static int split_at(struct mm *mm, unsigned long addr)
{
	struct vm_area *v = find_vma(mm, addr), *upper;

	if (!v || addr <= v->start)
		return 0;
	upper = vma_new(mm, v);
	if (!upper)
		return -ENOMEM;
	upper->start = addr;
	upper->pgoff = pgoff_at(v, addr);
	v->end = addr;
	list_add(&upper->link, &v->link);
	return 0;
}

int vma_split(struct mm *mm, unsigned long start, unsigned long end)
{
	int err = split_at(mm, start);

	return err ? err : split_at(mm, end);
}

void vma_merge(struct mm *mm, unsigned long start, unsigned long end)
{
	struct vm_area *v = find_vma(mm, start - 1);

	while (v && v->start < end)
		if (!merge_next(mm, v))
			v = next_vma(mm, v);
}

void vma_remove(struct mm *mm, unsigned long start, unsigned long end)
{
	struct vm_area *v = find_vma(mm, start), *next;

	for (; v && v->start < end; v = next) {
		next = next_vma(mm, v);
		zap_range(mm, v->start, v->end);
		vma_delete(mm, v);
	}
}

void unmap_mapping(struct address_space *as, unsigned long first)
{
	struct vm_area *v;

	list_for_each_entry (v, &as->mappings, mapped) {
		unsigned long skip = first > v->pgoff ? first - v->pgoff : 0;

		if (skip < (v->end - v->start) >> PAGE_SHIFT)
			zap_range(v->mm, v->start + (skip << PAGE_SHIFT), v->end);
	}
}
