// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * The end of a task: it gives up what it holds, and a zombie remains until its parent asks.
 */
#include <linux/wait.h>
#include <asm-generic/siginfo.h>
#include "boot.h"
#include "debug_highmem.h"
#include "fs.h"
#include "syscall.h"
#include "task.h"
#include "uaccess.h"
#include "vm.h"

#define INIT_PID 1

/* Linux's rule: a parent that ignores SIGCHLD has no zombies. */
static bool wants_no_zombies(const struct task *parent)
{
	const struct k_sigaction *act = &parent->sig.action[SIGCHLD - 1];

	return parent->pid == 0 || act->handler == K_SIG_IGN || (act->flags & SA_NOCLDWAIT);
}

void notify_parent(struct task *child, int code, int status)
{
	struct task *parent = child->parent;
	struct signal_info info = { .code = code, .pid = child->pid, .status = status };
	bool ended = child->state == TASK_ZOMBIE;

	if (ended || !(parent->sig.action[SIGCHLD - 1].flags & SA_NOCLDSTOP))
		send_signal(parent, SIGCHLD, &info);
	wake_up(&parent->child_wait);
}

/* A zombie's parent is told, or it is buried at once. */
static void announce_end(struct task *t)
{
	int signal = t->exit_code & 0x7f;

	if (wants_no_zombies(t->parent)) {
		task_release(t);
		wake_up(&t->parent->child_wait);
	} else if (signal) {
		notify_parent(t, CLD_KILLED, signal);
	} else {
		notify_parent(t, CLD_EXITED, t->exit_code >> 8);
	}
}

static void give_children_to_init(void)
{
	struct task *child, *n, *init = find_task(INIT_PID);

	list_for_each_entry_safe (child, n, &current->children, sibling) {
		child->parent = init;
		list_move_tail(&child->sibling, &init->children);
		if (child->state == TASK_ZOMBIE)
			announce_end(child);
	}
}

static void exit_mm(void)
{
	u32 __user *tid = current->clear_child_tid;

	if (!current->mm)
		return;
	/* As in Linux: only if somebody is left to see it, and without a word if it cannot be. */
	if (tid && current->mm->users > 1)
		put_user(0u, tid);
	set_current_mm(NULL);
}

void __noreturn do_exit(int code)
{
	if (current->pid == INIT_PID)
		init_exited(code);
	debug_task_exit();
	current->exit_code = code;
	timer_cancel(&current->alarm);
	exit_mm();
	vfork_done();
	files_exit(current);
	give_children_to_init();
	current->state = TASK_ZOMBIE;
	announce_end(current);
	schedule();
	__builtin_unreachable();
}

long sys_exit(struct pt_regs *regs)
{
	do_exit((regs->bx & 0xff) << 8);
}

long sys_exit_group(struct pt_regs *regs)
{
	do_exit((regs->bx & 0xff) << 8);
}
