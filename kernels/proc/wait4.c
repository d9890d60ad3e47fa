// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Waiting for children: what there is to say of one, and who wants to know.
 */
#include <asm-generic/siginfo.h>
#include <linux/resource.h>
#include <linux/time_types.h>
#include <linux/wait.h>
#include "err.h"
#include "string.h"
#include "syscall.h"
#include "task.h"
#include "uaccess.h"

struct wait_request {
	int type, id; /* P_ALL; P_PID and a process; P_PGID and a group */
	u32 options;
};

struct wait_report {
	int pid, status; /* as wait4 has it */
	u32 uid;
	struct rusage usage;
};

static bool is_wanted(const struct process *child, const struct wait_request *r)
{
	switch (r->type) {
	case P_PID:
		return child->pid == r->id;
	case P_PGID:
		return child->pgrp == r->id;
	default:
		return true;
	}
}

/* A child whose end is not told by SIGCHLD is a clone, and waited for only if that is asked. */
static bool is_kind(const struct process *child, int options)
{
	bool clone = child->exit_signal != SIGCHLD;

	return (options & __WALL) || clone == !!(options & __WCLONE);
}
/* Whether there is something to say about a child that is asked for. */
static bool has_news(const struct process *child, u32 options)
{
	if (!child->nr_threads)
		return options & WEXITED;
	if (!child->stop_code)
		return false;
	return options & ((child->stop_code & 0xff) == 0x7f ? WSTOPPED : WCONTINUED);
}

/* It has been said: a zombie goes, and its time on the CPU becomes its parent's children's. */
static void forget_news(struct process *child)
{
	struct process *self = current->process;
	struct cpu_ticks ticks;

	if (child->nr_threads) {
		child->stop_code = 0;
		return;
	}
	ticks = process_ticks(child);
	self->cutime += ticks.user + child->cutime;
	self->cstime += ticks.system + child->cstime;
	add_usage(&self->child_usage, &child->leader->usage);
	add_usage(&self->child_usage, &child->usage);
	add_usage(&self->child_usage, &child->child_usage);
	task_release(child->leader);
}

static void take_report(struct process *child, u32 options, struct wait_report *report)
{
	report->pid = child->pid;
	report->uid = child->leader->cred->id[CRED_USER][CRED_REAL];
	report->status = child->nr_threads ? child->stop_code : child->exit_code;
	get_rusage(child, RUSAGE_BOTH, &report->usage);
	if (!(options & WNOWAIT))
		forget_news(child);
}

/* The child's pid, 0 (WNOHANG), or -errno. */
static long wait_for_child(const struct wait_request *r, struct wait_report *report)
{
	struct process *self = current->process, *child;
	bool any;
	int err;

	for (;;) {
		any = false;
		list_for_each_entry (child, &self->children, sibling) {
			if (!is_wanted(child, r) || !is_kind(child, r->options))
				continue;
			any = true;
			if (has_news(child, r->options)) {
				take_report(child, r->options, report);
				return report->pid;
			}
		}
		if (!any)
			return -ECHILD;
		if (r->options & WNOHANG)
			return 0;
		err = sleep_on(&self->child_wait, TASK_INTERRUPTIBLE, 0);
		if (err)
			return err;
	}
}

/* wait4's first argument: a pid, -1 for any, 0 for the own group, -pgrp for a group. */
static struct wait_request wait4_request(int which, u32 options)
{
	struct wait_request r = { .type = P_ALL, .options = options | WEXITED };

	if (which > 0) {
		r.type = P_PID;
		r.id = which;
	} else if (which != -1) {
		r.type = P_PGID;
		r.id = which ? -which : current->process->pgrp;
	}
	return r;
}

long do_wait4(int pid, int *status, int options)
{
	struct wait_request r = wait4_request(pid, options);
	struct wait_report report;
	long ret = wait_for_child(&r, &report);

	if (ret > 0 && status)
		*status = report.status;
	return ret;
}

#define CLONE_OPTIONS  (__WNOTHREAD | __WCLONE | __WALL)
#define WAIT4_OPTIONS  (WNOHANG | WUNTRACED | WCONTINUED | CLONE_OPTIONS)
#define WAITID_NEWS    (WEXITED | WSTOPPED | WCONTINUED)
#define WAITID_OPTIONS (WNOHANG | WNOWAIT | WAITID_NEWS | CLONE_OPTIONS)

static long wait_call(int which, int __user *ustatus, u32 options, struct rusage __user *uru)
{
	struct wait_request r = wait4_request(which, options);
	struct wait_report report;
	long pid;

	if (options & ~(u32)WAIT4_OPTIONS)
		return -EINVAL;
	if (which == INT32_MIN) /* has no negative */
		return -ESRCH;
	pid = wait_for_child(&r, &report);
	if (pid > 0 && ustatus && put_user(report.status, ustatus))
		return -EFAULT;
	if (pid > 0 && uru && copy_to_user(uru, &report.usage, sizeof(report.usage)))
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

/* wait4's status, taken apart as SIGCHLD has it. */
static void set_cld(siginfo_t *si, int status)
{
	if (status == 0xffff) {
		si->si_code = CLD_CONTINUED;
		si->si_status = SIGCONT;
	} else if ((status & 0xff) == 0x7f) {
		si->si_code = CLD_STOPPED;
		si->si_status = status >> 8;
	} else if (status & 0x7f) {
		si->si_code = CLD_KILLED;
		si->si_status = status & 0x7f;
	} else {
		si->si_code = CLD_EXITED;
		si->si_status = status >> 8;
	}
}

static int waitid_request(struct wait_request *r)
{
	if ((r->options & ~(u32)WAITID_OPTIONS) || !(r->options & WAITID_NEWS))
		return -EINVAL;
	switch (r->type) {
	case P_ALL:
		return 0;
	case P_PID:
		return r->id > 0 ? 0 : -EINVAL;
	case P_PGID:
		if (!r->id)
			r->id = current->process->pgrp;
		return r->id > 0 ? 0 : -EINVAL;
	case P_PIDFD:
		return r->id < 0 ? -EINVAL : -EBADF; /* no descriptor is one of a process */
	default:
		return -EINVAL;
	}
}

/* Of siginfo only what is said is written; all 0 if nothing is. */
static int put_siginfo(siginfo_t __user *to, const siginfo_t *si)
{
	return put_user(si->si_signo, &to->si_signo) || put_user(si->si_errno, &to->si_errno) ||
			       put_user(si->si_code, &to->si_code) ||
			       put_user(si->si_pid, &to->si_pid) ||
			       put_user(si->si_uid, &to->si_uid) ||
			       put_user(si->si_status, &to->si_status)
		       ? -EFAULT
		       : 0;
}

long sys_waitid(struct pt_regs *regs)
{
	struct wait_request r = { .type = regs->bx, .id = regs->cx, .options = regs->si };
	struct rusage __user *uru = (struct rusage __user *)regs->di;
	struct wait_report report;
	siginfo_t si = { 0 };
	long pid = waitid_request(&r);

	if (!pid)
		pid = wait_for_child(&r, &report);
	if (pid > 0) {
		si.si_signo = SIGCHLD;
		si.si_pid = report.pid;
		si.si_uid = report.uid;
		set_cld(&si, report.status);
		if (uru && copy_to_user(uru, &report.usage, sizeof(report.usage)))
			return -EFAULT;
	}
	/* As in Linux: also where it failed. */
	if (regs->dx && put_siginfo((void __user *)regs->dx, &si))
		return -EFAULT;
	return min(pid, 0);
}
