// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Which pages of a mapping are in memory: asked, brought about, and what goes without saying where
 * nothing is ever swapped out: mlock, msync.
 */
#include <linux/mman.h>
#include "fs.h"
#include "syscall.h"
#include "task.h"
#include "uaccess.h"
#include "vma.h"

int populate_area(struct mm *mm, const struct vm_area *v, unsigned long start, unsigned long end,
		  enum fault_access access)
{
	int err;

	if (!(v->flags & (access == FAULT_WRITE ? VM_WRITE : VM_ACCESS)))
		return -EINVAL;
	for (; start < end; start += PAGE_SIZE) {
		err = resolve_fault(mm, start, access);
		if (err)
			return err == -ENXIO ? -EFAULT : err;
	}
	return 0;
}

/* As Linux does: private memory that can be written to gets pages of its own. */
static int populate(struct mm *mm, unsigned long start, unsigned long end)
{
	struct vm_area *v;
	int err = 0;

	while (!err && start < end) {
		v = find_vma(mm, start);
		if (!v || v->start >= end)
			break;
		start = max(start, v->start);
		if (v->flags & VM_ACCESS)
			err = populate_area(mm, v, start, min(end, v->end),
					    (v->flags & (VM_WRITE | VM_SHARED)) == VM_WRITE
						    ? FAULT_WRITE
						    : FAULT_READ);
		start = min(end, v->end);
	}
	return err;
}

/* The mapping is made; that there are no pages for it is for the program to find out. */
void mm_populate(struct mm *mm, unsigned long start, unsigned long len)
{
	(void)!populate(mm, start, start + len);
}

static bool all_mapped(struct mm *mm, unsigned long start, unsigned long end)
{
	while (start < end) {
		struct vm_area *v = find_vma(mm, start);

		if (!v || v->start > start)
			return false;
		start = v->end;
	}
	return true;
}

/* The pages that an unaligned range touches: 0, or the error that Linux has for its absence. */
static long lock_range(unsigned long start, unsigned long len, bool touch)
{
	unsigned long end = start + len;
	struct mm *mm = current->mm;

	if (end < start || ALIGN(end, PAGE_SIZE) < end)
		return len ? -EINVAL : 0;
	start &= PAGE_MASK;
	end = ALIGN(end, PAGE_SIZE);
	if (!all_mapped(mm, start, end))
		return -ENOMEM;
	/* Linux's error for memory that cannot be touched. */
	return touch && populate(mm, start, end) ? -ENOMEM : 0;
}

long sys_mlock(struct pt_regs *regs)
{
	return lock_range(regs->bx, regs->cx, true);
}

long sys_mlock2(struct pt_regs *regs)
{
	if (regs->dx & ~MLOCK_ONFAULT)
		return -EINVAL;
	return lock_range(regs->bx, regs->cx, !regs->dx);
}

long sys_munlock(struct pt_regs *regs)
{
	return lock_range(regs->bx, regs->cx, false);
}

long sys_mlockall(struct pt_regs *regs)
{
	u32 flags = regs->bx;

	if (!flags || (flags & ~(MCL_CURRENT | MCL_FUTURE | MCL_ONFAULT)) || flags == MCL_ONFAULT)
		return -EINVAL;
	current->mm->populate_all = (flags & MCL_FUTURE) && !(flags & MCL_ONFAULT);
	if ((flags & MCL_CURRENT) && !(flags & MCL_ONFAULT))
		mm_populate(current->mm, 0, USER_TOP);
	return 0;
}

long sys_munlockall(struct pt_regs *regs)
{
	(void)regs;
	current->mm->populate_all = false;
	return 0;
}

static bool is_resident(struct mm *mm, const struct vm_area *v, unsigned long addr)
{
	pte_t *pte = pte_lookup(mm->pgd, addr);
	struct page *page = NULL;
	bool mapped = pte && pte_mapped(*pte);

	if (pte)
		pte_unmap(pte);
	if (!mapped && v->file)
		page = find_get_page(&v->file->inode->data,
				     v->pgoff + ((addr - v->start) >> PAGE_SHIFT));
	if (page)
		put_page(page);
	return mapped || page;
}

long sys_mincore(struct pt_regs *regs)
{
	unsigned long addr = regs->bx, len = ALIGN(regs->cx, PAGE_SIZE), end = addr + len;
	u8 __user *vec = (u8 __user *)regs->dx;

	if (addr & (PAGE_SIZE - 1))
		return -EINVAL;
	if (!access_ok((void __user *)addr, regs->cx))
		return -ENOMEM;
	if (!access_ok(vec, len >> PAGE_SHIFT))
		return -EFAULT;
	for (; addr < end; addr += PAGE_SIZE) {
		struct vm_area *v = find_vma(current->mm, addr);

		if (!v || v->start > addr)
			return -ENOMEM;
		if (put_user((u8)is_resident(current->mm, v, addr), vec++))
			return -EFAULT;
	}
	return 0;
}

/* A file's pages are the file: there is nowhere else to write them. */
long sys_msync(struct pt_regs *regs)
{
	unsigned long start = regs->bx, end = start + ALIGN(regs->cx, PAGE_SIZE);
	u32 flags = regs->dx;

	if ((flags & ~(MS_ASYNC | MS_INVALIDATE | MS_SYNC)) || (start & (PAGE_SIZE - 1)) ||
	    ((flags & MS_ASYNC) && (flags & MS_SYNC)))
		return -EINVAL;
	if (end < start)
		return -ENOMEM;
	return all_mapped(current->mm, start, end) ? 0 : -ENOMEM;
}
