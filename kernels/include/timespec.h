/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Times between user space and the kernel, which counts nanoseconds: each in the old layout of 32
 * bits a member, and in that of the calls for after 2038.
 */
#ifndef TIMESPEC_H
#define TIMESPEC_H

#include "types.h"

enum time_abi { TIME32, TIME64 };

/* The two system calls of one that takes or gives times: NAME with the old layout, NAME64 with the other. */
#define TIME_CALLS(call, name, name64)                                                             \
	long name(struct pt_regs *regs)                                                            \
	{                                                                                          \
		return call(regs, TIME32);                                                         \
	}                                                                                          \
	long name64(struct pt_regs *regs)                                                          \
	{                                                                                          \
		return call(regs, TIME64);                                                         \
	}

/* The most that a timeout can be: beyond, all times are the same. Linux's KTIME_MAX. */
#define KTIME_MAX ((u64)INT64_MAX)

/* 0, -EFAULT; get_* also -EINVAL for what is negative, or no fraction of a second. */
int get_timespec(u64 *ns, const void __user *from, enum time_abi abi);
int put_timespec(void __user *to, u64 ns, enum time_abi abi);
int get_timeval(u64 *ns, const void __user *from);
int put_timeval(void __user *to, u64 ns);

#endif /* TIMESPEC_H */
