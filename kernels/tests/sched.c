// SPDX-License-Identifier: GPL-2.0-or-later
/* Tasks, the run queue, wait queues, timers; what user programs see of them is in tests/user. */
#include <asm-generic/siginfo.h>
#include "cpu.h"
#include "err.h"
#include "ktest.h"
#include "ledger.h"
#include "mm.h"
#include "task.h"
#include "time.h"

static char trace[32]; /* who ran, in order */
static unsigned int traced;

static void note(char c)
{
	if (traced < sizeof(trace))
		trace[traced++] = c;
}

static int yields_twice(void *name)
{
	int i;

	for (i = 0; i < 3; i++) {
		note((long)name);
		schedule();
	}
	return (long)name;
}

static bool traced_is(const char *want)
{
	unsigned int i;

	for (i = 0; want[i]; i++)
		if (i >= traced || trace[i] != want[i])
			return false;
	return i == traced;
}

KTEST(round_robin, "the run queue is first in, first out")
{
	int status = 0;

	traced = 0;
	EXPECT(kernel_thread(yields_twice, (void *)'a', "a"));
	EXPECT(kernel_thread(yields_twice, (void *)'b', "b"));
	EXPECT(kernel_thread(yields_twice, (void *)'c', "c"));
	EXPECT_EQ(traced, 0); /* a new task runs when its creator gives up the CPU */
	while (do_wait4(-1, &status, 0) > 0)
		;
	EXPECT(traced_is("abcabcabc"));
	EXPECT_EQ(status, 'c' << 8);
}

KTEST(kernel_switch, "a switch between kernel tasks changes no address space")
{
	u64 switches = counters[COUNT_SWITCHES], mm_switches = counters[COUNT_MM_SWITCHES];
	u64 loads = ledger[LEDGER_SWITCH][LEDGER_KIND_CR3];

	traced = 0;
	kernel_thread(yields_twice, (void *)'a', "a");
	EXPECT(do_wait4(-1, NULL, 0) > 0);
	/* To it and back, and no more, for it yields to nobody while this one waits. */
	EXPECT_EQ(counters[COUNT_SWITCHES] - switches, 2);
	EXPECT_EQ(counters[COUNT_MM_SWITCHES] - mm_switches, 0);
	EXPECT_EQ(ledger[LEDGER_SWITCH][LEDGER_KIND_CR3] - loads, 0);
}

static unsigned long free_pages_now(void)
{
	return zone_info(ZONE_DMA).free + zone_info(ZONE_NORMAL).free;
}

static int ends_at_once(void *unused)
{
	(void)unused;
	return 0;
}

KTEST(task_memory, "a task's memory is free again when it has been waited for")
{
	unsigned long before;
	int i;

	kernel_thread(ends_at_once, NULL, "warm-up");
	do_wait4(-1, NULL, 0);
	before = free_pages_now();
	for (i = 0; i < 50; i++) {
		EXPECT(kernel_thread(ends_at_once, NULL, "short"));
		EXPECT(do_wait4(-1, NULL, 0) > 0);
	}
	EXPECT_EQ(free_pages_now(), before);
}

KTEST(no_kernel_preemption, "the kernel is not preempted, whatever the timer says")
{
	u64 until = jiffies + 2 * TIMESLICE;

	traced = 0;
	kernel_thread(yields_twice, (void *)'x', "x");
	while (*(volatile u64 *)&jiffies < until)
		;
	EXPECT_EQ(traced, 0);
	EXPECT(current->work & TIF_NEED_RESCHED);
	EXPECT(do_wait4(-1, NULL, 0) > 0);
	EXPECT(traced_is("xxx"));
}

/* --- wait queues --- */

static struct wait_queue queue;
static int results[3];

static int sleeper(void *arg)
{
	int i = (long)arg;

	results[i] = sleep_on(&queue, TASK_INTERRUPTIBLE, 0);
	note('0' + i);
	return 0;
}

KTEST(wake_all, "wake_up wakes all sleepers, in their order")
{
	int i;

	traced = 0;
	wait_queue_init(&queue);
	for (i = 0; i < 3; i++) {
		results[i] = 1;
		kernel_thread(sleeper, (void *)(long)i, "sleeper");
	}
	schedule();
	EXPECT_EQ(traced, 0);
	wake_up(&queue);
	EXPECT(list_empty(&queue.waiters));
	while (do_wait4(-1, NULL, 0) > 0)
		;
	EXPECT(traced_is("012"));
	for (i = 0; i < 3; i++)
		EXPECT_EQ(results[i], 0);
}

KTEST(timeout, "a sleep with a timeout ends with -ETIMEDOUT, no sooner than it says")
{
	u64 start = jiffies;

	wait_queue_init(&queue);
	EXPECT_EQ(sleep_on(&queue, TASK_UNINTERRUPTIBLE, 3), -ETIMEDOUT);
	EXPECT(jiffies >= start + 3);
	EXPECT(list_empty(&queue.waiters));
	EXPECT_EQ(current->state, TASK_RUNNING);
}

KTEST(interrupted, "a signal ends an interruptible sleep")
{
	struct signal_info info = { .code = SI_KERNEL };
	struct task *t;

	wait_queue_init(&queue);
	results[0] = 1;
	t = kernel_thread(sleeper, (void *)0, "sleeper");
	schedule();
	EXPECT_EQ(t->state, TASK_INTERRUPTIBLE);
	EXPECT_EQ(send_signal(t, SIGCHLD, &info), 0);
	EXPECT_EQ(t->state, TASK_INTERRUPTIBLE); /* ignored by default */
	EXPECT_EQ(send_signal(t, SIGTERM, &info), 0);
	EXPECT_EQ(t->state, TASK_RUNNING);
	EXPECT(do_wait4(-1, NULL, 0) > 0);
	EXPECT_EQ(results[0], -ERESTARTSYS);
	EXPECT(list_empty(&queue.waiters));
	EXPECT_EQ(send_signal(current, 65, &info), -EINVAL);
}

/* --- timers --- */

static struct timer timers[4];

static void fired(struct timer *t)
{
	note('0' + (t - timers));
}

KTEST(timer_order, "timers fire in the order of their ticks, a cancelled one not at all")
{
	static const u8 ticks[] = { 4, 2, 3, 2 };
	u64 start = jiffies;
	unsigned int i;

	traced = 0;
	for (i = 0; i < ARRAY_SIZE(timers); i++) {
		timer_init(&timers[i], fired);
		timer_set(&timers[i], start + ticks[i]);
		EXPECT(timer_pending(&timers[i]));
	}
	timer_cancel(&timers[2]);
	EXPECT(!timer_pending(&timers[2]));
	wait_queue_init(&queue);
	sleep_on(&queue, TASK_UNINTERRUPTIBLE, 6);
	EXPECT(traced_is("130"));
	EXPECT(!timer_pending(&timers[0]));
}

KTEST(clocks, "the clock does not go back, and the date is of this century")
{
	u64 last = ktime_get_ns(), now;
	int i;

	for (i = 0; i < 1000; i++, last = now) {
		now = ktime_get_ns();
		EXPECT(now >= last);
	}
	EXPECT(tsc_khz > 1000);
	EXPECT(ktime_get_real_ns() > 946684800ull * NSEC_PER_SEC);
}
