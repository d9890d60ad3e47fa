/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Entries come in on the entry stack in the window, and move their frame to the task's stack. */
#ifndef MECH_STACK_H
#define MECH_STACK_H

#include "task.h"

/* In the window, for the entry code: where the frame goes. */
extern unsigned long entry_kernel_frame;

static inline void switch_kernel_stack(const struct task *t)
{
	entry_kernel_frame = t->kstack_top - sizeof(struct pt_regs);
}

#endif /* MECH_STACK_H */
