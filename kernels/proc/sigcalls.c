// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * The system calls about signals.
 */
#include "clocks.h"
#include "err.h"
#include "signal.h"
#include "syscall.h"
#include "task.h"
#include "timespec.h"
#include "uaccess.h"

/* The only size of a signal set that Linux takes, for its 64 signals. */
#define SIGSET_SIZE sizeof(u64)

/* Others are cleared, by which a program learns that they are not known. */
#define KNOWN_SA_FLAGS                                                                             \
	(SA_NOCLDSTOP | SA_NOCLDWAIT | SA_SIGINFO | SA_ONSTACK | SA_RESTART | SA_NODEFER |         \
	 SA_RESETHAND | SA_RESTORER | SA_EXPOSE_TAGBITS)

struct user_sigaction {
	u32 handler, flags, restorer;
	u64 mask;
};

int do_sigaction(int sig, const struct k_sigaction *new, struct k_sigaction *old)
{
	struct k_sigaction *act;

	if (!valid_signal(sig) || (new && (SIG_KERNEL_ONLY_MASK & sigmask(sig))))
		return -EINVAL;
	act = &current->process->sighand->action[sig - 1];
	*old = *act;
	if (new) {
		*act = *new;
		act->mask &= ~SIG_KERNEL_ONLY_MASK;
		discard_ignored(sig);
	}
	return 0;
}

long sys_rt_sigaction(struct pt_regs *regs)
{
	const struct user_sigaction __user *from = (const void __user *)regs->cx;
	struct user_sigaction __user *to = (void __user *)regs->dx;
	struct k_sigaction new, was;
	struct user_sigaction ua;
	int err;

	if (regs->si != SIGSET_SIZE)
		return -EINVAL;
	if (from) {
		if (copy_from_user(&ua, from, sizeof(ua)))
			return -EFAULT;
		new = (struct k_sigaction){ ua.handler, ua.flags & KNOWN_SA_FLAGS, ua.restorer,
					    ua.mask };
	}
	err = do_sigaction(regs->bx, from ? &new : NULL, &was);
	if (err || !to)
		return err;
	ua = (struct user_sigaction){ was.handler, was.flags, was.restorer, was.mask };
	return copy_to_user(to, &ua, sizeof(ua)) ? -EFAULT : 0;
}

int change_blocked(unsigned int how, u64 set, u64 among)
{
	u64 was = current->sig.blocked;

	switch (how) {
	case SIG_BLOCK:
		set_blocked(was | set);
		return 0;
	case SIG_UNBLOCK:
		set_blocked(was & ~set);
		return 0;
	case SIG_SETMASK:
		set_blocked((was & ~among) | set);
		return 0;
	default:
		return -EINVAL;
	}
}

long sys_rt_sigprocmask(struct pt_regs *regs)
{
	const u64 __user *from = (const u64 __user *)regs->cx;
	u64 __user *to = (u64 __user *)regs->dx;
	u64 was = current->sig.blocked, set;
	int err = 0;

	if (regs->si != SIGSET_SIZE)
		return -EINVAL;
	if (from) {
		if (get_user(set, from))
			return -EFAULT;
		err = change_blocked(regs->bx, set, ~0ull);
	}
	if (err)
		return err;
	return to ? put_user(was, to) : 0;
}

u64 pending_blocked(void)
{
	return (current->sig.pending.signals | current->process->pending.signals) &
	       current->sig.blocked;
}

long sys_rt_sigpending(struct pt_regs *regs)
{
	u64 set = pending_blocked();

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

long sigsuspend(u64 set)
{
	current->sig.saved_blocked = current->sig.blocked;
	current->sig.restore_blocked = true;
	set_blocked(set);
	return wait_for_signal();
}

long sys_rt_sigsuspend(struct pt_regs *regs)
{
	u64 set;

	if (regs->cx != SIGSET_SIZE)
		return -EINVAL;
	if (get_user(set, (const u64 __user *)regs->bx))
		return -EFAULT;
	return sigsuspend(set);
}

/* Until one of `set` is there, which is taken, or a handler ran, or the time is over. */
static int wait_for(u64 set, u64 until, struct signal_info *info)
{
	u64 was = current->sig.blocked, now;
	int sig, err;

	for (;;) {
		sig = take_pending(set, info);
		if (sig)
			return sig;
		now = ktime_get_ns();
		if (now >= until)
			return -EAGAIN;
		/* It must wake for what it waits for, which is blocked usually. */
		set_blocked(was & ~set);
		err = sleep_on(&clock_was_set, TASK_INTERRUPTIBLE,
			       until == KTIME_MAX ? 0 : tick_after(until - now) - jiffies);
		sig = take_pending(set, info);
		set_blocked(was);
		if (sig)
			return sig;
		if (err == -ERESTARTSYS)
			return -EINTR;
	}
}

static long sigtimedwait(struct pt_regs *regs, enum time_abi abi)
{
	siginfo_t __user *to = (siginfo_t __user *)regs->cx;
	u64 set, ns, until = KTIME_MAX;
	struct signal_info info;
	siginfo_t si;
	int sig, err;

	if (regs->si != SIGSET_SIZE)
		return -EINVAL;
	if (get_user(set, (const u64 __user *)regs->bx))
		return -EFAULT;
	if (regs->dx) {
		err = get_timespec(&ns, (const void __user *)regs->dx, abi);
		if (err)
			return err;
		until = min(ktime_get_ns() + ns, KTIME_MAX);
	}
	sig = wait_for(set & ~SIG_KERNEL_ONLY_MASK, until, &info);
	if (sig < 0 || !to)
		return sig;
	fill_siginfo(&si, sig, &info);
	return copy_to_user(to, &si, sizeof(si)) ? -EFAULT : sig;
}

TIME_CALLS(sigtimedwait, sys_rt_sigtimedwait, sys_rt_sigtimedwait_time64)

long sys_pause(struct pt_regs *regs)
{
	(void)regs;
	return wait_for_signal();
}

static struct signal_info sent_by_current(int code)
{
	return (struct signal_info){ .code = code,
				     .pid = current->tgid,
				     .uid = current->cred->id[CRED_USER][CRED_REAL] };
}

/* kill's first argument: a pid, 0 for the own group, -1 for all but init, -pgrp for a group. */
static bool is_target(const struct process *p, int pid)
{
	if (pid == -1)
		return p->pid > 1 && p != current->process;
	return p->pgrp == (pid ? -pid : current->process->pgrp);
}

/* That there is such a process is looked at before the signal is, as Linux does. */
static int kill_process(struct process *p, int sig, const struct signal_info *info)
{
	return sig < 0 || sig > NR_SIGNALS ? -EINVAL : group_send_signal(p, sig, info);
}

long sys_kill(struct pt_regs *regs)
{
	struct signal_info info = sent_by_current(SI_USER);
	int pid = regs->bx, sig = regs->cx;
	long ret = -ESRCH;
	struct task *t;

	if (pid > 0) {
		t = find_task(pid);
		return t ? kill_process(t->process, sig, &info) : -ESRCH;
	}
	if (pid == INT32_MIN) /* has no negative */
		return -ESRCH;
	list_for_each_entry (t, &all_tasks, all_link)
		if (thread_group_leader(t) && is_target(t->process, pid))
			ret = kill_process(t->process, sig, &info);
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

/*
 * Signals with a value. What the sender says of himself is not checked, but he cannot say that he
 * is the kernel, or kill(2), except to himself.
 */
static int get_siginfo(struct signal_info *info, const siginfo_t __user *from, int pid)
{
	siginfo_t si;

	if (copy_from_user(&si, from, sizeof(si)))
		return -EFAULT;
	if ((si.si_code >= 0 || si.si_code == SI_TKILL) && pid != current->tgid)
		return -EPERM;
	*info = (struct signal_info){
		.code = si.si_code,
		.pid = si.si_pid,
		.uid = si.si_uid,
		.status = si.si_int,
	};
	return 0;
}

long sys_rt_sigqueueinfo(struct pt_regs *regs)
{
	struct signal_info info;
	int err = get_siginfo(&info, (const siginfo_t __user *)regs->dx, regs->bx);
	struct task *t = find_task(regs->bx);

	if (err)
		return err;
	return t ? group_send_signal(t->process, regs->cx, &info) : -ESRCH;
}

long sys_rt_tgsigqueueinfo(struct pt_regs *regs)
{
	int tgid = regs->bx, pid = regs->cx, err;
	struct signal_info info;
	struct task *t;

	err = get_siginfo(&info, (const siginfo_t __user *)regs->si, tgid);
	if (err)
		return err;
	if (tgid <= 0 || pid <= 0)
		return -EINVAL;
	t = find_task(pid);
	return t && t->tgid == tgid ? send_signal(t, regs->dx, &info) : -ESRCH;
}
