/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Try an access, and go on behind it if it faults. */
#ifndef TESTS_USER_FAULT_H
#define TESTS_USER_FAULT_H

#include "lib.h"

/* Of the latest fault. */
static volatile int fault_signal, fault_code;
static volatile unsigned long fault_addr, fault_handler_sp;
static volatile uint32_t fault_recover_ip, fault_recover_sp;

HELPER void fault_recover(int sig, void *info, void *context)
{
	struct sigcontext *sc = &((struct ucontext *)context)->uc_mcontext;
	siginfo_t *si = info;

	fault_signal = sig;
	fault_code = si->si_code;
	fault_addr = (unsigned long)si->si_addr;
	fault_handler_sp = (unsigned long)__builtin_frame_address(0);
	sc->eip = fault_recover_ip;
	sc->esp = fault_recover_sp;
}

/* Catch the faults of TRY from now on; flags are sigaction's. */
HELPER void fault_catch(unsigned long flags)
{
	set_handler(SIGSEGV, fault_recover, flags);
	set_handler(SIGBUS, fault_recover, flags);
}

/* Execute insn, in which %2 is addr and eax is free; the signal it raised, or 0. */
#define TRY(insn, addr)                                                                            \
	({                                                                                         \
		fault_signal = 0;                                                                  \
		__asm__ volatile("movl $1f, %0\n\t"                                                \
				 "movl %%esp, %1\n\t" insn "\n1:"                                  \
				 : "=m"(fault_recover_ip), "=m"(fault_recover_sp)                  \
				 : "r"(addr)                                                       \
				 : "eax", "memory");                                               \
		fault_signal;                                                                      \
	})

#define TRY_READ(addr)	TRY("movb (%2), %%al", addr)
#define TRY_WRITE(addr) TRY("movb $1, (%2)", addr)
#define TRY_EXEC(addr)	TRY("call *%2", addr)

#endif /* TESTS_USER_FAULT_H */
