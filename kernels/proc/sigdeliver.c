// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Signals that are pending take effect on the way to user mode.
 *
 * No task is exempt. Linux shields its task 1; here that is the program under test, and whoever
 * started it wants to see what killed it.
 */
#include <asm-generic/siginfo.h>
#include <asm/unistd_32.h>
#include "cpu.h"
#include "err.h"
#include "posix_timer.h"
#include "printk.h"
#include "ptrace.h"
#include "rseq.h"
#include "signal.h"
#include "task.h"
#include "uaccess.h"

int take_pending(u64 signals, struct signal_info *info)
{
	int sig = sigpending_take(&current->sig.pending, signals, info);

	if (!sig)
		sig = sigpending_take(&current->process->pending, signals, info);
	if (unlikely(sig && info->code == SI_TIMER))
		posix_timer_delivered(info);
	update_pending(current);
	return sig;
}

/* The thread's own before its process's; but before all of them its end or a stop. */
static int take_signal(struct signal_info *info)
{
	struct process *p = current->process;
	unsigned long flags;
	int sig;

	for (;;) {
		if (must_end(current))
			do_exit(p->exit_code);
		if (!p->stop_signal)
			break;
		stop_thread();
	}
	flags = local_irq_save();
	sig = take_pending(~current->sig.blocked, info);
	local_irq_restore(flags);
	return sig;
}

/* No handler. Linux's table, but that nothing dumps core here. */
static void default_action(int sig, const struct signal_info *info, const struct pt_regs *regs)
{
	if (sigmask(sig) & SIG_KERNEL_IGNORE_MASK)
		return;
	if (sigmask(sig) & SIG_KERNEL_STOP_MASK) {
		begin_stop(sig);
		return;
	}
	if ((sigmask(sig) & SYNCHRONOUS_MASK) && info->code > 0)
		printk("%s[%d]: signal %d, code %d, address %08lx at ip %08lx sp %08lx\n",
		       current->comm, current->pid, sig, info->code, info->addr, regs->ip,
		       regs->sp);
	do_group_exit(sig);
}

/*
 * A system call that a signal interrupted: make it again, or let it fail. `act` is the handler that
 * is going to run, or NULL. Restarting goes back by the two bytes of int $0x80; behind sysenter,
 * the vDSO has such an instruction in that place, which takes the sixth argument from bp.
 */
static void end_interrupted_syscall(struct pt_regs *regs, const struct k_sigaction *act)
{
	long err = regs->ax;

	if ((long)regs->orig_ax < 0 ||
	    (err != -ERESTARTSYS && err != -ERESTARTNOHAND && err != -ERESTART_RESTARTBLOCK))
		return;
	if (act && (err != -ERESTARTSYS || !(act->flags & SA_RESTART))) {
		regs->ax = -EINTR;
		return;
	}
	regs->ax = err == -ERESTART_RESTARTBLOCK ? __NR_restart_syscall : (long)regs->orig_ax;
	regs->ip -= 2;
	if ((regs->cs & CS_SYSENTER) && get_user(regs->bp, (unsigned long __user *)regs->sp))
		force_sigsegv(0);
}

static void run_handler(struct pt_regs *regs, int sig, const struct signal_info *info)
{
	struct signal_state *s = &current->sig;
	struct k_sigaction *action = &current->process->sighand->action[sig - 1];
	struct k_sigaction act = *action;
	u64 mask = s->restore_blocked ? s->saved_blocked : s->blocked;

	end_interrupted_syscall(regs, &act);
	if (act.flags & SA_RESETHAND)
		action->handler = K_SIG_DFL;
	rseq_interrupted(regs);
	if (setup_signal_frame(regs, sig, &act, info, mask)) {
		force_sigsegv(sig);
		return;
	}
	s->restore_blocked = false;
	set_blocked(s->blocked | act.mask | (act.flags & SA_NODEFER ? 0 : sigmask(sig)));
}

void do_signal(struct pt_regs *regs)
{
	struct signal_state *s = &current->sig;
	struct signal_info info;
	int sig;

	while ((sig = take_signal(&info))) {
		unsigned long handler = current->process->sighand->action[sig - 1].handler;

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
