// SPDX-License-Identifier: GPL-2.0-or-later
#include "timespec.h"
#include <linux/time_types.h>
#include "err.h"
#include "string.h"
#include "time.h"
#include "uaccess.h"

static int to_ns(u64 *ns, s64 sec, s64 nsec)
{
	if (sec < 0 || nsec < 0 || nsec >= NSEC_PER_SEC)
		return -EINVAL;
	*ns = sec >= (s64)(KTIME_MAX / NSEC_PER_SEC) ? KTIME_MAX
						     : (u64)sec * NSEC_PER_SEC + (u32)nsec;
	return 0;
}

int get_timespec(u64 *ns, const void __user *from, enum time_abi abi)
{
	struct __kernel_timespec ts;
	struct __kernel_old_timespec old;

	if (abi == TIME32) {
		if (copy_from_user(&old, from, sizeof(old)))
			return -EFAULT;
		return to_ns(ns, old.tv_sec, old.tv_nsec);
	}
	if (copy_from_user(&ts, from, sizeof(ts)))
		return -EFAULT;
	/* The upper half may be anything: a C library's tv_nsec is a long. */
	return to_ns(ns, ts.tv_sec, (s32)ts.tv_nsec);
}

int put_timespec(void __user *to, u64 ns, enum time_abi abi)
{
	u32 rest;
	u64 sec = div_u64_rem(ns, NSEC_PER_SEC, &rest);
	struct __kernel_timespec ts = { .tv_sec = sec, .tv_nsec = rest };
	struct __kernel_old_timespec old = { .tv_sec = sec, .tv_nsec = rest };

	if (abi == TIME32)
		return copy_to_user(to, &old, sizeof(old)) ? -EFAULT : 0;
	return copy_to_user(to, &ts, sizeof(ts)) ? -EFAULT : 0;
}

int get_timeval(u64 *ns, const void __user *from)
{
	struct __kernel_old_timeval tv;

	if (copy_from_user(&tv, from, sizeof(tv)))
		return -EFAULT;
	if (tv.tv_usec < 0 || tv.tv_usec >= (long)USEC_PER_SEC)
		return -EINVAL;
	return to_ns(ns, tv.tv_sec, (s64)tv.tv_usec * NSEC_PER_USEC);
}

int put_timeval(void __user *to, u64 ns)
{
	u32 rest;
	struct __kernel_old_timeval tv = { .tv_sec = div_u64_rem(ns, NSEC_PER_SEC, &rest) };

	tv.tv_usec = rest / NSEC_PER_USEC;
	return copy_to_user(to, &tv, sizeof(tv)) ? -EFAULT : 0;
}
