// SPDX-License-Identifier: GPL-2.0-or-later
#include "wait.h"
#include "cpu.h"
#include "err.h"
#include "task.h"
#include "time.h"

struct timeout {
	struct timer timer;
	struct task *task;
};

static void timed_out(struct timer *t)
{
	wake_up_task(container_of(t, struct timeout, timer)->task);
}

void wait_queue_init(struct wait_queue *q)
{
	INIT_LIST_HEAD(&q->tasks);
}

void wake_up(struct wait_queue *q)
{
	unsigned long flags = local_irq_save();
	struct task *t, *n;

	list_for_each_entry_safe (t, n, &q->tasks, wait_link) {
		list_del_init(&t->wait_link);
		wake_up_task(t);
	}
	local_irq_restore(flags);
}

/* Interrupts are off from the look at the signals to the switch, so that no wake-up is missed. */
int sleep_on(struct wait_queue *q, enum task_state state, u64 ticks)
{
	unsigned long flags = local_irq_save();
	struct timeout timeout = { .task = current };
	int err = 0;

	if (state == TASK_INTERRUPTIBLE && signal_pending(current)) {
		local_irq_restore(flags);
		return -ERESTARTSYS;
	}
	if (ticks) {
		timer_init(&timeout.timer, timed_out);
		timer_set(&timeout.timer, jiffies + ticks);
	}
	current->state = state;
	list_add_tail(&current->wait_link, &q->tasks);
	schedule();
	/* wake_up() takes its tasks off the queue; signals and timeouts do not. */
	if (!list_empty(&current->wait_link)) {
		list_del_init(&current->wait_link);
		err = signal_pending(current) ? -ERESTARTSYS : -ETIMEDOUT;
	}
	if (ticks)
		timer_cancel(&timeout.timer);
	local_irq_restore(flags);
	return err;
}
