/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Tasks and the scheduler: one CPU, the kernel itself is not preempted, user mode is.
 */
#ifndef TASK_H
#define TASK_H

#include "list.h"
#include "mm.h"
#include "ptrace.h"
#include "signal.h"
#include "types.h"
#include "wait.h"

#define HZ	    100
#define TIMESLICE   5 /* ticks: 50 ms */
#define NR_OPEN_MAX 256

enum task_state { TASK_RUNNING, TASK_INTERRUPTIBLE, TASK_UNINTERRUPTIBLE, TASK_ZOMBIE };

/* Work before returning to user mode; any bit takes the slow way out. */
#define TIF_NEED_RESCHED 0x1u
#define TIF_SIGPENDING	 0x2u
#define TIF_IRET	 0x4u /* registers were replaced: leave by iret, not by sysexit */

struct file;
struct inode;
struct mm;

struct task {
	u32 work; /* TIF_*; first, for the entry code */
	unsigned long sp; /* saved kernel stack pointer while not running */
	unsigned long kstack_top; /* its kernel stack, KSTACK_SIZE bytes below */
	struct mm *mm; /* NULL: a kernel task */
	enum task_state state;
	int pid, tgid, pgrp, session;
	char comm[16];
	int ticks_left;
	u64 utime, stime; /* ticks */
	struct list_head run_link; /* in the run queue */
	struct list_head all_link; /* in the list of all tasks */
	struct list_head wait_link; /* in a wait queue */
	struct task *parent;
	struct list_head children, sibling;
	int exit_code; /* as wait4 reports it */
	struct wait_queue *waiting_on;
	u64 wake_tick; /* with a timeout: the tick that wakes it; 0: none */
	struct wait_queue child_wait;
	/* files */
	struct file *files[NR_OPEN_MAX];
	u32 cloexec[NR_OPEN_MAX / 32];
	struct inode *cwd;
	u32 umask;
	/* signals */
	struct signal_state sig;
	/* TLS descriptors, loaded into the GDT at a switch */
	u64 tls[GDT_ENTRY_TLS_ENTRIES];
	u32 *clear_child_tid;
	/* kmap_local_page's slots; in `kmap_ptes` while the task is off the CPU */
	u32 kmap_depth;
	pte_t kmap_ptes[KMAP_LOCAL_MAX];
};

extern struct task *current_task;
#define current current_task

static inline struct pt_regs *task_pt_regs(struct task *t)
{
	return (struct pt_regs *)t->kstack_top - 1;
}

static inline void set_need_resched(void)
{
	current->work |= TIF_NEED_RESCHED;
}

/* --- scheduling (proc/sched.c) --- */

void sched_init(void); /* makes the boot context the idle task, pid 0 */
void __noreturn idle(void); /* the boot context, once all is set up: runs when nothing else can */
void schedule(void); /* pick the next; the caller has set current->state */
void wake_up_task(struct task *t);
void sched_tick(bool user); /* from the timer interrupt */
extern u64 jiffies;

/*
 * Wait queues. sleep_on returns 0 when woken by wake_up, -ERESTARTSYS if a signal is pending (only
 * interruptible sleeps), -ETIMEDOUT after `ticks` (0: no limit). The caller rechecks its condition.
 */
void wait_queue_init(struct wait_queue *q);
int sleep_on(struct wait_queue *q, enum task_state state, u64 ticks);
void wake_up(struct wait_queue *q);

/* --- life (proc/fork.c, exit.c, exec.c) --- */

struct task *find_task(int pid);
/* A kernel task that runs fn(arg); fn may do_execve and return to go to user mode. */
struct task *kernel_thread(int (*fn)(void *), void *arg, const char *comm);
long do_fork(struct pt_regs *regs);
void __noreturn do_exit(int code); /* code as wait4 reports it: status << 8 or the signal */
/* Returns the pid, 0 (WNOHANG), or -errno; *status is set as wait4 has it. */
long do_wait4(int pid, int *status, int options);
/* argv and envp are kernel arrays of kernel strings. Replaces the current image; registers too. */
long do_execve(const char *path, char *const argv[], char *const envp[], struct pt_regs *regs);

#endif /* TASK_H */
