/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef SIGNAL_H
#define SIGNAL_H

#include <asm/signal.h>
#include <asm-generic/siginfo.h>
#include "list.h"
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

/* A signal's number is its bit + 1. What siginfo says follows from number and code. */
struct signal_info {
	int code; /* SI_USER, SEGV_MAPERR, ... */
	union {
		int pid; /* who sent it; a timer's number */
		unsigned long addr; /* faults */
	};
	u32 uid; /* a timer's overruns */
	int status; /* SIGCHLD; else the value that goes with it */
};

/*
 * Signals that were sent, to a thread or to a process, and not delivered yet. One that is sent
 * twice comes once; but those for real time, and of timers, come as often as they were sent, in
 * order.
 */
struct sigpending {
	u64 signals;
	struct signal_info info[NR_SIGNALS]; /* valid where pending: of the first */
	struct list_head queue; /* struct sigqueue: those behind the first, of all signals */
};

/* What processes share that were made with CLONE_SIGHAND. */
struct sighand {
	u32 users;
	struct k_sigaction action[NR_SIGNALS];
};

/* A thread's own */
struct signal_state {
	u64 blocked, saved_blocked;
	bool restore_blocked; /* rt_sigsuspend: put saved_blocked back after the handler */
	struct sigpending pending;
	unsigned long altstack_sp, altstack_size; /* size 0: none */
	u32 altstack_flags; /* SS_AUTODISARM or 0 */
};

struct process;
struct task;

#define sigmask(sig) (1ull << ((sig)-1))

/* Those that no thread can block, that stop, that nobody notices, that a program causes itself. */
#define SIG_KERNEL_ONLY_MASK (sigmask(SIGKILL) | sigmask(SIGSTOP))
#define SIG_KERNEL_STOP_MASK                                                                       \
	(sigmask(SIGSTOP) | sigmask(SIGTSTP) | sigmask(SIGTTIN) | sigmask(SIGTTOU))
#define SIG_KERNEL_IGNORE_MASK                                                                     \
	(sigmask(SIGCHLD) | sigmask(SIGURG) | sigmask(SIGWINCH) | sigmask(SIGCONT))
#define SIG_REALTIME_MASK (~0ull << (SIGRTMIN - 1))
#define SYNCHRONOUS_MASK                                                                           \
	(sigmask(SIGSEGV) | sigmask(SIGBUS) | sigmask(SIGILL) | sigmask(SIGTRAP) |                 \
	 sigmask(SIGFPE) | sigmask(SIGSYS))

static inline bool valid_signal(int sig)
{
	return sig >= 1 && sig <= NR_SIGNALS;
}

/* --- proc/sigcalls.c, for proc/sigold.c --- */

/* 0 or -EINVAL; new may be NULL. */
int do_sigaction(int sig, const struct k_sigaction *new, struct k_sigaction *old);
/* `how` is sigprocmask's; SIG_SETMASK for the signals `among`. 0 or -EINVAL. */
int change_blocked(unsigned int how, u64 set, u64 among);
u64 pending_blocked(void);
long sigsuspend(u64 set);

/* --- proc/sigqueue.c --- */

void sigpending_init(struct sigpending *pending);
/* 0, or -EAGAIN: there is no memory for one more. */
int sigpending_add(struct sigpending *pending, int sig, const struct signal_info *info);
/* Take the lowest of `signals` that is pending, faults of the program itself first; or 0. */
int sigpending_take(struct sigpending *pending, u64 signals, struct signal_info *info);
void sigpending_drop(struct sigpending *pending, u64 signals);
/* One with this code and number, be it the first or behind it. */
bool sigpending_has(const struct sigpending *pending, int sig, int code, int pid);

/* --- proc/signal.c, sighand.c, sigdeliver.c --- */
/* A signal of the current thread or its process among `signals`, with interrupts off; or 0. */
int take_pending(u64 signals, struct signal_info *info);

/*
 * Make a signal pending (0: only test) for this thread, or for its process, and wake who is to
 * handle it; -EINVAL for a bad number. Also from interrupt handlers.
 */
int send_signal(struct task *t, int sig, const struct signal_info *info);
int group_send_signal(struct process *p, int sig, const struct signal_info *info);
bool is_ignored(const struct process *p, int sig);
/* A fault's signal: cannot be blocked or ignored. */
void force_signal(int sig, int code, unsigned long addr);
/* A handler for `sig` could not be run or returned from: SIGSEGV, fatal if that was the one. */
void force_sigsegv(int sig);
bool signal_pending(const struct task *t);
/* Deliver what is pending on the way to user mode: handler frame, or the default action. */
void do_signal(struct pt_regs *regs);
/* Of a current or new task: whether it has signals, a stop or its end to attend to. */
void update_pending(struct task *t);
void signal_wake_up(struct task *t); /* it has, and must leave its sleep for it */

void set_blocked(u64 mask); /* of the current task; SIGKILL and SIGSTOP never are */
/* The signals that the current thread will not take, having blocked them or ended, are others'. */
void retarget_pending(u64 mask);
void discard_ignored(int sig); /* drop it if the current process ignores it from now on */
void signal_fork(struct task *child, bool new_stack); /* mask, and the alternative stack */
void signal_exec(void); /* handlers go, ignored signals stay ignored */
struct sighand *sighand_copy(const struct sighand *from); /* NULL: no memory */
void sighand_put(struct sighand *s);
/*
 * A stop takes all threads of the current process. Each of them waits in stop_thread() until it is
 * over, and the last one tells the parent; as does who ends when all others have stopped.
 */
void begin_stop(int sig);
void stop_thread(void);
void check_group_stop(struct process *p);

/* --- proc/sigframe.c --- */

/* What info says of signal sig; without what a user may not see of the stack it lies on. */
void fill_siginfo(siginfo_t *si, int sig, const struct signal_info *info);
/* Make the user run act's handler next; 0 or -EFAULT if its stack cannot take the frame. */
int setup_signal_frame(struct pt_regs *regs, int sig, const struct k_sigaction *act,
		       const struct signal_info *info, u64 mask);
unsigned long signal_frame_max(void); /* bytes that a handler's frame takes at most */

/* --- proc/sigstack.c --- */

bool on_altstack(unsigned long sp);
void get_altstack(stack_t *ss, unsigned long sp);
int set_altstack(const stack_t *ss, unsigned long sp); /* 0, -EPERM, -EINVAL, -ENOMEM */

#endif /* SIGNAL_H */
