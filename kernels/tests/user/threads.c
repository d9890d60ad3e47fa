// SPDX-License-Identifier: GPL-2.0-or-later
/* clone: what threads share, how they get signals, stop, and end; and what is between thread and
 * process. */
#include <asm/ldt.h>
#include "thread.h"

static struct thread threads[4];
static volatile int shared, go;

static int store(void *arg)
{
	shared = (long)arg;
	return 0;
}

static void flags(void)
{
	is(clone_call(CLONE_THREAD | SIGCHLD, 0, 0, 0, 0), -EINVAL, "CLONE_THREAD wants SIGHAND");
	is(clone_call(CLONE_SIGHAND | SIGCHLD, 0, 0, 0, 0), -EINVAL, "CLONE_SIGHAND wants VM");
	is(start_clone(&threads[0], THREAD_FLAGS | CLONE_SETTLS, store, 0), -EFAULT,
	   "CLONE_SETTLS reads the descriptor");

	struct user_desc d = { .entry_number = -1, .seg_32bit = 1 };

	threads[0].tls = &d;
	is(start_clone(&threads[0], THREAD_FLAGS | CLONE_SETTLS, store, 0), -EINVAL,
	   "and chooses no slot by itself");
	threads[0].tls = 0;
}

/* --- what is shared --- */

static volatile struct {
	int tid, pid, ppid, fd;
} seen;

static int look_around(void *arg)
{
	(void)arg;
	seen.tid = sys(gettid);
	seen.pid = sys(getpid);
	seen.ppid = sys(getppid);
	seen.fd = sys(open, "/", O_RDONLY, 0);
	sys(chdir, "/tmp");
	sys(umask, 0123);
	set_handler(SIGUSR2, HANDLER_IGN, 0);
	return 0;
}

static void sharing(void)
{
	struct test_action act;
	char cwd[64];
	long tid;

	sys(chdir, "/");
	sys(umask, 022);
	tid = start_thread(&threads[0], look_around, 0);
	ok(tid > 0 && tid != sys(getpid), "a thread has a number of its own");
	join_thread(&threads[0]);
	is(seen.tid, tid, "which gettid tells it");
	is(seen.pid, sys(getpid), "its process is the creator's");
	is(seen.ppid, sys(getppid), "and its parent too");
	is(sys(close, seen.fd), 0, "what it opens is open for all");
	is(sys(getcwd, cwd, sizeof(cwd)), 5, "where it goes all go");
	is(sys(umask, 022), 0123, "as with the umask");
	sys(rt_sigaction, SIGUSR2, 0, &act, 8);
	ok(act.handler == HANDLER_IGN, "and with actions");
	set_handler(SIGUSR2, HANDLER_DFL, 0);
	sys(chdir, "/");
	while (!sys(tgkill, sys(getpid), tid, 0))
		sys(sched_yield);
	is(sys(tgkill, sys(getpid), tid, 0), -ESRCH, "it is gone without being waited for");
	is(sys(wait4, -1, 0, __WALL, 0), -ECHILD, "it is no child");
}

/* Shares the memory only. */
static int go_away(void *arg)
{
	(void)arg;
	sys(chdir, "/tmp");
	sys(umask, 077);
	seen.fd = sys(open, "/", O_RDONLY, 0);
	seen.pid = sys(getpid);
	seen.ppid = sys(getppid);
	set_handler(SIGUSR2, HANDLER_IGN, 0);
	shared = 7;
	return 9;
}

static void memory_only(void)
{
	struct test_action act;
	int status = -1;
	char cwd[64];
	long pid;

	shared = 0;
	pid = start_clone(&threads[0], CLONE_VM | SIGCHLD, go_away, 0);
	is(sys(wait4, pid, &status, 0, 0), pid, "CLONE_VM alone makes a child");
	is(status, 9 << 8, "with a status");
	is(shared, 7, "that has the memory");
	is(seen.pid, pid, "and a number");
	is(seen.ppid, sys(getpid), "and its creator as parent");
	is(sys(close, seen.fd), -EBADF, "its files are its own");
	is(sys(getcwd, cwd, sizeof(cwd)), 2, "as is where it is");
	is(sys(umask, 022), 022, "its umask");
	sys(rt_sigaction, SIGUSR2, 0, &act, 8);
	ok(act.handler == HANDLER_DFL, "and its actions");
}

static int exit_7(void *arg)
{
	(void)arg;
	return 7;
}

/* A child whose end is told by another signal, or none, is waited for by __WCLONE. */
static void clone_children(void)
{
	int status = -1;
	long pid = start_clone(&threads[0], CLONE_VM, exit_7, 0);

	is(sys(wait4, pid, &status, WNOHANG, 0), -ECHILD,
	   "a clone without a signal: no usual child");
	is(sys(wait4, pid, &status, __WCLONE, 0), pid, "but __WCLONE has it");
	is(status, 7 << 8, "with its status");
	pid = start_clone(&threads[0], CLONE_VM | SIGUSR1, exit_7, 0);
	mask_signals(SIG_BLOCK, BIT(SIGUSR1));
	is(sys(wait4, pid, &status, __WALL, 0), pid, "and __WALL");
	uint64_t pending = 0;
	sys(rt_sigpending, &pending, 8);
	ok(pending == BIT(SIGUSR1), "its end was told by the signal it was made with");
	set_handler(SIGUSR1, HANDLER_IGN, 0);
	set_handler(SIGUSR1, HANDLER_DFL, 0);
	mask_signals(SIG_UNBLOCK, BIT(SIGUSR1));
}

static int siblings(void *arg)
{
	long pid = start_clone(&threads[1], CLONE_VM | CLONE_PARENT | SIGCHLD, exit_7, 0);

	(void)arg;
	seen.pid = pid;
	return sys(wait4, pid, 0, __WALL, 0) == -ECHILD;
}

static void clone_parent(void)
{
	int status = -1;
	long pid = start_clone(&threads[0], CLONE_VM | SIGCHLD, siblings, 0);

	sys(wait4, pid, &status, 0, 0);
	is(status, 1 << 8, "CLONE_PARENT: the creator is not the parent");
	is(sys(wait4, seen.pid, &status, 0, 0), seen.pid, "but its parent is");
}

/* --- thread areas --- */

static int tls_word[2] = { 0x1111, 0x2222 };

static int read_gs(void *arg)
{
	struct user_desc d = { .entry_number = (long)arg };
	int v;

	__asm__ volatile("movw %w1, %%gs; movl %%gs:0, %0" : "=r"(v) : "r"(d.entry_number * 8 + 3));
	shared = v;
	seen.pid = sys(get_thread_area, &d);
	seen.fd = d.base_addr;
	return 0;
}

static void thread_area(void)
{
	struct user_desc d = { .entry_number = -1,
			       .base_addr = (long)&tls_word[0],
			       .limit = 0xfffff,
			       .seg_32bit = 1,
			       .limit_in_pages = 1,
			       .useable = 1 };
	struct user_desc got = { 0 };

	is(sys(set_thread_area, &d), 0, "set_thread_area");
	got.entry_number = d.entry_number;
	is(sys(get_thread_area, &got), 0, "get_thread_area");
	ok(same(&got, &d, sizeof(d)), "gives it back");
	d.base_addr = (long)&tls_word[1];
	threads[0].tls = &d;
	start_clone(&threads[0], THREAD_FLAGS | CLONE_SETTLS, read_gs,
		    (void *)(long)d.entry_number);
	join_thread(&threads[0]);
	is(shared, 0x2222, "CLONE_SETTLS: the child's segment");
	is(seen.fd, (long)&tls_word[1], "which its get_thread_area shows");
	sys(get_thread_area, &got);
	is(got.base_addr, (long)&tls_word[0], "and the parent's is as it was");
	threads[0].tls = 0;

	static const struct {
		long sec, nsec;
	} moment = { 0, 30000000 };
	int v;

	__asm__ volatile("movw %w0, %%gs" ::"r"(d.entry_number * 8 + 3));
	sys(nanosleep, &moment, 0);
	__asm__ volatile("movl %%gs:0, %0" : "=r"(v));
	is(v, 0x1111, "the segment is there after a sleep in which nobody ran");
	got.entry_number = 3;
	is(sys(get_thread_area, &got), -EINVAL, "other slots are not shown");
	is(sys(get_thread_area, 16), -EFAULT, "get_thread_area checks its pointer");
}

static int sees_tid(void *arg)
{
	(void)arg;
	return threads[2].tid == sys(gettid) ? 3 : 4;
}

static void child_settid(void)
{
	int status = -1;
	long pid = start_clone(&threads[2], CLONE_CHILD_SETTID | SIGCHLD, sees_tid, 0);

	sys(wait4, pid, &status, 0, 0);
	is(status, 3 << 8, "CLONE_CHILD_SETTID: the child finds its number in its memory");
	is(threads[2].tid, 0, "which is not the parent's");
}

/* --- signals --- */

static volatile int handled_by, handled;

static void note_thread(int sig, void *info, void *context)
{
	(void)info, (void)context;
	handled_by = sys(gettid);
	handled = sig;
}

static int wait_for_go(void *arg)
{
	(void)arg;
	await_change(&go, 0);
	return 0;
}

static int block_and_wait(void *arg)
{
	mask_signals(SIG_BLOCK, BIT(SIGUSR1));
	shared = 1;
	return wait_for_go(arg);
}

static void signals(void)
{
	long self = sys(getpid), tid;

	set_handler(SIGUSR1, note_thread, 0);
	go = shared = 0;
	tid = start_thread(&threads[0], wait_for_go, 0);
	is(sys(tgkill, self, tid, SIGUSR1), 0, "tgkill of a thread");
	await_change(&handled, 0);
	is(handled_by, tid, "runs the handler there");
	is(sys(tgkill, tid, tid, SIGUSR1), -ESRCH, "tgkill checks whose thread it is");
	handled = 0;
	is(sys(tkill, tid, SIGUSR1), 0, "tkill");
	await_change(&handled, 0);
	is(handled_by, tid, "does the same");

	mask_signals(SIG_BLOCK, BIT(SIGUSR1));
	handled = 0;
	is(sys(kill, self, SIGUSR1), 0, "kill of the process, whose first thread blocks it");
	await_change(&handled, 0);
	is(handled_by, tid, "goes to another");
	go = 1;
	join_thread(&threads[0]);

	go = 0;
	start_thread(&threads[0], block_and_wait, 0);
	await_change(&shared, 0);
	handled = 0;
	sys(kill, self, SIGUSR1);
	sys(sched_yield);
	sys(sched_yield);
	is(handled, 0, "where all block it, it stays");
	mask_signals(SIG_UNBLOCK, BIT(SIGUSR1));
	is(handled_by, self, "until one does not");
	is(handled, SIGUSR1, "which gets it at once");
	go = 1;
	join_thread(&threads[0]);
}

static int pause_once(void *arg)
{
	(void)arg;
	shared = 1;
	sys(pause);
	shared = 2;
	return 0;
}

static void woken(void)
{
	shared = handled = 0;
	start_thread(&threads[0], pause_once, 0);
	await_change(&shared, 0);
	mask_signals(SIG_BLOCK, BIT(SIGUSR1));
	sys(kill, sys(getpid), SIGUSR1);
	join_thread(&threads[0]);
	is(shared, 2, "a signal of the process wakes the thread that does not block it");
	mask_signals(SIG_UNBLOCK, BIT(SIGUSR1));
	set_handler(SIGUSR1, HANDLER_DFL, 0);
}

/* --- ends: each in a child --- */

static int end_of_one(void *arg)
{
	(void)arg;
	start_thread(&threads[0], wait_for_go, 0);
	go = 1;
	join_thread(&threads[0]);
	return 5;
}

static int leader_first_thread(void *arg)
{
	(void)arg;
	for (int i = 0; i < 10; i++)
		sys(sched_yield);
	/* The leader is a zombie, its process is not. */
	sys(exit, sys(kill, sys(getpid), 0) == 0 ? 5 : 1);
	return 0;
}

static int leader_first(void *arg)
{
	(void)arg;
	start_thread(&threads[0], leader_first_thread, 0);
	sys(exit, 6);
	return 0;
}

static int group_exit_thread(void *arg)
{
	(void)arg;
	sys(exit_group, 8);
	return 0;
}

static int pause_for_ever(void *arg)
{
	(void)arg;
	for (;;)
		sys(pause);
	return 0;
}

static int group_exit(void *arg)
{
	(void)arg;
	start_thread(&threads[0], pause_for_ever, 0);
	start_thread(&threads[1], group_exit_thread, 0);
	return pause_for_ever(0);
}

static int crash_thread(void *arg)
{
	(void)arg;
	__asm__ volatile("movl %eax, 16");
	return 0;
}

static int crash(void *arg)
{
	(void)arg;
	start_thread(&threads[0], pause_for_ever, 0);
	start_thread(&threads[1], crash_thread, 0);
	return pause_for_ever(0);
}

static int spin(void *arg)
{
	(void)arg;
	for (;;)
		;
	return 0;
}

static int killed(void *arg)
{
	(void)arg;
	start_thread(&threads[0], pause_for_ever, 0);
	start_thread(&threads[1], spin, 0);
	sys(kill, sys(getpid), SIGKILL);
	return 0;
}

static void ends(void)
{
	is(child_status(end_of_one, 0), 5 << 8, "a thread's end is not the process's");
	is(child_status(leader_first, 0), 5 << 8,
	   "if the first thread ends first, the process goes on, and has the last one's status");
	is(child_status(group_exit, 0), 8 << 8, "exit_group ends all threads");
	is(child_status(crash, 0), SIGSEGV, "a fatal signal too");
	is(child_status(killed, 0), SIGKILL, "SIGKILL as well");
}

/* --- exec --- */

static int exec_thread(void *arg)
{
	char pid[12] = { 0 };
	char *argv[] = { test_argv[0], "executed", pid, 0 }, *envp[] = { 0 };
	long n = sys(getpid);

	(void)arg;
	for (int i = 10; n; n /= 10)
		pid[i--] = '0' + n % 10;
	for (argv[2] = pid; !*argv[2];)
		argv[2]++;
	sys(execve, test_argv[0], argv, envp);
	return 1;
}

static int exec_in_thread(void *arg)
{
	start_thread(&threads[0], pause_for_ever, 0);
	start_thread(&threads[1], spin, 0);
	start_thread(&threads[2], exec_thread, arg);
	return pause_for_ever(0);
}

/* The new program. */
static void executed(const char *pid)
{
	long was = 0;

	while (*pid)
		was = was * 10 + *pid++ - '0';
	if (sys(gettid) != was || sys(getpid) != was)
		quit(1);
	/* No other thread is left: exit is the process's end. */
	for (;;)
		sys(exit, 42);
}

static void exec(void)
{
	is(child_status(exec_in_thread, 0), 42 << 8,
	   "execve in a thread: the others end, and it is the process");
}

/* --- stops --- */

static volatile int counter[2];

static int count(void *arg)
{
	volatile int *c = arg;

	for (;;) {
		++*c;
		sys(sched_yield);
	}
	return 0;
}

static int two_count(void *arg)
{
	int *pipe = arg;

	start_thread(&threads[0], count, (void *)&counter[0]);
	start_thread(&threads[1], count, (void *)&counter[1]);
	await_change(&counter[0], 0);
	await_change(&counter[1], 0);
	sys(write, pipe[1], "x", 1);
	return pause_for_ever(0);
}

static void stops(void)
{
	int fd[2], status = -1;
	long pid;
	char c;

	sys(pipe, fd);
	pid = sys(fork);
	if (pid == 0)
		quit(two_count(fd));
	sys(read, fd[0], &c, 1);
	sys(kill, pid, SIGSTOP);
	is(sys(wait4, pid, &status, WUNTRACED, 0), pid, "SIGSTOP stops a process with threads");
	is(status, SIGSTOP << 8 | 0x7f, "its status");
	is(sys(wait4, pid, &status, WUNTRACED | WNOHANG, 0), 0, "it is told once");
	sys(kill, pid, SIGCONT);
	is(sys(wait4, pid, &status, WCONTINUED, 0), pid, "SIGCONT continues it");
	is(status, 0xffff, "its status");
	sys(kill, pid, SIGSTOP);
	sys(wait4, pid, &status, WUNTRACED, 0);
	sys(kill, pid, SIGKILL);
	is(sys(wait4, pid, &status, 0, 0), pid, "SIGKILL ends it while it is stopped");
	is(status, SIGKILL, "its status");
	sys(close, fd[0]);
	sys(close, fd[1]);
}

/* --- a descriptor that another thread closes --- */

static int ends_of_pipe[2];

static int read_pipe(void *arg)
{
	char c = 0;

	(void)arg;
	shared = 1;
	shared = sys(read, ends_of_pipe[0], &c, 1) == 1 ? c : -1;
	return 0;
}

static void close_while_read(void)
{
	int other;

	sys(pipe, ends_of_pipe);
	shared = 0;
	start_thread(&threads[0], read_pipe, 0);
	await_change(&shared, 0);
	for (int i = 0; i < 5; i++)
		sys(sched_yield);
	is(sys(close, ends_of_pipe[0]), 0, "the descriptor that a thread reads from is closed");
	other = sys(open, "/", O_RDONLY, 0);
	is(sys(write, ends_of_pipe[1], "y", 1), 1, "its pipe is there until the read ends");
	join_thread(&threads[0]);
	is(shared, 'y', "which gets what is written");
	set_handler(SIGPIPE, HANDLER_IGN, 0);
	is(sys(write, ends_of_pipe[1], "z", 1), -EPIPE, "then nobody can read it");
	set_handler(SIGPIPE, HANDLER_DFL, 0);
	sys(close, ends_of_pipe[1]);
	sys(close, other);
}

static void many(void)
{
	static struct thread all[50];
	int i, good = 0;

	for (i = 0; i < 50; i++)
		good += start_thread(&all[i], store, (void *)1) > 0;
	for (i = 0; i < 50; i++)
		join_thread(&all[i]);
	is(good, 50, "fifty threads come and go");
}

static void test_main(int argc, char **argv, char **envp)
{
	(void)envp;
	if (argc == 3)
		executed(argv[2]);
	flags();
	sharing();
	memory_only();
	clone_children();
	clone_parent();
	thread_area();
	child_settid();
	signals();
	woken();
	ends();
	exec();
	stops();
	close_while_read();
	many();
}
