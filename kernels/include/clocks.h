/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The clocks that programs know by number: proc/clocks.c, and who waits for them. */
#ifndef CLOCKS_H
#define CLOCKS_H

#include "types.h"

struct task;

struct clock {
	u64 (*read)(struct task *t); /* ns; `t` is whose time on the CPU it is, if it is such */
	u32 resolution; /* ns */
	bool can_sleep; /* it can be waited for */
	bool has_timers; /* timer_create(2) takes it */
	enum { NO_CPU_CLOCK, PROCESS_CLOCK, THREAD_CLOCK } of;
};

/*
 * By Linux's numbers: below zero they are the time on the CPU of a process, or of a thread of the
 * current one; *t is whose it is then, else the current task. Until the caller sleeps. NULL: none.
 */
const struct clock *find_clock(long id, struct task **t);

/* CLOCK_REALTIME and CLOCK_MONOTONIC, which are nobody's. */
extern const struct clock *const real_clock, *const monotonic_clock;

/* Who waits for a time waits here, since the time can come when a clock is set. */
extern struct wait_queue clock_was_set;

/* The tick at which `ns` from now have passed, and no earlier. */
u64 tick_after(u64 ns);

#endif /* CLOCKS_H */
