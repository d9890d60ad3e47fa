// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * mmap, munmap, mprotect, brk: Linux's checks and errors.
 */
#include <linux/mman.h>
#include "vma.h"
#include "fs.h"
#include "mech.h"
#include "syscall.h"
#include "task.h"
#include "uaccess.h"

#define MMAP_MIN_ADDR 0x10000ul /* Linux's default vm.mmap_min_addr */

static u32 prot_flags(int prot)
{
	return (prot & PROT_READ ? VM_READ : 0) | (prot & PROT_WRITE ? VM_WRITE : 0) |
	       (prot & PROT_EXEC ? VM_EXEC : 0);
}

static bool range_free(struct mm *mm, unsigned long addr, unsigned long len)
{
	struct vm_area *v = find_vma(mm, addr);

	return !v || v->start >= addr + len;
}

/* Top down from mmap_base; when that is used up, bottom up from above the break. */
static unsigned long find_gap(struct mm *mm, unsigned long len)
{
	unsigned long end = mm->mmap_base, low = ALIGN(max(mm->brk, MMAP_MIN_ADDR), (unsigned long)PAGE_SIZE);
	struct list_head *l;

	for (l = mm->areas.prev; l != &mm->areas; l = l->prev) {
		struct vm_area *v = list_entry(l, struct vm_area, link);

		if (v->start >= end)
			continue;
		if (v->end <= end && end - v->end >= len)
			return end - len;
		end = v->start;
	}
	return end >= low && end - low >= len ? end - len : 0;
}

static int check_file(const struct file *file, int prot, int flags)
{
	int access = file->flags & O_ACCMODE;

	if (!S_ISREG(file->inode->mode))
		return -ENODEV;
	if (access == O_WRONLY)
		return -EACCES;
	if ((flags & MAP_TYPE) == MAP_SHARED && (prot & PROT_WRITE) && access != O_RDWR)
		return -EACCES;
	return 0;
}

long do_mmap(struct mm *mm, struct file *file, unsigned long addr, unsigned long len, int prot,
	     int flags, u64 off)
{
	u32 vm_flags = prot_flags(prot);
	int type = flags & MAP_TYPE, err;

	if (!len || (off & (PAGE_SIZE - 1)) || (type != MAP_SHARED && type != MAP_PRIVATE))
		return -EINVAL;
	len = ALIGN(len, (unsigned long)PAGE_SIZE);
	if (!len || len > USER_TOP)
		return -ENOMEM;
	if (file) {
		err = check_file(file, prot, flags);
		if (err)
			return err;
	}
	if (type == MAP_SHARED)
		vm_flags |= VM_SHARED;
	if (flags & MAP_GROWSDOWN)
		vm_flags |= VM_GROWSDOWN;

	if (flags & (MAP_FIXED | MAP_FIXED_NOREPLACE)) {
		if (addr & (PAGE_SIZE - 1))
			return -EINVAL;
		if (addr > USER_TOP - len)
			return -ENOMEM;
		if (addr < MMAP_MIN_ADDR)
			return -EPERM;
		if ((flags & MAP_FIXED_NOREPLACE) && !range_free(mm, addr, len))
			return -EEXIST;
		err = do_munmap(mm, addr, len);
		if (err)
			return err;
	} else {
		addr = ALIGN(addr, (unsigned long)PAGE_SIZE);
		if (addr < MMAP_MIN_ADDR || addr > USER_TOP - len || !range_free(mm, addr, len))
			addr = find_gap(mm, len);
		if (!addr)
			return -ENOMEM;
	}
	err = vma_add(mm, addr, addr + len, vm_flags, file, off >> PAGE_SHIFT);
	return err ? err : (long)addr;
}

static bool bad_range(unsigned long addr, unsigned long len)
{
	return (addr & (PAGE_SIZE - 1)) || len > USER_TOP || addr > USER_TOP - len;
}

long do_munmap(struct mm *mm, unsigned long addr, unsigned long len)
{
	unsigned long size = ALIGN(len, (unsigned long)PAGE_SIZE);
	int err;

	if (!size || bad_range(addr, size))
		return -EINVAL;
	err = vma_split(mm, addr, addr + size);
	if (!err)
		vma_remove(mm, addr, addr + size);
	return err;
}

/*
 * Bring the pages of an area in line with its rights. Nothing is made writable here: whether a page
 * is to be copied first is the write fault's question.
 */
static void protect_pages(struct mm *mm, const struct vm_area *v)
{
	bool none = !(v->flags & (VM_READ | VM_WRITE | VM_EXEC)), changed = false;
	unsigned long addr;

	for (addr = v->start; addr < v->end; addr += PAGE_SIZE) {
		pte_t *pte = pte_lookup(mm->pgd, addr), old;

		if (!pte || !pte_mapped(*pte))
			continue;
		old = *pte;
		pte->v &= ~(_PAGE_PRESENT | _PAGE_PROTNONE);
		pte->v |= none ? _PAGE_PROTNONE : _PAGE_PRESENT;
		if (!(v->flags & VM_WRITE))
			pte->v &= ~_PAGE_RW;
		changed |= pte_present(old) && pte->v != old.v;
	}
	if (changed)
		flush_user_range(mm, v->start, v->end, LEDGER_UNMAP);
}

long do_mprotect(struct mm *mm, unsigned long addr, unsigned long len, int prot)
{
	unsigned long end, at;
	struct vm_area *v, *next;

	if (addr & (PAGE_SIZE - 1))
		return -EINVAL;
	len = ALIGN(len, (unsigned long)PAGE_SIZE);
	if (!len)
		return 0;
	if (bad_range(addr, len))
		return -ENOMEM;
	end = addr + len;
	for (at = addr; at < end; at = v->end) {
		v = find_vma(mm, at);
		if (!v || v->start > at)
			return -ENOMEM;
		if (v->flags & VM_SPECIAL)
			return -EACCES;
		if (v->file && (v->flags & VM_SHARED) && (prot & PROT_WRITE) &&
		    (v->file->flags & O_ACCMODE) != O_RDWR)
			return -EACCES;
	}
	if (vma_split(mm, addr, end))
		return -ENOMEM;
	for_each_vma (v, mm) {
		if (v->start < addr || v->end > end)
			continue;
		v->flags = (v->flags & ~(VM_READ | VM_WRITE | VM_EXEC)) | prot_flags(prot);
		protect_pages(mm, v);
	}
	list_for_each_entry_safe (v, next, &mm->areas, link)
		if (v->end >= addr && v->start <= end)
			next = vma_merge_next(mm, v);
	return 0;
}

long do_brk(struct mm *mm, unsigned long brk)
{
	unsigned long old = ALIGN(mm->brk, (unsigned long)PAGE_SIZE);
	unsigned long new = ALIGN(brk, (unsigned long)PAGE_SIZE);

	if (brk < mm->start_brk || brk > USER_TOP)
		return mm->brk;
	if (new < old && do_munmap(mm, new, old - new))
		return mm->brk;
	/* A page stays free below the next area, as a guard. */
	if (new > old && (!range_free(mm, old, new - old + PAGE_SIZE) ||
			  vma_add(mm, old, new, VM_READ | VM_WRITE | VM_EXEC, NULL, 0)))
		return mm->brk;
	return mm->brk = brk;
}

long sys_brk(struct pt_regs *regs)
{
	return do_brk(current->mm, regs->bx);
}

static long mmap_fd(unsigned long addr, unsigned long len, int prot, int flags, int fd, u64 off)
{
	struct file *file = NULL;

	if (!(flags & MAP_ANONYMOUS)) {
		file = fd_file(fd);
		if (!file)
			return -EBADF;
	}
	return do_mmap(current->mm, file, addr, len, prot, flags, off);
}

long sys_mmap2(struct pt_regs *regs)
{
	return mmap_fd(regs->bx, regs->cx, regs->dx, regs->si, regs->di,
		       (u64)(u32)syscall_arg6(regs) << PAGE_SHIFT);
}

/* The first mmap call of Linux: its arguments lie in memory. */
long sys_old_mmap(struct pt_regs *regs)
{
	struct {
		u32 addr, len, prot, flags, fd, off;
	} a;

	if (get_user(a, (void __user *)regs->bx))
		return -EFAULT;
	return mmap_fd(a.addr, a.len, a.prot, a.flags, a.fd, a.off);
}

long sys_munmap(struct pt_regs *regs)
{
	return do_munmap(current->mm, regs->bx, regs->cx);
}

long sys_mprotect(struct pt_regs *regs)
{
	return do_mprotect(current->mm, regs->bx, regs->cx, regs->dx);
}
