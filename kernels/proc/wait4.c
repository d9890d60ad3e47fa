// SPDX-License-Identifier: GPL-2.0-or-later
#include <linux/resource.h>
#include <linux/time_types.h>
#include <linux/wait.h>
#include "err.h"
#include "string.h"
#include "syscall.h"
#include "task.h"
#include "uaccess.h"

/* wait4's first argument: a pid, -1 for any, 0 for the own group, -pgrp for a group. */
static bool is_wanted(const struct process *child, int pid)
{
	if (pid > 0)
		return child->pid == pid;
	if (pid == -1)
		return true;
	return child->pgrp == (pid ? -pid : current->process->pgrp);
}

static void set_timeval(struct __kernel_old_timeval *tv, u64 ticks)
{
	u32 rest;

	tv->tv_sec = div_u64_rem(ticks, HZ, &rest);
	tv->tv_usec = rest * (1000000 / HZ);
}

/* A child whose end is not told by SIGCHLD is a clone, and waited for only if that is asked. */
static bool is_kind(const struct process *child, int options)
{
	bool clone = child->exit_signal != SIGCHLD;

	return (options & __WALL) || clone == !!(options & __WCLONE);
}

/* Whether there is something to say about a child: *status as wait4 has it, and a zombie goes. */
static bool take_report(struct process *child, int *status, int options, struct rusage *ru)
{
	struct process *self = current->process;
	bool ended = !child->nr_threads, stopped = (child->stop_code & 0xff) == 0x7f;
	struct cpu_ticks ticks;

	if (!ended && (!child->stop_code || !(options & (stopped ? WUNTRACED : WCONTINUED))))
		return false;
	ticks = process_ticks(child);
	ticks.user += child->cutime;
	ticks.system += child->cstime;
	*status = ended ? child->exit_code : child->stop_code;
	if (ru) {
		*ru = (struct rusage){ 0 };
		set_timeval(&ru->ru_utime, ticks.user);
		set_timeval(&ru->ru_stime, ticks.system);
	}
	if (ended) {
		self->cutime += ticks.user;
		self->cstime += ticks.system;
		task_release(child->leader);
	} else {
		child->stop_code = 0;
	}
	return true;
}

static long wait_for_child(int which, int *status, int options, struct rusage *ru)
{
	struct process *self = current->process, *child;
	bool any;
	int pid, err;

	for (;;) {
		any = false;
		list_for_each_entry (child, &self->children, sibling) {
			if (!is_wanted(child, which) || !is_kind(child, options))
				continue;
			any = true;
			pid = child->pid;
			if (take_report(child, status, options, ru))
				return pid;
		}
		if (!any)
			return -ECHILD;
		if (options & WNOHANG)
			return 0;
		err = sleep_on(&self->child_wait, TASK_INTERRUPTIBLE, 0);
		if (err)
			return err;
	}
}

long do_wait4(int pid, int *status, int options)
{
	int ignored;

	return wait_for_child(pid, status ? status : &ignored, options, NULL);
}

#define WAIT4_OPTIONS (WNOHANG | WUNTRACED | WCONTINUED | __WNOTHREAD | __WCLONE | __WALL)

static long wait_call(int which, int __user *ustatus, u32 options, struct rusage __user *uru)
{
	struct rusage ru;
	int status;
	long pid;

	if (options & ~(u32)WAIT4_OPTIONS)
		return -EINVAL;
	if (which == INT32_MIN) /* has no negative */
		return -ESRCH;
	pid = wait_for_child(which, &status, options, uru ? &ru : NULL);
	if (pid > 0 && ustatus && put_user(status, ustatus))
		return -EFAULT;
	if (pid > 0 && uru && copy_to_user(uru, &ru, sizeof(ru)))
		return -EFAULT;
	return pid;
}

long sys_wait4(struct pt_regs *regs)
{
	return wait_call(regs->bx, (int __user *)regs->cx, regs->dx,
			 (struct rusage __user *)regs->si);
}

long sys_waitpid(struct pt_regs *regs)
{
	return wait_call(regs->bx, (int __user *)regs->cx, regs->dx, NULL);
}
