// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Signals: who has them, and how they are sent: to a thread, or to a process, of which some thread
 * takes them. Their delivery is in sigdeliver.c.
 */
#include <asm-generic/siginfo.h>
#include "cpu.h"
#include "err.h"
#include "signal.h"
#include "task.h"

bool signal_pending(const struct task *t)
{
	return t->work & TIF_SIGPENDING;
}

void signal_wake_up(struct task *t)
{
	set_task_work(t, TIF_SIGPENDING);
	if (t->state == TASK_INTERRUPTIBLE || (t->state == TASK_STOPPED && must_end(t)))
		wake_up_task(t);
}

void update_pending(struct task *t)
{
	const struct process *p = t->process;
	unsigned long flags = local_irq_save();

	if (((t->sig.pending.signals | p->pending.signals) & ~t->sig.blocked) || p->stop_signal ||
	    must_end(t))
		set_task_work(t, TIF_SIGPENDING);
	else
		clear_task_work(t, TIF_SIGPENDING);
	local_irq_restore(flags);
}

/* A thread that takes one of these signals of its process; NULL: all block them, or have ended. */
static struct task *find_taker(struct process *p, u64 signals)
{
	struct task *t;

	for_each_thread (t, p)
		if (t->state != TASK_ZOMBIE && (signals & ~t->sig.blocked))
			return t;
	return NULL;
}

void retarget_pending(u64 mask)
{
	unsigned long flags = local_irq_save();
	u64 left = current->process->pending.signals & mask;
	struct task *t;

	while (left && (t = find_taker(current->process, left))) {
		signal_wake_up(t);
		left &= t->sig.blocked;
	}
	local_irq_restore(flags);
}

void set_blocked(u64 mask)
{
	u64 newly = mask & ~SIG_KERNEL_ONLY_MASK & ~current->sig.blocked;

	current->sig.blocked = mask & ~SIG_KERNEL_ONLY_MASK;
	update_pending(current);
	if (unlikely(current->process->pending.signals & newly))
		retarget_pending(newly);
}

bool is_ignored(const struct process *p, int sig)
{
	unsigned long handler = p->sighand->action[sig - 1].handler;

	return handler == K_SIG_IGN ||
	       (handler == K_SIG_DFL && (SIG_KERNEL_IGNORE_MASK & sigmask(sig)));
}

static void drop_pending(struct process *p, u64 signals)
{
	struct task *t;

	sigpending_drop(&p->pending, signals);
	for_each_thread (t, p)
		sigpending_drop(&t->sig.pending, signals);
}

void discard_ignored(int sig)
{
	struct process *p = current->process;
	unsigned long flags = local_irq_save();

	if (is_ignored(p, sig)) {
		drop_pending(p, sigmask(sig));
		update_pending(current);
	}
	local_irq_restore(flags);
}

/* --- stops --- */

void check_group_stop(struct process *p)
{
	if (!p->stop_signal || p->nr_stopped < p->nr_threads)
		return;
	p->stop_code = p->stop_signal << 8 | 0x7f;
	notify_parent(p, CLD_STOPPED, p->stop_signal);
}

/* All threads of the process; the last one of them reports it. */
void begin_stop(int sig)
{
	struct process *p = current->process;
	unsigned long flags = local_irq_save();
	struct task *t;

	p->stop_signal = sig;
	p->nr_stopped = 0;
	for_each_thread (t, p)
		signal_wake_up(t);
	local_irq_restore(flags);
}

void stop_thread(void)
{
	struct process *p = current->process;
	unsigned long flags = local_irq_save();

	current->state = TASK_STOPPED;
	p->nr_stopped++;
	check_group_stop(p);
	schedule();
	local_irq_restore(flags);
}

static void continue_process(struct process *p)
{
	bool stopped = p->nr_stopped == p->nr_threads;
	struct task *t;

	if (!p->stop_signal)
		return;
	p->stop_signal = 0;
	for_each_thread (t, p)
		if (t->state == TASK_STOPPED)
			wake_up_task(t);
	if (stopped) {
		p->stop_code = 0xffff;
		notify_parent(p, CLD_CONTINUED, SIGCONT);
	}
}

/* SIGCONT and the signals that stop undo each other, whatever their handlers are. */
static void stop_or_continue(struct process *p, int sig)
{
	if (sig != SIGCONT) {
		drop_pending(p, sigmask(SIGCONT));
	} else {
		drop_pending(p, SIG_KERNEL_STOP_MASK);
		continue_process(p);
	}
}

/* --- sending --- */

/* To thread `to`, or to the process where that is NULL. */
static int send(struct process *p, struct task *to, int sig, const struct signal_info *info)
{
	struct sigpending *pending = to ? &to->sig.pending : &p->pending;
	unsigned long flags;
	u64 bit;
	int err = 0;

	if (sig < 0 || sig > NR_SIGNALS)
		return -EINVAL;
	if (sig == 0 || !p->nr_threads || (to && to->state == TASK_ZOMBIE))
		return 0;
	bit = sigmask(sig);
	flags = local_irq_save();
	if (bit & (SIG_KERNEL_STOP_MASK | sigmask(SIGCONT)))
		stop_or_continue(p, sig);
	if (!to)
		to = find_taker(p, bit);
	if (sig == SIGKILL) {
		begin_exit(p, SIGKILL, NULL);
	} else if (!is_ignored(p, sig) || !to || (to->sig.blocked & bit)) {
		/* A blocked signal stays: its action may be another when it is unblocked. */
		err = sigpending_add(pending, sig, info);
		if (to && !(to->sig.blocked & bit))
			signal_wake_up(to);
	}
	local_irq_restore(flags);
	return err;
}

int send_signal(struct task *t, int sig, const struct signal_info *info)
{
	return send(t->process, t, sig, info);
}

int group_send_signal(struct process *p, int sig, const struct signal_info *info)
{
	return send(p, NULL, sig, info);
}
