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
#include "time.h"
#include "types.h"
#include "wait.h"

#define HZ	     100
#define TIMESLICE    5 /* ticks: 50 ms */
#define NR_OPEN_MAX  256
#define KSTACK_ORDER 1 /* KSTACK_SIZE in pages */

enum task_state {
	TASK_RUNNING, /* on the CPU or in the run queue */
	TASK_INTERRUPTIBLE,
	TASK_UNINTERRUPTIBLE,
	TASK_STOPPED, /* by a signal, until SIGCONT or SIGKILL */
	TASK_ZOMBIE,
};

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
	u64 cutime, cstime; /* those of the children waited for */
	struct list_head run_link; /* in the run queue */
	struct list_head all_link; /* in all_tasks */
	struct list_head wait_link; /* in a wait queue, else empty */
	struct task *parent;
	struct list_head children, sibling;
	struct wait_queue child_wait; /* where it waits for its children */
	int exit_code; /* as wait4 reports it */
	int stop_code; /* a stop or continuation not yet reported, as wait4 has it; or 0 */
	bool has_execed;
	bool memalloc; /* frees memory, and may use all there is to do so: Linux's PF_MEMALLOC */
	bool oom_victim; /* was killed for its memory */
	struct wait_queue
		*vfork_wait; /* the parent waits there until this one needs its mm no more */
	struct timer alarm;
	/* files */
	struct file *files[NR_OPEN_MAX]; /* valid below nr_files */
	unsigned int nr_files; /* the highest descriptor in use, plus one */
	u32 cloexec[NR_OPEN_MAX / 32];
	struct inode *cwd;
	u32 umask;
	/* signals */
	struct signal_state sig;
	/* TLS descriptors, loaded into the GDT at a switch */
	u64 tls[GDT_ENTRY_TLS_ENTRIES];
	u32 *clear_child_tid; /* a user address, or NULL */
	/* kmap_local_page's slots; in `kmap_ptes` while the task is off the CPU */
	u32 kmap_depth;
	pte_t kmap_ptes[KMAP_LOCAL_MAX];
	int kmaps_held; /* by kmap(), and not released yet */
};

extern struct task *current_task;
#define current current_task

extern struct list_head all_tasks; /* but the idle task */

static inline struct pt_regs *task_pt_regs(struct task *t)
{
	return (struct pt_regs *)t->kstack_top - 1;
}

/* What switch_to leaves on the stack of a task that is off the CPU, from task->sp upward. */
struct switch_frame {
	unsigned long di, si, bx, bp, ip;
};

/* In one instruction, because interrupt handlers do it too. */
static inline void set_task_work(struct task *t, u32 bits)
{
	__asm__("orl %1, %0" : "+m"(t->work) : "ri"(bits) : "cc");
}

static inline void clear_task_work(struct task *t, u32 bits)
{
	__asm__("andl %1, %0" : "+m"(t->work) : "ri"(~bits) : "cc");
}

static inline void set_need_resched(void)
{
	set_task_work(current, TIF_NEED_RESCHED);
}

/* --- scheduling (proc/sched.c) --- */

void sched_init(void); /* makes the boot context the idle task, pid 0 */
void __noreturn idle(void); /* the boot context, once all is set up: runs when nothing else can */
void schedule(void); /* pick the next; the caller has set current->state */
void wake_up_task(struct task *t); /* if it sleeps or is stopped; also from interrupt handlers */
void sched_tick(bool user); /* from the timer interrupt */
extern u64 jiffies;

/*
 * Give the current task another address space, or none (NULL), at once; drops its reference to the
 * old one and takes over the caller's to the new.
 */
void set_current_mm(struct mm *mm);

/*
 * Wait queues (proc/wait.c). sleep_on returns 0 when woken by wake_up, -ERESTARTSYS if a signal is
 * pending (only interruptible sleeps), -ETIMEDOUT after `ticks` (0: no limit). The caller rechecks
 * its condition.
 */
void wait_queue_init(struct wait_queue *q);
int sleep_on(struct wait_queue *q, enum task_state state, u64 ticks);
void wake_up(struct wait_queue *q); /* all of them; also from interrupt handlers */

/* --- life (proc/task.c, fork.c, exit.c, wait4.c, exec.c) --- */

struct task *find_task(int pid);
/*
 * A task that shares nothing yet and is not runnable, a child of `parent`; or
 * ERR_PTR(-ENOMEM), or ERR_PTR(-EAGAIN) where there is no number left.
 */
struct task *task_alloc(struct task *parent);
/* Let it run from `start` (ret_from_fork, ret_from_kernel_thread) with these in bx and si. */
void task_start(struct task *t, void (*start)(void), void *bx, void *si);
/*
 * Off every list, and its memory freed; but a task cannot free the stack it runs on, so the current
 * one waits for bury_dead_tasks().
 */
void task_release(struct task *t);
void bury_dead_tasks(void);

/* A kernel task that runs fn(arg); fn may do_execve and return to go to user mode. */
struct task *kernel_thread(int (*fn)(void *), void *arg, const char *comm);
/* Linux's clone flags; of these CLONE_VM and CLONE_VFORK. The child's pid or -errno. */
long do_clone(unsigned long flags, struct pt_regs *regs);
long do_fork(struct pt_regs *regs);
/* The current task no longer needs its parent's address space: let a vfork return. */
void vfork_done(void);
void __noreturn do_exit(int code); /* code as wait4 reports it: status << 8 or the signal */
/* A child has stopped, continued or ended: SIGCHLD (with a code such as CLD_EXITED) and wake-up. */
void notify_parent(struct task *child, int code, int status);
/* Returns the pid, 0 (WNOHANG), or -errno; *status, if not NULL, is set as wait4 has it. */
long do_wait4(int pid, int *status, int options);
/* argv and envp are kernel arrays of kernel strings. Replaces the current image; registers too. */
long do_execve(const char *path, char *const argv[], char *const envp[], struct pt_regs *regs);

#endif /* TASK_H */
