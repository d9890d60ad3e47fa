// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * mremap: an area becomes shorter or longer, in its place or elsewhere, with the pages it has.
 */
#include <linux/mman.h>
#include "mech.h"
#include "syscall.h"
#include "task.h"
#include "vma.h"

#define MREMAP_FLAGS (MREMAP_MAYMOVE | MREMAP_FIXED | MREMAP_DONTUNMAP)

/* All lengths are whole pages. */
struct remap {
	unsigned long old, old_len, new, new_len;
	u32 flags;
};

/* So that the move itself cannot fail. */
static int make_tables(struct mm *mm, const struct remap *r, unsigned long len)
{
	unsigned long addr;
	pte_t *from, *to;

	for_each_mapped_pte (from, addr, mm, r->old, r->old + len) {
		to = pte_alloc(mm, addr - r->old + r->new);
		if (!to) {
			pte_unmap(from);
			return -ENOMEM;
		}
		pte_unmap(to);
	}
	return 0;
}

static void move_pages(struct mm *mm, const struct remap *r, unsigned long len)
{
	unsigned long addr;
	pte_t *from, *to;

	for_each_mapped_pte (from, addr, mm, r->old, r->old + len) {
		to = pte_alloc(mm, addr - r->old + r->new);
		set_pte(to, *from);
		pte_unmap(to);
		pte_clear(from);
	}
	flush_user_range(mm, r->old, r->old + len, LEDGER_UNMAP);
}

/* The old area's properties, and its pages as far as both go, at r->new, where nothing is. */
static long move_area(struct mm *mm, const struct vm_area *v, const struct remap *r)
{
	unsigned long len = min(r->old_len, r->new_len);
	struct vm_area area = *v;
	int err;

	area.start = r->new;
	area.end = r->new + r->new_len;
	area.pgoff += (r->old - v->start) >> PAGE_SHIFT;
	err = vma_insert(mm, &area);
	if (err)
		return err;
	err = vma_split(mm, r->old, r->old + len);
	if (!err)
		err = make_tables(mm, r, len);
	if (err) {
		vma_remove(mm, area.start, area.end);
	} else {
		move_pages(mm, r, len);
		if (!(r->flags & MREMAP_DONTUNMAP))
			vma_remove(mm, r->old, r->old + len);
	}
	vma_merge(mm, r->old, r->old + len);
	vma_merge(mm, area.start, area.end);
	return err ? err : (long)r->new;
}

/* What would be moved, if it may be; or ERR_PTR. */
static struct vm_area *find_area(struct mm *mm, const struct remap *r)
{
	struct vm_area *v = find_vma(mm, r->old);

	if (!v || v->start > r->old || (v->flags & VM_SPECIAL))
		return ERR_PTR(-EFAULT);
	/* Linux's way to map shared memory twice; private memory has nothing that could be. */
	if (!r->old_len && !(v->flags & VM_SHARED))
		return ERR_PTR(-EINVAL);
	if ((r->flags & MREMAP_DONTUNMAP) && v->file && !(v->flags & VM_SHARED))
		return ERR_PTR(-EINVAL);
	if (r->old_len > v->end - r->old)
		return ERR_PTR(-EFAULT);
	return v;
}

static long move(struct mm *mm, struct remap *r)
{
	struct vm_area *v = find_area(mm, r);
	long at;

	if (IS_ERR(v))
		return PTR_ERR(v);
	if (!may_expand(mm, r->new_len - r->old_len, v->flags))
		return -ENOMEM;
	at = get_unmapped_area(mm, r->new, r->new_len, r->flags & MREMAP_FIXED ? MAP_FIXED : 0);
	if (IS_ERR((void *)at))
		return at;
	r->new = at;
	return move_area(mm, v, r);
}

static bool overlap(const struct remap *r)
{
	return r->new + r->new_len > r->old && r->old + r->old_len > r->new;
}

/* What is at the place goes, before anybody knows whether the move succeeds: as in Linux. */
static long move_to(struct mm *mm, struct remap *r)
{
	int err = 0;

	if ((r->new &(PAGE_SIZE - 1)) || r->new_len > USER_TOP || r->new > USER_TOP - r->new_len ||
	    overlap(r))
		return -EINVAL;
	if (r->flags & MREMAP_FIXED)
		err = do_munmap(mm, r->new, r->new_len);
	if (!err && r->old_len > r->new_len) {
		err = do_munmap(mm, r->old + r->new_len, r->old_len - r->new_len);
		r->old_len = r->new_len;
	}
	return err ? err : move(mm, r);
}

/* Longer in its place, if it ends where its area does, and there is room. */
static bool grow(struct mm *mm, const struct vm_area *v, const struct remap *r)
{
	unsigned long end = r->old + r->old_len, more = r->new_len - r->old_len;

	if (end != v->end || r->old > USER_TOP - r->new_len || !range_free(mm, end, end + more))
		return false;
	return !vma_add(mm, end, end + more, v->flags, v->file,
			v->pgoff + ((end - v->start) >> PAGE_SHIFT));
}

static long do_mremap(struct mm *mm, struct remap *r)
{
	struct vm_area *v;
	int err;

	if (r->flags & (MREMAP_FIXED | MREMAP_DONTUNMAP))
		return move_to(mm, r);
	if (r->old_len && r->old_len >= r->new_len) {
		err = r->old_len > r->new_len
			      ? do_munmap(mm, r->old + r->new_len, r->old_len - r->new_len)
			      : 0;
		return err ? err : (long)r->old;
	}
	v = find_area(mm, r);
	if (IS_ERR(v))
		return PTR_ERR(v);
	if (!may_expand(mm, r->new_len - r->old_len, v->flags))
		return -ENOMEM;
	if (r->old_len && grow(mm, v, r))
		return r->old;
	if (!(r->flags & MREMAP_MAYMOVE))
		return -ENOMEM;
	r->new = 0;
	return move(mm, r);
}

long sys_mremap(struct pt_regs *regs)
{
	struct remap r = {
		.old = regs->bx,
		.old_len = ALIGN(regs->cx, PAGE_SIZE),
		.new_len = ALIGN(regs->dx, PAGE_SIZE),
		.flags = regs->si,
		.new = regs->di,
	};
	u32 flags = r.flags;

	if ((flags & ~MREMAP_FLAGS) || ((flags & ~MREMAP_MAYMOVE) && !(flags & MREMAP_MAYMOVE)) ||
	    ((flags & MREMAP_DONTUNMAP) && r.old_len != r.new_len) || (r.old & (PAGE_SIZE - 1)) ||
	    !r.new_len)
		return -EINVAL;
	if (!find_vma(current->mm, r.old) || find_vma(current->mm, r.old)->start > r.old)
		return -EFAULT;
	return do_mremap(current->mm, &r);
}
