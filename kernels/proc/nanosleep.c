// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Sleeping for a time, or until one. What happens at a time happens at the next tick.
 */
#include <linux/time.h>
#include "clocks.h"
#include "err.h"
#include "string.h"
#include "syscall.h"
#include "task.h"
#include "time.h"
#include "timespec.h"

struct wait_queue clock_was_set = WAIT_QUEUE_INIT(clock_was_set);

u64 tick_after(u64 ns)
{
	return jiffies + div_u64(ns, TICK_NSEC) + 1;
}

/*
 * Sleep until a clock shows `until`, and no shorter; the tick makes it up to one tick longer. A
 * clock that is another process's may be gone meanwhile.
 */
static int sleep_until(long id, u64 until)
{
	const struct clock *c;
	struct task *t;
	u64 now;

	while ((c = find_clock(id, &t)) && (now = c->read(t)) < until)
		if (sleep_on(&clock_was_set, TASK_INTERRUPTIBLE,
			     tick_after(until - now) - jiffies) == -ERESTARTSYS)
			return -ERESTARTSYS;
	return 0;
}

/* A sleep that was interrupted tells what is left of it. */
static long sleep_rest(struct restart_block *r)
{
	const struct clock *c;
	struct task *t;
	u64 now;

	if (!sleep_until(r->clock, r->until))
		return 0;
	c = find_clock(r->clock, &t);
	now = c ? c->read(t) : r->until;
	if (r->rest && put_timespec(r->rest, r->until > now ? r->until - now : 0, r->abi))
		return -EFAULT;
	return -ERESTART_RESTARTBLOCK;
}

static long sleep(long clock, const void __user *request, void __user *rest, u32 flags,
		  enum time_abi abi)
{
	struct task *t;
	const struct clock *c = find_clock(clock, &t);
	u64 ns, now;
	int err;

	if (!c && clock >= 0)
		return -EINVAL;
	if (c && !c->can_sleep)
		return clock < 0 ? -EINVAL : -EOPNOTSUPP;
	err = get_timespec(&ns, request, abi);
	if (err)
		return err;
	if (!c)
		return -EINVAL;
	if (flags & TIMER_ABSTIME)
		return sleep_until(clock, ns) ? -ERESTARTNOHAND : 0;
	now = c->read(t);
	current->restart = (struct restart_block){
		.fn = sleep_rest,
		.clock = clock,
		.until = min(now + ns, KTIME_MAX),
		.rest = rest,
		.abi = abi,
	};
	return sleep_rest(&current->restart);
}

long sys_nanosleep(struct pt_regs *regs)
{
	return sleep(CLOCK_MONOTONIC, (const void __user *)regs->bx, (void __user *)regs->cx, 0,
		     TIME32);
}

long sys_clock_nanosleep(struct pt_regs *regs)
{
	return sleep(regs->bx, (const void __user *)regs->dx, (void __user *)regs->si, regs->cx,
		     TIME32);
}

long sys_clock_nanosleep_time64(struct pt_regs *regs)
{
	return sleep(regs->bx, (const void __user *)regs->dx, (void __user *)regs->si, regs->cx,
		     TIME64);
}

/* What a signal without a handler has interrupted goes on, with what was left of its time. */
long sys_restart_syscall(struct pt_regs *regs)
{
	struct restart_block *r = &current->restart;

	(void)regs;
	return r->fn ? r->fn(r) : -EINTR;
}

long sys_sched_yield(struct pt_regs *regs)
{
	(void)regs;
	schedule();
	return 0;
}
