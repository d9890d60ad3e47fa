// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * New tasks: copies of a process, and kernel tasks.
 */
#include <linux/sched.h>
#include "err.h"
#include "fs.h"
#include "string.h"
#include "syscall.h"
#include "task.h"
#include "vm.h"

void ret_from_fork(void);
void ret_from_kernel_thread(void);

/*
 * Who it is and what it has open, from the current task. On failure the child is gone:
 * ERR_PTR(-ENOMEM), ERR_PTR(-EAGAIN).
 */
static struct task *copy_task(const char *comm)
{
	struct task *child = task_alloc(current);

	if (IS_ERR(child))
		return child;
	strscpy(child->comm, comm, sizeof(child->comm));
	/* What the idle task starts leads a session of its own. */
	child->pgrp = current->pid ? current->pgrp : child->pid;
	child->session = current->pid ? current->session : child->pid;
	memcpy(child->tls, current->tls, sizeof(child->tls));
	signal_fork(child);
	if (files_fork(child)) {
		task_release(child);
		return ERR_PTR(-ENOMEM);
	}
	return child;
}

long do_clone(unsigned long flags, struct pt_regs *regs)
{
	struct wait_queue vfork = WAIT_QUEUE_INIT(vfork);
	struct task *child = copy_task(current->comm);
	int pid;

	if (IS_ERR(child))
		return PTR_ERR(child);
	if (flags & CLONE_VM) {
		mm_get(current->mm);
		child->mm = current->mm;
	} else if (!(child->mm = mm_fork(current->mm))) {
		files_exit(child);
		task_release(child);
		return -ENOMEM;
	}
	*task_pt_regs(child) = *regs;
	task_pt_regs(child)->ax = 0;
	pid = child->pid;
	if (flags & CLONE_VFORK)
		child->vfork_wait = &vfork;
	task_start(child, ret_from_fork, NULL, NULL);

	/* The queue is on this stack: the child has it until vfork_done(). */
	if (flags & CLONE_VFORK)
		sleep_on(&vfork, TASK_UNINTERRUPTIBLE, 0);
	return pid;
}

void vfork_done(void)
{
	if (current->vfork_wait)
		wake_up(current->vfork_wait);
	current->vfork_wait = NULL;
}

long do_fork(struct pt_regs *regs)
{
	return do_clone(0, regs);
}

long sys_fork(struct pt_regs *regs)
{
	return do_fork(regs);
}

long sys_vfork(struct pt_regs *regs)
{
	return do_clone(CLONE_VFORK | CLONE_VM, regs);
}

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
	struct task *t = copy_task(comm);

	if (IS_ERR(t))
		return NULL;
	task_pt_regs(t)->bx = (unsigned long)fn;
	task_pt_regs(t)->cx = (unsigned long)arg;
	task_start(t, ret_from_kernel_thread, kernel_task, task_pt_regs(t));
	return t;
}
