// SPDX-License-Identifier: GPL-2.0-or-later
/* Clocks and sleeps. Nothing here asks how fast the machine is, only in which order things come. */
#include <linux/time_types.h>
#include "lib.h"

typedef struct __kernel_old_timespec timespec32;
typedef struct __kernel_timespec timespec64;

static int64_t now(int clock)
{
	timespec64 ts;

	return sys(clock_gettime64, clock, &ts) ? -1 : ts.tv_sec * 1000000000ll + ts.tv_nsec;
}

static int64_t now32(int clock)
{
	timespec32 ts;

	return sys(clock_gettime, clock, &ts) ? -1 : ts.tv_sec * 1000000000ll + ts.tv_nsec;
}

static void clocks(void)
{
	static const struct {
		const char *name;
		int id;
	} all[] = { { "REALTIME", 0 },	       { "MONOTONIC", 1 },     { "PROCESS_CPUTIME", 2 },
		    { "THREAD_CPUTIME", 3 },   { "MONOTONIC_RAW", 4 }, { "REALTIME_COARSE", 5 },
		    { "MONOTONIC_COARSE", 6 }, { "BOOTTIME", 7 } };
	timespec32 res;
	size_t i;

	for (i = 0; i < sizeof(all) / sizeof(all[0]); i++) {
		int64_t a = now32(all[i].id), b = now(all[i].id), c = now32(all[i].id);

		ok(a >= 0 && b >= a && c >= b, "CLOCK_%s does not go back, in 32 and 64 bits",
		   all[i].name);
		res.tv_nsec = 0;
		is(sys(clock_getres, all[i].id, &res), 0, "clock_getres");
		ok(res.tv_sec == 0 && res.tv_nsec > 0, "it has a resolution (%d ns)", res.tv_nsec);
	}
	is(sys(clock_gettime, 77, &res), -EINVAL, "there is no clock 77");
	is(sys(clock_getres, 1, NULL), 0, "clock_getres without a place for it");
}

static void wall_clock(void)
{
	struct __kernel_old_timeval tv;
	int32_t stored = 0;
	int64_t a = now(0) / 1000000000, t, b;

	is(sys(gettimeofday, &tv, NULL), 0, "gettimeofday");
	t = sys(time, &stored);
	b = now(0) / 1000000000;
	ok(tv.tv_sec >= a && tv.tv_sec <= b && tv.tv_usec < 1000000, "is the real time");
	/* Linux's time() follows the tick. */
	ok(t >= a - 1 && t <= b && t == stored, "and so is time");
	ok(a > 1577836800, "after 2019 (%d)", (long)a);
}

static void sleeps(void)
{
	timespec32 req = { 0, 25000000 }, bad = { 0, 1000000000 }, until;
	int64_t start = now(1), end;

	is(sys(nanosleep, &req, NULL), 0, "nanosleep");
	end = now(1);
	ok(end - start >= 25000000, "25 ms are not less than 25 ms (%d us)",
	   (long)((end - start) / 1000));
	is(sys(nanosleep, &bad, NULL), -EINVAL, "10^9 nanoseconds are no fraction of a second");
	bad = (timespec32){ -1, 0 };
	is(sys(nanosleep, &bad, NULL), -EINVAL, "and time is not negative");
	req = (timespec32){ 0, 0 };
	is(sys(nanosleep, &req, NULL), 0, "no time is a time");
	start = now(1) + 15000000;
	until = (timespec32){ start / 1000000000, start % 1000000000 };
	is(sys(clock_nanosleep, 1, 1, &until, NULL), 0, "clock_nanosleep until a time");
	ok(now(1) >= start, "it is that time then");
	is(sys(clock_nanosleep, 1, 1, &until, NULL), 0, "it does not wait for the past");
	is(sys(clock_nanosleep, 77, 0, &until, NULL), -EINVAL, "there is no clock 77");
}

struct tms {
	long utime, stime, cutime, cstime;
};

static int burn(void *arg)
{
	struct tms t;

	(void)arg;
	do
		sys(times, &t);
	while (t.utime + t.stime < 3);
	return 0;
}

static void accounting(void)
{
	struct tms before, after;
	long a, b;

	a = sys(times, &before);
	child_status(burn, NULL);
	b = sys(times, &after);
	ok(b >= a + 3, "times counts ticks");
	ok(after.cutime + after.cstime >= before.cutime + before.cstime + 3,
	   "a child's time is its parent's when it has been waited for");
}

static void test_main(int argc, char **argv, char **envp)
{
	(void)argc, (void)argv, (void)envp;
	clocks();
	wall_clock();
	sleeps();
	accounting();
}
