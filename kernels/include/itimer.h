/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A process's three interval timers: proc/itimer.c. */
#ifndef ITIMER_H
#define ITIMER_H

#include "time.h"

struct cpu_timer {
	u64 left, interval; /* ticks; left is 0 where it is off */
};

struct itimers {
	struct timer timer; /* for ITIMER_REAL */
	u64 expires, interval; /* ns, of CLOCK_MONOTONIC; expires is 0 where it is off */
	struct cpu_timer virtual, prof;
};

void itimers_init(struct itimers *it);
void itimers_exit(struct itimers *it);
void itimers_tick(struct itimers *it, bool user); /* a tick of its process */

#endif /* ITIMER_H */
