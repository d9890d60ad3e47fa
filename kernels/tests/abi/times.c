// SPDX-License-Identifier: GPL-2.0-or-later
/* Time: clocks that there are and are not, times that are none, resolutions. */
#include "abi.h"

static long buf[16];
static const long zero[4], negative[4] = { -1, 0, -1, -1 }, much[4] = { 0, 1000000000, 0, 0 },
			   short_time[4] = { 0, 1000, 0, 0 };
static const long odd_timer[4] = { 0, 1000000, 0, 0 };
static const int64_t negative64[2] = { -1, 0 }, much64[2] = { 0, 1000000000 };

static const struct call calls[] = {
	CALL(time, BAD),
	CALL(gettimeofday, 0, 0),
	CALL(gettimeofday, BAD, 0),
	CALL(gettimeofday, 0, BAD),
	CALL(nanosleep, AT(zero), 0),
	CALL(nanosleep, AT(short_time), 0),
	CALL(nanosleep, AT(short_time), BAD),
	CALL(nanosleep, AT(negative), 0),
	CALL(nanosleep, AT(much), 0),
	CALL(nanosleep, BAD, 0),
	CALL(clock_nanosleep, 0, 0, AT(negative), 0),
	CALL(clock_nanosleep, 1, 0, AT(much), 0),
	CALL(clock_nanosleep, 1, 1, AT(zero), 0),
	CALL(clock_nanosleep, 1, 1, AT(short_time), 0),
	CALL(clock_nanosleep, 77, 0, AT(zero), 0),
	CALL(clock_nanosleep, 3, 0, AT(zero), 0),
	CALL(clock_nanosleep, 4, 0, AT(zero), 0),
	CALL(clock_nanosleep_time64, 1, 0, AT(negative64), 0),
	CALL(clock_nanosleep_time64, 1, 0, AT(much64), 0),
	CALL(clock_gettime64, 0, BAD),
	CALL(clock_gettime64, 77, AT(buf)),
	CALL(clock_settime, 1, AT(zero)),
	CALL(clock_settime, 0, AT(negative)),
	CALL(clock_settime, 0, AT(much)),
	CALL(clock_settime, 77, AT(zero)),
	CALL(setitimer, 0, BAD, 0),
	CALL(setitimer, 3, AT(zero), 0),
	CALL(setitimer, 0, AT(negative), 0),
	CALL(setitimer, 0, AT(odd_timer), 0),
	CALL(setitimer, 0, AT(zero), AT(buf)),
	CALL(setitimer, 0, AT(zero), BAD),
	CALL(setitimer, 0, 0, AT(buf)),
	CALL(getitimer, 3, AT(buf)),
	CALL(getitimer, 0, BAD),
	CALL(getitimer, 1, AT(buf)),
	CALL(alarm, 0),
	CALL(alarm, 100),
	CALL(alarm, 0),
	CALL(times, BAD),
	CALL(utimensat, -100, AT("none"), 0, 0),
	CALL(utimensat, -100, AT("none"), AT(much), 0),
};

/* Whether there is such a clock; 8 and 9 are those of a real-time clock that Linux finds. */
static void clocks(void)
{
	for (long clock = -1; clock < 18; clock++) {
		long ret;

		if (clock == 8 || clock == 9)
			continue;
		ret = sys(clock_gettime, clock, buf);

		print("clock %d: %d\n", clock, ret);
	}
}

static void test_main(int argc, char **argv, char **envp)
{
	(void)argc, (void)argv, (void)envp;
	SHOW_CALLS(calls);
	clocks();
	quit(0);
}
