// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * The tick and what waits for it: a list, the earliest first. It is short, since only sleeps with a
 * timeout and alarms are in it.
 */
#include "cpu.h"
#include "ledger.h"
#include "ptrace.h"
#include "task.h"
#include "time.h"

u64 jiffies;

static LIST_HEAD(timers);

void timer_init(struct timer *t, void (*fn)(struct timer *t))
{
	INIT_LIST_HEAD(&t->link);
	t->fn = fn;
}

void timer_set(struct timer *t, u64 tick)
{
	unsigned long flags = local_irq_save();
	struct timer *later;

	list_del(&t->link);
	t->tick = tick;
	list_for_each_entry (later, &timers, link)
		if (later->tick > tick)
			break;
	list_add_tail(&t->link, &later->link); /* before it, or at the end */
	local_irq_restore(flags);
}

void timer_cancel(struct timer *t)
{
	unsigned long flags = local_irq_save();

	list_del_init(&t->link);
	local_irq_restore(flags);
}

void timer_interrupt(struct pt_regs *regs)
{
	count_event(COUNT_TICKS);
	jiffies++;
	sched_tick(user_mode(regs));
	while (!list_empty(&timers)) {
		struct timer *t = list_first_entry(&timers, struct timer, link);

		if (t->tick > jiffies)
			break;
		list_del_init(&t->link);
		t->fn(t);
	}
}
