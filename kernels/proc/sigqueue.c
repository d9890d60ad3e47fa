// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Signals that wait. The first of each number needs no memory, so that none is ever lost; those for
 * real time, and of timers, can wait in a queue besides. With interrupts off, or where none can
 * come between.
 */
#include <asm-generic/siginfo.h>
#include "cpu.h"
#include "err.h"
#include "mm.h"
#include "signal.h"
#include "types.h"

struct sigqueue {
	struct list_head link;
	int sig;
	struct signal_info info;
};

void sigpending_init(struct sigpending *pending)
{
	pending->signals = 0;
	INIT_LIST_HEAD(&pending->queue);
}

int sigpending_add(struct sigpending *pending, int sig, const struct signal_info *info)
{
	struct sigqueue *q;

	if (!(pending->signals & sigmask(sig))) {
		pending->info[sig - 1] = *info;
		pending->signals |= sigmask(sig);
		return 0;
	}
	if (!(sigmask(sig) & SIG_REALTIME_MASK) && info->code != SI_TIMER)
		return 0;
	q = kmalloc(sizeof(*q), GFP_ATOMIC);
	if (!q)
		return -EAGAIN;
	q->sig = sig;
	q->info = *info;
	list_add_tail(&q->link, &pending->queue);
	return 0;
}

bool sigpending_has(const struct sigpending *pending, int sig, int code, int pid)
{
	const struct signal_info *first = &pending->info[sig - 1];
	const struct sigqueue *q;

	if (!(pending->signals & sigmask(sig)))
		return false;
	if (first->code == code && first->pid == pid)
		return true;
	list_for_each_entry (q, &pending->queue, link)
		if (q->sig == sig && q->info.code == code && q->info.pid == pid)
			return true;
	return false;
}

/* The signal's first instance has gone: the next in the queue is the first then. */
static void advance(struct sigpending *pending, int sig)
{
	struct sigqueue *q;

	list_for_each_entry (q, &pending->queue, link) {
		if (q->sig != sig)
			continue;
		pending->info[sig - 1] = q->info;
		list_del(&q->link);
		kfree(q);
		return;
	}
	pending->signals &= ~sigmask(sig);
}

int sigpending_take(struct sigpending *pending, u64 signals, struct signal_info *info)
{
	u64 ready = pending->signals; /* mostly none */
	int sig;

	if (!ready)
		return 0;
	ready &= signals;
	if (ready & SYNCHRONOUS_MASK)
		ready &= SYNCHRONOUS_MASK;
	if (!ready)
		return 0;
	sig = (u32)ready ? __builtin_ctz(ready) + 1 : __builtin_ctz(ready >> 32) + 33;
	*info = pending->info[sig - 1];
	advance(pending, sig);
	return sig;
}

void sigpending_drop(struct sigpending *pending, u64 signals)
{
	struct sigqueue *q, *n;

	pending->signals &= ~signals;
	list_for_each_entry_safe (q, n, &pending->queue, link) {
		if (sigmask(q->sig) & signals) {
			list_del(&q->link);
			kfree(q);
		}
	}
}
