// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Bad pointers: each system call that takes one, times each way in which a pointer can be bad,
 * gives -EFAULT. A table of calls, a table of pointers.
 */
#include <asm/stat.h>
#include <linux/time_types.h>
#include <linux/uio.h>
#include "lib.h"

static char *page; /* readable and writable; an unmapped page follows */
static int file, pipe_fd[2];

struct call {
	const char *what;
	long (*fn)(void *p);
	bool writes; /* the kernel writes there: a read-only page is bad too */
	size_t size; /* what the kernel accesses at least */
};

#define CALL(name, expression)                                                                     \
	static long call_##name(void *p)                                                           \
	{                                                                                          \
		return expression;                                                                 \
	}

static char filled[64] = "x";

CALL(read, (sys(lseek, file, 0, 0), sys(read, file, p, 16)))
CALL(write, sys(write, file, p, 16))
CALL(write_pipe, sys(write, pipe_fd[1], p, 16))
CALL(pread, sys(pread64, file, p, 16, 0, 0))
CALL(open, sys(open, p, O_RDONLY, 0))
CALL(unlink, sys(unlink, p))
CALL(mkdir, sys(mkdir, p, 0755))
CALL(chdir, sys(chdir, p))
CALL(rename, sys(rename, p, "/tmp/efault-x"))
CALL(rename_to, sys(rename, "/tmp/efault-test", p))
CALL(access, sys(access, p, 0))
CALL(stat_path, sys(stat64, p, filled))
CALL(stat, sys(stat64, "/tmp", p))
CALL(fstat, sys(fstat64, file, p))
CALL(pipe, sys(pipe, p))
CALL(getcwd, sys(getcwd, p, 64))
CALL(llseek, sys(_llseek, file, 0, 0, p, 0))
CALL(readv, sys(readv, file, p, 1))
CALL(writev, sys(writev, file, p, 1))
CALL(execve, sys(execve, p, NULL, NULL))
CALL(execve_argv, sys(execve, (char *)auxval(AT_EXECFN, 0), p, NULL))
CALL(uname, sys(uname, p))
CALL(gettimeofday, sys(gettimeofday, p, NULL))
CALL(timezone, sys(gettimeofday, NULL, p))
CALL(times, sys(times, p))
CALL(clock_gettime, sys(clock_gettime, 1, p))
CALL(clock_gettime64, sys(clock_gettime64, 1, p))
CALL(clock_getres, sys(clock_getres, 1, p))
CALL(nanosleep, sys(nanosleep, p, NULL))
CALL(sigaction, sys(rt_sigaction, SIGUSR1, p, NULL, 8))
CALL(sigaction_old, sys(rt_sigaction, SIGUSR1, NULL, p, 8))
CALL(sigprocmask, sys(rt_sigprocmask, SIG_BLOCK, p, NULL, 8))
CALL(sigprocmask_old, sys(rt_sigprocmask, SIG_BLOCK, NULL, p, 8))
CALL(sigpending, sys(rt_sigpending, p, 8))
CALL(sigsuspend, sys(rt_sigsuspend, p, 8))
CALL(sigaltstack, sys(sigaltstack, p, NULL))
CALL(sigaltstack_old, sys(sigaltstack, NULL, p))
CALL(thread_area, sys(set_thread_area, p))

static long call_wait4(void *p)
{
	if (sys(fork) == 0)
		quit(0);
	return sys(wait4, -1, p, 0, NULL);
}

static long call_wait4_usage(void *p)
{
	if (sys(fork) == 0)
		quit(0);
	return sys(wait4, -1, NULL, 0, p);
}

#define ROW(name, writes, size)                                                                    \
	{                                                                                          \
#name, call_##name, writes, size                                                   \
	}

static const struct call calls[] = {
	ROW(read, true, 16),
	ROW(write, false, 16),
	ROW(write_pipe, false, 16),
	ROW(pread, true, 16),
	ROW(open, false, 1),
	ROW(unlink, false, 1),
	ROW(mkdir, false, 1),
	ROW(chdir, false, 1),
	ROW(rename, false, 1),
	ROW(rename_to, false, 1),
	ROW(access, false, 1),
	ROW(stat_path, false, 1),
	ROW(stat, true, 96),
	ROW(fstat, true, 96),
	ROW(pipe, true, 8),
	ROW(getcwd, true, 2),
	ROW(llseek, true, 8),
	ROW(readv, false, 8),
	ROW(writev, false, 8),
	ROW(execve, false, 1),
	ROW(execve_argv, false, 4),
	ROW(uname, true, 390),
	ROW(gettimeofday, true, 8),
	ROW(timezone, true, 8),
	ROW(times, true, 16),
	ROW(clock_gettime, true, 8),
	ROW(clock_gettime64, true, 16),
	ROW(clock_getres, true, 8),
	ROW(nanosleep, false, 8),
	ROW(sigaction, false, 20),
	ROW(sigaction_old, true, 20),
	ROW(sigprocmask, false, 8),
	ROW(sigprocmask_old, true, 8),
	ROW(sigpending, true, 8),
	ROW(sigsuspend, false, 8),
	ROW(sigaltstack, false, 12),
	ROW(sigaltstack_old, true, 12),
	ROW(thread_area, false, 16),
	ROW(wait4, true, 4),
	ROW(wait4_usage, true, 72),
};

struct pointer {
	const char *what;
	char *p;
	bool read_only; /* bad only where the kernel writes */
	bool straddles; /* good for a few bytes */
};

/* NULL stands for "nothing" in these. */
static bool null_is_allowed(const struct call *c)
{
	static long (*const calls_with_null[])(void *) = {
		call_execve_argv,     call_gettimeofday, call_timezone,	       call_times,
		call_clock_getres,    call_sigaction,	 call_sigaction_old,   call_sigprocmask,
		call_sigprocmask_old, call_sigaltstack,	 call_sigaltstack_old, call_wait4,
		call_wait4_usage,
	};
	size_t i;

	for (i = 0; i < sizeof(calls_with_null) / sizeof(calls_with_null[0]); i++)
		if (c->fn == calls_with_null[i])
			return true;
	return false;
}

static void try(const struct pointer *p)
{
	size_t i;
	int wrong = 0;

	for (i = 0; i < sizeof(calls) / sizeof(calls[0]); i++) {
		const struct call *c = &calls[i];
		long ret;

		if ((p->p == NULL && null_is_allowed(c)) || (p->read_only && !c->writes))
			continue;
		/* A read or write that got part of the way may say so. */
		if (p->straddles && (c->size < 8 || c->size == 16))
			continue;
		ret = c->fn(p->p);
		if (ret != -EFAULT) {
			print("# %s with %s gives %d\n", c->what, p->what, ret);
			wrong++;
		}
	}
	is(wrong, 0, p->what);
}

static void test_main(int argc, char **argv, char **envp)
{
	const struct splitbench_stats *s = stats();
	/* On Linux nothing of the last page can be the user's. */
	char *top = (char *)(s ? s->user_top : 0xfffff000u);
	char *kernel = (char *)(s ? s->kernel_base : 0xfffff000u);
	char *read_only, *none;

	(void)argc, (void)argv, (void)envp;
	page = (char *)mmap_anon(0, 4 * PAGE_SIZE, PROT_READ | PROT_WRITE, 0);
	sys(munmap, page + PAGE_SIZE, PAGE_SIZE);
	read_only = page + 2 * PAGE_SIZE;
	sys(mprotect, read_only, PAGE_SIZE, PROT_READ);
	none = page + 3 * PAGE_SIZE;
	sys(mprotect, none, PAGE_SIZE, PROT_NONE);
	file = sys(open, "/tmp/efault-test", O_CREAT | O_RDWR | O_TRUNC, 0644);
	sys(write, file, filled, sizeof(filled));
	sys(pipe, pipe_fd);

	const struct pointer pointers[] = {
		{ .what = "NULL", .p = NULL },
		{ .what = "a pointer into page 0", .p = (char *)12 },
		{ .what = "an unmapped page", .p = page + PAGE_SIZE },
		{ .what = "a page under PROT_NONE", .p = none },
		{ .what = "a read-only page", .p = read_only, .read_only = true },
		{ .what = "the program's code", .p = (char *)calls[0].fn, .read_only = true },
		{ .what = "the edge of a mapping", .p = page + PAGE_SIZE - 4, .straddles = true },
		{ .what = "the kernel's first byte", .p = kernel },
		{ .what = "the kernel's code", .p = kernel + (s ? 0x101000 : 0) },
		{ .what = "the end of user space", .p = top },
		{ .what = "the last bytes of user space", .p = top - 4 },
		{ .what = "the window", .p = (char *)0xff000000 },
		{ .what = "the window's second page", .p = (char *)0xff001000 },
		{ .what = "the last page", .p = (char *)0xfffff000 },
		{ .what = "the last bytes", .p = (char *)0xfffffffc },
	};
	for (size_t i = 0; i < sizeof(pointers) / sizeof(pointers[0]); i++)
		try(&pointers[i]);

	struct iovec bad[2] = { { page, 4 }, { page + PAGE_SIZE, 4 } };
	sys(lseek, file, 0, 0);
	is(sys(readv, file, bad + 1, 1), -EFAULT, "readv into a bad buffer");
	is(sys(writev, file, bad + 1, 1), -EFAULT, "writev from a bad buffer");

	/*
	 * What is whole is transferred, and nothing beyond. In whole words: Linux 6.1 copies by words, and
	 * tries a word across the edge for ever.
	 */
	sys(lseek, file, 0, 0);
	is(sys(write, file, page + PAGE_SIZE - 12, 20) > 12, 0, "no more is written than there is");

	uint32_t args[6] = { 0, PAGE_SIZE, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0 };
	is(sys(mmap, top), -EFAULT, "the old mmap's arguments");
	ok(sys(mmap, args) != -EFAULT, "which are read from memory");
	sys(unlink, "/tmp/efault-test");
}
