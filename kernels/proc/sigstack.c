// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * The alternative signal stack. Linux's checks, with MINSIGSTKSZ as its smallest.
 */
#include <linux/signal.h>
#include "err.h"
#include "signal.h"
#include "syscall.h"
#include "task.h"
#include "uaccess.h"

/* With SS_AUTODISARM nobody is ever "on" it: the stack is taken away while a handler uses it. */
bool on_altstack(unsigned long sp)
{
	const struct signal_state *s = &current->sig;

	return !s->altstack_flags && sp > s->altstack_sp && sp - s->altstack_sp <= s->altstack_size;
}

void get_altstack(stack_t *ss, unsigned long sp)
{
	const struct signal_state *s = &current->sig;
	int state = !s->altstack_size ? SS_DISABLE : on_altstack(sp) ? SS_ONSTACK : 0;

	*ss = (stack_t){
		.ss_sp = (void *)s->altstack_sp,
		.ss_flags = state | s->altstack_flags,
		.ss_size = s->altstack_size,
	};
}

int set_altstack(const stack_t *ss, unsigned long sp)
{
	struct signal_state *s = &current->sig;
	u32 mode = ss->ss_flags & ~SS_AUTODISARM;

	if (on_altstack(sp))
		return -EPERM;
	if (mode != SS_DISABLE && mode != SS_ONSTACK && mode != 0)
		return -EINVAL;
	if (mode != SS_DISABLE && ss->ss_size < MINSIGSTKSZ)
		return -ENOMEM;
	s->altstack_sp = mode == SS_DISABLE ? 0 : (unsigned long)ss->ss_sp;
	s->altstack_size = mode == SS_DISABLE ? 0 : ss->ss_size;
	s->altstack_flags = ss->ss_flags & SS_AUTODISARM;
	return 0;
}

long sys_sigaltstack(struct pt_regs *regs)
{
	const stack_t __user *new = (const stack_t __user *)regs->bx;
	stack_t __user *old = (stack_t __user *)regs->cx;
	stack_t ss, was;
	int err;

	get_altstack(&was, regs->sp);
	if (new) {
		if (copy_from_user(&ss, new, sizeof(ss)))
			return -EFAULT;
		err = set_altstack(&ss, regs->sp);
		if (err)
			return err;
	}
	return old && copy_to_user(old, &was, sizeof(was)) ? -EFAULT : 0;
}
