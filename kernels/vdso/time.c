// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * What time it is, without a system call: from the TSC, by the values that the kernel keeps in this
 * page. A clock that is not the time of day nor that since boot is asked of the kernel.
 */
#include <asm/unistd_32.h>
#include <linux/time.h>
#include <linux/time_types.h>
#include "cpu.h"
#include "string.h"
#include "time.h"
#include "timebase.h"

/* The kernel writes it; volatile, as that can happen between any two instructions. */
__attribute__((visibility("hidden"), section(".timebase")))
const volatile struct timebase vdso_timebase = { 0 };

#define BIT(n) (1u << (n))
#define REAL   (BIT(CLOCK_REALTIME) | BIT(CLOCK_REALTIME_COARSE))
#define BOOT                                                                                       \
	(BIT(CLOCK_MONOTONIC) | BIT(CLOCK_MONOTONIC_RAW) | BIT(CLOCK_MONOTONIC_COARSE) |           \
	 BIT(CLOCK_BOOTTIME))

int __vdso_clock_gettime(int id, struct __kernel_old_timespec *ts);
int __vdso_clock_gettime64(int id, struct __kernel_timespec *ts);
int __vdso_clock_getres(int id, struct __kernel_old_timespec *ts);
int __vdso_gettimeofday(struct __kernel_old_timeval *tv, struct timezone *tz);
long __vdso_time(long *t);

static int call(int nr, int id, void *arg)
{
	int ret;

	__asm__ volatile("int $0x80" : "=a"(ret) : "0"(nr), "b"(id), "c"(arg) : "memory");
	return ret;
}

static u64 boot_ns(void)
{
	const struct timebase t = {
		.boot_tsc = vdso_timebase.boot_tsc,
		.ns_per_cycle = vdso_timebase.ns_per_cycle,
	};

	return timebase_ns(&t, rdtsc());
}

static u64 real_ns(void)
{
	u64 ns;
	u32 seq;

	do {
		seq = vdso_timebase.seq;
		ns = vdso_timebase.boot_real_ns;
	} while (vdso_timebase.seq != seq);
	return ns + boot_ns();
}

/* Whether it is one of the clocks that are told here. */
static bool read_clock(int id, u64 *ns)
{
	u32 bit = (unsigned int)id < 32 ? BIT(id) : 0;

	if (!(bit & (REAL | BOOT)))
		return false;
	*ns = bit & REAL ? real_ns() : boot_ns();
	return true;
}

int __vdso_clock_gettime(int id, struct __kernel_old_timespec *ts)
{
	u32 rest;
	u64 ns;

	if (!read_clock(id, &ns))
		return call(__NR_clock_gettime, id, ts);
	ts->tv_sec = div_u64_rem(ns, NSEC_PER_SEC, &rest);
	ts->tv_nsec = rest;
	return 0;
}

int __vdso_clock_gettime64(int id, struct __kernel_timespec *ts)
{
	u32 rest;
	u64 ns;

	if (!read_clock(id, &ns))
		return call(__NR_clock_gettime64, id, ts);
	ts->tv_sec = div_u64_rem(ns, NSEC_PER_SEC, &rest);
	ts->tv_nsec = rest;
	return 0;
}

int __vdso_clock_getres(int id, struct __kernel_old_timespec *ts)
{
	return call(__NR_clock_getres, id, ts);
}

int __vdso_gettimeofday(struct __kernel_old_timeval *tv, struct timezone *tz)
{
	u32 rest;

	if (tz)
		return call(__NR_gettimeofday, (int)tv, tz);
	if (tv) {
		tv->tv_sec = div_u64_rem(real_ns(), NSEC_PER_SEC, &rest);
		tv->tv_usec = rest / NSEC_PER_USEC;
	}
	return 0;
}

long __vdso_time(long *t)
{
	long seconds = div_u64(real_ns(), NSEC_PER_SEC);

	if (t)
		*t = seconds;
	return seconds;
}
