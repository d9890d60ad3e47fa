// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Round robin: a queue of the tasks that can run, without the one that does. The idle task is never
 * in it.
 */
#include "cpu.h"
#include "debug_highmem.h"
#include "fpu.h"
#include "fs.h"
#include "gdt.h"
#include "ledger.h"
#include "mech.h"
#include "posix_timer.h"
#include "task.h"
#include "vm.h"

extern char boot_stack[];
void switch_to(struct task *prev, struct task *next);

/* Complete as it stands, since memory is mapped and files are opened before sched_init(). */
static struct files idle_files = { .users = 1,
				   .room = NR_OPEN_DEFAULT,
				   .file = idle_files.own_file,
				   .cloexec = idle_files.own_cloexec };
static struct fs idle_fs = { .users = 1, .umask = 022 };
static struct sighand idle_sighand = { .users = 1 };
static struct task idle_task;

static struct process idle_process = {
	.threads = LIST_HEAD_INIT(idle_process.threads),
	.nr_threads = 1,
	.leader = &idle_task,
	.children = LIST_HEAD_INIT(idle_process.children),
	.child_wait = WAIT_QUEUE_INIT(idle_process.child_wait),
	.sighand = &idle_sighand,
	.rlimits = &init_rlimits,
};

static struct task idle_task = {
	.kstack_top = (unsigned long)boot_stack + KSTACK_SIZE,
	.state = TASK_RUNNING,
	.process = &idle_process,
	.cred = &init_cred,
	.timeslice = TIMESLICE,
	.parent = &idle_process,
	.comm = "idle",
	.files = &idle_files,
	.fs = &idle_fs,
};

struct task *current_task = &idle_task;

static LIST_HEAD(run_queue);

/*
 * The address space whose user memory the CPU can reach: a kernel task leaves its predecessor's. It
 * needs no reference, because an address space loses its last one in its own task, which then
 * takes it off the CPU: set_current_mm().
 */
static struct mm *active_mm;

void __init sched_init(void)
{
	switch_kernel_stack(current);
}

static void switch_task(struct task *prev, struct task *next)
{
	count_event(COUNT_SWITCHES);
	if (prev->state == TASK_RUNNING)
		prev->usage.nivcsw++;
	else
		prev->usage.nvcsw++;
	if (unlikely(prev->kmap_depth | next->kmap_depth))
		kmap_local_switch(prev, next);
	if (unlikely(prev->fpu || next->fpu))
		fpu_switch(prev->fpu, next->fpu);
	if (next->mm && next->mm != active_mm) {
		count_event(COUNT_MM_SWITCHES);
		switch_mm(active_mm, next->mm);
		active_mm = next->mm;
	}
	switch_kernel_stack(next);
	load_tls(next);
	current_task = next;
	switch_to(prev, next);
}

void schedule(void)
{
	unsigned long flags = local_irq_save();
	struct task *prev = current, *next = &idle_task;

	debug_schedule();
	clear_task_work(prev, TIF_NEED_RESCHED);
	if (prev->state == TASK_RUNNING && prev != &idle_task)
		list_add_tail(&prev->run_link, &run_queue);
	if (!list_empty(&run_queue)) {
		next = list_first_entry(&run_queue, struct task, run_link);
		list_del(&next->run_link);
	}
	next->ticks_left = next->timeslice;
	if (next != prev)
		switch_task(prev, next);
	local_irq_restore(flags);
}

void wake_up_task(struct task *t)
{
	unsigned long flags = local_irq_save();

	if (t->state != TASK_RUNNING && t->state != TASK_ZOMBIE) {
		t->state = TASK_RUNNING;
		/* The current task may be about to sleep: then schedule() queues it. */
		if (t != current)
			list_add_tail(&t->run_link, &run_queue);
	}
	local_irq_restore(flags);
}

void sched_tick(bool user)
{
	if (user)
		current->utime++;
	else
		current->stime++;
	itimers_tick(&current->process->itimers, user);
	if (unlikely(current->process->timers))
		posix_timers_tick();
	check_cpu_limit();
	if (--current->ticks_left <= 0 && !list_empty(&run_queue))
		set_need_resched();
}

void __noreturn idle(void)
{
	for (;;) {
		bury_dead_tasks();
		local_irq_disable();
		/* sti takes effect after hlt has begun: no wake-up comes in between. */
		if (list_empty(&run_queue))
			__asm__ volatile("sti; hlt" ::: "memory");
		else
			schedule();
		local_irq_enable();
	}
}

void set_current_mm(struct mm *mm)
{
	struct mm *old = current->mm;

	current->mm = active_mm = mm;
	if (mm)
		activate_mm(mm);
	else
		leave_mm();
	if (old)
		mm_put(old);
}
