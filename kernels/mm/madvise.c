// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * madvise: what a program says of its memory, in the order of Linux's checks.
 */
#include <linux/mman.h>
#include "fs.h"
#include "syscall.h"
#include "task.h"
#include "vma.h"

/* One piece of advice for [start, end), which lies in v. */
typedef int advice_fn(struct mm *mm, struct vm_area *v, unsigned long start, unsigned long end);

static int nothing(struct mm *mm, struct vm_area *v, unsigned long start, unsigned long end)
{
	(void)mm, (void)v, (void)start, (void)end;
	return 0;
}

static int dont_need(struct mm *mm, struct vm_area *v, unsigned long start, unsigned long end)
{
	if (v->flags & VM_SPECIAL)
		return -EINVAL;
	zap_range(mm, start, end);
	return 0;
}

/* The time at which memory is needed more elsewhere is always now. */
static int free_lazily(struct mm *mm, struct vm_area *v, unsigned long start, unsigned long end)
{
	return v->file ? -EINVAL : dont_need(mm, v, start, end);
}

/* A hole in the file: those of this kernel cannot get one where they have pages. */
static int punch_hole(struct mm *mm, struct vm_area *v, unsigned long start, unsigned long end)
{
	(void)mm, (void)start, (void)end;
	if (!v->file)
		return -EINVAL;
	if ((v->flags & (VM_SHARED | VM_WRITE)) != (VM_SHARED | VM_WRITE))
		return -EACCES;
	return -EOPNOTSUPP;
}

static int set_flags(struct mm *mm, unsigned long start, unsigned long end, u32 clear, u32 set)
{
	int err = vma_split(mm, start, end);
	struct vm_area *v = find_vma(mm, start);

	if (err)
		return err;
	v->flags = (v->flags & ~clear) | set;
	vma_merge(mm, start, end);
	return 0;
}

static int dont_fork(struct mm *mm, struct vm_area *v, unsigned long start, unsigned long end)
{
	(void)v;
	return set_flags(mm, start, end, 0, VM_DONTCOPY);
}

static int do_fork_again(struct mm *mm, struct vm_area *v, unsigned long start, unsigned long end)
{
	if (v->flags & VM_SPECIAL)
		return -EINVAL;
	return set_flags(mm, start, end, VM_DONTCOPY, 0);
}

static int wipe_on_fork(struct mm *mm, struct vm_area *v, unsigned long start, unsigned long end)
{
	if (v->file || (v->flags & VM_SHARED))
		return -EINVAL;
	return set_flags(mm, start, end, 0, VM_WIPEONFORK);
}

static int keep_on_fork(struct mm *mm, struct vm_area *v, unsigned long start, unsigned long end)
{
	(void)v;
	return set_flags(mm, start, end, VM_WIPEONFORK, 0);
}

static int populate_read(struct mm *mm, struct vm_area *v, unsigned long start, unsigned long end)
{
	return populate_area(mm, v, start, end, FAULT_READ);
}

static int populate_write(struct mm *mm, struct vm_area *v, unsigned long start, unsigned long end)
{
	return populate_area(mm, v, start, end, FAULT_WRITE);
}

/* Of merging pages and of huge ones a Linux without them knows nothing either. */
static advice_fn *const advice[] = {
	[MADV_NORMAL] = nothing,
	[MADV_RANDOM] = nothing,
	[MADV_SEQUENTIAL] = nothing,
	[MADV_WILLNEED] = nothing,
	[MADV_DONTNEED] = dont_need,
	[MADV_FREE] = free_lazily,
	[MADV_REMOVE] = punch_hole,
	[MADV_DONTFORK] = dont_fork,
	[MADV_DOFORK] = do_fork_again,
	[MADV_DONTDUMP] = nothing,
	[MADV_DODUMP] = nothing,
	[MADV_WIPEONFORK] = wipe_on_fork,
	[MADV_KEEPONFORK] = keep_on_fork,
	[MADV_COLD] = nothing,
	[MADV_PAGEOUT] = nothing,
	[MADV_POPULATE_READ] = populate_read,
	[MADV_POPULATE_WRITE] = populate_write,
	[MADV_DONTNEED_LOCKED] = dont_need,
};

/* A gap is an error, but for what lies behind it the advice is taken all the same. */
static long advise(struct mm *mm, unsigned long start, unsigned long end, advice_fn *fn)
{
	bool gap = false;
	int err;

	while (start < end) {
		struct vm_area *v = find_vma(mm, start);
		unsigned long stop;

		if (!v || v->start >= end)
			return -ENOMEM;
		gap |= v->start > start;
		start = max(start, v->start);
		stop = min(end, v->end);
		err = fn(mm, v, start, stop);
		if (err)
			return err;
		start = stop;
	}
	return gap ? -ENOMEM : 0;
}

long sys_madvise(struct pt_regs *regs)
{
	unsigned long start = regs->bx, len = ALIGN(regs->cx, PAGE_SIZE);
	advice_fn *fn = regs->dx < ARRAY_SIZE(advice) ? advice[regs->dx] : NULL;

	if (!fn || (start & (PAGE_SIZE - 1)) || (regs->cx && !len) || start + len < start)
		return -EINVAL;
	return advise(current->mm, start, start + len, fn);
}
