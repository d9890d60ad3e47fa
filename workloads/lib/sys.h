/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Linux system calls as a program without a C library makes them. Every wrapper returns what the
 * kernel put into EAX: a result, or -errno.
 *
 * They enter the kernel through `sys_entry`, which start.c points at the vDSO's __kernel_vsyscall
 * (sysenter; what a C library would call) or at an `int 0x80` of our own.
 */
#ifndef WORKLOADS_SYS_H
#define WORKLOADS_SYS_H

#include <stdint.h>
#include <asm/errno.h>
#include <asm/fcntl.h>

#include <asm/signal.h>
#include <asm/stat.h>
#include <asm/unistd.h>
#include <linux/fs.h>
#include <linux/mman.h>

extern void (*sys_entry)(void);

/* A trap of its own, for where the way into the kernel is what is measured. */
static inline long sys0_int80(long nr)
{
	long ret;

	asm volatile("int $0x80" : "=a"(ret) : "0"(nr) : "memory");
	return ret;
}

static inline long sys4(long nr, long a, long b, long c, long d)
{
	long ret;

	asm volatile("call *%[entry]"
		     : "=a"(ret)
		     : "0"(nr), "b"(a), "c"(b), "d"(c), "S"(d), [entry] "m"(sys_entry)
		     : "memory", "cc");
	return ret;
}

static inline long sys3(long nr, long a, long b, long c)
{
	long ret;

	asm volatile("call *%[entry]"
		     : "=a"(ret)
		     : "0"(nr), "b"(a), "c"(b), "d"(c), [entry] "m"(sys_entry)
		     : "memory", "cc");
	return ret;
}

static inline long sys2(long nr, long a, long b)
{
	long ret;

	asm volatile("call *%[entry]"
		     : "=a"(ret)
		     : "0"(nr), "b"(a), "c"(b), [entry] "m"(sys_entry)
		     : "memory", "cc");
	return ret;
}

static inline long sys1(long nr, long a)
{
	long ret;

	asm volatile("call *%[entry]"
		     : "=a"(ret)
		     : "0"(nr), "b"(a), [entry] "m"(sys_entry)
		     : "memory", "cc");
	return ret;
}

static inline long sys0(long nr)
{
	long ret;

	asm volatile("call *%[entry]"
		     : "=a"(ret)
		     : "0"(nr), [entry] "m"(sys_entry)
		     : "memory", "cc");
	return ret;
}

static inline void __attribute__((noreturn)) sys_exit(int status)
{
	for (;;)
		sys1(__NR_exit_group, status);
}

static inline long sys_fork(void)
{
	return sys0(__NR_fork);
}

static inline long sys_wait4(int pid, int *status)
{
	return sys4(__NR_wait4, pid, (long)status, 0, 0);
}

static inline long sys_execve(const char *path, char *const argv[], char *const envp[])
{
	return sys3(__NR_execve, (long)path, (long)argv, (long)envp);
}

static inline long sys_sched_yield(void)
{
	return sys0(__NR_sched_yield);
}

static inline long sys_getpid(void)
{
	return sys0(__NR_getpid);
}

static inline long sys_kill(int pid, int sig)
{
	return sys2(__NR_kill, pid, sig);
}

static inline long sys_open(const char *path, int flags, int mode)
{
	return sys3(__NR_open, (long)path, flags, mode);
}

static inline long sys_close(int fd)
{
	return sys1(__NR_close, fd);
}

static inline long sys_dup2(int from, int to)
{
	return sys2(__NR_dup2, from, to);
}

static inline long sys_chdir(const char *path)
{
	return sys1(__NR_chdir, (long)path);
}

static inline long sys_unlink(const char *path)
{
	return sys1(__NR_unlink, (long)path);
}

static inline long sys_read(int fd, void *buf, uint32_t len)
{
	return sys3(__NR_read, fd, (long)buf, len);
}

static inline long sys_write(int fd, const void *buf, uint32_t len)
{
	return sys3(__NR_write, fd, (long)buf, len);
}

/* Offsets below 2 GiB. */
static inline long sys_lseek(int fd, long offset, int whence)
{
	return sys3(__NR_lseek, fd, offset, whence);
}

static inline long sys_ftruncate(int fd, uint32_t len)
{
	return sys2(__NR_ftruncate, fd, len);
}

static inline long sys_stat64(const char *path, struct stat64 *st)
{
	return sys2(__NR_stat64, (long)path, (long)st);
}

static inline long sys_pipe(int fds[2])
{
	return sys1(__NR_pipe, (long)fds);
}

static inline long sys_munmap(void *addr, uint32_t len)
{
	return sys2(__NR_munmap, (long)addr, len);
}

/*
 * At an address of the kernel's choice, from the start of the file `fd` (-1: of none). The sixth
 * argument is EBP, which the compiler may be using: it is saved here, and is the offset, zero.
 */
static inline long sys_mmap(uint32_t len, int prot, int flags, int fd)
{
	long ret;

	asm volatile("pushl %%ebp\n\t"
		     "xorl %%ebp, %%ebp\n\t"
		     "call *%c[entry]\n\t"
		     "popl %%ebp"
		     : "=a"(ret)
		     : "0"(__NR_mmap2), "b"(0), "c"(len), "d"(prot), "S"(flags),
		       "D"(fd), [entry] "i"(&sys_entry)
		     : "memory", "cc");
	return ret;
}

/* Private anonymous memory, readable and writable. */
static inline long sys_mmap_anon(uint32_t len)
{
	return sys_mmap(len, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1);
}

/* What rt_sigaction takes; <asm/signal.h> has the layout of the older call only. */
struct sys_sigaction {
	void (*handler)(int sig, void *info, void *context);
	unsigned long flags;
	void (*restorer)(void);
	uint32_t mask[2];
};

static inline long sys_rt_sigaction(int sig, const struct sys_sigaction *act)
{
	return sys4(__NR_rt_sigaction, sig, (long)act, 0, sizeof(act->mask));
}

#endif /* WORKLOADS_SYS_H */
