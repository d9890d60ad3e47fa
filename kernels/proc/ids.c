// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Who a process is: numbers, groups, sessions.
 */
#include "err.h"
#include "layout.h"
#include "syscall.h"
#include "task.h"
#include "uaccess.h"

long sys_getpid(struct pt_regs *regs)
{
	(void)regs;
	return current->tgid;
}

long sys_gettid(struct pt_regs *regs)
{
	(void)regs;
	return current->pid;
}

long sys_getppid(struct pt_regs *regs)
{
	(void)regs;
	return current->parent->pid;
}

long sys_getpgrp(struct pt_regs *regs)
{
	(void)regs;
	return current->process->pgrp;
}

static struct task *task_or_self(int pid)
{
	return pid ? find_task(pid) : current;
}

long sys_getpgid(struct pt_regs *regs)
{
	struct task *t = task_or_self(regs->bx);

	return t ? t->process->pgrp : -ESRCH;
}

long sys_getsid(struct pt_regs *regs)
{
	struct task *t = task_or_self(regs->bx);

	return t ? t->process->session : -ESRCH;
}

/* A group can only be joined in the own session. */
static bool session_has_group(int session, int pgrp)
{
	struct task *t;

	list_for_each_entry (t, &all_tasks, all_link)
		if (t->process->pgrp == pgrp && t->process->session == session)
			return true;
	return false;
}

/* POSIX's rules, in the order of Linux's checks. */
long sys_setpgid(struct pt_regs *regs)
{
	int pid = regs->bx ? (int)regs->bx : current->tgid;
	int pgrp = regs->cx ? (int)regs->cx : pid;
	struct process *self = current->process, *p;
	struct task *t = find_task(pid);

	if (pgrp < 0)
		return -EINVAL;
	if (!t)
		return -ESRCH;
	if (!thread_group_leader(t))
		return -EINVAL;
	p = t->process;
	if (p != self && t->parent != self)
		return -ESRCH;
	if (p != self && p->session != self->session)
		return -EPERM;
	if (p != self && p->has_execed)
		return -EACCES;
	if (pid == p->session)
		return -EPERM;
	if (pgrp != pid && !session_has_group(self->session, pgrp))
		return -EPERM;
	p->pgrp = pgrp;
	return 0;
}

long sys_setsid(struct pt_regs *regs)
{
	struct process *self = current->process;
	struct task *t;

	(void)regs;
	list_for_each_entry (t, &all_tasks, all_link)
		if (t->process->pgrp == current->tgid)
			return -EPERM;
	self->session = self->pgrp = current->tgid;
	return current->tgid;
}

long sys_set_tid_address(struct pt_regs *regs)
{
	current->clear_child_tid = (u32 *)regs->bx;
	return current->pid;
}
