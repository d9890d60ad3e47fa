// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * The deadlock of nested kmaps: tasks that hold slots of the exhausted pool, and each waits for
 * another one. Linux documents it (one must not kmap more pages than one can get at once) and
 * hangs; here the kmap() that would close the circle fails.
 *
 * Each task counts the mappings that it has made and not released. Exact are: that the pool is
 * exhausted, how many mappings there are, who waits, and how many each of these holds. So if the
 * waiting tasks hold all of them, nobody who runs holds one. That then none will be released takes
 * one assumption: a mapping is released by the task that made it. Who hands mappings over to
 * another task may be told of a deadlock that the other would have ended; the debug build catches
 * the kunmap() of a task that holds none.
 *
 * Not found are circles with other things in them: a task that holds a slot and waits for, say, a
 * pipe that one of the waiting tasks should fill. Neither are mappings that a task took with it
 * when it ended, which the debug build catches there.
 */
#include "highmem.h"
#include "printk.h"
#include "task.h"

static void report(const struct wait_queue *waiters, unsigned long mappings)
{
	unsigned int empty_handed = 0;
	struct wait_entry *w;

	printk("kmap: deadlock: all %u slots are held by tasks that wait for one (%lu mappings)\n",
	       LAST_PKMAP, mappings);
	list_for_each_entry (w, &waiters->waiters, link) {
		if (w->task->kmaps_held)
			printk("kmap: task %d (%s) holds %d and waits\n", w->task->pid,
			       w->task->comm, w->task->kmaps_held);
		else
			empty_handed++;
	}
	if (empty_handed)
		printk("kmap: %u more wait and hold none\n", empty_handed);
	printk("kmap: task %d (%s) holds %d and gets no other\n", current->pid, current->comm,
	       current->kmaps_held);
}

bool kmap_deadlocks(const struct wait_queue *waiters, unsigned long mappings)
{
	unsigned long held = current->kmaps_held;
	struct wait_entry *w;

	list_for_each_entry (w, &waiters->waiters, link)
		held += w->task->kmaps_held;
	if (held != mappings)
		return false;
	report(waiters, mappings);
	return true;
}
