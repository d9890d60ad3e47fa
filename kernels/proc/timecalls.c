// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * The system calls that ask for the time, and set it. Times are of the TSC.
 */
#include <linux/time.h>
#include <linux/times.h>
#include "clocks.h"
#include "err.h"
#include "posix_timer.h"
#include "string.h"
#include "syscall.h"
#include "task.h"
#include "time.h"
#include "timespec.h"
#include "uaccess.h"

static long clock_gettime(struct pt_regs *regs, enum time_abi abi)
{
	struct task *t;
	const struct clock *c = find_clock(regs->bx, &t);

	return c ? put_timespec((void __user *)regs->cx, c->read(t), abi) : -EINVAL;
}

static long clock_getres(struct pt_regs *regs, enum time_abi abi)
{
	struct task *t;
	const struct clock *c = find_clock(regs->bx, &t);

	if (!c)
		return -EINVAL;
	return regs->cx ? put_timespec((void __user *)regs->cx, c->resolution, abi) : 0;
}

/* Not before the machine was on, as if it had been off ever since 1970; as in Linux. */
static long set_time(u64 ns)
{
	if (ns < ktime_get_ns() || ns == KTIME_MAX)
		return -EINVAL;
	set_real_ns(ns);
	wake_up(&clock_was_set);
	posix_timers_clock_was_set();
	return 0;
}

static long clock_settime(struct pt_regs *regs, enum time_abi abi)
{
	long id = regs->bx;
	struct task *t;
	u64 ns;
	int err;

	if (id > CLOCK_REALTIME)
		return -EINVAL;
	err = get_timespec(&ns, (const void __user *)regs->cx, abi);
	if (err)
		return err;
	if (id < 0)
		return find_clock(id, &t) ? -EPERM : -EINVAL;
	return set_time(ns);
}

TIME_CALLS(clock_gettime, sys_clock_gettime, sys_clock_gettime64)
TIME_CALLS(clock_getres, sys_clock_getres, sys_clock_getres_time64)
TIME_CALLS(clock_settime, sys_clock_settime, sys_clock_settime64)

static struct timezone time_zone; /* nobody here asks for it but programs */

long sys_gettimeofday(struct pt_regs *regs)
{
	if (regs->bx && put_timeval((void __user *)regs->bx, ktime_get_real_ns()))
		return -EFAULT;
	return regs->cx ? put_user(time_zone, (struct timezone __user *)regs->cx) : 0;
}

long sys_settimeofday(struct pt_regs *regs)
{
	struct timezone zone;
	u64 ns;
	int err;

	if (regs->bx) {
		err = get_timeval(&ns, (const void __user *)regs->bx);
		if (err)
			return err;
	}
	if (regs->cx) {
		if (get_user(zone, (const struct timezone __user *)regs->cx))
			return -EFAULT;
		if (zone.tz_minuteswest > 15 * 60 || zone.tz_minuteswest < -15 * 60)
			return -EINVAL;
		time_zone = zone;
	}
	return regs->bx ? set_time(ns) : 0;
}

long sys_time(struct pt_regs *regs)
{
	long seconds = div_u64(ktime_get_real_ns(), NSEC_PER_SEC);

	if (regs->bx && put_user(seconds, (long __user *)regs->bx))
		return -EFAULT;
	return seconds;
}

long sys_stime(struct pt_regs *regs)
{
	long seconds;

	if (get_user(seconds, (const long __user *)regs->bx))
		return -EFAULT;
	return seconds < 0 ? -EINVAL : set_time((u64)seconds * NSEC_PER_SEC);
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
