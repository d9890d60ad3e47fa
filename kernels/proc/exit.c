// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * The end: a thread gives up what it holds; with its last one the process ends, and a zombie
 * remains until the parent asks.
 */
#include <linux/wait.h>
#include <asm-generic/siginfo.h>
#include "boot.h"
#include "cpu.h"
#include "debug_highmem.h"
#include "fpu.h"
#include "fs.h"
#include "posix_timer.h"
#include "syscall.h"
#include "task.h"
#include "uaccess.h"
#include "vm.h"

#define INIT_PID 1

/* Linux's rule: a parent that ignores SIGCHLD has no zombies. */
static bool wants_no_zombies(const struct process *parent)
{
	const struct k_sigaction *act = &parent->sighand->action[SIGCHLD - 1];

	return !parent->pid || act->handler == K_SIG_IGN || (act->flags & SA_NOCLDWAIT);
}

void notify_parent(struct process *child, int code, int status)
{
	struct process *parent = parent_of(child);
	struct signal_info info = { .code = code,
				    .pid = child->pid,
				    .uid = child->leader->cred->id[CRED_USER][CRED_REAL],
				    .status = status };

	if (!child->nr_threads)
		group_send_signal(parent, child->exit_signal, &info);
	else if (!(parent->sighand->action[SIGCHLD - 1].flags & SA_NOCLDSTOP))
		group_send_signal(parent, SIGCHLD, &info);
	wake_up(&parent->child_wait);
}

/* A zombie's parent is told, or it is buried at once. */
static void announce_end(struct process *p)
{
	struct process *parent = parent_of(p);
	int signal = p->exit_code & 0x7f;

	if (p->exit_signal == SIGCHLD && wants_no_zombies(parent)) {
		task_release(p->leader);
		wake_up(&parent->child_wait);
	} else if (signal) {
		notify_parent(p, CLD_KILLED, signal);
	} else {
		notify_parent(p, CLD_EXITED, p->exit_code >> 8);
	}
}

static void give_child(struct process *child, struct process *to)
{
	struct signal_info info = { .code = SI_KERNEL };
	struct task *t;

	for_each_thread (t, child) {
		t->parent = to;
		if (t->pdeath_signal)
			send_signal(t, t->pdeath_signal, &info);
	}
	list_move_tail(&child->sibling, &to->children);
	child->exit_signal = SIGCHLD;
	if (!child->nr_threads)
		announce_end(child);
}

static void give_children_to_init(struct process *p)
{
	struct process *child, *n, *init = find_task(INIT_PID)->process;

	list_for_each_entry_safe (child, n, &p->children, sibling)
		give_child(child, init);
}

void mm_release(void)
{
	u32 __user *tid = current->clear_child_tid;

	exit_robust_list();
	if (current->mm)
		current->usage.maxrss = max(current->usage.maxrss, (u32)mm_maxrss(current->mm));
	/* As in Linux: only if somebody is left to see it, and without a word if it cannot be. */
	if (tid && current->mm->users > 1 && !put_user(0u, tid))
		futex_wake(tid, true, 1, FUTEX_BITSET_MATCH_ANY);
	current->clear_child_tid = NULL;
	if (current->vfork_wait)
		wake_up(current->vfork_wait);
	current->vfork_wait = NULL;
}

void begin_exit(struct process *p, int code, struct task *survivor)
{
	struct task *t;

	if (p->exiting && !p->survivor)
		return;
	p->exiting = true;
	p->survivor = survivor;
	p->exit_code = code;
	for_each_thread (t, p)
		if (must_end(t))
			signal_wake_up(t);
}

/* The last thread's part. */
static void end_process(struct process *p)
{
	itimers_exit(&p->itimers);
	if (unlikely(p->timers))
		posix_timers_exit(p);
	give_children_to_init(p);
	announce_end(p);
}

static void end_thread(struct process *p)
{
	bool last = !--p->nr_threads;

	current->state = TASK_ZOMBIE;
	if (!last) {
		retarget_pending(~0ull);
		check_group_stop(p);
		wake_up(&p->survivor_wait);
	}
	if (!thread_group_leader(current))
		task_release(current);
	if (last)
		end_process(p);
}

void __noreturn do_exit(int code)
{
	struct process *p = current->process;

	if (p->nr_threads == 1) {
		if (!p->exiting)
			p->exit_code = code;
		if (p->pid == INIT_PID)
			init_exited(p->exit_code);
	}
	debug_task_exit();
	if (current->mm) {
		mm_release();
		set_current_mm(NULL);
	}
	return_borrowed_files();
	files_exit(current);
	fs_exit(current);
	fpu_drop();
	end_thread(p);
	schedule();
	__builtin_unreachable();
}

void __noreturn do_group_exit(int code)
{
	begin_exit(current->process, code, NULL);
	do_exit(code);
}

long sys_exit(struct pt_regs *regs)
{
	do_exit((regs->bx & 0xff) << 8);
}

long sys_exit_group(struct pt_regs *regs)
{
	do_group_exit((regs->bx & 0xff) << 8);
}
