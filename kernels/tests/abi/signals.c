// SPDX-License-Identifier: GPL-2.0-or-later
/* Signals: numbers, masks and stacks that are wrong, and what each signal does by default. */
#include "abi.h"

static char buf[256];
static const struct test_action ignore = { HANDLER_IGN, 0, 0, 0 };
static const uint64_t all = -1ull;
static const uint32_t small_stack[3] = { AT(buf), 0, 100 }, odd_stack[3] = { AT(buf), 64, 8192 },
		      disabled[3] = { 0, 2, 0 };
static const long negative[2] = { -1, 0 }, much[2] = { 0, 1000000000 };

static const struct call calls[] = {
	CALL(kill, 0, 0),
	CALL(kill, 0, 65),
	CALL(kill, 0, -1),
	CALL(kill, 99999, 0),
	CALL(kill, -99999, 0),
	CALL(kill, 0x80000000, 0),
	CALL(kill, 99999, 65),
	CALL(tkill, 0, 0),
	CALL(tkill, -1, 0),
	CALL(tkill, 99999, 0),
	CALL(tgkill, 0, 0, 0),
	CALL(tgkill, 1, 99999, 0),
	CALL(tgkill, -1, 1, 0),
	CALL(tgkill, 99999, 1, 0),
	CALL(rt_sigaction, 0, AT(&ignore), 0, 8),
	CALL(rt_sigaction, 65, AT(&ignore), 0, 8),
	CALL(rt_sigaction, 64, AT(&ignore), 0, 8),
	CALL(rt_sigaction, 32, AT(&ignore), 0, 8),
	CALL(rt_sigaction, -1, 0, 0, 8),
	CALL(rt_sigaction, SIGKILL, AT(&ignore), 0, 8),
	CALL(rt_sigaction, SIGSTOP, AT(&ignore), 0, 8),
	CALL(rt_sigaction, SIGKILL, 0, AT(buf), 8),
	CALL(rt_sigaction, SIGUSR1, AT(&ignore), 0, 4),
	CALL(rt_sigaction, SIGUSR1, BAD, 0, 8),
	CALL(rt_sigaction, SIGUSR1, 0, BAD, 8),
	CALL(rt_sigaction, SIGUSR1, AT(&ignore), AT(buf), 8),
	CALL(rt_sigaction, SIGUSR1, 0, AT(buf), 8),
	CALL(rt_sigprocmask, 0, AT(&all), 0, 8),
	CALL(rt_sigprocmask, 0, 0, AT(buf), 8),
	CALL(rt_sigprocmask, 3, AT(&all), 0, 8),
	CALL(rt_sigprocmask, 3, 0, AT(buf), 8),
	CALL(rt_sigprocmask, 0, AT(&all), 0, 4),
	CALL(rt_sigprocmask, 0, BAD, 0, 8),
	CALL(rt_sigprocmask, 1, AT(&all), BAD, 8),
	CALL(rt_sigprocmask, 1, AT(&all), 0, 8),
	CALL(rt_sigpending, AT(buf), 8),
	CALL(rt_sigpending, AT(buf), 4),
	CALL(rt_sigpending, AT(buf), 16),
	CALL(rt_sigpending, BAD, 8),
	CALL(rt_sigsuspend, BAD, 8),
	CALL(rt_sigsuspend, AT(&all), 4),
	CALL(rt_sigtimedwait, AT(&all), 0, AT(negative), 8),
	CALL(rt_sigtimedwait, AT(&all), 0, AT(much), 8),
	CALL(rt_sigtimedwait, AT(&all), 0, BAD, 8),
	CALL(rt_sigtimedwait, BAD, 0, AT(negative), 8),
	CALL(rt_sigtimedwait, AT(&all), 0, AT(negative), 4),
	CALL(rt_sigqueueinfo, 99999, 0, AT(buf)),
	CALL(rt_sigqueueinfo, 0, 0, BAD),
	CALL(sigaltstack, AT(small_stack), 0),
	CALL(sigaltstack, AT(odd_stack), 0),
	CALL(sigaltstack, AT(disabled), 0),
	CALL(sigaltstack, BAD, 0),
	CALL(sigaltstack, 0, BAD),
	CALL(sigaltstack, 0, 0),
};

static int take(void *arg)
{
	sys(kill, sys(getpid), *(int *)arg);
	return 0;
}

static void defaults(void)
{
	for (int sig = 1; sig <= 64; sig++) {
		int status;

		/* They stop, and nobody would go on. */
		if (sig == SIGSTOP || sig == SIGTSTP || sig == SIGTTIN || sig == SIGTTOU)
			continue;
		set_handler(sig, HANDLER_DFL, 0);
		status = child_status(take, &sig);
		print("signal %d: status %x\n", sig, status & ~0x80);
	}
}

static void test_main(int argc, char **argv, char **envp)
{
	(void)argc, (void)argv, (void)envp;
	SHOW_CALLS(calls);
	defaults();
	quit(0);
}
