// SPDX-License-Identifier: GPL-2.0-or-later
/* fork, vfork, wait, process groups, threads' segments: who is whose, and what they share. */
#include <asm/ldt.h>
#include "fault.h"

static int exit_with(void *arg)
{
	return (long)arg;
}

static void waiting(void)
{
	int status = -1, fd[2];
	long a, b;
	char c;

	is(child_status(exit_with, (void *)0), 0, "exit 0");
	is(child_status(exit_with, (void *)255), 255 << 8, "exit 255");
	is(child_status(exit_with, (void *)256), 0, "exit 256 is 0");
	is(sys(wait4, -1, &status, 0, 0), -ECHILD, "no child, nothing to wait for");
	is(sys(wait4, sys(getpid), &status, 0, 0), -ECHILD, "oneself is no child");
	is(sys(wait4, -1, &status, 0x100, 0), -EINVAL, "wait4 checks its options");

	sys(pipe, fd);
	a = sys(fork);
	if (a == 0) {
		sys(close, fd[1]);
		sys(read, fd[0], &c, 1);
		quit(1);
	}
	b = sys(fork);
	if (b == 0)
		quit(2);
	ok(a > 0 && b > 0 && a != b, "two children");
	is(sys(wait4, a, &status, WNOHANG, 0), 0, "WNOHANG: the first still runs");
	is(sys(wait4, -1, &status, 0, 0), b, "wait4(-1) takes the one that ended");
	is(status, 2 << 8, "its status");
	is(sys(wait4, b, &status, 0, 0), -ECHILD, "only once");
	sys(close, fd[1]);
	is(sys(waitpid, a, &status, 0), a, "waitpid for the other");
	is(status, 1 << 8, "its status");
	sys(close, fd[0]);
}

/* A pipe's end of file tells the grandchild that its parent is gone. */
static void orphan(void)
{
	struct {
		long was, is;
	} parent = { 0, 0 };
	int gone[2], answer[2];
	long child;

	sys(pipe, gone);
	sys(pipe, answer);
	child = sys(fork);
	if (child == 0) {
		sys(close, gone[0]);
		if (sys(fork) == 0) {
			parent.was = sys(getppid);
			sys(write, answer[1], &parent.was, sizeof(long));
			while (sys(getppid) == parent.was)
				sys(sched_yield);
			parent.is = sys(getppid);
			sys(write, answer[1], &parent.is, sizeof(long));
			quit(0);
		}
		sys(read, answer[0], &parent.was, sizeof(long));
		sys(write, answer[1], &parent.was, sizeof(long));
		quit(0);
	}
	sys(wait4, child, 0, 0, 0);
	sys(close, answer[1]);
	sys(read, answer[0], &parent.was, sizeof(long));
	is(sys(read, answer[0], &parent.is, sizeof(long)), sizeof(long), "an orphan lives on");
	is(parent.was, child, "its parent was the child");
	ok(parent.is != child && parent.is > 0, "and is another now (%d)", parent.is);
	if (stats())
		is(parent.is, 1, "process 1");
	if (parent.is == sys(getpid)) /* this is process 1 */
		sys(wait4, -1, 0, 0, 0);
}

static void vfork(void)
{
	volatile int seen = 0;
	int status;
	long pid;

	/* Inline: the child uses this very stack frame, and may not return from it. */
	__asm__ volatile("int $0x80" : "=a"(pid) : "0"(__NR_vfork) : "memory");
	if (pid == 0) {
		seen = 42;
		quit(3);
	}
	is(seen, 42, "vfork: the parent waits, and sees what the child wrote");
	is(sys(wait4, pid, &status, 0, 0), pid, "and waits for it");
	is(status, 3 << 8, "its status");
}

static void groups(void)
{
	long self = sys(getpid), pid;
	int status;

	is(sys(gettid), self, "the first thread has the process's number");
	is(sys(getpgid, 0), sys(getpgrp), "getpgid(0) is getpgrp");
	is(sys(getpgid, 0x7ffffff0), -ESRCH, "getpgid of nobody");
	pid = sys(fork);
	if (pid == 0) {
		if (sys(setsid) != sys(getpid) || sys(getpgrp) != sys(getpid))
			quit(1);
		if (sys(setsid) != -EPERM)
			quit(2);
		if (sys(setpgid, 0, 0) != -EPERM)
			quit(3);
		quit(0);
	}
	sys(wait4, pid, &status, 0, 0);
	is(status, 0, "setsid: once, and a leader keeps its group");

	pid = sys(fork);
	if (pid == 0)
		for (;;)
			sys(pause);
	is(sys(setpgid, pid, pid), 0, "a child gets a group of its own");
	is(sys(getpgid, pid), pid, "which getpgid shows");
	is(sys(wait4, 0, &status, WNOHANG, 0), -ECHILD, "it is no child of the own group then");
	is(sys(kill, -pid, SIGTERM), 0, "kill of that group");
	is(sys(wait4, -pid, &status, 0, 0), pid, "wait4 of that group");
	is(status, SIGTERM, "its status");
	is(sys(kill, -pid, 0), -ESRCH, "the group is gone");
	is(sys(setpgid, 0, -1), -EINVAL, "setpgid checks the group");
}

static uint32_t tls_data[2][4] = { { 0x11111111 }, { 0x22222222 } };

static uint32_t read_gs(void)
{
	uint32_t v;

	__asm__ volatile("movl %%gs:0, %0" : "=r"(v)::"memory");
	return v;
}

static void load_gs(unsigned int entry)
{
	__asm__ volatile("movw %w0, %%gs" ::"r"(entry * 8 + 3));
}

static void thread_area(void)
{
	struct user_desc d = { .entry_number = -1,
			       .base_addr = (uint32_t)tls_data[0],
			       .limit = 0xfffff,
			       .seg_32bit = 1,
			       .limit_in_pages = 1,
			       .useable = 1 };
	long pid;
	int status;

	is(sys(set_thread_area, &d), 0, "set_thread_area");
	ok(d.entry_number >= 6 && d.entry_number <= 14, "a slot is chosen (%d)", d.entry_number);
	load_gs(d.entry_number);
	is(read_gs(), 0x11111111, "%gs reaches what it describes");
	pid = sys(fork);
	if (pid == 0) {
		d.base_addr = (uint32_t)tls_data[1];
		sys(set_thread_area, &d);
		load_gs(d.entry_number);
		for (int i = 0; i < 10; i++) {
			sys(sched_yield);
			if (read_gs() != 0x22222222)
				quit(1);
		}
		quit(0);
	}
	for (int i = 0; i < 10; i++)
		sys(sched_yield);
	is(read_gs(), 0x11111111, "another task's segment is its own");
	sys(wait4, pid, &status, 0, 0);
	is(status, 0, "and so for that one");

	struct user_desc code = d;
	code.contents = MODIFY_LDT_CONTENTS_CODE;
	is(sys(set_thread_area, &code), -EINVAL, "code segments are refused");
	code = d;
	code.entry_number = 2;
	is(sys(set_thread_area, &code), -EINVAL, "other slots of the table are not to be had");

	struct user_desc empty = { .entry_number = d.entry_number,
				   .read_exec_only = 1,
				   .seg_not_present = 1 };
	is(sys(set_thread_area, &empty), 0, "the slot in use is emptied");
	fault_catch(0);
	is(TRY("movl %%gs:0, %%eax", 0), SIGSEGV, "%gs reaches nothing then, and the kernel lives");
}

static void test_main(int argc, char **argv, char **envp)
{
	(void)argc, (void)argv, (void)envp;
	waiting();
	orphan();
	vfork();
	groups();
	thread_area();
}
