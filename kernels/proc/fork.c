// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * New tasks: processes, threads, and whatever else clone(2) can make; and kernel tasks.
 */
#include <linux/sched.h>
#include "cpu.h"
#include "err.h"
#include "fpu.h"
#include "fs.h"
#include "string.h"
#include "syscall.h"
#include "task.h"
#include "uaccess.h"
#include "vm.h"

void ret_from_fork(void);
void ret_from_clone(void);
void ret_from_kernel_thread(void);

/* --- what is shared or copied: each 0 or -ENOMEM, in this order; and what undoes it --- */

static int process_fork(struct task *child, unsigned long flags)
{
	const struct process *from = current->process;
	struct process *p;

	child->parent = flags & (CLONE_THREAD | CLONE_PARENT) ? current->parent : current->process;
	if (flags & CLONE_THREAD) {
		child->process = current->process;
		child->tgid = current->tgid;
		return 0;
	}
	if (process_alloc(child, flags & CLONE_SIGHAND))
		return -ENOMEM;
	p = child->process;
	/* What the idle task starts leads a session of its own. */
	p->pgrp = current->pid ? from->pgrp : child->pid;
	p->session = current->pid ? from->session : child->pid;
	p->exit_signal = flags & CLONE_PARENT ? from->exit_signal : (int)(flags & CSIGNAL);
	return 0;
}

static void process_unfork(struct task *child)
{
	if (thread_group_leader(child))
		process_free(child->process);
}

static const struct {
	int (*fork)(struct task *child, unsigned long flags);
	void (*undo)(struct task *child);
} parts[] = {
	{ process_fork, process_unfork },
	{ files_fork, files_exit },
	{ fs_fork, fs_exit },
	{ fpu_fork, fpu_free },
};

static void discard_task(struct task *child, unsigned int nr_parts)
{
	if (child->mm)
		mm_put(child->mm);
	while (nr_parts--)
		parts[nr_parts].undo(child);
	task_free(child);
}

/* A task that is not on any list yet, or ERR_PTR(-ENOMEM), ERR_PTR(-EAGAIN). */
static struct task *copy_task(unsigned long flags, const char *comm)
{
	struct task *child = task_alloc();
	unsigned int i;

	if (IS_ERR(child))
		return child;
	for (i = 0; i < ARRAY_SIZE(parts); i++) {
		if (parts[i].fork(child, flags)) {
			discard_task(child, i);
			return ERR_PTR(-ENOMEM);
		}
	}
	strscpy(child->comm, comm, sizeof(child->comm));
	memcpy(child->tls, current->tls, sizeof(child->tls));
	child->rseq = flags & CLONE_VM ? NULL : current->rseq;
	child->rseq_signature = current->rseq_signature;
	/* A stack of its own goes with memory that is not: but vfork's child borrows the parent's.
	 */
	signal_fork(child, (flags & (CLONE_VM | CLONE_VFORK)) == CLONE_VM);
	return child;
}

/* --- clone --- */

/* Namespaces there are not; descriptors of processes neither. */
#define NOT_SUPPORTED                                                                              \
	(CLONE_NEWNS | CLONE_NEWCGROUP | CLONE_NEWUTS | CLONE_NEWIPC | CLONE_NEWUSER |             \
	 CLONE_NEWPID | CLONE_NEWNET | CLONE_PIDFD)

static bool valid_flags(unsigned long flags)
{
	if (flags & NOT_SUPPORTED)
		return false;
	if ((flags & CLONE_THREAD) && !(flags & CLONE_SIGHAND))
		return false;
	if ((flags & CLONE_SIGHAND) && !(flags & CLONE_VM))
		return false;
	/* Init has nobody whose children its siblings could be. */
	return !((flags & CLONE_PARENT) && !current->parent->pid);
}

static int mm_share_or_copy(struct task *child, unsigned long flags)
{
	if (flags & CLONE_VM) {
		child->mm = current->mm;
		mm_get(child->mm);
	} else {
		child->mm = mm_fork(current->mm);
	}
	return child->mm ? 0 : -ENOMEM;
}

/* As in Linux, nobody is told of a bad address. */
static void store_tid(u32 __user *to, int pid)
{
	int err = put_user((u32)pid, to);

	(void)err;
}

/* The child's registers, and the addresses at which the numbers are to appear. */
static int set_up_child(struct task *child, const struct kernel_clone_args *args,
			struct pt_regs *regs)
{
	struct pt_regs *child_regs = task_pt_regs(child);

	*child_regs = *regs;
	child_regs->ax = 0;
	if (args->stack)
		child_regs->sp = args->stack;
	if (args->flags & CLONE_CHILD_CLEARTID)
		child->clear_child_tid = args->child_tid;
	return args->flags & CLONE_SETTLS ? set_tls(child, child_regs, args->tls) : 0;
}

/* In the child, whose memory it is to be seen in. */
static int store_child_tid(void *to)
{
	store_tid(to, current->pid);
	return 0;
}

static void start_child(struct task *child, const struct kernel_clone_args *args)
{
	if (args->flags & CLONE_CHILD_SETTID)
		task_start(child, ret_from_clone, store_child_tid, args->child_tid);
	else
		task_start(child, ret_from_fork, NULL, NULL);
}

long do_clone(const struct kernel_clone_args *args, struct pt_regs *regs)
{
	struct wait_queue vfork = WAIT_QUEUE_INIT(vfork);
	unsigned long flags = args->flags;
	struct task *child;
	int pid, err;

	if (!valid_flags(flags))
		return -EINVAL;
	child = copy_task(flags, current->comm);
	if (IS_ERR(child))
		return PTR_ERR(child);
	err = mm_share_or_copy(child, flags);
	if (!err)
		err = set_up_child(child, args, regs);
	if (err) {
		discard_task(child, ARRAY_SIZE(parts));
		return err;
	}
	pid = child->pid;
	if (flags & CLONE_PARENT_SETTID)
		store_tid(args->parent_tid, pid);
	if (flags & CLONE_VFORK)
		child->vfork_wait = &vfork;
	task_link(child);
	update_pending(child);
	start_child(child, args);

	/* The queue is on this stack: the child has it until mm_release(). */
	if (flags & CLONE_VFORK)
		sleep_on(&vfork, TASK_UNINTERRUPTIBLE, 0);
	return pid;
}

long sys_fork(struct pt_regs *regs)
{
	return do_clone(&(struct kernel_clone_args){ .flags = SIGCHLD }, regs);
}

long sys_vfork(struct pt_regs *regs)
{
	return do_clone(&(struct kernel_clone_args){ .flags = CLONE_VFORK | CLONE_VM | SIGCHLD },
			regs);
}

long sys_clone(struct pt_regs *regs)
{
	struct kernel_clone_args args = {
		.flags = regs->bx,
		.stack = regs->cx,
		.parent_tid = (u32 __user *)regs->dx,
		.tls = (const void __user *)regs->si,
		.child_tid = (u32 __user *)regs->di,
	};

	return do_clone(&args, regs);
}

/* --- kernel tasks --- */

/* A kernel task's function and argument wait in the registers that it has no use for yet. */
static int kernel_task(void *arg)
{
	struct pt_regs *regs = arg;
	int (*fn)(void *) = (int (*)(void *))regs->bx;
	int ret = fn((void *)regs->cx);

	if (!current->mm)
		do_exit((ret & 0xff) << 8);
	return ret;
}

struct task *kernel_thread(int (*fn)(void *), void *arg, const char *comm)
{
	struct task *t = copy_task(SIGCHLD, comm);

	if (IS_ERR(t))
		return NULL;
	task_pt_regs(t)->bx = (unsigned long)fn;
	task_pt_regs(t)->cx = (unsigned long)arg;
	task_link(t);
	task_start(t, ret_from_kernel_thread, kernel_task, task_pt_regs(t));
	return t;
}
