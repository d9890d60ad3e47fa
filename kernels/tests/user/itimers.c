// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Timers that send signals, sleeps that signals interrupt, and the calls with 64-bit times. Nothing
 * here asks how fast the machine is, only in which order things come.
 */
#include <linux/time.h>
#include <linux/time_types.h>
#include "lib.h"

typedef struct __kernel_old_timespec timespec32;
typedef struct __kernel_timespec timespec64;
typedef struct __kernel_old_itimerval itimerval;

#define MS(n)  1000ll * 1000 * (n)
#define SECOND 1000000000ll

static volatile int alarms, last_code;

static void count(int sig, void *info, void *context)
{
	(void)sig, (void)context;
	last_code = ((siginfo_t *)info)->si_code;
	alarms++;
}

static int64_t now(int clock)
{
	timespec64 ts;

	return sys(clock_gettime64, clock, &ts) ? -1 : ts.tv_sec * SECOND + ts.tv_nsec;
}

static int64_t usec(const struct __kernel_old_timeval *tv)
{
	return tv->tv_sec * 1000000ll + tv->tv_usec;
}

static void wait_for(int n)
{
	uint64_t none = 0;

	mask_signals(SIG_BLOCK, BIT(SIGALRM));
	while (alarms < n)
		sys(rt_sigsuspend, &none, 8);
	mask_signals(SIG_UNBLOCK, BIT(SIGALRM));
}

static void real_timer(void)
{
	itimerval it = { { 0, 0 }, { 0, 20000 } }, old;
	int64_t start = now(1);

	alarms = 0;
	is(sys(setitimer, ITIMER_REAL, &it, NULL), 0, "setitimer of 20 ms");
	wait_for(1);
	ok(now(1) - start >= MS(20), "the signal comes no earlier");
	is(last_code, SI_KERNEL, "from the kernel");
	is(sys(getitimer, ITIMER_REAL, &old), 0, "getitimer");
	ok(!usec(&old.it_value) && !usec(&old.it_interval), "it is off then");
	it = (itimerval){ { 0, 15000 }, { 0, 5000 } };
	alarms = 0;
	sys(setitimer, ITIMER_REAL, &it, NULL);
	wait_for(3);
	it = (itimerval){ { 2, 5 }, { 1000, 500000 } };
	is(sys(setitimer, ITIMER_REAL, &it, &old), 0, "three signals of one with an interval");
	ok(usec(&old.it_interval) == 15000 && usec(&old.it_value) > 0 &&
		   usec(&old.it_value) <= 15000,
	   "what it was (%d us left)", (long)usec(&old.it_value));
	sys(getitimer, ITIMER_REAL, &old);
	ok(usec(&old.it_interval) == 2000005 && usec(&old.it_value) <= 1000500000 &&
		   usec(&old.it_value) > 990000000,
	   "what it is");
	ok(sys(alarm, 0) >= 990, "alarm shares it");
	sys(getitimer, ITIMER_REAL, &old);
	ok(!usec(&old.it_value), "and has stopped it");
	is(sys(alarm, 77), 0, "alarm");
	is(sys(alarm, 0), 77, "tells what was left, rounded");
	it.it_value = (struct __kernel_old_timeval){ 0, 1000000 };
	is(sys(setitimer, ITIMER_REAL, &it, NULL), -EINVAL, "10^6 us are no fraction of a second");
	is(sys(setitimer, 3, &it, NULL), -EINVAL, "there is no fourth timer");
	is(sys(getitimer, 3, &old), -EINVAL, "nor to ask for");
	is(sys(setitimer, ITIMER_REAL, 16, NULL), -EFAULT, "a bad address");
}

static void burn_until(int n)
{
	while (alarms < n)
		sys(getppid);
}

static void cpu_timers(void)
{
	itimerval it = { { 0, 10000 }, { 0, 10000 } }, off = { { 0, 0 }, { 0, 0 } }, old;

	set_handler(SIGVTALRM, count, 0);
	set_handler(SIGPROF, count, 0);
	alarms = 0;
	is(sys(setitimer, ITIMER_PROF, &it, NULL), 0, "setitimer of time on the CPU");
	burn_until(2);
	is(sys(setitimer, ITIMER_PROF, &off, &old), 0, "two signals come");
	ok(usec(&old.it_interval) >= 10000, "it had an interval");
	alarms = 0;
	sys(setitimer, ITIMER_VIRTUAL, &it, NULL);
	while (alarms < 1)
		;
	sys(setitimer, ITIMER_VIRTUAL, &off, NULL);
	ok(true, "the same in user mode");
}

/* A handler ends the sleep, and the rest is told; SA_RESTART makes no difference. */
static void interrupted_sleep(void)
{
	itimerval it = { { 0, 0 }, { 0, 10000 } };
	timespec32 req = { 5, 0 }, rest = { 0, 0 };
	timespec64 req64 = { 5, 0 }, rest64 = { 0, 0 };

	set_handler(SIGALRM, count, SA_RESTART);
	sys(setitimer, ITIMER_REAL, &it, NULL);
	is(sys(nanosleep, &req, &rest), -EINTR, "a signal ends nanosleep");
	ok((rest.tv_sec == 4 || rest.tv_sec == 5) && rest.tv_nsec < SECOND, "most of it was left");
	sys(setitimer, ITIMER_REAL, &it, NULL);
	is(sys(clock_nanosleep_time64, 1, 0, &req64, &rest64), -EINTR, "and the 64-bit one");
	ok(rest64.tv_sec == 4 && rest64.tv_nsec < SECOND, "most of it was left");
	sys(clock_gettime64, 1, &req64);
	req64.tv_sec += 5;
	rest64.tv_sec = 99;
	sys(setitimer, ITIMER_REAL, &it, NULL);
	is(sys(clock_nanosleep_time64, 1, 1, &req64, &rest64), -EINTR, "one until a time");
	is(rest64.tv_sec, 99, "which tells no rest");
	is(sys(restart_syscall), -EINTR, "there is nothing to restart");
}

static int sleeper(void *arg)
{
	timespec32 req = { 0, MS(60) };
	int64_t start = now(1);

	(void)arg;
	if (sys(nanosleep, &req, &req))
		return 1;
	return now(1) - start >= MS(60) ? 0 : 2;
}

/* A stop that needs no handler does not end a sleep, nor make it longer by what has been slept. */
static void stopped_sleep(void)
{
	timespec32 req = { 0, MS(10) };
	int status = 0;
	long pid = sys(fork);

	if (pid == 0)
		quit(sleeper(NULL));
	sys(nanosleep, &req, NULL);
	sys(kill, pid, SIGSTOP);
	is(sys(wait4, pid, &status, WUNTRACED, NULL), pid, "a sleeper is stopped");
	sys(kill, pid, SIGCONT);
	sys(wait4, pid, &status, 0, NULL);
	is(status, 0, "it goes on, sleeps to the end, and sees nothing of it");
}

static void wide_calls(void)
{
	timespec64 ts = { 0, MS(3) }, res;
	int64_t start = now(1);

	is(sys(clock_nanosleep_time64, 0, 0, &ts, NULL), 0, "clock_nanosleep_time64");
	ok(now(1) - start >= MS(3), "sleeps");
	is(sys(clock_getres_time64, 1, &res), 0, "clock_getres_time64");
	ok(res.tv_sec == 0 && res.tv_nsec > 0, "has a resolution");
	ts = (timespec64){ -1, 0 };
	is(sys(clock_nanosleep_time64, 1, 0, &ts, NULL), -EINVAL, "time is not negative");
	ts = (timespec64){ 0, SECOND };
	is(sys(clock_nanosleep_time64, 1, 0, &ts, NULL), -EINVAL, "nor its fraction whole");
	is(sys(clock_nanosleep_time64, 77, 0, &ts, NULL), -EINVAL, "there is no clock 77");
	is(sys(clock_nanosleep_time64, 4, 0, &ts, NULL), -EOPNOTSUPP,
	   "CLOCK_MONOTONIC_RAW is not for sleeping");
	is(sys(clock_nanosleep_time64, 3, 0, &ts, NULL), -EOPNOTSUPP, "nor a thread's own time");
	is(sys(clock_nanosleep_time64, 1, 0, 16, NULL), -EFAULT, "a bad address");
	is(sys(clock_settime64, 1, &ts), -EINVAL, "CLOCK_MONOTONIC is not to be set");
}

/* On a real machine it would be everybody's. */
static void set_clocks(void)
{
	timespec32 old;
	int64_t was = now(0), boot = now(1);
	timespec64 ts = { 2000000000, 0 };
	struct __kernel_old_timeval tv = { 1900000000, 0 };
	long seconds = 1800000000;

	if (!stats()) {
		skip("setting the clock", "it is the machine's");
		return;
	}
	is(sys(clock_settime64, 0, &ts), 0, "clock_settime64");
	ok(now(0) / SECOND - 2000000000 < 100, "it is 2033");
	is(sys(settimeofday, &tv, NULL), 0, "settimeofday");
	ok(now(0) / SECOND - 1900000000 < 100, "it is 2030");
	is(sys(stime, &seconds), 0, "stime");
	ok(now(0) / SECOND - 1800000000 < 100, "it is 2027");
	ts = (timespec64){ was / SECOND, was % SECOND };
	old = (timespec32){ ts.tv_sec, ts.tv_nsec };
	is(sys(clock_settime, 0, &old), 0, "clock_settime");
	ok(now(0) >= was && now(1) - boot < 100 * SECOND, "and the other clock goes its way");
	ts.tv_nsec = SECOND;
	is(sys(clock_settime64, 0, &ts), -EINVAL, "no time");
}

static void test_main(int argc, char **argv, char **envp)
{
	(void)argc, (void)argv, (void)envp;
	set_handler(SIGALRM, count, 0);
	real_timer();
	cpu_timers();
	interrupted_sleep();
	stopped_sleep();
	wide_calls();
	set_clocks();
}
