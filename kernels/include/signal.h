/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef SIGNAL_H
#define SIGNAL_H

#include <asm/signal.h>
#include "ptrace.h"
#include "types.h"

/* Linux's rt_sigaction layout on i386 (uapi's struct sigaction is that of the old call). */
struct k_sigaction {
	unsigned long handler; /* SIG_DFL, SIG_IGN or a user address */
	unsigned long flags;
	unsigned long restorer;
	u64 mask;
};

/* A signal's number is its bit + 1. Standard signals only carry the newest siginfo. */
struct signal_info {
	int code; /* SI_USER, SEGV_MAPERR, ... */
	int pid;
	unsigned long addr;
	int status;
};

struct signal_state {
	u64 pending, blocked, saved_blocked;
	bool restore_blocked; /* rt_sigsuspend: put saved_blocked back after the handler */
	struct k_sigaction action[64];
	struct signal_info info[64];
	unsigned long altstack_sp, altstack_size;
	u32 altstack_flags;
};

struct task;

static inline u64 sigmask(int sig)
{
	return 1ull << (sig - 1);
}

/* Make a signal pending (0: only test) and wake its task; -EINVAL for a bad number. */
int send_signal(struct task *t, int sig, const struct signal_info *info);
/* A fault's signal: cannot be blocked or ignored. */
void force_signal(int sig, int code, unsigned long addr);
bool signal_pending(const struct task *t);
/* Deliver what is pending on the way to user mode: handler frame, or the default action. */
void do_signal(struct pt_regs *regs);

#endif /* SIGNAL_H */
