// SPDX-License-Identifier: GPL-2.0-or-later
/* execve: what the new program finds, what it keeps from the old one, and what is refused. */
#include <asm/stat.h>
#include <linux/elf.h>
#include "lib.h"

static bool equal(const char *a, const char *b)
{
	return a && length(a) == length(b) && same(a, b, length(a));
}

static const char *self;

/* --- as the new program: 0, or the number of the first check that fails --- */

#define CHECK(n, cond)                                                                             \
	do {                                                                                       \
		if (!(cond))                                                                       \
			quit(n);                                                                   \
	} while (0)

extern char _start[];

static void __attribute__((noreturn)) be_the_new_program(char **argv, char **envp)
{
	const Elf32_Phdr *ph = (const Elf32_Phdr *)auxval(AT_PHDR, 0);
	struct test_action act;
	uint64_t set = 0;
	char c;

	CHECK(1, equal(argv[0], "zero") && equal(argv[1], "inspect") && equal(argv[2], "") &&
			 equal(argv[3], "three words here") && !argv[4]);
	CHECK(2, equal(envp[0], "A=1") && equal(envp[1], "B=") && !envp[2]);
	CHECK(3, envp == argv + 5 && test_auxv == (unsigned long *)(envp + 3));
	CHECK(4, argv[1] == argv[0] + 5 && envp[0] > argv[3]);
	CHECK(5, ((unsigned long)(argv - 1) & 15) == 0);
	CHECK(6, auxval(AT_PAGESZ, 0) == PAGE_SIZE);
	CHECK(7, auxval(AT_ENTRY, 0) == (unsigned long)_start);
	CHECK(8, auxval(AT_PHENT, 0) == sizeof(*ph) && auxval(AT_PHNUM, 0) >= 2);
	CHECK(9, ph && (ph->p_type == PT_LOAD || ph->p_type == PT_PHDR));
	CHECK(10, auxval(AT_CLKTCK, 0) == 100 && auxval(AT_UID, 99) == (unsigned long)sys(getuid));
	CHECK(11, auxval(AT_SECURE, 99) == 0);
	CHECK(12, auxval(AT_RANDOM, 0) != 0 && equal((char *)auxval(AT_PLATFORM, 0), "i686"));
	CHECK(13, equal((char *)auxval(AT_EXECFN, 0), self));
	CHECK(14, auxval(AT_SYSINFO, 0) != 0);

	sys(rt_sigaction, SIGUSR1, 0, &act, 8);
	CHECK(20, act.handler == HANDLER_DFL);
	sys(rt_sigaction, SIGUSR2, 0, &act, 8);
	CHECK(21, act.handler == HANDLER_IGN);
	sys(rt_sigprocmask, SIG_BLOCK, 0, &set, 8);
	CHECK(22, set == BIT(SIGTERM));
	CHECK(23, sys(read, 10, &c, 1) == -EBADF);
	CHECK(24, sys(read, 11, &c, 1) == 1 && c == 'p');
	quit(0);
}

static void handler(int sig, void *info, void *context)
{
	(void)sig, (void)info, (void)context;
}

static int exec_inspect(void *call)
{
	char *argv[] = { "zero", "inspect", "", "three words here", NULL };
	char *envp[] = { "A=1", "B=", NULL };
	int fd[2];

	(void)call;
	sys(pipe, fd);
	sys(dup2, fd[0], 11);
	sys(dup3, fd[0], 10, O_CLOEXEC);
	sys(write, fd[1], "p", 1);
	set_handler(SIGUSR1, handler, 0);
	set_handler(SIGUSR2, HANDLER_IGN, 0);
	mask_signals(SIG_SETMASK, BIT(SIGTERM));
	return -sys(execve, self, argv, envp);
}

/* --- errors --- */

static long execve(const char *path, void *argv, void *envp)
{
	return sys(execve, path, argv, envp);
}

static void make_file(const char *path, const void *content, size_t n, int mode)
{
	long fd;

	sys(unlink, path);
	fd = sys(open, path, O_CREAT | O_WRONLY | O_TRUNC, mode);
	sys(write, fd, content, n);
	sys(close, fd);
}

static void errors(void)
{
	static char big[200000];
	static char *many[70000];
	char *argv[] = { "x", NULL };
	size_t i;

	is(execve("/tmp/there-is-no-such-file", argv, argv), -ENOENT, "no such file");
	is(execve("", argv, argv), -ENOENT, "no name");
	is(execve("/tmp", argv, argv), -EACCES, "a directory");
	make_file("/tmp/exec-test", "text\n", 5, 0644);
	is(execve("/tmp/exec-test", argv, argv), -EACCES, "a file that is not executable");
	is(execve("/tmp/exec-test/x", argv, argv), -ENOTDIR, "a file as directory");
	make_file("/tmp/exec-test", "text\n", 5, 0755);
	is(execve("/tmp/exec-test", argv, argv), -ENOEXEC, "a file that is no program");
	make_file("/tmp/exec-test", "", 0, 0755);
	is(execve("/tmp/exec-test", argv, argv), -ENOEXEC, "an empty file");
	sys(unlink, "/tmp/exec-test");

	is(execve(NULL, argv, argv), -EFAULT, "a bad path pointer");
	is(execve(self, (void *)0x10, argv), -EFAULT, "a bad argument list");
	is(execve(self, argv, (void *)0xfffffff0), -EFAULT, "a bad environment");
	argv[0] = (char *)0xfffff000;
	is(execve(self, argv, NULL), -EFAULT, "a bad argument");
	for (i = 0; i < sizeof(big) - 1; i++)
		big[i] = 'a';
	argv[0] = big;
	is(execve(self, argv, NULL), -E2BIG, "an argument of 200000 bytes");
	for (i = 0; i < 69999; i++)
		many[i] = "012345678901234567890123456789012345678901234567890123456789"
			  "012345678901234567890123456789012345678901234567890123456789";
	is(execve(self, many, NULL), -E2BIG, "70000 arguments of 120 bytes");
}

/* As many as go: 100 KiB of strings arrive whole. */
static int exec_many(void *arg)
{
	static char *argv[1026];
	char *envp[] = { NULL };
	size_t i;

	(void)arg;
	argv[0] = "zero";
	argv[1] = "many";
	for (i = 2; i < 1025; i++)
		argv[i] =
			"0123456789012345678901234567890123456789012345678901234567890123456789012"
			"34567890123456789012345";
	return -sys(execve, self, argv, envp);
}

static void __attribute__((noreturn)) be_called_with_many(int argc, char **argv)
{
	size_t sum = 0;
	int i;

	for (i = 2; i < argc; i++)
		sum += length(argv[i]);
	quit(argc == 1025 && sum == 1023 * 96 && !argv[argc] ? 0 : 1);
}

static int exec_nothing(void *arg)
{
	char *argv[] = { "zero", "nothing", NULL };

	(void)arg;
	return -sys(execve, self, argv, NULL);
}

static unsigned long free_kib(void)
{
	return stats()->low_free_kib + stats()->high_free_kib;
}

/* After a first round, which fills caches, nothing more is gone for good. */
static void leaks(void)
{
	unsigned long before = 0, after = 0;
	int round, i;

	if (!stats()) {
		skip("execve, whether it succeeds or fails, loses no memory", "no statistics call");
		return;
	}
	for (round = 0; round < 2; round++) {
		before = free_kib();
		for (i = 0; i < 20; i++) {
			child_status(exec_nothing, NULL);
			child_status(exec_many, NULL);
			execve("/tmp", NULL, NULL);
			execve("/tmp/there-is-no-such-file", NULL, NULL);
			execve(self, (void *)0x10, NULL);
		}
		after = free_kib();
	}
	is(after, before, "execve, whether it succeeds or fails, loses no memory");
}

static void test_main(int argc, char **argv, char **envp)
{
	self = (const char *)auxval(AT_EXECFN, 0);
	if (argc > 1 && equal(argv[1], "inspect"))
		be_the_new_program(argv, envp);
	if (argc > 1 && equal(argv[1], "many"))
		be_called_with_many(argc, argv);
	if (argc > 1 && equal(argv[1], "nothing"))
		quit(0);
	is(child_status(exec_inspect, NULL), 0,
	   "arguments, environment, auxiliary vector, signals, descriptors (a status is the check's number)");
	is(child_status(exec_many, NULL), 0, "1025 arguments, 98 KiB");
	errors();
	leaks();
}
