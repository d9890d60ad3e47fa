// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Limits: shared by a process and its children, until one of them sets its own. Everyone may raise
 * them, being root; but for the number of open files beyond what there can be.
 */
#include "rlimit.h"
#include <asm-generic/siginfo.h>
#include "err.h"
#include "fs.h"
#include "mm.h"
#include "string.h"
#include "syscall.h"
#include "task.h"
#include "uaccess.h"
#include "vm.h"

#define UNLIMITED                                                                                  \
	{                                                                                          \
		RLIM_INFINITY, RLIM_INFINITY                                                       \
	}
#define NO_MORE_THAN(n)                                                                            \
	{                                                                                          \
		(n), (n)                                                                           \
	}

struct rlimits init_rlimits = {
	.users = 1,
	.limit = {
		[RLIMIT_CPU] = UNLIMITED,
		[RLIMIT_FSIZE] = UNLIMITED,
		[RLIMIT_DATA] = UNLIMITED,
		[RLIMIT_STACK] = { STACK_LIMIT, RLIM_INFINITY },
		[RLIMIT_CORE] = { 0, RLIM_INFINITY },
		[RLIMIT_RSS] = UNLIMITED,
		[RLIMIT_NPROC] = UNLIMITED,
		[RLIMIT_NOFILE] = { 1024, 4096 },
		[RLIMIT_MEMLOCK] = NO_MORE_THAN(8u << 20),
		[RLIMIT_AS] = UNLIMITED,
		[RLIMIT_LOCKS] = UNLIMITED,
		[RLIMIT_SIGPENDING] = UNLIMITED,
		[RLIMIT_MSGQUEUE] = NO_MORE_THAN(819200),
		[RLIMIT_NICE] = NO_MORE_THAN(0),
		[RLIMIT_RTPRIO] = NO_MORE_THAN(0),
		[RLIMIT_RTTIME] = UNLIMITED,
	},
};

void rlimits_put(struct rlimits *l)
{
	if (!--l->users)
		kfree(l);
}

static u32 narrow(u64 limit)
{
	return min(limit, (u64)RLIM_INFINITY);
}

static u64 widen(u32 limit)
{
	return limit == RLIM_INFINITY ? RLIM64_INFINITY : limit;
}

static int set_limit(struct process *p, u32 which, const struct rlimit64 *new)
{
	struct rlimits *own = p->rlimits;

	if (new->rlim_cur > new->rlim_max)
		return -EINVAL;
	if (which == RLIMIT_NOFILE && new->rlim_max > NR_OPEN_MAX)
		return -EPERM;
	if (own->users > 1) {
		own = kmalloc(sizeof(*own), GFP_KERNEL);
		if (!own)
			return -ENOMEM;
		memcpy(own, p->rlimits, sizeof(*own));
		own->users = 1;
		rlimits_put(p->rlimits);
		p->rlimits = own;
	}
	own->limit[which].cur = narrow(new->rlim_cur);
	own->limit[which].max = narrow(new->rlim_max);
	return 0;
}

void check_cpu_limit(void)
{
	const struct rlimits *l = current->process->rlimits;
	u32 soft = l->limit[RLIMIT_CPU].cur, hard = l->limit[RLIMIT_CPU].max;
	struct signal_info info = { .code = SI_KERNEL };
	struct cpu_ticks ticks;
	u64 had;
	u32 rest;

	if (likely(soft == RLIM_INFINITY))
		return;
	ticks = process_ticks(current->process);
	had = div_u64_rem(ticks.user + ticks.system, HZ, &rest);
	if (rest)
		return;
	if (had >= hard)
		group_send_signal(current->process, SIGKILL, &info);
	else if (had >= soft)
		group_send_signal(current->process, SIGXCPU, &info);
}

/* The old calls have 32 bits, of which the largest number, or the largest signed one, is no limit.
 */
static long get_rlimit(struct pt_regs *regs, u32 infinity)
{
	const struct rlimits *l = current->process->rlimits;
	u32 pair[2];

	if (regs->bx >= RLIM_NLIMITS)
		return -EINVAL;
	pair[0] = min(l->limit[regs->bx].cur, infinity);
	pair[1] = min(l->limit[regs->bx].max, infinity);
	return copy_to_user((void __user *)regs->cx, pair, sizeof(pair)) ? -EFAULT : 0;
}

long sys_getrlimit(struct pt_regs *regs)
{
	return get_rlimit(regs, INT32_MAX);
}

long sys_ugetrlimit(struct pt_regs *regs)
{
	return get_rlimit(regs, UINT32_MAX);
}

long sys_setrlimit(struct pt_regs *regs)
{
	struct rlimit64 new;
	u32 pair[2];

	if (copy_from_user(pair, (const void __user *)regs->cx, sizeof(pair)))
		return -EFAULT;
	if (regs->bx >= RLIM_NLIMITS)
		return -EINVAL;
	new = (struct rlimit64){ widen(pair[0]), widen(pair[1]) };
	return set_limit(current->process, regs->bx, &new);
}

long sys_prlimit64(struct pt_regs *regs)
{
	const struct rlimit64 __user *from = (const void __user *)regs->dx;
	struct rlimit64 __user *to = (void __user *)regs->si;
	struct task *t = regs->bx ? find_task(regs->bx) : current;
	struct rlimit64 new, old;
	u32 which = regs->cx;
	int err = 0;

	if (from && copy_from_user(&new, from, sizeof(new)))
		return -EFAULT;
	if (!t)
		return -ESRCH;
	if (which >= RLIM_NLIMITS)
		return -EINVAL;
	old.rlim_cur = widen(t->process->rlimits->limit[which].cur);
	old.rlim_max = widen(t->process->rlimits->limit[which].max);
	if (from)
		err = set_limit(t->process, which, &new);
	if (err)
		return err;
	return to && copy_to_user(to, &old, sizeof(old)) ? -EFAULT : 0;
}
