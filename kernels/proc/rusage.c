// SPDX-License-Identifier: GPL-2.0-or-later
/* What a thread, a process and its children have used. */
#include <linux/time_types.h>
#include "err.h"
#include "rlimit.h"
#include "string.h"
#include "syscall.h"
#include "task.h"
#include "uaccess.h"
#include "vm.h"

#define KIB_PER_PAGE (PAGE_SIZE / 1024)

void add_usage(struct usage *to, const struct usage *from)
{
	to->minflt += from->minflt;
	to->majflt += from->majflt;
	to->nvcsw += from->nvcsw;
	to->nivcsw += from->nivcsw;
	to->maxrss = max(to->maxrss, from->maxrss);
}

static void set_timeval(struct __kernel_old_timeval *tv, u64 ticks)
{
	u32 rest;

	tv->tv_sec = div_u64_rem(ticks, HZ, &rest);
	tv->tv_usec = rest * (USEC_PER_SEC / HZ);
}

void get_rusage(struct process *p, int who, struct rusage *ru)
{
	struct cpu_ticks ticks = { 0, 0 };
	struct usage sum = { 0 };
	struct task *t;

	if (who == RUSAGE_THREAD) {
		ticks = (struct cpu_ticks){ current->utime, current->stime };
		sum = current->usage;
	}
	if (who == RUSAGE_SELF || who == RUSAGE_BOTH) {
		ticks = process_ticks(p);
		sum = p->usage;
		for_each_thread(t, p) add_usage(&sum, &t->usage);
	}
	if (who == RUSAGE_CHILDREN || who == RUSAGE_BOTH) {
		ticks.user += p->cutime;
		ticks.system += p->cstime;
		add_usage(&sum, &p->child_usage);
	}
	if (who != RUSAGE_CHILDREN && p->leader->mm)
		sum.maxrss = max(sum.maxrss, (u32)mm_maxrss(p->leader->mm));
	*ru = (struct rusage){
		.ru_maxrss = sum.maxrss * KIB_PER_PAGE,
		.ru_minflt = sum.minflt,
		.ru_majflt = sum.majflt,
		.ru_nvcsw = sum.nvcsw,
		.ru_nivcsw = sum.nivcsw,
	};
	set_timeval(&ru->ru_utime, ticks.user);
	set_timeval(&ru->ru_stime, ticks.system);
}

long sys_getrusage(struct pt_regs *regs)
{
	int who = regs->bx;
	struct rusage ru;

	if (who != RUSAGE_SELF && who != RUSAGE_CHILDREN && who != RUSAGE_THREAD)
		return -EINVAL;
	get_rusage(current->process, who, &ru);
	return copy_to_user((void __user *)regs->cx, &ru, sizeof(ru)) ? -EFAULT : 0;
}
