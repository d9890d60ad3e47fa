// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * prctl: what a thread may say and ask of itself. A question is answered as a number or through the
 * second argument; what is not here is unknown to Linux's older versions as well.
 */
#include <linux/prctl.h>
#include "err.h"
#include "string.h"
#include "syscall.h"
#include "task.h"
#include "uaccess.h"

static bool no_more_args(const struct pt_regs *regs)
{
	return !regs->dx && !regs->si && !regs->di;
}

static long set_name(const char __user *from)
{
	char name[sizeof(current->comm)];
	long n = strncpy_from_user(name, from, sizeof(name) - 1);

	if (n < 0)
		return -EFAULT;
	name[n] = 0;
	strscpy(current->comm, name, sizeof(current->comm));
	return 0;
}

static long get_name(char __user *to)
{
	char name[sizeof(current->comm)] = { 0 };

	strscpy(name, current->comm, sizeof(name));
	return copy_to_user(to, name, sizeof(name)) ? -EFAULT : 0;
}

static long set_flag(bool *flag, unsigned long value)
{
	if (value > 1)
		return -EINVAL;
	*flag = value;
	return 0;
}

long sys_prctl(struct pt_regs *regs)
{
	unsigned long arg = regs->cx;

	switch (regs->bx) {
	case PR_SET_NAME:
		return set_name((const char __user *)arg);
	case PR_GET_NAME:
		return get_name((char __user *)arg);
	case PR_SET_PDEATHSIG:
		if (arg > NR_SIGNALS)
			return -EINVAL;
		current->pdeath_signal = arg;
		return 0;
	case PR_GET_PDEATHSIG:
		return put_user(current->pdeath_signal, (int __user *)arg);
	case PR_SET_DUMPABLE:
		return set_flag(&current->not_dumpable, !arg ? 1 : arg == 1 ? 0 : 2);
	case PR_GET_DUMPABLE:
		return !current->not_dumpable;
	case PR_SET_KEEPCAPS:
		return set_flag(&current->keep_caps, arg);
	case PR_GET_KEEPCAPS:
		return current->keep_caps;
	case PR_SET_NO_NEW_PRIVS:
		if (arg != 1 || !no_more_args(regs))
			return -EINVAL;
		current->no_new_privs = true;
		return 0;
	case PR_GET_NO_NEW_PRIVS:
		return arg || !no_more_args(regs) ? -EINVAL : current->no_new_privs;
	case PR_CAPBSET_READ:
		return arg > CAP_LAST ? -EINVAL : 1;
	case PR_GET_TIMERSLACK:
		return TICK_NSEC;
	case PR_GET_SECCOMP:
		return 0;
	default:
		return -EINVAL;
	}
}
