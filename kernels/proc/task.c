// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * What a task is made of, where it is found, and how it is taken apart.
 */
#include <asm-generic/siginfo.h>
#include "err.h"
#include "mm.h"
#include "task.h"

#define PID_MAX 32768 /* Linux's default */

LIST_HEAD(all_tasks);
static int nr_tasks; /* on the list, and those dead that are not freed yet */

static struct kmem_cache *task_cache;
static LIST_HEAD(dead_tasks);

unsigned long nr_kernel_stack_pages;

struct task *find_task(int pid)
{
	struct task *t;

	list_for_each_entry (t, &all_tasks, all_link)
		if (t->pid == pid)
			return t;
	return NULL;
}

/* A process group or session keeps its number from being given out after its leader is gone. */
static bool pid_in_use(int pid)
{
	struct task *t;

	list_for_each_entry (t, &all_tasks, all_link)
		if (t->pid == pid || t->pgrp == pid || t->session == pid)
			return true;
	return false;
}

/* 0 where all are in use. */
static int alloc_pid(void)
{
	static int last;
	static bool wrapped;
	int tries = nr_tasks < PID_MAX - 2 ? PID_MAX : 0;

	while (tries--) {
		if (++last == PID_MAX) {
			last = 2;
			wrapped = true;
		}
		if (!wrapped || !pid_in_use(last))
			return last;
	}
	return 0;
}

static void alarm_expired(struct timer *t)
{
	struct signal_info info = { .code = SI_KERNEL };

	send_signal(container_of(t, struct task, alarm), SIGALRM, &info);
}

struct task *task_alloc(struct task *parent)
{
	struct task *t;
	int pid;

	bury_dead_tasks();
	if (!task_cache)
		task_cache = kmem_cache_create("task", sizeof(*t), sizeof(u64));
	pid = alloc_pid();
	if (!pid)
		return ERR_PTR(-EAGAIN);
	t = kmem_cache_alloc(task_cache, GFP_KERNEL);
	if (!t)
		return ERR_PTR(-ENOMEM);
	t->kstack_top = __get_free_pages(GFP_KERNEL, KSTACK_ORDER);
	if (!t->kstack_top) {
		kmem_cache_free(task_cache, t);
		return ERR_PTR(-ENOMEM);
	}
	nr_kernel_stack_pages += 1 << KSTACK_ORDER;
	t->kstack_top += KSTACK_SIZE;

	/* Field by field: most of the structure need not be cleared. */
	t->work = 0;
	t->mm = NULL;
	t->state = TASK_UNINTERRUPTIBLE;
	t->pid = t->tgid = pid;
	t->utime = t->stime = t->cutime = t->cstime = 0;
	t->parent = parent;
	t->exit_code = t->stop_code = 0;
	t->has_execed = t->memalloc = t->oom_victim = false;
	t->vfork_wait = NULL;
	t->clear_child_tid = NULL;
	t->kmap_depth = 0;
	t->kmaps_held = 0;
	INIT_LIST_HEAD(&t->wait_link);
	INIT_LIST_HEAD(&t->children);
	wait_queue_init(&t->child_wait);
	timer_init(&t->alarm, alarm_expired);
	list_add_tail(&t->sibling, &parent->children);
	list_add_tail(&t->all_link, &all_tasks);
	nr_tasks++;
	return t;
}

void task_start(struct task *t, void (*start)(void), void *bx, void *si)
{
	struct switch_frame *frame = (struct switch_frame *)task_pt_regs(t) - 1;

	*frame = (struct switch_frame){
		.bx = (unsigned long)bx,
		.si = (unsigned long)si,
		.ip = (unsigned long)start,
	};
	t->sp = (unsigned long)frame;
	wake_up_task(t);
}

static void task_free(struct task *t)
{
	nr_tasks--;
	nr_kernel_stack_pages -= 1 << KSTACK_ORDER;
	free_pages(t->kstack_top - KSTACK_SIZE, KSTACK_ORDER);
	kmem_cache_free(task_cache, t);
}

void task_release(struct task *t)
{
	list_del(&t->sibling);
	list_del(&t->all_link);
	if (t == current)
		list_add(&t->all_link, &dead_tasks);
	else
		task_free(t);
}

void bury_dead_tasks(void)
{
	struct task *t, *n;

	list_for_each_entry_safe (t, n, &dead_tasks, all_link) {
		list_del(&t->all_link);
		task_free(t);
	}
}
