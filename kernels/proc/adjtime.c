// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * adjtimex, clock_adjtime: what a Linux says whose clock nobody has steered since boot. It cannot
 * be steered: who tries is told what a process without the right to would be.
 */
#include <linux/timex.h>
#include "clocks.h"
#include "err.h"
#include "string.h"
#include "syscall.h"
#include "time.h"
#include "timespec.h"
#include "uaccess.h"

#define MAX_ERROR_US 16000000 /* Linux's NTP_PHASE_LIMIT: it may be wrong by anything */
#define MAX_FREQ     (500 << 16) /* 500 ppm, scaled */
#define USER_HZ	     100

/* Fields of the same names in both layouts; the others are 0. */
#define TIMEX_FIELDS                                                                               \
	{                                                                                          \
		.modes = modes, .maxerror = MAX_ERROR_US, .esterror = MAX_ERROR_US,                \
		.status = STA_UNSYNC, .constant = 2, .precision = 1, .tolerance = MAX_FREQ,        \
		.time = { sec, ns / NSEC_PER_USEC }, .tick = USEC_PER_SEC / USER_HZ                \
	}

static long adjust(void __user *user, enum time_abi abi)
{
	u32 ns, sec = div_u64_rem(ktime_get_real_ns(), NSEC_PER_SEC, &ns), modes;

	if (get_user(modes, (u32 __user *)user)) /* the first member */
		return -EFAULT;
	if (modes && modes != ADJ_OFFSET_SS_READ)
		return -EPERM;
	if (abi == TIME32) {
		struct timex t = TIMEX_FIELDS;

		return copy_to_user(user, &t, sizeof(t)) ? -EFAULT : TIME_ERROR;
	} else {
		struct __kernel_timex t = TIMEX_FIELDS;

		return copy_to_user(user, &t, sizeof(t)) ? -EFAULT : TIME_ERROR;
	}
}

/* Only one clock is ever steered. */
static long adjust_clock(const struct pt_regs *regs, enum time_abi abi)
{
	void __user *user = (void __user *)regs->cx;
	long id = regs->bx;
	struct task *t;
	u32 modes;

	if (get_user(modes, (u32 __user *)user))
		return -EFAULT;
	if (id != CLOCK_REALTIME)
		return id < 0 || find_clock(id, &t) ? -EOPNOTSUPP : -EINVAL;
	return adjust(user, abi);
}

long sys_adjtimex(struct pt_regs *regs)
{
	return adjust((void __user *)regs->bx, TIME32);
}

TIME_CALLS(adjust_clock, sys_clock_adjtime, sys_clock_adjtime64)
