// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * What tasks and processes are made of, where they are found, and how they are taken apart.
 */
#include "cpu.h"
#include "err.h"
#include "fs.h"
#include "mm.h"
#include "task.h"


LIST_HEAD(all_tasks);
static int nr_tasks; /* on the list, and those dead that are not freed yet */

static struct kmem_cache *task_cache, *process_cache;
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
		if (t->pid == pid || t->process->pgrp == pid || t->process->session == pid)
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

/* --- tasks --- */

struct task *task_alloc(void)
{
	struct task *t;
	int pid;

	bury_dead_tasks();
	if (!task_cache) {
		task_cache = kmem_cache_create("task", sizeof(struct task), 0);
		process_cache = kmem_cache_create("process", sizeof(struct process), 0);
	}
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
	nr_tasks++;
	nr_kernel_stack_pages += 1 << KSTACK_ORDER;
	t->kstack_top += KSTACK_SIZE;

	/* Field by field: most of the structure need not be cleared. */
	t->work = 0;
	t->mm = NULL;
	t->state = TASK_UNINTERRUPTIBLE;
	t->pid = pid;
	t->utime = t->stime = 0;
	t->usage = (struct usage){ 0 };
	t->cred = cred_get(current->cred);
	sigpending_init(&t->sig.pending);
	t->nice = current->nice;
	t->timeslice = current->timeslice;
	t->personality = current->personality;
	t->pdeath_signal = 0;
	t->no_new_privs = current->no_new_privs;
	t->keep_caps = current->keep_caps;
	t->not_dumpable = current->not_dumpable;
	t->memalloc = t->oom_victim = false;
	t->vfork_wait = NULL;
	t->nr_borrowed = 0;
	t->clear_child_tid = NULL;
	t->robust_list = NULL;
	t->restart.fn = NULL;
	t->kmap_depth = 0;
	t->kmaps_held = 0;
	return t;
}

void task_free(struct task *t)
{
	sigpending_drop(&t->sig.pending, ~0ull);
	cred_put(t->cred);
	nr_tasks--;
	nr_kernel_stack_pages -= 1 << KSTACK_ORDER;
	free_pages(t->kstack_top - KSTACK_SIZE, KSTACK_ORDER);
	kmem_cache_free(task_cache, t);
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

void bury_dead_tasks(void)
{
	struct task *t, *n;

	list_for_each_entry_safe (t, n, &dead_tasks, all_link) {
		list_del(&t->all_link);
		task_free(t);
	}
}

/* --- processes --- */

int process_alloc(struct task *t, bool share_sighand)
{
	struct process *p = kmem_cache_alloc(process_cache, GFP_KERNEL);

	if (!p)
		return -ENOMEM;
	if (share_sighand) {
		p->sighand = current->process->sighand;
		p->sighand->users++;
	} else if (!(p->sighand = sighand_copy(current->process->sighand))) {
		kmem_cache_free(process_cache, p);
		return -ENOMEM;
	}
	t->process = p;
	p->pid = t->tgid = t->pid;
	p->leader = t;
	p->nr_threads = 0;
	p->has_execed = p->exiting = false;
	p->utime = p->stime = p->cutime = p->cstime = 0;
	p->survivor = NULL;
	p->usage = p->child_usage = (struct usage){ 0 };
	p->rlimits = rlimits_get(current->process->rlimits);
	p->stop_signal = p->stop_code = 0;
	p->nr_stopped = 0;
	sigpending_init(&p->pending);
	INIT_LIST_HEAD(&p->threads);
	INIT_LIST_HEAD(&p->children);
	wait_queue_init(&p->child_wait);
	wait_queue_init(&p->survivor_wait);
	p->proc_dir = NULL;
	itimers_init(&p->itimers);
	p->timers = NULL;
	return 0;
}

void process_free(struct process *p)
{
	if (unlikely(p->proc_dir))
		proc_forget(p);
	sigpending_drop(&p->pending, ~0ull);
	rlimits_put(p->rlimits);
	sighand_put(p->sighand);
	kmem_cache_free(process_cache, p);
}

struct cpu_ticks process_ticks(struct process *p)
{
	struct cpu_ticks sum = { p->utime, p->stime };
	struct task *t;

	for_each_thread (t, p) {
		sum.user += t->utime;
		sum.system += t->stime;
	}
	return sum;
}

/* Interrupt handlers that send signals go through a process's threads. */
void task_link(struct task *t)
{
	unsigned long flags = local_irq_save();

	list_add_tail(&t->all_link, &all_tasks);
	list_add_tail(&t->thread_link, &t->process->threads);
	t->process->nr_threads++;
	if (thread_group_leader(t))
		list_add_tail(&t->process->sibling, &t->parent->children);
	local_irq_restore(flags);
}

void task_release(struct task *t)
{
	unsigned long flags = local_irq_save();
	struct process *p = t->process;

	p->utime += t->utime;
	p->stime += t->stime;
	add_usage(&p->usage, &t->usage);
	list_del(&t->all_link);
	list_del(&t->thread_link);
	if (thread_group_leader(t)) {
		list_del(&p->sibling);
		process_free(p);
	}
	if (t == current)
		list_add(&t->all_link, &dead_tasks);
	else
		task_free(t);
	local_irq_restore(flags);
}

void become_leader(void)
{
	struct process *p = current->process;
	struct task *old = p->leader;

	if (old == current)
		return;
	p->leader = current;
	current->pid = p->pid;
	task_release(old);
}
