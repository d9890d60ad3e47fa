// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * mmap, munmap, mprotect, brk: Linux's checks, its errors, and where it puts things.
 */
#include <linux/mman.h>
#include "fs.h"
#include "syscall.h"
#include "task.h"
#include "uaccess.h"
#include "vma.h"

static u32 prot_flags(int prot)
{
	return (prot & PROT_READ ? VM_READ : 0) | (prot & PROT_WRITE ? VM_WRITE : 0) |
	       (prot & PROT_EXEC ? VM_EXEC : 0);
}

/* A page aligned range with an end that user space has. */
static bool range_ok(unsigned long addr, unsigned long len)
{
	return !(addr & (PAGE_SIZE - 1)) && access_ok((void __user *)addr, len);
}

/* Where others must end: what a stack has below it is for it to grow into, or to run into. */
static unsigned long vm_start_gap(const struct vm_area *v)
{
	unsigned long gap = v->flags & VM_GROWSDOWN ? STACK_GUARD_GAP : 0;

	return v->start - min(gap, v->start);
}

bool range_free(struct mm *mm, unsigned long addr, unsigned long end)
{
	struct vm_area *v = find_vma(mm, addr);

	return !v || vm_start_gap(v) >= end;
}

/* The highest gap below mmap_base that is large enough, and the upper end of it; or 0. */
static unsigned long find_gap(struct mm *mm, unsigned long len)
{
	unsigned long end = mm->mmap_base;
	struct list_head *l;

	for (l = mm->areas.prev; l != &mm->areas; l = l->prev) {
		struct vm_area *v = list_entry(l, struct vm_area, link);

		if (v->end <= end && end - v->end >= len)
			return end - len;
		end = min(end, vm_start_gap(v));
	}
	return end >= MMAP_MIN_ADDR + len ? end - len : 0;
}

long get_unmapped_area(struct mm *mm, unsigned long addr, unsigned long len, int flags)
{
	if (flags & (MAP_FIXED | MAP_FIXED_NOREPLACE)) {
		if (addr > USER_TOP - len)
			return -ENOMEM;
		if (addr & (PAGE_SIZE - 1))
			return -EINVAL;
		if (addr < MMAP_MIN_ADDR)
			return -EPERM;
		if ((flags & MAP_FIXED_NOREPLACE) && find_vma(mm, addr) &&
		    find_vma(mm, addr)->start < addr + len)
			return -EEXIST;
		return addr;
	}
	if (addr) {
		addr = max(ALIGN(addr, PAGE_SIZE), MMAP_MIN_ADDR);
		if (range_ok(addr, len) && range_free(mm, addr, addr + len))
			return addr;
	}
	addr = find_gap(mm, len);
	return addr ? (long)addr : -ENOMEM;
}

static bool is_shared(int flags)
{
	return (flags & MAP_TYPE) != MAP_PRIVATE;
}

/* What a file's mapping may be asked for where all that is not known is an error. */
#define VALIDATED_FLAGS                                                                            \
	(MAP_TYPE | MAP_FIXED | MAP_ANONYMOUS | MAP_DENYWRITE | MAP_EXECUTABLE | MAP_GROWSDOWN |   \
	 MAP_LOCKED | MAP_NORESERVE | MAP_POPULATE | MAP_NONBLOCK | MAP_STACK | MAP_HUGETLB |      \
	 MAP_UNINITIALIZED)

static int check_file(const struct file *file, int prot, int flags)
{
	if ((flags & MAP_TYPE) == MAP_SHARED_VALIDATE && (flags & ~VALIDATED_FLAGS))
		return -EOPNOTSUPP;
	if (is_shared(flags) && (prot & PROT_WRITE) && !file_writable(file))
		return -EACCES;
	if (!file_readable(file))
		return -EACCES;
	if (file->ops->map == NO_MAP)
		return -ENODEV;
	return flags & MAP_GROWSDOWN ? -EINVAL : 0;
}

/* As Linux guesses: one request may not be for more than there is. */
static bool enough_memory(unsigned long len)
{
	return len >> PAGE_SHIFT <= max_pfn;
}

static bool is_data(u32 vm_flags)
{
	return (vm_flags & (VM_SHARED | VM_WRITE)) == VM_WRITE;
}

/* Within a limit, of which there usually is none: then nobody counts. */
static bool within(struct mm *mm, unsigned int which, unsigned long len, bool (*counts)(u32))
{
	u32 limit = rlimit(which);
	u64 sum = len;
	struct vm_area *v;

	if (likely(limit == RLIM_INFINITY))
		return true;
	for_each_vma (v, mm)
		if (!counts || (counts(v->flags) && !(v->flags & VM_GROWSDOWN)))
			sum += v->end - v->start;
	return sum <= limit;
}

bool limits_allow(struct mm *mm, unsigned long len, u32 vm_flags)
{
	return within(mm, RLIMIT_AS, len, NULL) &&
	       (!is_data(vm_flags) || within(mm, RLIMIT_DATA, len, is_data));
}

/* Private memory that can be written to takes memory; the rest of a mapping is its file's. */
bool may_expand(struct mm *mm, unsigned long len, u32 vm_flags)
{
	if (!limits_allow(mm, len, vm_flags))
		return false;
	return !is_data(vm_flags) || enough_memory(len);
}

/* Whether it will take memory that the page cache does not have. */
static bool needs_memory(const struct file *file, int prot, int flags)
{
	if (flags & MAP_NORESERVE)
		return false;
	return is_shared(flags) ? !file : prot & PROT_WRITE;
}

static int check_mmap(const struct file *file, unsigned long len, int prot, int flags, u64 off)
{
	int type = flags & MAP_TYPE;

	if (type != MAP_SHARED && type != MAP_PRIVATE && (type != MAP_SHARED_VALIDATE || !file))
		return -EINVAL;
	if (off + len >= 1ull << (32 + PAGE_SHIFT))
		return -EOVERFLOW;
	if (needs_memory(file, prot, flags) && !enough_memory(len))
		return -ENOMEM;
	if (!file)
		return type == MAP_SHARED && (flags & MAP_GROWSDOWN) ? -EINVAL : 0;
	return check_file(file, prot, flags);
}

/* The address is free, or its present areas make room. */
static long map_region(struct mm *mm, struct file *file, unsigned long addr, unsigned long len,
		       u32 vm_flags, u64 off)
{
	int err = range_free(mm, addr, addr + len) ? 0 : do_munmap(mm, addr, len);

	if (!err)
		err = vma_add(mm, addr, addr + len, vm_flags, file, off >> PAGE_SHIFT);
	return err ? err : (long)addr;
}

/* Shared anonymous memory is a file that has no name: what is not touched yet is shared as well. */
static long map_shared_anonymous(struct mm *mm, unsigned long addr, unsigned long len, u32 vm_flags)
{
	struct file *file = shmem_file_setup(len);
	long ret;

	if (IS_ERR(file))
		return PTR_ERR(file);
	ret = map_region(mm, file, addr, len, vm_flags, 0);
	file_put(file);
	return ret;
}

long do_mmap(struct mm *mm, struct file *file, unsigned long addr, unsigned long len, int prot,
	     int flags, u64 off)
{
	u32 vm_flags = prot_flags(prot);
	int err;

	if (!len || (off & (PAGE_SIZE - 1)))
		return -EINVAL;
	len = ALIGN(len, PAGE_SIZE);
	if (!len || len > USER_TOP)
		return -ENOMEM;
	addr = get_unmapped_area(mm, addr, len, flags);
	if (IS_ERR((void *)addr))
		return addr;
	err = check_mmap(file, len, prot, flags, off);
	if (err)
		return err;
	if (file && file->ops->map == MAP_ZEROS)
		file = NULL;
	if (flags & MAP_GROWSDOWN)
		vm_flags |= VM_GROWSDOWN;
	if (is_shared(flags))
		vm_flags |= VM_SHARED;
	if (!limits_allow(mm, len, vm_flags))
		return -ENOMEM;
	if ((vm_flags & VM_SHARED) && !file)
		return map_shared_anonymous(mm, addr, len, vm_flags);
	return map_region(mm, file, addr, len, vm_flags, file ? off : 0);
}

long do_munmap(struct mm *mm, unsigned long addr, unsigned long len)
{
	unsigned long end = addr + ALIGN(len, PAGE_SIZE);
	int err;

	if (!range_ok(addr, len) || end == addr)
		return -EINVAL;
	err = vma_split(mm, addr, end);
	if (!err)
		vma_remove(mm, addr, end);
	return err;
}

/* 0 if [addr, end) is mapped without a gap and may all get these rights. */
static int check_mprotect(struct mm *mm, unsigned long addr, unsigned long end, int prot)
{
	while (addr < end) {
		struct vm_area *v = find_vma(mm, addr);

		if (!v || v->start > addr)
			return -ENOMEM;
		if ((v->flags & VM_SHARED) && (prot & PROT_WRITE) && !file_writable(v->file))
			return -EACCES;
		addr = v->end;
	}
	return 0;
}

/* All or nothing, where Linux changes what lies before the first obstacle. */
long do_mprotect(struct mm *mm, unsigned long addr, unsigned long len, int prot)
{
	unsigned long end = addr + ALIGN(len, PAGE_SIZE);
	struct vm_area *v;
	int err;

	if (addr & (PAGE_SIZE - 1))
		return -EINVAL;
	if (!len)
		return 0;
	if (!range_ok(addr, len))
		return -ENOMEM;
	if (prot & ~(PROT_READ | PROT_WRITE | PROT_EXEC | PROT_SEM))
		return -EINVAL;
	err = check_mprotect(mm, addr, end, prot);
	if (!err)
		err = vma_split(mm, addr, end);
	if (err)
		return err;
	for_each_vma (v, mm) {
		if (v->start < addr || v->end > end)
			continue;
		v->flags = (v->flags & ~VM_ACCESS) | prot_flags(prot);
		protect_area(mm, v);
	}
	vma_merge(mm, addr, end);
	return 0;
}

long do_brk(struct mm *mm, unsigned long brk)
{
	unsigned long old = ALIGN(mm->brk, PAGE_SIZE), new = ALIGN(brk, PAGE_SIZE);

	if (brk < mm->start_brk || brk > USER_TOP)
		return mm->brk;
	if (new < old && do_munmap(mm, new, old - new))
		return mm->brk;
	/* A page stays free below the next area. */
	if (new > old &&
	    (!may_expand(mm, new - old, VM_WRITE) || !range_free(mm, old, new + PAGE_SIZE) ||
	     vma_add(mm, old, new, VM_READ | VM_WRITE, NULL, 0)))
		return mm->brk;
	return mm->brk = brk;
}

long sys_brk(struct pt_regs *regs)
{
	return do_brk(current->mm, regs->bx);
}

static long mmap_fd(unsigned long addr, unsigned long len, int prot, int flags, int fd, u64 off)
{
	const int populated = MAP_POPULATE | MAP_NONBLOCK;
	struct file *file = NULL;
	long ret;

	if (!(flags & MAP_ANONYMOUS)) {
		file = fd_file(fd);
		if (!file)
			return -EBADF;
	}
	if (flags & MAP_HUGETLB)
		return -EINVAL; /* there are none */
	ret = do_mmap(current->mm, file, addr, len, prot, flags, off);
	if (!IS_ERR((void *)ret) && (current->mm->populate_all ||
				     (flags & populated) == MAP_POPULATE || flags & MAP_LOCKED))
		mm_populate(current->mm, ret, ALIGN(len, PAGE_SIZE));
	return ret;
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
