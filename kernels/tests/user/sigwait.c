// SPDX-License-Identifier: GPL-2.0-or-later
/* Signals and system calls that wait: EINTR, restart, children, stop and continue. */
#include "lib.h"

static volatile int calls;
static volatile siginfo_t last_info;

static void count(int sig, void *info, void *context)
{
	(void)sig, (void)context;
	calls++;
	last_info = *(siginfo_t *)info;
}

/* A child that sends SIGUSR1 to its parent `times` times (0: for ever), then writes a byte. */
static long signal_parent(int times, int fd)
{
	long parent = sys(getpid), pid = sys(fork);

	if (pid)
		return pid;
	do {
		sys(kill, parent, SIGUSR1);
		sys(sched_yield);
	} while (times == 0 || --times);
	sys(write, fd, "x", 1);
	quit(0);
}

static void end_child(long pid)
{
	sys(kill, pid, SIGKILL);
	sys(wait4, pid, 0, 0, 0);
}

static void interrupted_read(void)
{
	char c = 0;
	int fd[2];
	long pid;

	sys(pipe, fd);
	calls = 0;
	set_handler(SIGUSR1, count, 0);
	pid = signal_parent(0, fd[1]);
	is(sys(read, fd[0], &c, 1), -EINTR, "a signal interrupts a read from a pipe");
	ok(calls > 0, "its handler ran");
	end_child(pid);

	calls = 0;
	set_handler(SIGUSR1, count, SA_RESTART);
	pid = signal_parent(20, fd[1]);
	is(sys(read, fd[0], &c, 1), 1, "with SA_RESTART the read goes on");
	is(c, 'x', "and reads what came");
	ok(calls > 0, "its handler ran");
	sys(wait4, pid, 0, 0, 0);

	set_handler(SIGUSR1, HANDLER_IGN, 0);
	pid = signal_parent(20, fd[1]);
	is(sys(read, fd[0], &c, 1), 1, "an ignored signal interrupts nothing");
	sys(wait4, pid, 0, 0, 0);
	sys(close, fd[0]);
	sys(close, fd[1]);
}

/* By the vDSO's entry, as C libraries do it: the restarted call needs all its registers. */
static long read_by_sysenter(void *entry, int fd, void *buf)
{
	long ret, bp;

	__asm__ volatile("pushl %%ebp\n\t"
			 "movl $0x12345678, %%ebp\n\t"
			 "call *%%edi\n\t"
			 "movl %%ebp, %1\n\t"
			 "popl %%ebp"
			 : "=a"(ret), "=S"(bp)
			 : "0"(__NR_read), "b"(fd), "c"(buf), "d"(1), "D"(entry)
			 : "memory", "cc");
	return bp == 0x12345678 ? ret : -1000;
}

static void interrupted_sysenter(void)
{
	void *entry = (void *)auxval(AT_SYSINFO, 0);
	char c = 0;
	int fd[2];
	long pid;

	if (!entry) {
		skip("restart by sysenter", "no AT_SYSINFO");
		return;
	}
	sys(pipe, fd);
	calls = 0;
	set_handler(SIGUSR1, count, SA_RESTART);
	pid = signal_parent(20, fd[1]);
	is(read_by_sysenter(entry, fd[0], &c), 1, "a read by sysenter is restarted");
	is(c, 'x', "with its arguments");
	ok(calls > 0, "its handler ran");
	sys(wait4, pid, 0, 0, 0);

	set_handler(SIGUSR1, count, 0);
	pid = signal_parent(0, fd[1]);
	is(read_by_sysenter(entry, fd[0], &c), -EINTR, "or interrupted");
	end_child(pid);
}

static void interrupted_sleep(void)
{
	struct {
		long sec, nsec;
	} req = { 1000, 0 }, rest = { 0, 0 };
	int fd[2];
	long pid;

	sys(pipe, fd);
	set_handler(SIGUSR1, count, SA_RESTART);
	pid = signal_parent(0, fd[1]);
	is(sys(nanosleep, &req, &rest), -EINTR, "nanosleep is interrupted, SA_RESTART or not");
	ok(rest.sec >= 900 && rest.sec <= 1000, "and tells what is left (%d s)", rest.sec);
	end_child(pid);

	calls = 0;
	set_handler(SIGALRM, count, 0);
	is(sys(alarm, 1), 0, "no alarm was set");
	is(sys(pause), -EINTR, "pause ends with the alarm");
	is(calls, 1, "which came once");
	sys(alarm, 100);
	is(sys(alarm, 0), 100, "alarm tells what was left");
	is(sys(alarm, 0), 0, "an alarm can be taken back");
}

static void suspend(void)
{
	uint64_t none = 0, set = 0;

	calls = 0;
	set_handler(SIGUSR1, count, 0);
	mask_signals(SIG_BLOCK, BIT(SIGUSR1));
	sys(kill, sys(getpid), SIGUSR1);
	is(calls, 0, "a blocked signal waits");
	is(sys(rt_sigsuspend, &none, 8), -EINTR, "rt_sigsuspend lets it in");
	is(calls, 1, "its handler runs");
	sys(rt_sigprocmask, SIG_BLOCK, 0, &set, 8);
	ok(set == BIT(SIGUSR1), "and the mask is as before");
	mask_signals(SIG_SETMASK, 0);
}

static void children(void)
{
	int status = 0;
	long pid;

	calls = 0;
	set_handler(SIGCHLD, count, SA_RESTART);
	pid = sys(fork);
	if (pid == 0)
		quit(23);
	is(sys(wait4, -1, &status, 0, 0), pid, "wait4");
	is(calls, 1, "SIGCHLD came");
	is(last_info.si_code, CLD_EXITED, "CLD_EXITED");
	is(last_info.si_pid, pid, "its si_pid");
	is(last_info.si_status, 23, "its si_status");

	pid = sys(fork);
	if (pid == 0)
		for (;;)
			sys(pause);
	sys(kill, pid, SIGTERM);
	is(sys(wait4, pid, &status, 0, 0), pid, "a child that was killed");
	is(status, SIGTERM, "its status");
	is(last_info.si_code, CLD_KILLED, "CLD_KILLED");

	set_handler(SIGCHLD, HANDLER_IGN, 0);
	pid = sys(fork);
	if (pid == 0)
		quit(0);
	is(sys(wait4, pid, &status, 0, 0), -ECHILD, "SIGCHLD ignored: no zombies");
	set_handler(SIGCHLD, HANDLER_DFL, 0);
}

static void stop_and_continue(void)
{
	int status = 0;
	long pid = sys(fork);

	if (pid == 0) {
		sys(kill, sys(getpid), SIGSTOP);
		quit(5);
	}
	is(sys(wait4, pid, &status, WUNTRACED, 0), pid, "a child stops");
	is(status, SIGSTOP << 8 | 0x7f, "its status");
	is(sys(wait4, pid, &status, WNOHANG | WUNTRACED, 0), 0, "which is told once");
	sys(kill, pid, SIGTERM);
	is(sys(wait4, pid, &status, WNOHANG, 0), 0, "stopped, it does not even end");
	sys(kill, pid, SIGCONT);
	is(sys(wait4, pid, &status, 0, 0), pid, "continued, it does");
	is(status, SIGTERM, "by the signal that came meanwhile");

	pid = sys(fork);
	if (pid == 0)
		for (;;)
			sys(kill, sys(getpid), SIGSTOP);
	sys(wait4, pid, &status, WUNTRACED, 0);
	sys(kill, pid, SIGKILL);
	is(sys(wait4, pid, &status, 0, 0), pid, "SIGKILL ends a stopped process");
	is(status, SIGKILL, "its status");
}

static void test_main(int argc, char **argv, char **envp)
{
	(void)argc, (void)argv, (void)envp;
	interrupted_read();
	interrupted_sysenter();
	interrupted_sleep();
	suspend();
	children();
	stop_and_continue();
}
