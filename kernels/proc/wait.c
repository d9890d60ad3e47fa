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
	INIT_LIST_HEAD(&q->waiters);
}

void wake_up(struct wait_queue *q)
{
	unsigned long flags = local_irq_save();
	struct wait_entry *w, *n;

	list_for_each_entry_safe (w, n, &q->waiters, link) {
		list_del_init(&w->link);
		wake_up_task(w->task);
	}
	local_irq_restore(flags);
}

static inline bool all_queued(const struct wait_entry *w, u32 n)
{
	for (; n; n--, w++)
		if (list_empty(&w->link))
			return false;
	return true;
}

/*
 * Interrupts are off here, from the look at the signals to the switch, so that no wake-up is
 * missed. wake_up() takes its entries off the queue; signals and timeouts do not.
 */
static inline int sleep(struct wait_entry *w, u32 n, enum task_state state, u64 ticks)
{
	struct timeout timeout;

	if (state == TASK_INTERRUPTIBLE && signal_pending(current))
		return -ERESTARTSYS;
	if (!all_queued(w, n))
		return 0;
	if (ticks) {
		timeout.task = current;
		timer_init(&timeout.timer, timed_out);
		timer_set(&timeout.timer, jiffies + ticks);
	}
	current->state = state;
	schedule();
	if (ticks)
		timer_cancel(&timeout.timer);
	if (!all_queued(w, n))
		return 0;
	return signal_pending(current) ? -ERESTARTSYS : -ETIMEDOUT;
}

int sleep_on(struct wait_queue *q, enum task_state state, u64 ticks)
{
	unsigned long flags = local_irq_save();
	struct wait_entry w = { .task = current };
	int err;

	list_add_tail(&w.link, &q->waiters);
	err = sleep(&w, 1, state, ticks);
	list_del(&w.link);
	local_irq_restore(flags);
	return err;
}

int sleep_queued(struct wait_entry *w, u32 n, enum task_state state, u64 ticks)
{
	unsigned long flags = local_irq_save();
	int err = sleep(w, n, state, ticks);

	local_irq_restore(flags);
	return err;
}
