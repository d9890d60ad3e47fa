// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * System calls, after entry.S.
 */
#include "syscall.h"
#include "ledger.h"
#include "printk.h"
#include "uaccess.h"
#include "uapi/splitbench.h"

#define OWN(call) [SPLITBENCH_NR_##call - SPLITBENCH_NR_FIRST]

/* Splitbench's own, far outside of Linux's numbers. */
static syscall_fn *const own_call_table[] = {
	OWN(STATS) = sys_splitbench_stats,
	OWN(MAPBENCH) = sys_splitbench_mapbench,
	OWN(MAPBENCH_RUN) = sys_splitbench_mapbench_run,
	OWN(PMU) = sys_splitbench_pmu,
};

/* Apart, so that Linux's calls do not bear it. */
static __attribute__((noinline)) long own_call(struct pt_regs *regs, unsigned long nr)
{
	nr -= SPLITBENCH_NR_FIRST;
	return nr < ARRAY_SIZE(own_call_table) ? own_call_table[nr](regs) : -ENOSYS;
}

void do_syscall(struct pt_regs *regs);

/* From entry.S, interrupts on. */
void do_syscall(struct pt_regs *regs)
{
	unsigned long nr = regs->orig_ax;

	count_event(COUNT_SYSCALLS);
	if (nr < nr_syscalls && sys_call_table[nr])
		regs->ax = sys_call_table[nr](regs);
	else
		regs->ax = own_call(regs, nr);
}

long syscall_arg6(struct pt_regs *regs)
{
	u32 arg = regs->bp;

	if ((regs->cs & CS_SYSENTER) && get_user(arg, (u32 __user *)regs->sp))
		return 0; /* the stack is gone: so will be the program, at its return */
	return arg;
}
