// SPDX-License-Identifier: GPL-2.0-or-later
/* Handlers: how they are called, what they may not disturb, and when they must wait. */
#include "lib.h"

#define SIGRT 40 /* of the upper half of the mask */

static volatile int calls, depth, max_depth;
static volatile siginfo_t last_info;

static void count(int sig, void *info, void *context)
{
	(void)sig, (void)context;
	calls++;
	last_info = *(siginfo_t *)info;
}

static void raise_self(int sig)
{
	sys(kill, sys(getpid), sig);
}

static void basic(void)
{
	is(set_handler(SIGUSR1, count, 0), 0, "a handler is set");
	raise_self(SIGUSR1);
	is(calls, 1, "the handler runs once");
	is(last_info.si_signo, SIGUSR1, "si_signo");
	is(last_info.si_code, SI_USER, "si_code of kill");
	is(last_info.si_pid, sys(getpid), "si_pid of kill");

	set_handler(SIGUSR1, HANDLER_IGN, 0);
	raise_self(SIGUSR1);
	is(calls, 1, "an ignored signal runs nothing");

	set_handler(SIGUSR1, count, SA_RESETHAND);
	raise_self(SIGUSR1);
	struct test_action act;
	sys(rt_sigaction, SIGUSR1, 0, &act, 8);
	is((long)act.handler, 0, "SA_RESETHAND leaves the default");

	is(set_handler(SIGKILL, count, 0), -EINVAL, "SIGKILL takes no handler");
	is(set_handler(SIGSTOP, count, 0), -EINVAL, "SIGSTOP takes no handler");
	is(set_handler(0, count, 0), -EINVAL, "there is no signal 0");
	is(set_handler(65, count, 0), -EINVAL, "there is no signal 65");
	is(sys(kill, sys(getpid), 65), -EINVAL, "kill knows no signal 65");
	is(sys(kill, sys(getpid), 0), 0, "signal 0 only tests");
	is(sys(kill, 0x7ffffff0, 0), -ESRCH, "kill of a process that is not there");
}

/* --- registers: int3 with a pattern in each, a handler that destroys them all --- */

static volatile struct registers {
	uint32_t ax, bx, cx, dx, si, di, bp, flags;
} out;
static volatile uint32_t seen_sp_low;

static void destroy(int sig, void *info, void *context)
{
	(void)sig, (void)info, (void)context;
	seen_sp_low = ((uint32_t)__builtin_frame_address(0) + 8) & 15;
	__asm__ volatile("movl $-1, %%eax; movl %%eax, %%ecx; movl %%eax, %%edx; movl %%eax, %%ebx;"
			 "movl %%eax, %%esi; movl %%eax, %%edi; addl $1, %%eax" ::
				 : "eax", "ebx", "ecx", "edx", "esi", "edi", "cc");
	calls++;
}

/* CF, SF and OF set by the addition; DF by hand. */
__attribute__((noinline)) static void trap_with_pattern(void)
{
	__asm__ volatile("pushal\n\t"
			 "movl $0x7fffffff, %%eax\n\t"
			 "addl $1, %%eax\n\t"
			 "stc\n\t"
			 "std\n\t"
			 "movl $0xa1a1a1a1, %%eax\n\t"
			 "movl $0xb2b2b2b2, %%ebx\n\t"
			 "movl $0xc3c3c3c3, %%ecx\n\t"
			 "movl $0xd4d4d4d4, %%edx\n\t"
			 "movl $0xe5e5e5e5, %%esi\n\t"
			 "movl $0xf6f6f6f6, %%edi\n\t"
			 "movl $0x97979797, %%ebp\n\t"
			 "int3\n\t"
			 "pushfl\n\t"
			 "cld\n\t"
			 "movl %%eax, %0\n\t"
			 "movl %%ebx, %1\n\t"
			 "movl %%ecx, %2\n\t"
			 "movl %%edx, %3\n\t"
			 "movl %%esi, %4\n\t"
			 "movl %%edi, %5\n\t"
			 "movl %%ebp, %6\n\t"
			 "popl %7\n\t"
			 "popal"
			 : "=m"(out.ax), "=m"(out.bx), "=m"(out.cx), "=m"(out.dx), "=m"(out.si),
			   "=m"(out.di), "=m"(out.bp), "=m"(out.flags)::"memory", "cc");
}

static void registers(unsigned long flags, const char *frame)
{
	struct test_action act = { destroy, flags, 0, 0 };
	uint64_t mask = 0;

	calls = 0;
	mask_signals(SIG_BLOCK, BIT(SIGRT) | BIT(SIGUSR2));
	sys(rt_sigaction, SIGTRAP, &act, 0, 8);
	trap_with_pattern();
	is(calls, 1, frame);
	ok(out.ax == 0xa1a1a1a1 && out.bx == 0xb2b2b2b2 && out.cx == 0xc3c3c3c3 &&
		   out.dx == 0xd4d4d4d4,
	   "%s: ax, bx, cx, dx survive (%x %x %x %x)", frame, out.ax, out.bx, out.cx, out.dx);
	ok(out.si == 0xe5e5e5e5 && out.di == 0xf6f6f6f6 && out.bp == 0x97979797,
	   "%s: si, di, bp survive", frame);
	/* OF, DF, SF, CF */
	is(out.flags & 0xc81, 0xc81, "the flags survive");
	is(seen_sp_low, 0, "a handler's stack is aligned as a function's");
	sys(rt_sigprocmask, SIG_BLOCK, 0, &mask, 8);
	ok(mask == (BIT(SIGRT) | BIT(SIGUSR2)), "%s: the mask survives, both halves", frame);
	mask_signals(SIG_SETMASK, 0);
}

static void change(int sig, void *info, void *context)
{
	(void)sig, (void)info;
	((struct ucontext *)context)->uc_mcontext.eax = 1234;
}

static void change_context(void)
{
	long ax;

	set_handler(SIGTRAP, change, 0);
	__asm__ volatile("movl $1, %%eax; int3" : "=a"(ax)::"memory");
	is(ax, 1234, "a handler can change what it returns to");
}

/* --- nesting and masks --- */

static void nest(int sig, void *info, void *context)
{
	(void)info, (void)context;
	calls++;
	if (++depth > max_depth)
		max_depth = depth;
	if (calls < 3)
		raise_self(sig);
	depth--;
}

static void other(int sig, void *info, void *context)
{
	(void)sig, (void)info, (void)context;
	depth++;
	raise_self(SIGUSR2);
	depth--;
}

static volatile int depth_at_count;

static void count_depth(int sig, void *info, void *context)
{
	(void)sig, (void)info, (void)context;
	calls++;
	depth_at_count = depth;
}

static void nesting(void)
{
	calls = max_depth = depth = 0;
	set_handler(SIGUSR1, nest, 0);
	raise_self(SIGUSR1);
	is(calls, 3, "a signal raised in its own handler comes after it");
	is(max_depth, 1, "and not inside it");

	calls = max_depth = 0;
	set_handler(SIGUSR1, nest, SA_NODEFER);
	raise_self(SIGUSR1);
	is(max_depth, 3, "but with SA_NODEFER it nests");

	calls = 0;
	set_handler(SIGUSR1, other, 0);
	set_handler(SIGUSR2, count_depth, 0);
	raise_self(SIGUSR1);
	is(calls, 1, "another signal interrupts a handler");
	is(depth_at_count, 1, "inside it");

	struct test_action act = { other, SA_SIGINFO, 0, BIT(SIGUSR2) };
	sys(rt_sigaction, SIGUSR1, &act, 0, 8);
	raise_self(SIGUSR1);
	is(calls, 2, "one in sa_mask");
	is(depth_at_count, 0, "comes after the handler");
}

static void blocking(void)
{
	uint64_t set = 0;

	calls = 0;
	set_handler(SIGUSR1, count, 0);
	set_handler(SIGRT, count, 0);
	mask_signals(SIG_BLOCK, BIT(SIGUSR1) | BIT(SIGRT) | BIT(SIGKILL));
	raise_self(SIGUSR1);
	raise_self(SIGUSR1);
	raise_self(SIGRT);
	is(calls, 0, "blocked signals wait");
	is(sys(rt_sigpending, &set, 8), 0, "rt_sigpending");
	ok(set == (BIT(SIGUSR1) | BIT(SIGRT)), "they are pending");
	sys(rt_sigprocmask, SIG_SETMASK, 0, &set, 8);
	ok(set == (BIT(SIGUSR1) | BIT(SIGRT)), "SIGKILL cannot be blocked");
	mask_signals(SIG_UNBLOCK, BIT(SIGUSR1));
	is(calls, 1, "unblocked, a standard signal comes once");
	set_handler(SIGRT, HANDLER_IGN, 0);
	mask_signals(SIG_SETMASK, 0);
	is(calls, 1, "one that is ignored by then is gone");
	is(sys(rt_sigprocmask, 77, &set, 0, 8), -EINVAL,
	   "rt_sigprocmask checks its first argument");
	is(sys(rt_sigprocmask, 0, &set, 0, 4), -EINVAL, "and the set's size");
}

static void test_main(int argc, char **argv, char **envp)
{
	(void)argc, (void)argv, (void)envp;
	basic();
	registers(SA_SIGINFO, "rt_sigframe");
	registers(0, "sigframe");
	change_context();
	nesting();
	blocking();
}
