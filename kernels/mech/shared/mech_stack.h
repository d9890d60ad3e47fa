/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Entries come in on the task's kernel stack, which the CPU finds in the TSS. */
#ifndef MECH_STACK_H
#define MECH_STACK_H

#include "gdt.h"
#include "task.h"

/*
 * What SYSENTER_ESP points to: the stub loads sp0. The room below it is for the debug trap of a
 * user who single-steps into sysenter, which comes before the stub's first instruction.
 */
extern struct sysenter_stack {
	char room[128];
	unsigned long sp0;
} sysenter_stack;

static inline void switch_kernel_stack(const struct task *t)
{
	tss.sp0 = sysenter_stack.sp0 = t->kstack_top;
}

#endif /* MECH_STACK_H */
