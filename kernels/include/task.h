/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Tasks and the scheduler: one CPU, the kernel itself is not preempted, user mode is.
 */
#ifndef TASK_H
#define TASK_H

#include "futex.h"
#include "cred.h"
#include "itimer.h"
#include "list.h"
#include "mm.h"
#include "ptrace.h"
#include "rlimit.h"
#include "signal.h"
#include "time.h"
#include "timespec.h"
#include "types.h"
#include "wait.h"

#define HZ		   100
#define TIMESLICE	   5 /* ticks: 50 ms */
#define PID_MAX      32768 /* Linux's default */
#define KSTACK_ORDER	   1 /* KSTACK_SIZE in pages */
#define FILES_BORROWED_MAX 4

enum task_state {
	TASK_RUNNING, /* on the CPU or in the run queue */
	TASK_INTERRUPTIBLE,
	TASK_UNINTERRUPTIBLE,
	TASK_STOPPED, /* by a signal, until SIGCONT or SIGKILL */
	TASK_ZOMBIE,
};

/*
 * How a system call that returned -ERESTART_RESTARTBLOCK goes on, unless a handler ran: its
 * arguments, a time to go, are another's by then.
 */
struct restart_block {
	long (*fn)(struct restart_block *r);
	union {
		struct { /* sleeps */
			unsigned long clock;
			u64 until;
			void __user *rest;
			enum time_abi abi;
		};
		struct futex_wait futex;
	};
};

/* Work before returning to user mode; any bit takes the slow way out. */
#define TIF_NEED_RESCHED 0x1u
#define TIF_SIGPENDING	 0x2u
#define TIF_IRET	 0x4u /* registers were replaced: leave by iret, not by sysexit */
#define TIF_FILES	 0x8u /* files are borrowed from a shared table */

union fpu;
struct file;
struct files;
struct fs;
struct inode;
struct mm;
struct task;

/*
 * A process: what its threads have in common besides what they share by pointer. (Linux spreads
 * this over its signal_struct and the thread group's leader.) It has ended when nr_threads is 0.
 */
struct process {
	int pid; /* and every thread's tgid */
	struct list_head threads; /* by task->thread_link: those that are running, and the leader */
	u32 nr_threads; /* that have not ended */
	struct task *leader; /* its first thread: a zombie as long as there are others */
	int pgrp, session;
	bool has_execed;
	struct list_head children; /* by process->sibling; a process's parent is its leader's */
	struct list_head sibling;
	struct wait_queue child_wait; /* where its threads wait for its children */
	int exit_signal; /* what its parent gets at its end; 0: nothing */
	u64 utime, stime; /* ticks: those of threads that have ended */
	u64 cutime, cstime; /* those of the children waited for */
	/* The end: all threads but one have to go, by a fatal signal, exit_group or execve. */
	bool exiting;
	struct task *survivor; /* the one that calls execve, or NULL */
	struct wait_queue survivor_wait; /* where it waits to be alone */
	int exit_code; /* as wait4 reports it: of exiting, or of the last thread */
	/* Stops */
	int stop_signal; /* all threads have to stop, or 0 */
	u32 nr_stopped;
	int stop_code; /* a stop or continuation not yet reported, as wait4 has it; or 0 */
	/* Signals to the process as a whole, for any thread that does not block them. */
	struct sighand *sighand;
	struct sigpending pending;
	struct itimers itimers;
	struct posix_timers *timers; /* NULL where it has none */
	struct rlimits *rlimits;
	struct usage usage; /* of threads that have ended */
	struct usage child_usage; /* of the children waited for */
	struct inode *proc_dir; /* in /proc, where somebody has looked */
};

struct task {
	u32 work; /* TIF_*; first, for the entry code */
	unsigned long sp; /* saved kernel stack pointer while not running */
	unsigned long kstack_top; /* its kernel stack, KSTACK_SIZE bytes below */
	struct mm *mm; /* NULL: a kernel task */
	enum task_state state;
	int pid, tgid; /* tgid is the leader's pid */
	struct process *process;
	struct process *parent; /* the same for all threads of a process */
	char comm[16];
	int ticks_left;
	int nice, timeslice; /* ticks */
	u64 utime, stime; /* ticks */
	struct usage usage;
	struct cred *cred;
	struct list_head run_link; /* in the run queue */
	struct list_head all_link; /* in all_tasks */
	struct list_head thread_link; /* in process->threads */
	u32 personality;
	int pdeath_signal; /* that it gets at its parent's end, or 0 */
	bool no_new_privs, keep_caps, not_dumpable; /* prctl(2): kept, and told */
	bool memalloc; /* frees memory, and may use all there is to do so: Linux's PF_MEMALLOC */
	bool oom_victim; /* was killed for its memory */
	struct wait_queue
		*vfork_wait; /* the parent waits there until this one needs its mm no more */
	struct restart_block restart; /* of a system call that a signal interrupted */
	/* files */
	struct files *files;
	struct fs *fs;
	u32 nr_borrowed; /* files that the system call took from a shared table */
	struct file *borrowed[FILES_BORROWED_MAX];
	/* signals */
	struct signal_state sig;
	/* TLS descriptors, loaded into the GDT at a switch */
	u64 tls[GDT_ENTRY_TLS_ENTRIES];
	u32 *clear_child_tid; /* a user address, or NULL */
	struct robust_list_head __user *robust_list;
	struct rseq __user *rseq; /* or NULL */
	u32 rseq_signature;
	union fpu *fpu; /* its floating point registers, if it has used them */
	/* kmap_local_page's slots; in `kmap_ptes` while the task is off the CPU */
	u32 kmap_depth;
	pte_t kmap_ptes[KMAP_LOCAL_MAX];
	int kmaps_held; /* by kmap(), and not released yet */
};

extern struct task *current_task;
#define current current_task

extern struct list_head all_tasks; /* but the idle task */

/* A limit of the current process, in bytes or whatever it counts; or RLIM_INFINITY. */
static inline u32 rlimit(unsigned int which)
{
	return current->process->rlimits->limit[which].cur;
}

static inline bool thread_group_leader(const struct task *t)
{
	return t == t->process->leader;
}

#define for_each_thread(t, process) list_for_each_entry (t, &(process)->threads, thread_link)

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
/* The same for n places in queues, that the caller has taken and gives back: until one is woken. */
int sleep_queued(struct wait_entry *w, u32 n, enum task_state state, u64 ticks);
void wake_up(struct wait_queue *q); /* all of them; also from interrupt handlers */

/* --- life (proc/task.c, fork.c, exit.c, wait4.c, exec.c) --- */

struct task *find_task(int pid); /* any thread */
/*
 * A task that has a number and a stack, but shares nothing yet and is on no list; or
 * ERR_PTR(-ENOMEM), or ERR_PTR(-EAGAIN) where there is no number left.
 */
struct task *task_alloc(void);
void task_free(struct task *t); /* what task_alloc() has made */
/* Its process, of which it is the only thread: 0 or -ENOMEM. */
int process_alloc(struct task *t, bool share_sighand);
void process_free(struct process *p);
/* Put it on the lists: of tasks, of its process's threads, and a new process of its parent's. */
void task_link(struct task *t);
/* Let it run from `start` (ret_from_fork, ret_from_kernel_thread) with these in bx and si. */
void task_start(struct task *t, void (*start)(void), void *bx, void *si);
/*
 * Off every list, and its memory freed, with the leader that of the process; but a task cannot free
 * the stack it runs on, so the current one waits for bury_dead_tasks().
 */
void task_release(struct task *t);
void bury_dead_tasks(void);
/* Take over the leader's number and place: execve, when the others have ended. */
void become_leader(void);

/* A kernel task that runs fn(arg); fn may do_execve and return to go to user mode. */
struct task *kernel_thread(int (*fn)(void *), void *arg, const char *comm);
/* clone(2)'s arguments; the pointers are the user's. */
struct kernel_clone_args {
	unsigned long flags; /* Linux's CLONE_*, and the signal at the child's end */
	unsigned long stack; /* 0: where the parent's is */
	u32 __user *parent_tid, *child_tid;
	const void __user *tls;
};
/* Set one of a task's TLS descriptors as the user's struct user_desc says; 0, -EFAULT, -EINVAL. */
int set_tls(struct task *t, struct pt_regs *regs, const void __user *desc);
/* The child's pid or -errno. */
long do_clone(const struct kernel_clone_args *args, struct pt_regs *regs);
/* The current task no longer needs its address space: threads are told, and a vfork returns. */
void mm_release(void);

/* Codes as wait4 reports them: status << 8 or the signal. A process has its last thread's. */
void __noreturn do_exit(int code); /* the current thread */
void __noreturn do_group_exit(int code); /* and all others of its process */
/* All threads but the survivor (NULL: all) have to end; the first who says so wins. */
void begin_exit(struct process *p, int code, struct task *survivor);
static inline bool must_end(const struct task *t)
{
	return t->process->exiting && t->process->survivor != t;
}

/* A child has stopped, continued or ended: a signal (with a code such as CLD_EXITED), wake-up. */
void notify_parent(struct process *child, int code, int status);
static inline struct process *parent_of(const struct process *p)
{
	return p->leader->parent;
}
/* Ticks that its threads have run, those that have ended included. */
struct cpu_ticks {
	u64 user, system;
};
struct cpu_ticks process_ticks(struct process *p);
/* Returns the pid, 0 (WNOHANG), or -errno; *status, if not NULL, is set as wait4 has it. */
long do_wait4(int pid, int *status, int options);
/* argv and envp are kernel arrays of kernel strings. Replaces the current image; registers too. */
long do_execve(const char *path, char *const argv[], char *const envp[], struct pt_regs *regs);

#endif /* TASK_H */
