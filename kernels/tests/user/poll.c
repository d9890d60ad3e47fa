// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * poll and select, on pipes and files, with and without a time to wait.
 */
#include <linux/poll.h>
#include <linux/time_types.h>
#include "lib.h"

static int fds[2];
static char buf[4096];

static long poll_one(int fd, int events, int ms, short *revents)
{
	struct pollfd p = { fd, events, -1 };
	long ret = sys(poll, &p, 1, ms);

	*revents = p.revents;
	return ret;
}

static void test_ready(void)
{
	short r;

	is(poll_one(fds[0], POLLIN, 0, &r), 0, "an empty pipe is not for reading");
	is(r, 0, "no events");
	is(poll_one(fds[1], POLLOUT, 0, &r), 1, "but for writing");
	is(r, POLLOUT, "which is said");
	sys(write, fds[1], "x", 1);
	is(poll_one(fds[0], POLLIN | POLLRDNORM, -1, &r), 1, "one with a byte is for reading");
	is(r, POLLIN | POLLRDNORM, "which is said");
	is(poll_one(fds[0], 0, 0, &r), 0, "who asks nothing hears nothing");
	is(poll_one(99, POLLIN, -1, &r), 1, "what is not open");
	is(r, POLLNVAL, "is told of");
	is(poll_one(-1, POLLIN, 0, &r), 0, "a negative descriptor is left out");
	is(r, 0, "no events");
	sys(read, fds[0], buf, 1);
	sys(fcntl64, fds[1], F_SETFL, O_NONBLOCK);
	while (sys(write, fds[1], buf, sizeof(buf)) > 0)
		;
	is(poll_one(fds[1], POLLOUT, 0, &r), 0, "a full pipe is not for writing");
	sys(read, fds[0], buf, sizeof(buf));
	is(poll_one(fds[1], POLLOUT, 0, &r), 1, "one with a page of room is");
	is(sys(poll, 0, 0, 10), 0, "poll of nothing is a sleep");
	is(sys(poll, 8, 1, 0), -EFAULT, "a bad pointer");
}

static int write_later(void *unused)
{
	struct __kernel_old_timespec t = { 0, 30000000 };

	(void)unused;
	sys(nanosleep, &t, 0);
	return sys(write, fds[1], "y", 1) != 1;
}

static int end_later(void *unused)
{
	struct __kernel_old_timespec t = { 0, 30000000 };

	(void)unused;
	return sys(nanosleep, &t, 0);
}

static void with_child(int (*fn)(void *), int events, int want, const char *what)
{
	long pid;
	short r;

	sys(pipe, fds);
	pid = sys(fork);
	if (!pid) {
		sys(close, fds[0]);
		quit(fn(0));
	}
	sys(close, fds[1]);
	is(poll_one(fds[0], events, -1, &r), 1, what);
	is(r & want, want, "what has come");
	sys(wait4, pid, 0, 0, 0);
	sys(close, fds[0]);
}

static void test_select(void)
{
	uint32_t in[32] = { 0 }, out[32] = { 0 };
	long tv[2] = { 0, 20000 };
	struct __kernel_timespec soon = { 0, 1000 }, wrong = { 0, 1000000000 };

	sys(pipe, fds);
	in[0] = 1u << fds[0];
	out[0] = 1u << fds[1];
	is(sys(_newselect, fds[1] + 1, in, out, 0, 0), 1, "select: one is ready");
	is(in[0], 0, "not for reading");
	is(out[0], 1u << fds[1], "but for writing");
	in[0] = 1u << fds[0];
	is(sys(_newselect, fds[0] + 1, in, 0, 0, tv), 0, "select: the time is over");
	ok(tv[0] == 0 && tv[1] == 0, "none of it is left");
	is(in[0], 0, "no bit is left either");
	sys(write, fds[1], "z", 1);
	in[0] = 1u << fds[0];
	tv[0] = 1000;
	is(sys(_newselect, fds[0] + 1, in, 0, 0, tv), 1, "select: a byte is there");
	ok(tv[0] == 999, "most of the time is left");
	in[0] |= 1u << 31; /* below 64, as Linux does not look beyond what a table has room for */
	is(sys(_newselect, 32, in, 0, 0, 0), -EBADF, "select: of what is not open");
	is(sys(_newselect, -1, 0, 0, 0, 0), -EINVAL, "select: fewer than none");
	tv[1] = -1;
	is(sys(_newselect, 0, 0, 0, 0, tv), -EINVAL, "select: no time");
	in[1] = 0;
	in[0] = 1u << fds[0];
	is(sys(pselect6_time64, fds[0] + 1, in, 0, 0, 0, 0), 1, "pselect6");
	is(sys(ppoll_time64, 0, 0, &soon, 0, 8), 0, "ppoll");
	is(sys(ppoll_time64, 0, 0, &wrong, 0, 8), -EINVAL, "ppoll with a second of fractions");
}

static volatile int handled;

static void handler(int sig, void *info, void *context)
{
	(void)info, (void)context;
	handled = sig;
}

static void test_signals(void)
{
	struct __kernel_timespec t = { 1000, 0 };
	uint64_t none = 0;
	long timer[4] = { 0, 0, 0, 20000 };

	set_handler(SIGALRM, handler, SA_RESTART);
	sys(setitimer, 0, timer, 0);
	is(sys(poll, 0, 0, -1), -EINTR, "a handler ends a poll, also with SA_RESTART");
	is(handled, SIGALRM, "it ran");
	handled = 0;
	mask_signals(SIG_BLOCK, BIT(SIGALRM));
	sys(kill, sys(getpid), SIGALRM);
	is(sys(poll, 0, 0, 0), 0, "a blocked one does not");
	is(handled, 0, "nor does it run");
	is(sys(ppoll_time64, 0, 0, &t, &none, sizeof(none)), -EINTR, "ppoll lets it in");
	is(handled, SIGALRM, "it ran");
	ok(t.tv_sec == 999, "most of the time is left");
	handled = 0;
	sys(kill, sys(getpid), SIGALRM);
	is(handled, 0, "and it is blocked again");
	is(sys(ppoll_time64, 0, 0, 0, &none, 4), -EINVAL, "a mask of 4 bytes");
}

static void test_main(int argc, char **argv, char **envp)
{
	(void)argc, (void)argv, (void)envp;
	sys(pipe, fds);
	test_ready();
	sys(close, fds[0]);
	sys(close, fds[1]);
	with_child(write_later, POLLIN, POLLIN, "poll waits for a byte");
	with_child(end_later, POLLIN, POLLHUP, "poll waits for the writer's end");
	test_select();
	test_signals();
}
