// SPDX-License-Identifier: GPL-2.0-or-later
/* The x87 and SSE registers: each task has its own, signal handlers get clean ones and give them
 * back. */
#include <linux/sched.h>
#include "fault.h"
#include "thread.h"

#define FXSR (1u << 24)
#define SSE  (1u << 25)

static uint32_t features;

struct x87_env {
	uint32_t cwd, swd, twd, fip, fcs, foo, fos;
};

static void load_x87(int32_t a, int32_t b)
{
	__asm__ volatile("fninit; fildl %0; fildl %1" ::"m"(a), "m"(b));
}

/* Both, by popping them: the later one first. */
static void take_x87(int32_t *a, int32_t *b)
{
	__asm__ volatile("fistpl %0; fistpl %1" : "=m"(*b), "=m"(*a));
}

static void load_xmm(uint32_t v)
{
	uint32_t words[4] = { v, v + 1, v + 2, v + 3 };

	__asm__ volatile("movups %0, %%xmm0; movups %0, %%xmm7" ::"m"(words));
}

static bool has_xmm(uint32_t v)
{
	uint32_t a[4], b[4], want[4] = { v, v + 1, v + 2, v + 3 };

	__asm__ volatile("movups %%xmm0, %0; movups %%xmm7, %1" : "=m"(a), "=m"(b));
	return same(a, want, sizeof(a)) && same(b, want, sizeof(b));
}

static uint32_t mxcsr(void)
{
	uint32_t v;

	__asm__ volatile("stmxcsr %0" : "=m"(v));
	return v;
}

static void set_mxcsr(uint32_t v)
{
	__asm__ volatile("ldmxcsr %0" ::"m"(v));
}

static uint16_t control_word(void)
{
	uint16_t v;

	__asm__ volatile("fnstcw %0" : "=m"(v));
	return v;
}

static void first_use(void)
{
	struct x87_env env;

	__asm__ volatile("fnstenv %0" : "=m"(env));
	is(env.cwd & 0xffff, 0x37f, "at the first use the x87 control word is FNINIT's");
	is(env.twd & 0xffff, 0xffff, "and the registers are empty");
	__asm__ volatile("fldcw %0" ::"m"(env));
	if (!(features & SSE))
		return;
	is(mxcsr(), 0x1f80, "MXCSR masks all exceptions");

	uint32_t words[4] = { 1 };

	__asm__ volatile("movups %%xmm3, %0" : "=m"(words));
	is(words[0] | words[1] | words[2] | words[3], 0, "and the xmm registers are zero");
}

/* --- tasks --- */

static int scribble(void *arg)
{
	for (int i = 0; i < 20; i++) {
		int32_t a, b;

		load_x87((long)arg + i, i);
		if (features & SSE)
			load_xmm((long)arg + i);
		sys(sched_yield);
		if ((features & SSE) && !has_xmm((long)arg + i))
			return 1;
		take_x87(&a, &b);
		if (a != (long)arg + i || b != i)
			return 2;
	}
	return 0;
}

static int sees_copy(void *arg)
{
	int32_t a, b;

	(void)arg;
	if ((features & SSE) && (!has_xmm(77) || mxcsr() != 0x3f80))
		return 1;
	take_x87(&a, &b);
	return a == 3 && b == 4 ? 0 : 2;
}

static int fresh(void)
{
	struct x87_env env;

	__asm__ volatile("fnstenv %0" : "=m"(env));
	if ((env.cwd & 0xffff) != 0x37f || (env.twd & 0xffff) != 0xffff)
		return 1;
	return (features & SSE) && (mxcsr() != 0x1f80 || has_xmm(77)) ? 2 : 0;
}

static int executes(void *arg)
{
	char *argv[] = { test_argv[0], "fresh", 0 }, *envp[] = { 0 };

	(void)arg;
	load_x87(1, 2);
	if (features & SSE)
		load_xmm(77);
	sys(execve, test_argv[0], argv, envp);
	return 9;
}

static int thread_scribbles(void *arg)
{
	*(volatile int *)arg = scribble((void *)1000);
	return 0;
}

static void tasks(void)
{
	static struct thread t;
	static volatile int other = -1;
	int status = -1;
	int32_t a, b;
	long pid;

	load_x87(3, 4);
	if (features & SSE) {
		load_xmm(77);
		set_mxcsr(0x3f80);
	}
	is(child_status(sees_copy, 0), 0, "a child has its parent's registers");
	pid = sys(fork);
	if (pid == 0)
		quit(scribble((void *)100));
	for (int i = 0; i < 10; i++)
		sys(sched_yield);
	start_thread(&t, thread_scribbles, (void *)&other);
	for (int i = 0; i < 10; i++)
		sys(sched_yield);
	join_thread(&t);
	sys(wait4, pid, &status, 0, 0);
	is(status, 0, "what a child does to them is not lost by switches");
	is(other, 0, "nor what a thread does");
	if (features & SSE) {
		ok(has_xmm(77), "and changes no xmm register of the others");
		is(mxcsr(), 0x3f80, "nor MXCSR");
		set_mxcsr(0x1f80);
	}
	take_x87(&a, &b);
	ok(a == 3 && b == 4, "nor any of x87");
	is(child_status(executes, 0), 0, "a new program has new ones");
}

/* --- signals --- */

static volatile int in_handler;
static volatile uint32_t frame_seen[4];
static volatile bool change;

static void handler(int sig, void *info, void *context)
{
	struct sigcontext *sc = &((struct ucontext *)context)->uc_mcontext;
	struct _fpstate *fp = (void *)sc->fpstate;
	uint32_t one = 0x3f800000;

	(void)sig, (void)info;
	in_handler = fresh();
	frame_seen[0] = fp ? fp->cw & 0xffff : 0;
	frame_seen[1] = fp ? fp->magic : 1;
	frame_seen[2] = fp ? fp->_st[0].significand[3] : 0;
	if (fp && fp->magic == 0)
		frame_seen[3] = fp->_xmm[0].element[0];
	load_x87(-1, -2);
	if (features & SSE)
		load_xmm(5);
	if (change && fp) {
		fp->cw = 0xffff0000 | 0x27f;
		fp->_xmm[0].element[0] = one;
	}
}

static void signals(void)
{
	uint32_t words[4];
	int32_t a, b;

	set_handler(SIGUSR1, handler, 0);
	load_x87(6, 7);
	if (features & SSE)
		load_xmm(77);
	sys(kill, sys(getpid), SIGUSR1);
	is(in_handler, 0, "a signal handler has clean registers");
	ok(!(features & SSE) || has_xmm(77), "and what it does to xmm is gone at its return");
	take_x87(&a, &b);
	ok(a == 6 && b == 7, "and to x87");
	is(frame_seen[0], 0x37f, "its frame has the control word");
	is(frame_seen[1], features & FXSR ? 0 : 0xffff, "says what else it has");
	is(frame_seen[2], 0xe000, "and has the top of the stack: 7");
	if (features & SSE)
		is(frame_seen[3], 77, "and the xmm registers");

	change = true;
	load_x87(6, 7);
	sys(kill, sys(getpid), SIGUSR1);
	change = false;
	is(control_word(), 0x27f, "the handler changes x87 by the frame");
	if (features & SSE) {
		__asm__ volatile("movups %%xmm0, %0" : "=m"(words));
		is(words[0], 0x3f800000, "and xmm");
	}
	__asm__ volatile("fninit");
	set_handler(SIGUSR1, HANDLER_DFL, 0);
}

/* --- exceptions --- */

static void try_x87(uint16_t cwd, const char *what, int code, int32_t dividend, int32_t divisor)
{
	is(TRY("fninit\n\tfldcw (%2)\n\tfildl 4(%2)\n\tfidivl 8(%2)\n\tfwait",
	       ((const int32_t[]){ cwd, dividend, divisor })),
	   SIGFPE, what);
	is(fault_code, code, "its code");
	__asm__ volatile("fninit");
}

static void exceptions(void)
{
	set_handler(SIGFPE, fault_recover, 0);
	try_x87(0x37b, "x87: division by zero", FPE_FLTDIV, 1, 0);
	try_x87(0x37e, "x87: zero by zero", FPE_FLTINV, 0, 0);
	try_x87(0x35f, "x87: an inexact result", FPE_FLTRES, 1, 3);
	is(TRY("fninit\n\tfldz\n\tfld1\n\tfdivp\n\tfwait", 0), 0, "masked, they raise nothing");
	__asm__ volatile("fninit");
	if (!(features & SSE))
		return;
	static const uint32_t unmasked = 0x1d80, masked = 0x1f80, one = 0x3f800000;
	int sig;

	__asm__ volatile("movss %0, %%xmm0; xorps %%xmm1, %%xmm1; ldmxcsr %1" ::"m"(one),
			 "m"(unmasked));
	sig = TRY("divss %%xmm1, %%xmm0", 0);
	__asm__ volatile("ldmxcsr %0" ::"m"(masked));
	/* QEMU's emulation does not raise it. */
	if (sig) {
		is(sig, SIGFPE, "SSE: division by zero");
		is(fault_code, FPE_FLTDIV, "its code");
	} else {
		skip("SSE: division by zero", "this CPU does not raise SIMD exceptions");
	}
}

static void test_main(int argc, char **argv, char **envp)
{
	uint32_t a, b, c;

	(void)argv, (void)envp;
	__asm__("cpuid" : "=a"(a), "=b"(b), "=c"(c), "=d"(features) : "0"(1), "2"(0));
	if (argc == 2)
		quit(fresh());
	if (!(features & 1)) {
		skip("floating point", "this CPU has none");
		return;
	}
	first_use();
	tasks();
	signals();
	exceptions();
}
