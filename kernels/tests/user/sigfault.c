// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Signals of faults, stacks that cannot take a frame, and contexts made to harm the kernel: a
 * program may end, the machine goes on.
 */
#include "fault.h"

#define EFLAGS_IOPL 0x3000u
#define EFLAGS_NT   0x4000u
#define EFLAGS_VM   0x20000u

static void addresses(void)
{
	char *page = (char *)mmap_anon(0, 2 * PAGE_SIZE, PROT_READ | PROT_WRITE, 0);
	char *hole = page + PAGE_SIZE;

	fault_catch(0);
	sys(munmap, hole, PAGE_SIZE);
	is(TRY_READ((char *)0x10), SIGSEGV, "a read near 0 faults");
	is(fault_addr, 0x10, "si_addr");
	is(fault_code, SEGV_MAPERR, "si_code: nothing there");
	is(TRY_WRITE(hole + 17), SIGSEGV, "a write to an unmapped page faults");
	is(fault_addr, (long)hole + 17, "si_addr, in the page");
	page[0] = 42;
	sys(mprotect, page, PAGE_SIZE, PROT_READ);
	is(TRY_WRITE(page + 5), SIGSEGV, "a write to a read-only page faults");
	is(fault_addr, (long)page + 5, "si_addr");
	is(fault_code, SEGV_ACCERR, "si_code: not allowed");
	is(TRY_READ(page), 0, "a read of it does not");
	sys(mprotect, page, PAGE_SIZE, PROT_NONE);
	is(TRY_READ(page), SIGSEGV, "a read under PROT_NONE faults");
	is(fault_code, SEGV_ACCERR, "si_code: not allowed");
	is(TRY("movl (%2), %%eax", page - 2), SIGSEGV, "a read over the edge of a page faults");
}

static char altstack[16384];

static void alternative_stack(void)
{
	stack_t ss = { altstack, 0, sizeof(altstack) }, old;

	is(sys(sigaltstack, &ss, 0), 0, "sigaltstack");
	fault_catch(SA_ONSTACK);
	is(TRY_READ((char *)0x20), SIGSEGV, "a fault with SA_ONSTACK");
	ok(fault_handler_sp - (unsigned long)altstack < sizeof(altstack),
	   "is handled on the alternative stack");
	fault_catch(0);
	TRY_READ((char *)0x20);
	ok(fault_handler_sp - (unsigned long)altstack >= sizeof(altstack),
	   "without it, on the usual one");

	fault_catch(SA_ONSTACK);
	is(TRY("movl $8, %%esp; pushl %%eax", 0), SIGSEGV,
	   "a fault because the stack is gone can be handled there");
	sys(sigaltstack, 0, &old);
	is((long)old.ss_sp, (long)altstack, "sigaltstack tells where it is");
	ss.ss_size = 100;
	is(sys(sigaltstack, &ss, 0), -ENOMEM, "one too small is refused");
	ss.ss_flags = 2; /* SS_DISABLE */
	is(sys(sigaltstack, &ss, 0), 0, "it can be given up");
}

/* --- in children --- */

static int no_stack_for_frame(void *arg)
{
	(void)arg;
	fault_catch(0);
	__asm__ volatile("movl $4, %%esp; pushl %%eax; hlt" ::: "memory");
	return 0;
}

static int sigreturn_from(void *sp)
{
	__asm__ volatile("movl %0, %%esp; int $0x80; hlt" ::"r"(sp), "a"(__NR_rt_sigreturn));
	return 0;
}

static int old_sigreturn_from(void *sp)
{
	__asm__ volatile("movl %0, %%esp; int $0x80; hlt" ::"r"(sp), "a"(__NR_sigreturn));
	return 0;
}

static int run_privileged(void *insn)
{
	((void (*)(void))insn)();
	return 0;
}

static void bad_stacks(void)
{
	unsigned long top = stats() ? stats()->user_top : 0xfffff000;
	const unsigned long stacks[] = { 0, 4, 0x1000, top - 8, top, top + 0x1000, 0xfffffffc };
	size_t i;

	is(child_status(no_stack_for_frame, NULL), SIGSEGV,
	   "no stack for the handler of that very fault: the program ends");
	for (i = 0; i < sizeof(stacks) / sizeof(stacks[0]); i++) {
		ok(child_status(sigreturn_from, (void *)stacks[i]) == SIGSEGV,
		   "rt_sigreturn from %x: the program ends", stacks[i]);
		ok(child_status(old_sigreturn_from, (void *)stacks[i]) == SIGSEGV,
		   "sigreturn from %x: the program ends", stacks[i]);
	}
}

struct poison {
	const char *what;
	uint16_t cs, ss, ds, es, fs, gs;
	uint32_t flags;
};

static const struct poison *poison;

static void poison_context(int sig, void *info, void *context)
{
	struct sigcontext *sc = &((struct ucontext *)context)->uc_mcontext;

	(void)sig, (void)info;
	sc->cs = poison->cs ? poison->cs : sc->cs;
	sc->ss = poison->ss ? poison->ss : sc->ss;
	sc->ds = poison->ds ? poison->ds : sc->ds;
	sc->es = poison->es ? poison->es : sc->es;
	sc->fs = poison->fs ? poison->fs : sc->fs;
	sc->gs = poison->gs ? poison->gs : sc->gs;
	sc->eflags |= poison->flags;
}

static int live_with(void *arg)
{
	uint32_t flags;

	poison = arg;
	set_handler(SIGUSR1, poison_context, 0);
	sys(kill, sys(getpid), SIGUSR1);
	__asm__ volatile("pushfl; popl %0" : "=r"(flags));
	return flags & (EFLAGS_IOPL | EFLAGS_VM) ? 99 : 0;
}

/* The selectors are this kernel's: 0x60 code, 0x68 data, 0x80 a TSS, 0x33 an empty TLS slot. */
static const struct poison poisons[] = {
	{ .what = "the kernel's code segment", .cs = 0x60 },
	{ .what = "a code segment beyond the table", .cs = 0xfff8 },
	{ .what = "a stack segment of the kernel", .ss = 0x68 },
	{ .what = "a null stack segment", .ss = 3 },
	{ .what = "a data segment of the kernel", .ds = 0x68, .es = 0x68 },
	{ .what = "a TSS as data segment", .ds = 0x80, .gs = 0x83 },
	{ .what = "an empty TLS slot", .ds = 0x33, .es = 0x33, .fs = 0x33, .gs = 0x33, .ss = 0x33 },
	{ .what = "an LDT selector", .gs = 0x0f, .fs = 0xffff },
	{ .what = "the I/O privilege flags", .flags = EFLAGS_IOPL },
	{ .what = "the nested-task flag", .flags = EFLAGS_NT },
	{ .what = "the virtual-8086 flag", .flags = EFLAGS_VM },
};

static void poisoned_contexts(void)
{
	size_t i;

	for (i = 0; i < sizeof(poisons) / sizeof(poisons[0]); i++) {
		int status = child_status(live_with, (void *)&poisons[i]);

		ok(status == 0 || WTERMSIG(status) == SIGSEGV || WTERMSIG(status) == SIGBUS ||
			   WTERMSIG(status) == SIGILL,
		   "%s in a returned context does no harm (status %x)", poisons[i].what, status);
	}
}

/* Instructions that only the kernel may execute; one address each. */
static void privileged(void)
{
	static const struct {
		const char *what;
		uint8_t code[8];
		int signal;
	} insns[] = {
		{ "cli", { 0xfa, 0xc3 }, SIGSEGV },
		{ "hlt", { 0xf4, 0xc3 }, SIGSEGV },
		{ "in (%dx)", { 0xec, 0xc3 }, SIGSEGV },
		{ "mov %cr3, %eax", { 0x0f, 0x20, 0xd8, 0xc3 }, SIGSEGV },
		{ "int $0x20", { 0xcd, 0x20, 0xc3 }, SIGSEGV },
		{ "int $14", { 0xcd, 14, 0xc3 }, SIGSEGV },
		{ "int $8", { 0xcd, 8, 0xc3 }, SIGSEGV },
		{ "int3", { 0xcc, 0xc3 }, SIGTRAP },
		{ "into after an overflow", { 0xb8, 0, 0, 0, 0x80, 0x48, 0xce, 0xc3 }, SIGSEGV },
		{ "ud2", { 0x0f, 0x0b, 0xc3 }, SIGILL },
		{ "division by zero", { 0x31, 0xc9, 0xf7, 0xf1, 0xc3 }, SIGFPE },
		{ "a load of %gs beyond the table",
		  { 0x66, 0xb8, 0xf3, 0xff, 0x8e, 0xe8, 0xc3 },
		  SIGSEGV },
	};
	char *page = (char *)mmap_anon(0, PAGE_SIZE, PROT_READ | PROT_WRITE | PROT_EXEC, 0);
	size_t i;

	for (i = 0; i < sizeof(insns) / sizeof(insns[0]); i++) {
		copy_bytes(page, insns[i].code, sizeof(insns[i].code));
		is(child_status(run_privileged, page), insns[i].signal, insns[i].what);
	}
}

static void test_main(int argc, char **argv, char **envp)
{
	(void)argc, (void)argv, (void)envp;
	addresses();
	alternative_stack();
	set_handler(SIGSEGV, HANDLER_DFL, 0);
	bad_stacks();
	poisoned_contexts();
	privileged();
}
