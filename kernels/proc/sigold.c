// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * The signal calls of before there were 64 signals: sets have 32 bits, the upper signals are left
 * as they are.
 */
#include "err.h"
#include "signal.h"
#include "syscall.h"
#include "task.h"
#include "uaccess.h"

struct old_sigaction {
	u32 handler, mask, flags, restorer;
};

long sys_sigaction(struct pt_regs *regs)
{
	const struct old_sigaction __user *from = (const void __user *)regs->cx;
	struct old_sigaction __user *to = (void __user *)regs->dx;
	struct k_sigaction new, was;
	struct old_sigaction old;
	int err;

	if (from) {
		if (copy_from_user(&old, from, sizeof(old)))
			return -EFAULT;
		new = (struct k_sigaction){ old.handler, old.flags, old.restorer, old.mask };
	}
	err = do_sigaction(regs->bx, from ? &new : NULL, &was);
	if (err || !to)
		return err;
	old = (struct old_sigaction){ was.handler, was.mask, was.flags, was.restorer };
	return copy_to_user(to, &old, sizeof(old)) ? -EFAULT : 0;
}

/* System V's: the handler is for one signal only, and does not block it. */
long sys_signal(struct pt_regs *regs)
{
	struct k_sigaction new = { regs->cx, SA_RESETHAND | SA_NODEFER, 0, 0 }, was;
	int err = do_sigaction(regs->bx, &new, &was);

	return err ? err : (long)was.handler;
}

long sys_sgetmask(struct pt_regs *regs)
{
	(void)regs;
	return (u32)current->sig.blocked;
}

long sys_ssetmask(struct pt_regs *regs)
{
	u32 was = current->sig.blocked;

	set_blocked((u32)regs->bx);
	return was;
}

long sys_sigprocmask(struct pt_regs *regs)
{
	const u32 __user *from = (const u32 __user *)regs->cx;
	u32 __user *to = (u32 __user *)regs->dx;
	u64 was = current->sig.blocked;
	u32 set;
	int err = 0;

	if (from) {
		if (get_user(set, from))
			return -EFAULT;
		err = change_blocked(regs->bx, set, regs->bx == SIG_SETMASK ? UINT32_MAX : ~0ull);
	}
	if (err)
		return err;
	return to ? put_user((u32)was, to) : 0;
}

long sys_sigpending(struct pt_regs *regs)
{
	return put_user((u32)pending_blocked(), (u32 __user *)regs->bx);
}

/* Two arguments of even older times come before the set. */
long sys_sigsuspend(struct pt_regs *regs)
{
	return sigsuspend((u32)regs->dx);
}
