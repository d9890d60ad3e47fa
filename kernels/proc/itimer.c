// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * setitimer, getitimer and alarm. Real time counts in nanoseconds; the time on the CPU in ticks, as
 * it is accounted.
 */
#include "itimer.h"
#include <asm-generic/siginfo.h>
#include <linux/time.h>
#include <linux/time_types.h>
#include "clocks.h"
#include "cpu.h"
#include "err.h"
#include "string.h"
#include "syscall.h"
#include "task.h"
#include "timespec.h"
#include "uaccess.h"

static void send(struct itimers *it, int sig)
{
	struct signal_info info = { .code = SI_KERNEL };

	group_send_signal(container_of(it, struct process, itimers), sig, &info);
}

/* Signals for which the tick is too coarse come as one. */
static void real_expired(struct interval_timer *t, u64 times)
{
	(void)times;
	send(container_of(t, struct itimers, real), SIGALRM);
}

void itimers_init(struct itimers *it)
{
	interval_init(&it->real, monotonic_clock, real_expired);
	it->virtual = it->prof = (struct cpu_timer){ 0 };
}

void itimers_exit(struct itimers *it)
{
	timer_cancel(&it->real.timer);
}

static struct itimer real_swap(struct itimers *it, const struct itimer *new)
{
	u64 now = ktime_get_ns();
	struct itimer old = interval_left(&it->real, now, NSEC_PER_USEC);

	if (new)
		interval_set(&it->real, new->value ? min(now + new->value, KTIME_MAX) : 0,
			     new->interval);
	return old;
}

/* Of a time that is being counted, a tick may have begun already. */
static u64 to_ticks(u64 ns)
{
	return ns ? div_u64(ns - 1, TICK_NSEC) + 2 : 0;
}

static struct itimer cpu_swap(struct cpu_timer *t, const struct itimer *new)
{
	struct itimer old = { t->left * TICK_NSEC, t->interval * TICK_NSEC };

	if (new) {
		t->left = to_ticks(new->value);
		t->interval = new->interval ? to_ticks(new->interval) - 1 : 0;
	}
	return old;
}

/* The old one; `new` may be NULL. */
static struct itimer swap(unsigned long which, const struct itimer *new)
{
	struct itimers *it = &current->process->itimers;
	struct itimer old;
	unsigned long flags = local_irq_save();

	old = which == ITIMER_REAL ? real_swap(it, new)
				   : cpu_swap(which == ITIMER_PROF ? &it->prof : &it->virtual, new);
	local_irq_restore(flags);
	return old;
}

static void count(struct itimers *it, struct cpu_timer *t, int sig)
{
	if (likely(!t->left) || --t->left)
		return;
	t->left = t->interval;
	send(it, sig);
}

void itimers_tick(struct itimers *it, bool user)
{
	if (user)
		count(it, &it->virtual, SIGVTALRM);
	count(it, &it->prof, SIGPROF);
}

/* struct itimerval: the interval, then the value. */
static int put_itimer(struct __kernel_old_timeval __user *to, const struct itimer *t)
{
	int err = put_timeval(to, t->interval);

	return err ? err : put_timeval(to + 1, t->value);
}

static int get_itimer(struct itimer *t, const struct __kernel_old_timeval __user *from)
{
	int err = get_timeval(&t->interval, from);

	return err ? err : get_timeval(&t->value, from + 1);
}

long sys_getitimer(struct pt_regs *regs)
{
	struct itimer old;

	if (regs->bx > ITIMER_PROF)
		return -EINVAL;
	old = swap(regs->bx, NULL);
	return put_itimer((void __user *)regs->cx, &old);
}

/* Without a new one it stops; Linux says in its log that such programs are wrong. */
long sys_setitimer(struct pt_regs *regs)
{
	struct itimer new = { 0 }, old;
	int err = regs->cx ? get_itimer(&new, (const void __user *)regs->cx) : 0;

	if (err)
		return err;
	if (regs->bx > ITIMER_PROF)
		return -EINVAL;
	old = swap(regs->bx, &new);
	return regs->dx ? put_itimer((void __user *)regs->dx, &old) : 0;
}

/* Seconds left of an earlier alarm, rounded, but at least one if there is one: as in Linux. */
long sys_alarm(struct pt_regs *regs)
{
	struct itimer new = { .value = (u64)regs->bx * NSEC_PER_SEC };
	struct itimer old = swap(ITIMER_REAL, &new);

	return old.value && old.value < NSEC_PER_SEC
		       ? 1
		       : div_u64(old.value + NSEC_PER_SEC / 2, NSEC_PER_SEC);
}
