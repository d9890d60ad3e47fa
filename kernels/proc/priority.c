// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Nice values: who is nicer has shorter turns.
 */
#include <linux/resource.h>
#include "cred.h"
#include "err.h"
#include "syscall.h"
#include "task.h"

#define NICE_MIN (-20)
#define NICE_MAX 19

static void set_nice(struct task *t, int nice)
{
	t->nice = min(max(nice, NICE_MIN), NICE_MAX);
	/* 0: TIMESLICE; the nicest: a tick; the least nice: twice the time. */
	t->timeslice = max(1, TIMESLICE * (20 - t->nice) / 20);
}

static bool is_meant(const struct task *t, int which, u32 who)
{
	switch (which) {
	case PRIO_PROCESS:
		return t->pid == (who ? (int)who : current->pid);
	case PRIO_PGRP:
		return t->process->pgrp == (who ? (int)who : current->process->pgrp);
	default:
		return t->cred->id[CRED_USER][CRED_REAL] ==
		       (who ? who : current->cred->id[CRED_USER][CRED_REAL]);
	}
}

/* As 40..1, so that it cannot be taken for an error; the least nice of those meant. */
long sys_getpriority(struct pt_regs *regs)
{
	long best = -ESRCH;
	struct task *t;

	if (regs->bx > PRIO_USER)
		return -EINVAL;
	list_for_each_entry (t, &all_tasks, all_link)
		if (is_meant(t, regs->bx, regs->cx))
			best = max(best, 20l - t->nice);
	return best;
}

long sys_setpriority(struct pt_regs *regs)
{
	long ret = -ESRCH;
	struct task *t;

	if (regs->bx > PRIO_USER)
		return -EINVAL;
	list_for_each_entry (t, &all_tasks, all_link) {
		if (is_meant(t, regs->bx, regs->cx)) {
			set_nice(t, regs->dx);
			ret = 0;
		}
	}
	return ret;
}

long sys_nice(struct pt_regs *regs)
{
	int more = min(max((int)regs->bx, -40), 40);

	set_nice(current, current->nice + more);
	return 0;
}
