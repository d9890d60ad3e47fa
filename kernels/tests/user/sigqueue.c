// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Signals for real time come as often as they were sent, in order, with their values; waiting for
 * signals instead of handling them; and the calls of before there were 64 signals.
 */
#include <linux/time_types.h>
#include "lib.h"

#define SIGRT 34 /* a C library may keep the first two for itself */

static volatile int seen[16], codes[16], nr_seen;
static siginfo_t last;

static void collect(int sig, void *info, void *context)
{
	(void)context;
	last = *(siginfo_t *)info;
	codes[nr_seen] = sig;
	seen[nr_seen++] = last.si_int;
}

static long queue(int sig, int value)
{
	siginfo_t si;

	memset(&si, 0, sizeof(si));
	si.si_code = SI_QUEUE;
	si.si_pid = sys(getpid);
	si.si_uid = sys(getuid32);
	si.si_int = value;
	return sys(rt_sigqueueinfo, sys(getpid), sig, &si);
}

static void queues(void)
{
	siginfo_t si;
	int i;

	set_handler(SIGRT, collect, 0);
	set_handler(SIGRT + 1, collect, 0);
	set_handler(SIGUSR1, collect, 0);
	mask_signals(SIG_BLOCK, BIT(SIGRT) | BIT(SIGRT + 1) | BIT(SIGUSR1));
	for (i = 0; i < 3; i++) {
		is(queue(SIGRT + 1, 100 + i), 0, "rt_sigqueueinfo");
		queue(SIGRT, i);
		queue(SIGUSR1, 200 + i);
	}
	mask_signals(SIG_UNBLOCK, BIT(SIGRT + 1));
	ok(nr_seen == 3 && seen[0] == 100 && seen[1] == 101 && seen[2] == 102,
	   "all three come, in order, with their values");
	ok(last.si_code == SI_QUEUE && last.si_pid == sys(getpid), "and say where from");
	mask_signals(SIG_UNBLOCK, BIT(SIGUSR1));
	ok(nr_seen == 4 && seen[3] == 200, "of the others only the first");
	set_handler(SIGRT, HANDLER_IGN, 0);
	set_handler(SIGRT, collect, 0);
	mask_signals(SIG_UNBLOCK, BIT(SIGRT));
	is(nr_seen, 4, "ignored for a moment, all are gone");
	memset(&si, 0, sizeof(si));
	si.si_code = SI_USER;
	is(sys(rt_sigqueueinfo, 1, SIGRT, &si), sys(getpid) == 1 ? 0 : -EPERM,
	   "nobody sends as if by kill(), but to himself");
	si.si_code = SI_QUEUE;
	is(sys(rt_sigqueueinfo, 30000, SIGRT, &si), -ESRCH, "a process that is not there");
	is(sys(rt_sigqueueinfo, sys(getpid), 65, &si), -EINVAL, "a signal that is not there");
	is(sys(rt_sigqueueinfo, sys(getpid), SIGRT, 16), -EFAULT, "a bad address");
	nr_seen = 0;
	is(sys(rt_tgsigqueueinfo, sys(getpid), sys(gettid), SIGRT, &si), 0, "to a thread");
	is(nr_seen, 1, "it comes");
}

static int kill_parent(void *arg)
{
	struct __kernel_old_timespec ts = { 0, 20000000 };

	sys(nanosleep, &ts, NULL);
	sys(kill, sys(getppid), (long)arg);
	return 0;
}

static long wait_for(uint64_t set, siginfo_t *si, long ns)
{
	struct __kernel_timespec ts = { 0, ns };

	return sys(rt_sigtimedwait_time64, &set, si, ns < 0 ? NULL : &ts, 8);
}

static void waits(void)
{
	struct __kernel_old_timespec ts = { 0, 0 };
	uint64_t set = BIT(SIGRT);
	siginfo_t si;
	long pid;

	mask_signals(SIG_BLOCK, BIT(SIGRT) | BIT(SIGUSR2) | BIT(SIGCHLD));
	queue(SIGRT, 5);
	queue(SIGRT, 6);
	is(wait_for(set, &si, -1), SIGRT, "rt_sigtimedwait takes what is there");
	ok(si.si_signo == SIGRT && si.si_code == SI_QUEUE && si.si_int == 5, "with its value");
	is(sys(rt_sigtimedwait, &set, &si, &ts, 8), SIGRT, "the next");
	is(si.si_int, 6, "with its");
	is(sys(rt_sigtimedwait, &set, &si, &ts, 8), -EAGAIN, "then none");
	is(wait_for(set, NULL, 15000000), -EAGAIN, "nor in a while");
	pid = sys(fork);
	if (pid == 0)
		quit(kill_parent((void *)SIGUSR2));
	is(wait_for(BIT(SIGUSR2), &si, -1), SIGUSR2, "one that comes");
	ok(si.si_code == SI_USER && si.si_pid == pid, "from a child");
	is(wait_for(BIT(SIGCHLD), &si, -1), SIGCHLD, "whose end comes as well");
	ok(si.si_code == CLD_EXITED && si.si_pid == pid && si.si_status == 0, "with its status");
	sys(wait4, pid, NULL, 0, NULL);
	nr_seen = 0;
	pid = sys(fork);
	if (pid == 0)
		quit(kill_parent((void *)SIGUSR1));
	is(wait_for(BIT(SIGUSR2), &si, -1), -EINTR, "another's handler ends the wait");
	is(nr_seen, 1, "it ran");
	sys(wait4, pid, NULL, 0, NULL);
	is(sys(rt_sigtimedwait, &set, &si, &ts, 4), -EINVAL, "a set of another size");
	ts.tv_nsec = -1;
	is(sys(rt_sigtimedwait, &set, &si, &ts, 8), -EINVAL, "no time");
	mask_signals(SIG_SETMASK, 0);
}

static void plain(int sig)
{
	(void)sig;
	nr_seen++;
}

static void old_calls(void)
{
	struct {
		void (*handler)(int);
		unsigned long mask, flags;
		void (*restorer)(void);
	} act = { plain, BIT(SIGUSR2), 0, 0 }, was;
	unsigned long set = BIT(SIGUSR1), old = 99;
	uint64_t wide;

	nr_seen = 0;
	is(sys(sigaction, SIGUSR1, &act, NULL), 0, "sigaction");
	sys(sigaction, SIGUSR1, NULL, &was);
	ok(was.handler == plain && was.mask == BIT(SIGUSR2), "tells what it was");
	sys(kill, sys(getpid), SIGUSR1);
	is(nr_seen, 1, "the handler runs");
	is(sys(sigaction, SIGKILL, &act, NULL), -EINVAL, "but not for SIGKILL");
	mask_signals(SIG_BLOCK, BIT(40));
	is(sys(sigprocmask, SIG_BLOCK, &set, &old), 0, "sigprocmask");
	is(old, 0, "tells what it was");
	sys(kill, sys(getpid), SIGUSR1);
	is(sys(sigpending, &old), 0, "sigpending");
	is(old, BIT(SIGUSR1), "tells it");
	set = 0;
	is(sys(sigsuspend, 0, 0, set), -EINTR, "sigsuspend");
	is(nr_seen, 2, "lets it through");
	is(sys(sgetmask), BIT(SIGUSR1), "sgetmask");
	is(sys(ssetmask, BIT(SIGUSR2)), BIT(SIGUSR1), "ssetmask");
	is(sys(sgetmask), BIT(SIGUSR2), "has set it");
	mask_signals(SIG_BLOCK, BIT(41));
	sys(sigprocmask, SIG_SETMASK, &set, NULL);
	sys(rt_sigprocmask, SIG_BLOCK, NULL, &wide, 8);
	ok(wide & BIT(41), "the upper signals stay as they were");
	mask_signals(SIG_SETMASK, 0);
	is(sys(signal, SIGUSR1, plain), (long)plain, "signal");
	sys(kill, sys(getpid), SIGUSR1);
	sys(sigaction, SIGUSR1, NULL, &was);
	ok(nr_seen == 3 && !was.handler, "is for one");
}

static void test_main(int argc, char **argv, char **envp)
{
	(void)argc, (void)argv, (void)envp;
	queues();
	waits();
	old_calls();
}
