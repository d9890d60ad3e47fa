// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * The system calls about time. Times are of the TSC; what happens at a time happens at the next
 * tick.
 */
#include <linux/time.h>
#include <linux/times.h>
#include "err.h"
#include "string.h"
#include "syscall.h"
#include "task.h"
#include "time.h"
#include "uaccess.h"

static u64 process_cpu_time(void)
{
	struct cpu_ticks ticks = process_ticks(current->process);

	return (ticks.user + ticks.system) * TICK_NSEC;
}

static u64 thread_cpu_time(void)
{
	return (current->utime + current->stime) * TICK_NSEC;
}

struct clock {
	u64 (*read)(void); /* ns */
	u32 resolution; /* ns */
};

static const struct clock clocks[] = {
	[CLOCK_REALTIME] = { ktime_get_real_ns, 1 },
	[CLOCK_MONOTONIC] = { ktime_get_ns, 1 },
	[CLOCK_PROCESS_CPUTIME_ID] = { process_cpu_time, TICK_NSEC },
	[CLOCK_THREAD_CPUTIME_ID] = { thread_cpu_time, TICK_NSEC },
	[CLOCK_MONOTONIC_RAW] = { ktime_get_ns, 1 },
	[CLOCK_REALTIME_COARSE] = { ktime_get_real_ns, TICK_NSEC },
	[CLOCK_MONOTONIC_COARSE] = { ktime_get_ns, TICK_NSEC },
	[CLOCK_BOOTTIME] = { ktime_get_ns, 1 },
};

static const struct clock *find_clock(unsigned long id)
{
	return id < ARRAY_SIZE(clocks) && clocks[id].read ? &clocks[id] : NULL;
}

static int put_timespec(struct __kernel_old_timespec __user *to, u64 ns)
{
	u32 rest, sec = div_u64_rem(ns, NSEC_PER_SEC, &rest);
	struct __kernel_old_timespec ts = { .tv_sec = sec, .tv_nsec = rest };

	return copy_to_user(to, &ts, sizeof(ts)) ? -EFAULT : 0;
}

static int put_timespec64(struct __kernel_timespec __user *to, u64 ns)
{
	u32 rest;
	u64 sec = div_u64_rem(ns, NSEC_PER_SEC, &rest);
	struct __kernel_timespec ts = { .tv_sec = sec, .tv_nsec = rest };

	return copy_to_user(to, &ts, sizeof(ts)) ? -EFAULT : 0;
}

static int get_timespec(u64 *ns, const struct __kernel_old_timespec __user *from)
{
	struct __kernel_old_timespec ts;

	if (copy_from_user(&ts, from, sizeof(ts)))
		return -EFAULT;
	if (ts.tv_sec < 0 || ts.tv_nsec < 0 || ts.tv_nsec >= (long)NSEC_PER_SEC)
		return -EINVAL;
	*ns = (u64)(u32)ts.tv_sec * NSEC_PER_SEC + ts.tv_nsec;
	return 0;
}

long sys_clock_gettime(struct pt_regs *regs)
{
	const struct clock *c = find_clock(regs->bx);

	return c ? put_timespec((void __user *)regs->cx, c->read()) : -EINVAL;
}

long sys_clock_gettime64(struct pt_regs *regs)
{
	const struct clock *c = find_clock(regs->bx);

	return c ? put_timespec64((void __user *)regs->cx, c->read()) : -EINVAL;
}

long sys_clock_getres(struct pt_regs *regs)
{
	const struct clock *c = find_clock(regs->bx);

	if (!c)
		return -EINVAL;
	return regs->cx ? put_timespec((void __user *)regs->cx, c->resolution) : 0;
}

/* Sleep until clock `c` shows `until`, and no shorter; the tick makes it up to one tick longer. */
static int sleep_until(const struct clock *c, u64 until)
{
	struct wait_queue nobody = WAIT_QUEUE_INIT(nobody);
	u64 now;

	while ((now = c->read()) < until) {
		int err =
			sleep_on(&nobody, TASK_INTERRUPTIBLE, div_u64(until - now, TICK_NSEC) + 1);

		if (err == -ERESTARTSYS)
			return -ERESTARTNOHAND;
	}
	return 0;
}

static long sleep_for(const struct clock *c, const struct __kernel_old_timespec __user *request,
		      struct __kernel_old_timespec __user *rest, bool absolute)
{
	u64 until, now;
	int err = get_timespec(&until, request);

	if (err)
		return err;
	if (!absolute)
		until += c->read();
	err = sleep_until(c, until);
	if (err && rest && !absolute) {
		now = c->read();
		if (put_timespec(rest, until > now ? until - now : 0))
			return -EFAULT;
	}
	return err;
}

long sys_nanosleep(struct pt_regs *regs)
{
	return sleep_for(&clocks[CLOCK_MONOTONIC], (const void __user *)regs->bx,
			 (void __user *)regs->cx, false);
}

long sys_clock_nanosleep(struct pt_regs *regs)
{
	const struct clock *c = find_clock(regs->bx);

	if (!c || c->read == process_cpu_time || c->read == thread_cpu_time)
		return -EINVAL;
	return sleep_for(c, (const void __user *)regs->dx, (void __user *)regs->si,
			 regs->cx & TIMER_ABSTIME);
}

long sys_gettimeofday(struct pt_regs *regs)
{
	struct __kernel_old_timeval __user *utv = (void __user *)regs->bx;
	struct timezone __user *utz = (void __user *)regs->cx;
	const struct timezone utc = { 0 };
	struct __kernel_old_timeval tv;
	u32 rest;

	tv.tv_sec = div_u64_rem(ktime_get_real_ns(), NSEC_PER_SEC, &rest);
	tv.tv_usec = rest / NSEC_PER_USEC;
	if (utv && copy_to_user(utv, &tv, sizeof(tv)))
		return -EFAULT;
	return utz && copy_to_user(utz, &utc, sizeof(utc)) ? -EFAULT : 0;
}

long sys_time(struct pt_regs *regs)
{
	long seconds = div_u64(ktime_get_real_ns(), NSEC_PER_SEC);

	if (regs->bx && put_user(seconds, (long __user *)regs->bx))
		return -EFAULT;
	return seconds;
}

/* Linux's clock_t of 100 Hz is this kernel's tick. */
long sys_times(struct pt_regs *regs)
{
	struct process *self = current->process;
	struct cpu_ticks ticks = process_ticks(self);
	struct tms tms = {
		.tms_utime = ticks.user,
		.tms_stime = ticks.system,
		.tms_cutime = self->cutime,
		.tms_cstime = self->cstime,
	};

	if (regs->bx && copy_to_user((void __user *)regs->bx, &tms, sizeof(tms)))
		return -EFAULT;
	return jiffies;
}

/* Seconds left of an earlier alarm, rounded, but at least one if there is one: as in Linux. */
long sys_alarm(struct pt_regs *regs)
{
	struct timer *t = &current->process->alarm;
	u64 left = timer_pending(t) && t->tick > jiffies ? t->tick - jiffies : 0;
	u32 seconds = regs->bx;

	timer_cancel(t);
	if (seconds)
		timer_set(t, jiffies + (u64)seconds * HZ + 1);
	return left && left < HZ ? 1 : div_u64(left + HZ / 2, HZ);
}

long sys_sched_yield(struct pt_regs *regs)
{
	(void)regs;
	schedule();
	return 0;
}
