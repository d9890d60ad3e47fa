/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Wait queues (proc/wait.c). The pattern is
 *
 *	while (!condition)
 *		if ((err = sleep_on(&q, TASK_INTERRUPTIBLE, 0)))
 *			return err;
 *
 * Nothing is lost between test and sleep, since the kernel is not preempted; where an interrupt
 * handler changes the condition, test and sleep with interrupts off.
 */
#ifndef WAIT_H
#define WAIT_H

#include "list.h"

struct wait_queue {
	struct list_head waiters;
};

/* A task's place in a queue, on its stack. A wake-up takes it out. */
struct wait_entry {
	struct list_head link;
	struct task *task;
};

#define WAIT_QUEUE_INIT(name)                                                                      \
	{                                                                                          \
		LIST_HEAD_INIT((name).waiters)                                                     \
	}

#endif /* WAIT_H */
