// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * What is to be done at a signal: tables of actions, how they go on in new tasks and programs, and
 * faults, which do not let themselves be blocked.
 */
#include <asm-generic/siginfo.h>
#include "err.h"
#include "signal.h"
#include "string.h"
#include "task.h"

static struct kmem_cache *sighand_cache;

struct sighand *sighand_copy(const struct sighand *from)
{
	struct sighand *s;

	if (!sighand_cache)
		sighand_cache = kmem_cache_create("sighand", sizeof(*s), 0);
	s = kmem_cache_alloc(sighand_cache, GFP_KERNEL);
	if (s) {
		memcpy(s, from, sizeof(*s));
		s->users = 1;
	}
	return s;
}

void sighand_put(struct sighand *s)
{
	if (!--s->users)
		kmem_cache_free(sighand_cache, s);
}

void force_signal(int sig, int code, unsigned long addr)
{
	struct signal_info info = { .code = code, .addr = addr };

	if (is_ignored(current->process, sig) || (current->sig.blocked & sigmask(sig))) {
		current->process->sighand->action[sig - 1].handler = K_SIG_DFL;
		set_blocked(current->sig.blocked & ~sigmask(sig));
	}
	send_signal(current, sig, &info);
}

void force_sigsegv(int sig)
{
	if (sig == SIGSEGV)
		current->process->sighand->action[SIGSEGV - 1].handler = K_SIG_DFL;
	force_signal(SIGSEGV, SI_KERNEL, 0);
}

void signal_fork(struct task *child, bool new_stack)
{
	struct signal_state *to = &child->sig, *from = &current->sig;

	to->blocked = from->blocked;
	to->restore_blocked = false;
	to->altstack_sp = from->altstack_sp;
	to->altstack_size = new_stack ? 0 : from->altstack_size;
	to->altstack_flags = from->altstack_flags;
}

void signal_exec(void)
{
	struct k_sigaction *actions = current->process->sighand->action, *act;

	for (act = actions; act < actions + NR_SIGNALS; act++)
		*act = (struct k_sigaction){
			.handler = act->handler == K_SIG_IGN ? K_SIG_IGN : K_SIG_DFL,
		};
	current->sig.altstack_size = 0;
}
