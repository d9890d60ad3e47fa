// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * The system calls about signals.
 */
#include <asm-generic/siginfo.h>
#include "err.h"
#include "signal.h"
#include "syscall.h"
#include "task.h"
#include "uaccess.h"

/* The only size of a signal set that Linux takes, for its 64 signals. */
#define SIGSET_SIZE sizeof(u64)

struct user_sigaction {
	u32 handler, flags, restorer;
	u64 mask;
};

long sys_rt_sigaction(struct pt_regs *regs)
{
	const struct user_sigaction __user *new = (const void __user *)regs->cx;
	struct user_sigaction __user *old = (void __user *)regs->dx;
	struct user_sigaction ua;
	struct k_sigaction *act, was;
	int sig = regs->bx;

	if (regs->si != SIGSET_SIZE)
		return -EINVAL;
	if (new &&copy_from_user(&ua, new, sizeof(ua)))
		return -EFAULT;
	if (!valid_signal(sig) || (new && (sig == SIGKILL || sig == SIGSTOP)))
		return -EINVAL;
	act = &current->process->sighand->action[sig - 1];
	was = *act;
	if (new) {
		*act = (struct k_sigaction){
			.handler = ua.handler,
			.flags = ua.flags,
			.restorer = ua.restorer,
			.mask = ua.mask & ~SIG_KERNEL_ONLY_MASK,
		};
		discard_ignored(sig);
	}
	if (old) {
		ua = (struct user_sigaction){ was.handler, was.flags, was.restorer, was.mask };
		if (copy_to_user(old, &ua, sizeof(ua)))
			return -EFAULT;
	}
	return 0;
}

long sys_rt_sigprocmask(struct pt_regs *regs)
{
	const u64 __user *new = (const u64 __user *)regs->cx;
	u64 __user *old = (u64 __user *)regs->dx;
	u64 was = current->sig.blocked, set;

	if (regs->si != SIGSET_SIZE)
		return -EINVAL;
	if (new) {
		if (get_user(set, new))
			return -EFAULT;
		switch (regs->bx) {
		case SIG_BLOCK:
			set_blocked(was | set);
			break;
		case SIG_UNBLOCK:
			set_blocked(was & ~set);
			break;
		case SIG_SETMASK:
			set_blocked(set);
			break;
		default:
			return -EINVAL;
		}
	}
	return old ? put_user(was, old) : 0;
}

long sys_rt_sigpending(struct pt_regs *regs)
{
	u64 sent = current->sig.pending.signals | current->process->pending.signals;
	u64 set = sent & current->sig.blocked;

	if (regs->cx > SIGSET_SIZE)
		return -EINVAL;
	return copy_to_user((void __user *)regs->bx, &set, regs->cx) ? -EFAULT : 0;
}

/* Until a signal is pending that is not blocked. */
static long wait_for_signal(void)
{
	static struct wait_queue nobody = WAIT_QUEUE_INIT(nobody);

	while (!sleep_on(&nobody, TASK_INTERRUPTIBLE, 0))
		;
	return -ERESTARTNOHAND;
}

long sys_rt_sigsuspend(struct pt_regs *regs)
{
	u64 set;

	if (regs->cx != SIGSET_SIZE)
		return -EINVAL;
	if (get_user(set, (const u64 __user *)regs->bx))
		return -EFAULT;
	current->sig.saved_blocked = current->sig.blocked;
	current->sig.restore_blocked = true;
	set_blocked(set);
	return wait_for_signal();
}

long sys_pause(struct pt_regs *regs)
{
	(void)regs;
	return wait_for_signal();
}

static struct signal_info sent_by_current(int code)
{
	return (struct signal_info){ .code = code, .pid = current->tgid };
}

/* kill's first argument: a pid, 0 for the own group, -1 for all but init, -pgrp for a group. */
static bool is_target(const struct process *p, int pid)
{
	if (pid == -1)
		return p->pid > 1 && p != current->process;
	return p->pgrp == (pid ? -pid : current->process->pgrp);
}

long sys_kill(struct pt_regs *regs)
{
	struct signal_info info = sent_by_current(SI_USER);
	int pid = regs->bx, sig = regs->cx;
	long ret = -ESRCH;
	struct task *t;

	if (sig < 0 || sig > NR_SIGNALS)
		return -EINVAL;
	if (pid > 0) {
		t = find_task(pid);
		return t ? group_send_signal(t->process, sig, &info) : -ESRCH;
	}
	if (pid == INT32_MIN) /* has no negative */
		return -ESRCH;
	list_for_each_entry (t, &all_tasks, all_link)
		if (thread_group_leader(t) && is_target(t->process, pid))
			ret = group_send_signal(t->process, sig, &info);
	return ret;
}

static long send_to_thread(int tgid, int pid, int sig)
{
	struct signal_info info = sent_by_current(SI_TKILL);
	struct task *t;

	if (pid <= 0 || tgid == 0 || sig < 0 || sig > NR_SIGNALS)
		return -EINVAL;
	t = find_task(pid);
	if (!t || (tgid > 0 && t->tgid != tgid))
		return -ESRCH;
	return send_signal(t, sig, &info);
}

long sys_tgkill(struct pt_regs *regs)
{
	int tgid = regs->bx;

	return tgid > 0 ? send_to_thread(tgid, regs->cx, regs->dx) : -EINVAL;
}

long sys_tkill(struct pt_regs *regs)
{
	return send_to_thread(-1, regs->bx, regs->cx);
}
