/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef SIGNAL_H
#define SIGNAL_H

#include <asm/signal.h>
#include "ptrace.h"
#include "types.h"

#define NR_SIGNALS 64

/* Linux's rt_sigaction layout on i386 (uapi's struct sigaction is that of the old call). */
struct k_sigaction {
	unsigned long handler; /* SIG_DFL, SIG_IGN or a user address */
	unsigned long flags;
	unsigned long restorer;
	u64 mask;
};

#define K_SIG_DFL ((unsigned long)SIG_DFL)
#define K_SIG_IGN ((unsigned long)SIG_IGN)

/* A signal's number is its bit + 1. A signal that is sent twice before it is delivered comes once.
 */
struct signal_info {
	int code; /* SI_USER, SEGV_MAPERR, ... */
	int pid;
	unsigned long addr;
	int status;
};

struct signal_state {
	u64 pending, blocked, saved_blocked;
	bool restore_blocked; /* rt_sigsuspend: put saved_blocked back after the handler */
	struct k_sigaction action[NR_SIGNALS];
	struct signal_info info[NR_SIGNALS]; /* valid where pending */
	unsigned long altstack_sp, altstack_size; /* size 0: none */
	u32 altstack_flags; /* SS_AUTODISARM or 0 */
};

struct task;

static inline u64 sigmask(int sig)
{
	return 1ull << (sig - 1);
}

static inline bool valid_signal(int sig)
{
	return sig >= 1 && sig <= NR_SIGNALS;
}

/* --- proc/signal.c --- */

/*
 * Make a signal pending (0: only test) and wake its task; -EINVAL for a bad number. Also from
 * interrupt handlers.
 */
int send_signal(struct task *t, int sig, const struct signal_info *info);
/* A fault's signal: cannot be blocked or ignored. */
void force_signal(int sig, int code, unsigned long addr);
/* A handler for `sig` could not be run or returned from: SIGSEGV, fatal if that was the one. */
void force_sigsegv(int sig);
bool signal_pending(const struct task *t);
/* Deliver what is pending on the way to user mode: handler frame, or the default action. */
void do_signal(struct pt_regs *regs);

void set_blocked(u64 mask); /* of the current task; SIGKILL and SIGSTOP never are */
/* Drop pending signals that are ignored from now on. */
void discard_ignored(struct task *t);
void signal_fork(struct task *child); /* copies handlers and mask */
void signal_exec(void); /* handlers go, ignored signals stay ignored */

/* --- proc/sigframe.c --- */

/* Make the user run act's handler next; 0 or -EFAULT if its stack cannot take the frame. */
int setup_signal_frame(struct pt_regs *regs, int sig, const struct k_sigaction *act,
		       const struct signal_info *info, u64 mask);

/* --- proc/sigstack.c --- */

bool on_altstack(unsigned long sp);
void get_altstack(stack_t *ss, unsigned long sp);
int set_altstack(const stack_t *ss, unsigned long sp); /* 0, -EPERM, -EINVAL, -ENOMEM */

#endif /* SIGNAL_H */
