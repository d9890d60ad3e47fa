// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * System calls, after entry.S.
 */
#include "syscall.h"
#include "ledger.h"
#include "printk.h"
#include "stats.h"
#include "uaccess.h"

void do_syscall(struct pt_regs *regs);

/* From entry.S, interrupts on. */
void do_syscall(struct pt_regs *regs)
{
	unsigned long nr = regs->orig_ax;

	count_event(COUNT_SYSCALLS);
	if (nr < nr_syscalls && sys_call_table[nr])
		regs->ax = sys_call_table[nr](regs);
	else if (nr == SPLITBENCH_NR_STATS)
		regs->ax = sys_splitbench_stats(regs);
	else
		regs->ax = -ENOSYS;
}

long syscall_arg6(struct pt_regs *regs)
{
	u32 arg = regs->bp;

	if ((regs->cs & CS_SYSENTER) && get_user(arg, (u32 __user *)regs->sp))
		return 0; /* the stack is gone: so will be the program, at its return */
	return arg;
}
