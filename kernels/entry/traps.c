// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Exceptions and interrupts, after entry.S.
 */
#include "cpu.h"
#include "debug_highmem.h"
#include "extable.h"
#include "fpu.h"
#include "fs.h"
#include "irq.h"
#include "ledger.h"
#include "printk.h"
#include "rseq.h"
#include "signal.h"
#include "task.h"
#include "vm.h"

#include <asm-generic/siginfo.h>

#define PAGE_FAULT_VECTOR 14
#define SIMD_VECTOR	  19

static void first_fpu_use(const struct pt_regs *regs, unsigned long vector);
static void fpu_exception(const struct pt_regs *regs, unsigned long vector);

/* What an exception is called, and what comes of it in a user program: a signal, Linux's choices.
 */
static const struct exception {
	const char *name;
	int signal, code;
	void (*handle)(const struct pt_regs *regs, unsigned long vector); /* in its stead */
} exceptions[IRQ_VECTOR] = {
	[0] = { "divide error", SIGFPE, FPE_INTDIV, NULL },
	[1] = { "debug", SIGTRAP, TRAP_TRACE, NULL },
	[3] = { "breakpoint", SIGTRAP, SI_KERNEL, NULL },
	[4] = { "overflow", SIGSEGV, SI_KERNEL, NULL },
	[5] = { "bound range exceeded", SIGSEGV, SI_KERNEL, NULL },
	[6] = { "invalid opcode", SIGILL, ILL_ILLOPN, NULL },
	[7] = { "device not available", .handle = first_fpu_use },
	[10] = { "invalid TSS", SIGSEGV, SI_KERNEL, NULL },
	[11] = { "segment not present", SIGBUS, SI_KERNEL, NULL },
	[12] = { "stack segment", SIGBUS, SI_KERNEL, NULL },
	[13] = { "general protection", SIGSEGV, SI_KERNEL, NULL },
	[16] = { "x87 floating point", .handle = fpu_exception },
	[17] = { "alignment check", SIGBUS, BUS_ADRALN, NULL },
	[SIMD_VECTOR] = { "SIMD floating point", .handle = fpu_exception },
};

/* Those that carry the faulting address in siginfo. */
static unsigned long exception_address(unsigned long vector, const struct pt_regs *regs)
{
	return vector == 0 || vector == 6 || vector == 1 ? regs->ip : 0;
}

/* As in Linux, who gets no memory for the registers is killed. */
static void first_fpu_use(const struct pt_regs *regs, unsigned long vector)
{
	(void)regs, (void)vector;
	count_event(COUNT_FPU_TRAPS);
	if (!fpu_first_use())
		force_signal(SIGKILL, SI_KERNEL, 0);
}

/* The FPU knows what it was; or that it has been seen to. */
static void fpu_exception(const struct pt_regs *regs, unsigned long vector)
{
	int code = current->fpu ? fpu_exception_code(vector == SIMD_VECTOR) : 0;

	if (code)
		force_signal(SIGFPE, code, regs->ip);
}

static void do_exception(struct pt_regs *regs, unsigned long vector, unsigned long error)
{
	const struct exception *e = &exceptions[vector];

	if (user_mode(regs) && e->handle)
		e->handle(regs, vector);
	else if (user_mode(regs) && e->signal)
		force_signal(e->signal, e->code, exception_address(vector, regs));
	else if (!fixup_exception(regs))
		panic_regs(regs, "%s (vector %lu), error code %04lx",
			   e->name ? e->name : "unexpected exception", vector, error);
}

void do_trap(struct pt_regs *regs, unsigned long vector, unsigned long error);

/* From entry.S, interrupts off. Returns with them in any state. */
void do_trap(struct pt_regs *regs, unsigned long vector, unsigned long error)
{
	unsigned long address;

	if (vector >= IRQ_VECTOR) {
		count_event(COUNT_IRQS);
		do_irq(regs, vector - IRQ_VECTOR);
		return;
	}
	if (user_mode(regs))
		count_event(COUNT_FAULTS);
	address = vector == PAGE_FAULT_VECTOR ? read_cr2() : 0;
	if (regs->flags & X86_EFLAGS_IF)
		local_irq_enable();
	if (vector == PAGE_FAULT_VECTOR) {
		if (!user_mode(regs))
			debug_kernel_fault(regs, address);
		do_page_fault(regs, error, address);
	} else {
		do_exception(regs, vector, error);
	}
	local_irq_disable();
}

void exit_to_user_work(struct pt_regs *regs);

/* From entry.S, interrupts off; what must be done before user mode. Returns with interrupts off. */
void exit_to_user_work(struct pt_regs *regs)
{
	while (current->work) {
		local_irq_enable();
		clear_task_work(current, TIF_IRET);
		if (current->work & TIF_FILES)
			return_borrowed_files();
		if (current->work & TIF_NEED_RESCHED) {
			schedule();
			rseq_interrupted(regs);
		}
		if (current->work & TIF_SIGPENDING)
			do_signal(regs);
		local_irq_disable();
	}
}
