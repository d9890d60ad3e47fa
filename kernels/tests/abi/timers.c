// SPDX-License-Identifier: GPL-2.0-or-later
/* POSIX timers: what can be wrong with them, what they tell, signals and overruns; and the clock's
 * error. */
#include "abi.h"

#include <linux/time.h>
#include <linux/timex.h>

static int id = -1;
static uint8_t buf[256];

static const struct sigevent signal_0 = { .sigev_notify = SIGEV_SIGNAL },
			     signal_65 = { .sigev_notify = SIGEV_SIGNAL, .sigev_signo = 65 },
			     no_thread = { .sigev_notify = SIGEV_SIGNAL | SIGEV_THREAD_ID,
					   .sigev_signo = SIGUSR1 },
			     bad_kind = { .sigev_notify = 77, .sigev_signo = SIGUSR1 },
			     none = { .sigev_notify = SIGEV_NONE };

/* Interval, then value. */
static const long off[4], second[4] = { 0, 0, 1, 0 }, interval_only[4] = { 5, 0, 0, 0 },
			  negative[4] = { 0, 0, -1, 0 }, much[4] = { 0, 0, 0, 1000000000 },
			  much_interval[4] = { 0, 1000000000, 0, 0 }, long_ago[4] = { 0, 0, 0, 1 };
static const int64_t second64[4] = { 0, 0, 1, 0 }, negative64[4] = { 0, 0, -1, 0 };

static const struct call calls[] = {
	CALL(timer_create, 77, 0, AT(&id)),
	CALL(timer_create, 4, 0, AT(&id)),
	CALL(timer_create, 5, 0, AT(&id)),
	CALL(timer_create, 6, 0, AT(&id)),
	CALL(timer_create, -1, 0, AT(&id)),
	CALL(timer_create, 1, BAD, AT(&id)),
	CALL(timer_create, 1, 0, BAD),
	CALL(timer_create, 1, AT(&signal_0), AT(&id)),
	CALL(timer_create, 1, AT(&signal_65), AT(&id)),
	CALL(timer_create, 1, AT(&no_thread), AT(&id)),
	CALL(timer_create, 1, AT(&bad_kind), AT(&id)),
	CALL(timer_settime, 999, 0, AT(second), 0),
	CALL(timer_settime, 999, 0, 0, 0),
	CALL(timer_settime, 999, 0, BAD, 0),
	CALL(timer_settime, 999, 0, AT(negative), 0),
	CALL(timer_gettime, 999, AT(buf)),
	CALL(timer_getoverrun, 999),
	CALL(timer_delete, 999),
	CALL(timer_settime64, 999, 0, AT(second64), 0),
	CALL(timer_settime64, 999, 0, AT(negative64), 0),
	CALL(timer_gettime64, 999, AT(buf)),
	CALL(clock_adjtime, 77, AT(buf)),
	CALL(clock_adjtime, 77, BAD),
	CALL(clock_adjtime, 1, AT(buf)),
	CALL(clock_adjtime64, 1, AT(buf)),
	CALL(adjtimex, BAD),
};

/* Of each clock: whether it has timers; and then of one. */
static void make(void)
{
	for (long clock = 0; clock < 13; clock++) {
		long ret;

		if (clock == 8 || clock == 9) /* those of a real-time clock that Linux finds */
			continue;
		ret = sys(timer_create, clock, &none, &id);
		print("timer on clock %d: %d\n", clock, ret);
		if (!ret)
			print("deleted: %d, again: %d\n", sys(timer_delete, id),
			      sys(timer_delete, id));
	}
}

static const struct {
	const char *text;
	const long *it;
} values[] = {
	{ "off", off },
	{ "an interval only", interval_only },
	{ "negative", negative },
	{ "no fraction", much },
	{ "no fraction of an interval", much_interval },
};

static void set(void)
{
	long old[4];
	int64_t old64[4];

	print("timer_create: %d\n", sys(timer_create, 1, &none, &id));
	for (unsigned int i = 0; i < ARRAY_SIZE(values); i++) {
		print("%s: %d\n", values[i].text, sys(timer_settime, id, 0, values[i].it, old));
		sys(timer_gettime, id, old);
		show_bytes("it is", old, sizeof(old));
	}
	print("one second: %d\n", sys(timer_settime64, id, 0, second64, old64));
	print("bad place for the old one: %d\n", sys(timer_settime, id, 0, second, BAD));
	print("gettime: %d\n", sys(timer_gettime64, id, old64));
	print("some of it is left: %d\n", old64[2] * 1000000000 + old64[3] > 0 &&
						  old64[2] * 1000000000 + old64[3] <= 1000000000);
	print("gettime to a bad place: %d\n", sys(timer_gettime, id, BAD));
	print("long ago: %d\n", sys(timer_settime, id, TIMER_ABSTIME, long_ago, 0));
	sys(timer_gettime, id, old);
	show_bytes("it is over", old, sizeof(old));
	print("overruns: %d\n", sys(timer_getoverrun, id));
	print("timer_delete: %d\n", sys(timer_delete, id));
}

/* --- what a signal says; waited for, so that nothing depends on how fast the machine is --- */

static void take(uint64_t set)
{
	siginfo_t si;
	long sig;

	memset(&si, 0, sizeof(si));
	sig = sys(rt_sigtimedwait, &set, &si, 0, sizeof(set));
	print("signal %d: code %d, timer %d, value %d, overrun %d\n", sig, si.si_code,
	      si.si_tid == id, si.si_int == id ? 0 : si.si_int, si.si_overrun);
	print("getoverrun: %d\n", sys(timer_getoverrun, id));
}

static void signals(void)
{
	struct sigevent event = { .sigev_notify = SIGEV_SIGNAL,
				  .sigev_signo = SIGUSR1,
				  .sigev_value.sival_int = 4711 };
	static const long now[4] = { 0, 0, 0, 1 };
	long it[4];

	mask_signals(SIG_BLOCK, BIT(SIGUSR1) | BIT(SIGALRM) | BIT(40));
	print("SIGALRM by itself: %d\n", sys(timer_create, 0, 0, &id));
	sys(timer_settime, id, 0, now, 0);
	take(BIT(SIGALRM));
	sys(timer_gettime, id, it);
	show_bytes("it is off", it, sizeof(it));
	sys(timer_delete, id);
	print("SIGUSR1: %d\n", sys(timer_create, 1, &event, &id));
	sys(timer_settime, id, TIMER_ABSTIME, now, 0);
	take(BIT(SIGUSR1));
	sys(timer_delete, id);
	event.sigev_notify |= SIGEV_THREAD_ID;
	event.sigev_notify_thread_id = sys(gettid);
	event.sigev_signo = 40;
	print("to a thread: %d\n", sys(timer_create, 7, &event, &id));
	sys(timer_settime, id, 0, now, 0);
	take(BIT(40));
	sys(timer_delete, id);
	event.sigev_notify = SIGEV_SIGNAL;
	print("of time on the CPU: %d\n", sys(timer_create, 2, &event, &id));
	sys(timer_settime, id, 0, now, 0);
	while (sys(getppid) >= 0) {
		uint64_t set;

		sys(rt_sigpending, &set, sizeof(set));
		if (set & BIT(40))
			break;
	}
	take(BIT(40));
	sys(timer_delete, id);
}

/* Expired a thousand times and more before the signal is taken. */
static void overruns(void)
{
	static const long often[4] = { 0, 100000, 0, 1 }, pause[2] = { 0, 200000000 };
	uint64_t set = BIT(SIGALRM);
	siginfo_t si;

	sys(timer_create, 1, 0, &id);
	sys(timer_settime, id, 0, often, 0);
	sys(nanosleep, pause, 0);
	sys(rt_sigtimedwait, &set, &si, 0, sizeof(set));
	print("many overruns: %d\n", si.si_overrun >= 1000);
	print("getoverrun says the same: %d\n", sys(timer_getoverrun, id) == si.si_overrun);
	print("another one comes: %d\n", sys(rt_sigtimedwait, &set, &si, 0, sizeof(set)));
	sys(timer_delete, id);
}

/* Not a child's, and not the next program's. */
static int child(void *arg)
{
	(void)arg;
	return sys(timer_delete, id) == -EINVAL;
}

static void inheritance(void)
{
	sys(timer_create, 1, &none, &id);
	print("a child has it not: %d\n", WEXITSTATUS(child_status(child, 0)));
	print("deleted: %d\n", sys(timer_delete, id));
}

static void clock_error(void)
{
	struct timex t;
	struct __kernel_timex wide;

	memset(&t, 0, sizeof(t));
	print("adjtimex: %d\n", sys(adjtimex, &t));
	t.time.tv_sec = t.time.tv_usec = 0;
	show_bytes("timex", &t, sizeof(t));
	memset(&wide, 0, sizeof(wide));
	print("clock_adjtime64: %d\n", sys(clock_adjtime64, 0, &wide));
	wide.time.tv_sec = wide.time.tv_usec = 0;
	show_bytes("timex", &wide, sizeof(wide));
	memset(&t, 0, sizeof(t));
	t.modes = ADJ_OFFSET_SS_READ;
	print("what adjtime(2) asks: %d, %d\n", sys(clock_adjtime, 0, &t), t.offset);
}

static void test_main(int argc, char **argv, char **envp)
{
	(void)argc, (void)argv, (void)envp;
	SHOW_CALLS(calls);
	make();
	set();
	signals();
	overruns();
	inheritance();
	clock_error();
	quit(0);
}
