/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * All that a user-mode test needs, without a C library: the way in, raw system calls by int 0x80,
 * TAP. A test is one file that includes this and has a test_main(). It is an ordinary static i386
 * Linux program, so it can be held against real Linux by running it there.
 */
#ifndef TESTS_USER_LIB_H
#define TESTS_USER_LIB_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <asm/errno.h>
#include <asm/signal.h>
#include <asm/siginfo.h>
#include <asm/sigcontext.h>
#include <asm/ucontext.h>
#include <asm/unistd_32.h>
#include <linux/auxvec.h>
#include <linux/fcntl.h>
#include <linux/mman.h>
#include <linux/wait.h>
#include "../../include/uapi/splitbench.h"

#define PAGE_SIZE 4096u
#define HELPER	  static __attribute__((unused))

#define WIFEXITED(s)   (((s)&0x7f) == 0)
#define WEXITSTATUS(s) (((s) >> 8) & 0xff)
#define WTERMSIG(s)    ((s)&0x7f)

/* --- system calls: the result or -errno --- */

HELPER __attribute__((noinline, regparm(3))) long syscall_frame(const long *args)
{
	long ret;

	/* bp carries the sixth argument; it may be the compiler's frame pointer. */
	__asm__ volatile("pushl %%ebp\n\t"
			 "movl 24(%%eax), %%ebp\n\t"
			 "movl 4(%%eax), %%ebx\n\t"
			 "movl 8(%%eax), %%ecx\n\t"
			 "movl 12(%%eax), %%edx\n\t"
			 "movl 16(%%eax), %%esi\n\t"
			 "movl 20(%%eax), %%edi\n\t"
			 "movl (%%eax), %%eax\n\t"
			 "int $0x80\n\t"
			 "popl %%ebp"
			 : "=a"(ret)
			 : "0"(args)
			 : "ebx", "ecx", "edx", "esi", "edi", "memory", "cc");
	return ret;
}

/* sys(name, up to six arguments of any integer or pointer type) */
#define sys(name, ...) syscall_frame((long[7]){ __NR_##name, SYS_ARGS(__VA_ARGS__) })
#define SYS_ARGS(...)  SYS_ARGS_(__VA_ARGS__ __VA_OPT__(, ) 0, 0, 0, 0, 0, 0)
#define SYS_ARGS_(a, b, c, d, e, f, ...)                                                           \
	(long)(a), (long)(b), (long)(c), (long)(d), (long)(e), (long)(f)

HELPER void __attribute__((noreturn)) quit(int status)
{
	for (;;)
		sys(exit_group, status);
}

/* --- what a compiler may call --- */

HELPER void *copy_bytes(void *dst, const void *src, size_t n)
{
	void *d = dst;

	__asm__ volatile("rep movsb" : "+D"(d), "+S"(src), "+c"(n)::"memory");
	return dst;
}

void *memcpy(void *dst, const void *src, size_t n);
void *memset(void *dst, int c, size_t n);

void *memcpy(void *dst, const void *src, size_t n)
{
	return copy_bytes(dst, src, n);
}

void *memset(void *dst, int c, size_t n)
{
	void *d = dst;

	__asm__ volatile("rep stosb" : "+D"(d), "+c"(n) : "a"(c) : "memory");
	return dst;
}

HELPER size_t length(const char *s)
{
	size_t n = 0;

	while (s[n])
		n++;
	return n;
}

HELPER bool same(const void *a, const void *b, size_t n)
{
	const char *p = a, *q = b;

	while (n && *p++ == *q++)
		n--;
	return n == 0;
}

/* --- output --- */

static char out_line[512];
static size_t out_used;

HELPER void out_char(char c)
{
	if (out_used < sizeof(out_line))
		out_line[out_used++] = c;
}

HELPER void out_number(unsigned long v, unsigned int base)
{
	if (v >= base)
		out_number(v / base, base);
	out_char("0123456789abcdef"[v % base]);
}

/* %s, %d, %x; a whole line in one write, so that lines of several processes stay whole. */
HELPER void vprint(const char *fmt, va_list args)
{
	long d;

	for (; *fmt; fmt++) {
		if (*fmt != '%') {
			out_char(*fmt);
			continue;
		}
		switch (*++fmt) {
		case 's':
			for (const char *s = va_arg(args, const char *); *s; s++)
				out_char(*s);
			break;
		case 'd':
			d = va_arg(args, long);
			if (d < 0)
				out_char('-');
			out_number(d < 0 ? -(unsigned long)d : (unsigned long)d, 10);
			break;
		case 'x':
			out_number(va_arg(args, unsigned long), 16);
			break;
		}
	}
}

HELPER void flush(void)
{
	sys(write, 1, out_line, out_used);
	out_used = 0;
}

HELPER void print(const char *fmt, ...)
{
	va_list args;

	va_start(args, fmt);
	vprint(fmt, args);
	va_end(args);
	flush();
}

/* --- TAP --- */

static int tap_count, tap_failed;

/* One test point; fmt describes it. Returns cond. */
HELPER bool ok(bool cond, const char *fmt, ...)
{
	va_list args;

	tap_failed += !cond;
	va_start(args, fmt);
	vprint(cond ? "ok " : "not ok ", args);
	out_number(++tap_count, 10);
	vprint(" - ", args);
	vprint(fmt, args);
	va_end(args);
	out_char('\n');
	flush();
	return cond;
}

/* One test point: got == want; both are shown if not. */
HELPER bool is(long got, long want, const char *what)
{
	bool cond = ok(got == want, "%s", what);

	if (!cond)
		print("# got %d (%x), want %d (%x)\n", got, got, want, want);
	return cond;
}

HELPER void skip(const char *what, const char *why)
{
	print("ok %d - %s # SKIP %s\n", ++tap_count, what, why);
}

/* --- processes --- */

/* Run fn in a child; the status as wait4 has it. A child whose fn returns exits with its value. */
HELPER int child_status(int (*fn)(void *), void *arg)
{
	int status = -1;
	long pid = sys(fork);

	if (pid == 0)
		quit(fn(arg));
	if (pid < 0 || sys(wait4, pid, &status, 0, 0) != pid)
		return -1;
	return status;
}

/* --- signals: what rt_sigaction takes; <asm/signal.h> has the older call's layout only --- */

struct test_action {
	void (*handler)(int sig, void *info, void *context);
	unsigned long flags;
	void (*restorer)(void);
	uint64_t mask;
};

HELPER long set_handler(int sig, void (*fn)(int, void *, void *), unsigned long flags)
{
	struct test_action act = { fn, flags | SA_SIGINFO, 0, 0 };

	return sys(rt_sigaction, sig, &act, 0, sizeof(act.mask));
}

#define HANDLER_DFL ((void (*)(int, void *, void *))0)
#define HANDLER_IGN ((void (*)(int, void *, void *))1)

HELPER long mask_signals(int how, uint64_t set)
{
	return sys(rt_sigprocmask, how, &set, 0, sizeof(set));
}

#define BIT(sig) (1ull << ((sig)-1))

/* --- the machine --- */

/* The kernel's statistics, or NULL where the kernel does not have the call (Linux). */
HELPER const struct splitbench_stats *stats(void)
{
	static struct splitbench_stats buf;
	long args[7] = { SPLITBENCH_NR_STATS, (long)&buf, sizeof(buf) };

	return syscall_frame(args) > 0 ? &buf : NULL;
}

/*
 * Whether a test may use up all memory: only in a guest with little of it, where that is quickly
 * done. On Linux it would be the machine's.
 */
HELPER bool may_exhaust_memory(void)
{
	return stats() && stats()->ram_kib <= 128 << 10;
}

HELPER long mmap_anon(unsigned long addr, size_t len, int prot, int flags)
{
	return sys(mmap2, addr, len, prot, flags | MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
}

/* --- the way in --- */

static char **test_argv;
static unsigned long *test_auxv; /* pairs, up to AT_NULL */

HELPER unsigned long auxval(unsigned long type, unsigned long otherwise)
{
	unsigned long *p;

	for (p = test_auxv; p[0] != AT_NULL; p += 2)
		if (p[0] == type)
			return p[1];
	return otherwise;
}

static void test_main(int argc, char **argv, char **envp);

__attribute__((used, noreturn, regparm(1))) static void start(unsigned long *stack)
{
	char **envp = (char **)(stack + stack[0] + 2);
	char **p = envp;

	while (*p++)
		;
	test_argv = (char **)(stack + 1);
	test_auxv = (unsigned long *)p;
	test_main(stack[0], test_argv, envp);
	print("1..%d\n", tap_count);
	quit(tap_failed != 0);
}

__asm__(".globl _start\n"
	"_start:\n\t"
	"xorl %ebp, %ebp\n\t"
	"movl %esp, %eax\n\t"
	"andl $-16, %esp\n\t"
	"call start\n\t"
	"hlt\n");

#endif /* TESTS_USER_LIB_H */
