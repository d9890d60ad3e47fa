/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Timers that expire at a time, and from then on at intervals: proc/interval.c. A process's three
 * of setitimer(2): proc/itimer.c.
 */
#ifndef ITIMER_H
#define ITIMER_H

#include "clocks.h"
#include "time.h"

/* What is left until it expires, and the time from one to the next; ns, 0: none. */
struct itimer {
	u64 value, interval;
};

struct interval_timer {
	struct timer timer;
	const struct clock *clock; /* nobody's, for interval_set() */
	u64 expires, interval; /* ns of the clock; expires is 0 where it is off */
	/* From the timer interrupt; `times` above 1 if the tick is too coarse for it. */
	void (*expired)(struct interval_timer *t, u64 times);
};

void interval_init(struct interval_timer *t, const struct clock *clock,
		   void (*expired)(struct interval_timer *t, u64 times));
/* Expire at that time, and then at intervals of that, or (0) not at all. */
void interval_set(struct interval_timer *t, u64 expires, u64 interval);
/* How often it has expired, and it will at another time then; what interval_set() does by itself.
 */
u64 interval_forward(struct interval_timer *t, u64 now);
/* What is left; if it is on and its time has come, at least `least`. */
struct itimer interval_left(const struct interval_timer *t, u64 now, u64 least);

struct cpu_timer {
	u64 left, interval; /* ticks; left is 0 where it is off */
};

struct itimers {
	struct interval_timer real;
	struct cpu_timer virtual, prof;
};

void itimers_init(struct itimers *it);
void itimers_exit(struct itimers *it);
void itimers_tick(struct itimers *it, bool user); /* a tick of its process */

#endif /* ITIMER_H */
