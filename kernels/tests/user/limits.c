// SPDX-License-Identifier: GPL-2.0-or-later
/* Limits and usage, waitid, priorities, prctl: what a process is told of itself and its children.
 */
#include <linux/prctl.h>
#include <linux/resource.h>
#include <linux/sysinfo.h>
#include <linux/utsname.h>
#include "fault.h"

#define RW	 PROT_READ | PROT_WRITE
#define INFINITY (~0ull)
#define MIB	 (1ul << 20)

static long set_limit(int which, uint64_t cur, uint64_t max)
{
	struct rlimit64 l = { cur, max };

	return sys(prlimit64, 0, which, &l, NULL);
}

static struct rlimit64 get_limit(int which)
{
	struct rlimit64 l = { 77, 77 };

	sys(prlimit64, 0, which, NULL, &l);
	return l;
}

/* --- limits --- */

static int address_space(void *arg)
{
	(void)arg;
	set_limit(RLIMIT_AS, 64 * MIB, INFINITY);
	if (mmap_anon(0, 64 * MIB, PROT_NONE, MAP_NORESERVE) != -ENOMEM)
		return 1;
	return mmap_anon(0, 16 * MIB, PROT_NONE, MAP_NORESERVE) == -ENOMEM ? 2 : 0;
}

static int data(void *arg)
{
	long brk = sys(brk, 0);

	(void)arg;
	set_limit(RLIMIT_DATA, 8 * MIB, INFINITY);
	if (mmap_anon(0, 16 * MIB, RW, 0) != -ENOMEM || sys(brk, brk + 16 * MIB) != brk)
		return 1;
	if (mmap_anon(0, 16 * MIB, PROT_READ, 0) == -ENOMEM)
		return 2;
	return sys(brk, brk + MIB) == brk ? 3 : 0;
}

static __attribute__((noinline)) int use_stack(unsigned long bytes)
{
	char *low = (char *)__builtin_frame_address(0) - bytes;

	return TRY_WRITE(low);
}

static int stack(void *arg)
{
	static char handlers[8192];
	stack_t alt = { .ss_sp = handlers, .ss_size = sizeof(handlers) };

	(void)arg;
	sys(sigaltstack, &alt, NULL);
	fault_catch(SA_ONSTACK);
	set_limit(RLIMIT_STACK, MIB, INFINITY);
	if (use_stack(MIB / 2))
		return 1;
	if (use_stack(2 * MIB) != SIGSEGV)
		return 2;
	set_limit(RLIMIT_STACK, 4 * MIB, INFINITY);
	return use_stack(2 * MIB) ? 3 : 0;
}

static int cpu(void *arg)
{
	set_limit(RLIMIT_CPU, 1, 1);
	while (arg == NULL)
		;
	return 0;
}

static int file_size(void *arg)
{
	long fd = sys(open, "/tmp/limits", O_CREAT | O_RDWR | O_TRUNC, 0600);
	static char data[8192];

	(void)arg;
	sys(unlink, "/tmp/limits");
	set_handler(SIGXFSZ, HANDLER_IGN, 0);
	set_limit(RLIMIT_FSIZE, 5000, INFINITY);
	if (sys(write, fd, data, 8192) != 5000)
		return 1;
	if (sys(write, fd, data, 1) != -EFBIG || sys(ftruncate, fd, 5001) != -EFBIG)
		return 2;
	set_handler(SIGXFSZ, HANDLER_DFL, 0);
	sys(write, fd, data, 1);
	return 3;
}

static int open_files(void *arg)
{
	long fd = sys(dup, 1);

	(void)arg;
	set_limit(RLIMIT_NOFILE, fd + 1, fd + 1);
	if (sys(dup, 1) != -EMFILE || sys(dup2, 1, fd + 1) != -EBADF)
		return 1;
	if (sys(fcntl64, 1, F_DUPFD, fd + 1) != -EINVAL)
		return 2;
	return sys(dup2, 1, fd) == fd ? 0 : 3;
}

static int inherited(void *arg)
{
	(void)arg;
	return get_limit(RLIMIT_FSIZE).rlim_cur == 1234 * MIB ? 0 : 1;
}

static void limits(void)
{
	struct rlimit64 l = get_limit(RLIMIT_STACK);
	uint32_t pair[2];

	ok(l.rlim_cur == 8 * MIB, "the stack is limited to 8 MiB");
	ok(get_limit(RLIMIT_AS).rlim_cur == INFINITY, "the address space is not");
	is(sys(ugetrlimit, RLIMIT_AS, pair), 0, "ugetrlimit");
	is(pair[0], -1, "its infinity");
	is(sys(getrlimit, RLIMIT_AS, pair), 0, "getrlimit");
	is(pair[0], 0x7fffffff, "its infinity");
	is(sys(prlimit64, 0, 16, NULL, &l), -EINVAL, "there is no limit 16");
	is(sys(getrlimit, 16, pair), -EINVAL, "to be asked for");
	is(set_limit(RLIMIT_CORE, 2, 1), -EINVAL, "more now than at most");
	is(sys(prlimit64, 30000, RLIMIT_CORE, NULL, &l), -ESRCH, "a process that is not there");
	is(set_limit(RLIMIT_FSIZE, 12345ull * MIB, INFINITY), 0, "a limit of 12 GiB");
	ok(get_limit(RLIMIT_FSIZE).rlim_cur == INFINITY, "is none");
	is(set_limit(RLIMIT_FSIZE, 1234 * MIB, INFINITY), 0, "a limit of 1 GiB");
	ok(get_limit(RLIMIT_FSIZE).rlim_cur == 1234 * MIB, "stays");
	is(child_status(inherited, NULL), 0, "a child has it");
	sys(ugetrlimit, RLIMIT_FSIZE, pair);
	is(pair[0], 1234 * MIB, "and so do the old calls");
	pair[0] = pair[1] = -1;
	is(sys(setrlimit, RLIMIT_FSIZE, pair), 0, "setrlimit");
	ok(get_limit(RLIMIT_FSIZE).rlim_cur == INFINITY, "knows infinity, too");
	is(child_status(address_space, NULL), 0, "RLIMIT_AS");
	is(child_status(data, NULL), 0, "RLIMIT_DATA");
	is(child_status(stack, NULL), 0, "RLIMIT_STACK");
	is(WTERMSIG(child_status(file_size, NULL)), SIGXFSZ, "RLIMIT_FSIZE");
	is(child_status(open_files, NULL), 0, "RLIMIT_NOFILE");
	is(WTERMSIG(child_status(cpu, NULL)), SIGKILL, "RLIMIT_CPU");
}

/* --- usage --- */

static int toucher(void *arg)
{
	long p = mmap_anon(0, MIB * 4, RW, 0);
	unsigned long i;

	(void)arg;
	for (i = 0; i < MIB * 4; i += PAGE_SIZE)
		*(volatile char *)(p + i) = 1;
	sys(munmap, p, MIB * 4);
	return 0;
}

static void usage(void)
{
	struct rusage before, after, child = { 0 };
	int status;
	long pid;

	is(sys(getrusage, RUSAGE_SELF, &before), 0, "getrusage");
	toucher(NULL);
	sys(sched_yield);
	sys(getrusage, RUSAGE_SELF, &after);
	ok(after.ru_minflt - before.ru_minflt >= 512, "counts page faults (%d)",
	   after.ru_minflt - before.ru_minflt);
	ok(after.ru_maxrss >= 3584 && after.ru_maxrss < 65536, "and memory (%d KiB)",
	   after.ru_maxrss);
	is(sys(getrusage, RUSAGE_THREAD, &after), 0, "a thread's");
	is(sys(getrusage, 5, &after), -EINVAL, "nobody's");
	sys(getrusage, RUSAGE_CHILDREN, &before);
	pid = sys(fork);
	if (pid == 0)
		quit(toucher(NULL));
	is(sys(wait4, pid, &status, 0, &child), pid, "a child that used something");
	ok(child.ru_minflt >= 512 && child.ru_maxrss >= 3584, "its parent learns what");
	sys(getrusage, RUSAGE_CHILDREN, &after);
	ok(after.ru_minflt - before.ru_minflt >= child.ru_minflt, "and has it as its children's");
	ok(after.ru_nvcsw + after.ru_nivcsw > 0, "switches are counted");
}

/* --- waitid --- */

static long wait_id(int type, int id, siginfo_t *si, int options)
{
	memset(si, 0x55, sizeof(*si));
	return sys(waitid, type, id, si, options, NULL);
}

static void waits(void)
{
	siginfo_t si;
	long pid = sys(fork);

	if (pid == 0) {
		sys(kill, sys(getpid), SIGSTOP);
		quit(7);
	}
	is(wait_id(P_PID, pid, &si, WEXITED | WSTOPPED), 0, "waitid for a stop");
	ok(si.si_signo == SIGCHLD && si.si_code == CLD_STOPPED && si.si_pid == pid &&
		   si.si_status == SIGSTOP && si.si_errno == 0 && si.si_uid == 0u + sys(getuid32),
	   "tells it");
	is(wait_id(P_ALL, 0, &si, WEXITED | WNOHANG), 0, "nothing more");
	ok(si.si_signo == 0 && si.si_pid == 0, "is told by zeros");
	sys(kill, pid, SIGCONT);
	is(wait_id(P_PGID, 0, &si, WCONTINUED), 0, "waitid for its going on");
	ok(si.si_code == CLD_CONTINUED && si.si_status == SIGCONT, "tells it");
	is(wait_id(P_PID, pid, &si, WEXITED | WNOWAIT), 0, "waitid for its end, without taking it");
	ok(si.si_code == CLD_EXITED && si.si_status == 7, "tells it");
	is(wait_id(P_PID, pid, &si, WEXITED), 0, "it can be taken still");
	is(wait_id(P_PID, pid, &si, WEXITED), -ECHILD, "once");
	pid = sys(fork);
	if (pid == 0) {
		sys(kill, sys(getpid), SIGTERM);
		quit(0);
	}
	is(wait_id(P_ALL, 0, &si, WEXITED), 0, "one that is killed");
	ok(si.si_code == CLD_KILLED && si.si_status == SIGTERM, "tells it");
	is(wait_id(P_ALL, 0, &si, WNOHANG), -EINVAL, "waitid for nothing");
	is(wait_id(P_ALL, 0, &si, 0x100 | WEXITED), -EINVAL, "unknown options");
	is(wait_id(9, 0, &si, WEXITED), -EINVAL, "an unknown kind");
	is(wait_id(P_PID, 0, &si, WEXITED), -EINVAL, "process 0");
}

/* --- the rest --- */

/* It ends when its own child, which has the pipe open, is ready to die with it. */
static int die_with_parent(void *arg)
{
	int ready[2];
	char c;

	(void)arg;
	sys(pipe, ready);
	if (sys(fork) == 0) {
		sys(prctl, PR_SET_PDEATHSIG, SIGKILL);
		sys(write, ready[1], "x", 1);
		for (;;)
			sys(pause);
	}
	return sys(read, ready[0], &c, 1) == 1 ? 0 : 1;
}

static void controls(void)
{
	char name[16] = "";
	int signal = 0;

	is(sys(prctl, PR_SET_NAME, "a name that is far too long"), 0, "PR_SET_NAME");
	is(sys(prctl, PR_GET_NAME, name), 0, "PR_GET_NAME");
	ok(same(name, "a name that is ", 16), "15 bytes of it");
	is(sys(prctl, PR_SET_PDEATHSIG, SIGUSR1), 0, "PR_SET_PDEATHSIG");
	is(sys(prctl, PR_GET_PDEATHSIG, &signal), 0, "PR_GET_PDEATHSIG");
	is(signal, SIGUSR1, "tells it");
	sys(prctl, PR_SET_PDEATHSIG, 0);
	is(sys(prctl, PR_SET_PDEATHSIG, 65), -EINVAL, "no signal");
	is(sys(prctl, PR_GET_NO_NEW_PRIVS, 0, 0, 0, 0), 0, "PR_GET_NO_NEW_PRIVS");
	is(sys(prctl, PR_SET_NO_NEW_PRIVS, 2, 0, 0, 0), -EINVAL, "is 1");
	is(sys(prctl, PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0), 0, "can be set");
	is(sys(prctl, PR_GET_NO_NEW_PRIVS, 0, 0, 0, 0), 1, "for good");
	is(sys(prctl, PR_SET_DUMPABLE, 0), 0, "PR_SET_DUMPABLE");
	is(sys(prctl, PR_GET_DUMPABLE), 0, "tells");
	is(sys(prctl, PR_SET_DUMPABLE, 2), -EINVAL, "no more than 1");
	sys(prctl, PR_SET_DUMPABLE, 1);
	is(sys(prctl, 12345), -EINVAL, "an unknown one");
}

static void deaths(void)
{
	int fd[2];
	char c;

	sys(pipe, fd);
	is(child_status(die_with_parent, NULL), 0, "a parent that ends");
	sys(close, fd[1]);
	is(sys(read, fd[0], &c, 1), 0, "takes the child with it that wanted that");
	sys(close, fd[0]);
}

static void priorities(void)
{
	is(sys(getpriority, PRIO_PROCESS, 0), 20, "getpriority");
	is(sys(nice, 3), 0, "nice");
	is(sys(getpriority, PRIO_PROCESS, 0), 17, "is told");
	is(sys(setpriority, PRIO_PROCESS, 0, 100), 0, "setpriority beyond all");
	is(sys(getpriority, PRIO_PROCESS, sys(getpid)), 1, "is the nicest");
	is(sys(getpriority, PRIO_PROCESS, 30000), -ESRCH, "nobody's");
	is(sys(getpriority, 3, 0), -EINVAL, "of no kind");
	ok(sys(getpriority, PRIO_PGRP, 0) >= 1, "a group's");
}

static void machine(void)
{
	struct sysinfo info;
	struct new_utsname name;

	is(sys(sysinfo, &info), 0, "sysinfo");
	ok(info.totalram >= info.freeram && info.totalram >= info.totalhigh && info.mem_unit &&
		   info.procs > 0,
	   "memory and processes");
	is(sys(uname, &name), 0, "uname");
	ok(same(name.sysname, "Linux", 6), "says Linux");
	is(sys(personality, -1), 0, "personality");
	is(sys(reboot, 1, 2, 3), -EINVAL, "reboot without its magic numbers");
	is(sys(sethostname, name.nodename, 65), -EINVAL, "a name of 65 bytes");
	is(sys(sethostname, name.nodename, length(name.nodename)), 0, "the name it has");
}

static void test_main(int argc, char **argv, char **envp)
{
	(void)argc, (void)argv, (void)envp;
	limits();
	usage();
	waits();
	controls();
	deaths();
	priorities();
	machine();
}
