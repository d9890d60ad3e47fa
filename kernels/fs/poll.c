// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * poll(2) and select(2): look at all files; if none is ready, queue up with each of them, and look
 * again at every wake-up.
 */
#include <linux/time.h>
#include "clocks.h"
#include "cpu.h"
#include "internal.h"
#include "poll.h"
#include "pollcalls.h"
#include "string.h"

#define IN_SET	(POLLRDNORM | POLLRDBAND | POLLIN | POLLHUP | POLLERR) /* select's, as Linux's */
#define OUT_SET (POLLWRBAND | POLLWRNORM | POLLOUT | POLLERR)
#define EX_SET	POLLPRI

void poll_wait(struct wait_queue *q, struct poll_table *pt)
{
	struct wait_entry *w;

	if (!pt)
		return;
	w = &pt->entries[pt->nr++];
	w->task = current;
	list_add_tail(&w->link, &q->waiters);
}

static void leave_queues(struct poll_table *pt)
{
	unsigned long flags = local_irq_save();

	while (pt->nr)
		list_del(&pt->entries[--pt->nr].link);
	local_irq_restore(flags);
}

static u32 file_poll(struct file *f, struct poll_table *pt)
{
	return f->ops->poll ? f->ops->poll(f, pt) : DEFAULT_POLLMASK;
}

/* How many are ready; their revents are set. */
static int look(struct pollfd *fds, struct file **files, u32 n, struct poll_table *pt)
{
	int ready = 0;
	u32 i;

	for (i = 0; i < n; i++) {
		fds[i].revents = 0;
		if (fds[i].fd < 0)
			continue;
		fds[i].revents = files[i] ? file_poll(files[i], pt) &
						    ((u16)fds[i].events | POLLERR | POLLHUP)
					  : POLLNVAL;
		ready += !!fds[i].revents;
	}
	return ready;
}

/* Ticks to the deadline, at least one; 0: for ever. */
static u64 ticks_to(u64 until)
{
	u64 now = ktime_get_ns();

	return until == NO_DEADLINE ? 0 : tick_after(until - min(until, now)) - jiffies;
}

static int wait_for_files(struct pollfd *fds, struct file **files, u32 n, u64 until)
{
	struct poll_table pt = {
		kmalloc((n * POLL_QUEUES_MAX + 1) * sizeof(*pt.entries), GFP_KERNEL), 0
	};
	int ready, err = 0;

	if (!pt.entries)
		return -ENOMEM;
	for (;;) {
		leave_queues(&pt);
		poll_wait(&clock_was_set, &pt);
		ready = look(fds, files, n, &pt);
		if (ready || err == -ERESTARTSYS || ktime_get_ns() >= until)
			break;
		err = sleep_queued(pt.entries, pt.nr, TASK_INTERRUPTIBLE, ticks_to(until));
	}
	leave_queues(&pt);
	kfree(pt.entries);
	return ready ? ready : err == -ERESTARTSYS ? err : 0;
}

int do_poll(struct pollfd *fds, u32 n, u64 until)
{
	struct file **files = kmalloc((n + 1) * sizeof(*files), GFP_KERNEL);
	int ready;
	u32 i;

	if (!files)
		return -ENOMEM;
	for (i = 0; i < n; i++)
		files[i] = fds[i].fd < 0 ? NULL : fget(fds[i].fd);
	ready = look(fds, files, n, NULL);
	if (!ready && ktime_get_ns() < until)
		ready = wait_for_files(fds, files, n, until);
	for (i = 0; i < n; i++)
		if (files[i])
			file_put(files[i]);
	kfree(files);
	return ready;
}

/* --- select: sets of descriptors as bits --- */

static const u16 kinds[NR_FD_SETS] = { IN_SET, OUT_SET, EX_SET };

static bool in_set(const u32 *set, u32 fd)
{
	return set[fd / 32] >> fd % 32 & 1;
}

/* The descriptors that are in a set, as poll has them; or -EBADF. */
static int sets_to_fds(const struct fd_sets *sets, u32 n, struct pollfd *fds)
{
	u32 fd, kind, nr = 0;

	for (fd = 0; fd < n; fd++) {
		struct pollfd *p = &fds[nr];

		*p = (struct pollfd){ .fd = fd };
		for (kind = 0; kind < NR_FD_SETS; kind++)
			if (in_set(sets->set[kind], fd))
				p->events |= kinds[kind] & ~(POLLHUP | POLLERR);
		if (!p->events)
			continue;
		if (!fd_is_open(fd))
			return -EBADF;
		nr++;
	}
	return nr;
}

static int fds_to_sets(const struct pollfd *fds, u32 nr, const struct fd_sets *asked,
		       struct fd_sets *ready)
{
	u32 kind, i;
	int bits = 0;

	for (i = 0; i < nr; i++) {
		for (kind = 0; kind < NR_FD_SETS; kind++) {
			u32 fd = fds[i].fd;

			if (!in_set(asked->set[kind], fd) || !(fds[i].revents & kinds[kind]))
				continue;
			ready->set[kind][fd / 32] |= 1u << fd % 32;
			bits++;
		}
	}
	return bits;
}

int do_select(u32 n, const struct fd_sets *asked, struct fd_sets *ready, u64 until)
{
	struct pollfd *fds = kmalloc((n + 1) * sizeof(*fds), GFP_KERNEL);
	int nr, ret;

	if (!fds)
		return -ENOMEM;
	nr = sets_to_fds(asked, n, fds);
	ret = nr < 0 ? nr : do_poll(fds, nr, until);
	if (ret >= 0)
		ret = fds_to_sets(fds, nr, asked, ready);
	kfree(fds);
	return ret;
}
