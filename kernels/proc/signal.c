// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Signals: made pending by send_signal(), delivered by do_signal() on the way to user mode.
 *
 * No task is exempt. Linux shields its task 1; here that is the program under test, and whoever
 * started it wants to see what killed it.
 */
#include <asm-generic/siginfo.h>
#include <linux/wait.h>
#include "cpu.h"
#include "err.h"
#include "printk.h"
#include "ptrace.h"
#include "signal.h"
#include "string.h"
#include "task.h"
#include "uaccess.h"

#define BIT(sig)    (1ull << ((sig)-1))
#define UNBLOCKABLE (BIT(SIGKILL) | BIT(SIGSTOP))
#define IGNORED	    (BIT(SIGCHLD) | BIT(SIGURG) | BIT(SIGWINCH) | BIT(SIGCONT))
#define STOPPING    (BIT(SIGSTOP) | BIT(SIGTSTP) | BIT(SIGTTIN) | BIT(SIGTTOU))
#define SYNCHRONOUS                                                                                \
	(BIT(SIGSEGV) | BIT(SIGBUS) | BIT(SIGILL) | BIT(SIGTRAP) | BIT(SIGFPE) | BIT(SIGSYS))

bool signal_pending(const struct task *t)
{
	return t->work & TIF_SIGPENDING;
}

static void update_pending(struct task *t)
{
	if (t->sig.pending & ~t->sig.blocked)
		set_task_work(t, TIF_SIGPENDING);
	else
		clear_task_work(t, TIF_SIGPENDING);
}

void set_blocked(u64 mask)
{
	unsigned long flags = local_irq_save();

	current->sig.blocked = mask & ~UNBLOCKABLE;
	update_pending(current);
	local_irq_restore(flags);
}

static bool is_ignored(const struct task *t, int sig)
{
	unsigned long handler = t->sig.action[sig - 1].handler;

	return handler == K_SIG_IGN || (handler == K_SIG_DFL && (IGNORED & BIT(sig)));
}

void discard_ignored(struct task *t)
{
	unsigned long flags = local_irq_save();
	int sig;

	for (sig = 1; t->sig.pending && sig <= NR_SIGNALS; sig++)
		if (is_ignored(t, sig))
			t->sig.pending &= ~BIT(sig);
	update_pending(t);
	local_irq_restore(flags);
}

/* SIGCONT and the signals that stop undo each other, whatever their handlers are. */
static void stop_or_continue(struct task *t, int sig)
{
	if (BIT(sig) & STOPPING)
		t->sig.pending &= ~BIT(SIGCONT);
	if (sig == SIGCONT)
		t->sig.pending &= ~STOPPING;
	if (t->state != TASK_STOPPED || (sig != SIGCONT && sig != SIGKILL))
		return;
	wake_up_task(t);
	if (sig == SIGCONT) {
		t->stop_code = 0xffff;
		notify_parent(t, CLD_CONTINUED, SIGCONT);
	}
}

int send_signal(struct task *t, int sig, const struct signal_info *info)
{
	unsigned long flags;

	if (sig < 0 || sig > NR_SIGNALS)
		return -EINVAL;
	if (sig == 0 || t->state == TASK_ZOMBIE)
		return 0;
	flags = local_irq_save();
	stop_or_continue(t, sig);
	/* A blocked signal stays: its action may be another by the time it is unblocked. */
	if (!is_ignored(t, sig) || (t->sig.blocked & BIT(sig))) {
		t->sig.pending |= BIT(sig);
		t->sig.info[sig - 1] = *info;
		update_pending(t);
		if (signal_pending(t) && t->state == TASK_INTERRUPTIBLE)
			wake_up_task(t);
	}
	local_irq_restore(flags);
	return 0;
}

void force_signal(int sig, int code, unsigned long addr)
{
	struct signal_info info = { .code = code, .addr = addr };

	if (is_ignored(current, sig) || (current->sig.blocked & BIT(sig))) {
		current->sig.action[sig - 1].handler = K_SIG_DFL;
		set_blocked(current->sig.blocked & ~BIT(sig));
	}
	send_signal(current, sig, &info);
}

void force_sigsegv(int sig)
{
	if (sig == SIGSEGV)
		current->sig.action[SIGSEGV - 1].handler = K_SIG_DFL;
	force_signal(SIGSEGV, SI_KERNEL, 0);
}

/* Faults of the program itself come first, then by number: Linux's order. 0: nothing to deliver. */
static int take_signal(struct signal_info *info)
{
	struct signal_state *s = &current->sig;
	unsigned long flags = local_irq_save();
	u64 ready = s->pending & ~s->blocked;
	int sig = 0;

	if (ready & SYNCHRONOUS)
		ready &= SYNCHRONOUS;
	if (ready) {
		sig = (u32)ready ? __builtin_ctz(ready) + 1 : __builtin_ctz(ready >> 32) + 33;
		*info = s->info[sig - 1];
		s->pending &= ~BIT(sig);
	}
	update_pending(current);
	local_irq_restore(flags);
	return sig;
}

static void stop(int sig)
{
	current->state = TASK_STOPPED;
	current->stop_code = sig << 8 | 0x7f;
	notify_parent(current, CLD_STOPPED, sig);
	schedule();
}

/* No handler. Linux's table, but that nothing dumps core here. */
static void default_action(int sig, const struct signal_info *info, const struct pt_regs *regs)
{
	if (BIT(sig) & IGNORED)
		return;
	if (BIT(sig) & STOPPING) {
		stop(sig);
		return;
	}
	if ((BIT(sig) & SYNCHRONOUS) && info->code > 0)
		printk("%s[%d]: signal %d, code %d, address %08lx at ip %08lx sp %08lx\n",
		       current->comm, current->pid, sig, info->code, info->addr, regs->ip,
		       regs->sp);
	do_exit(sig);
}

/*
 * A system call that a signal interrupted: make it again, or let it fail. `act` is the handler that
 * is going to run, or NULL. Restarting goes back by the two bytes of int $0x80; behind sysenter,
 * the vDSO has such an instruction in that place, which takes the sixth argument from bp.
 */
static void end_interrupted_syscall(struct pt_regs *regs, const struct k_sigaction *act)
{
	long err = regs->ax;

	if ((long)regs->orig_ax < 0 || (err != -ERESTARTSYS && err != -ERESTARTNOHAND))
		return;
	if (act && (err == -ERESTARTNOHAND || !(act->flags & SA_RESTART))) {
		regs->ax = -EINTR;
		return;
	}
	regs->ax = regs->orig_ax;
	regs->ip -= 2;
	if ((regs->cs & CS_SYSENTER) && get_user(regs->bp, (unsigned long __user *)regs->sp))
		force_sigsegv(0);
}

static void run_handler(struct pt_regs *regs, int sig, const struct signal_info *info)
{
	struct signal_state *s = &current->sig;
	struct k_sigaction act = s->action[sig - 1];
	u64 mask = s->restore_blocked ? s->saved_blocked : s->blocked;

	end_interrupted_syscall(regs, &act);
	if (act.flags & SA_RESETHAND)
		s->action[sig - 1].handler = K_SIG_DFL;
	if (setup_signal_frame(regs, sig, &act, info, mask)) {
		force_sigsegv(sig);
		return;
	}
	s->restore_blocked = false;
	set_blocked(s->blocked | act.mask | (act.flags & SA_NODEFER ? 0 : BIT(sig)));
}

void do_signal(struct pt_regs *regs)
{
	struct signal_state *s = &current->sig;
	struct signal_info info;
	int sig;

	while ((sig = take_signal(&info))) {
		unsigned long handler = s->action[sig - 1].handler;

		if (handler == K_SIG_DFL) {
			default_action(sig, &info, regs);
		} else if (handler != K_SIG_IGN) {
			run_handler(regs, sig, &info);
			return;
		}
	}
	end_interrupted_syscall(regs, NULL);
	if (s->restore_blocked) {
		s->restore_blocked = false;
		set_blocked(s->saved_blocked);
	}
}

void signal_fork(struct task *child)
{
	struct signal_state *to = &child->sig, *from = &current->sig;

	to->pending = 0;
	to->blocked = from->blocked;
	to->restore_blocked = false;
	to->altstack_sp = from->altstack_sp;
	to->altstack_size = from->altstack_size;
	to->altstack_flags = from->altstack_flags;
	memcpy(to->action, from->action, sizeof(to->action));
}

void signal_exec(void)
{
	struct k_sigaction *act;

	for (act = current->sig.action; act < current->sig.action + NR_SIGNALS; act++)
		*act = (struct k_sigaction){
			.handler = act->handler == K_SIG_IGN ? K_SIG_IGN : K_SIG_DFL,
		};
	current->sig.altstack_size = 0;
}
