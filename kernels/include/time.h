/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Two clocks: the TSC, for what time it is (dev/clock.c), and the tick, for when something is to
 * happen (proc/timer.c).
 */
#ifndef TIME_H
#define TIME_H

#include "list.h"
#include "types.h"

#define NSEC_PER_SEC  1000000000u
#define NSEC_PER_USEC 1000u
#define USEC_PER_SEC  1000000u

/* The programmable interval timer's input, in Hz (Intel 8254; 14.31818 MHz / 12). */
#define PIT_HZ	  1193182u
#define PIT_LATCH ((PIT_HZ + HZ / 2) / HZ) /* its clocks in a tick */
#define TICK_NSEC ((u32)((u64)PIT_LATCH * NSEC_PER_SEC / PIT_HZ + 1)) /* at least one tick */

void time_init(void); /* calibrates the TSC, starts the tick at HZ */
u64 ktime_get_ns(void); /* since boot; CLOCK_MONOTONIC */
u64 ktime_get_real_ns(void); /* CLOCK_REALTIME, from the RTC at boot */
void set_real_ns(u64 ns); /* make that the CLOCK_REALTIME of now */
extern u32 tsc_khz;

/* dev/pit.c, dev/rtc.c */
u32 pit_measure_tsc_khz(void); /* takes about a millisecond */
void pit_start_tick(void);
u32 rtc_read_seconds(void); /* since 1970, UTC */

/* Calls fn once, from the timer interrupt, when `jiffies` has reached `tick`. */
struct timer {
	struct list_head link;
	u64 tick;
	void (*fn)(struct timer *t);
};

void timer_init(struct timer *t, void (*fn)(struct timer *t));
void timer_set(struct timer *t, u64 tick); /* from now on for this tick only */
void timer_cancel(struct timer *t); /* also if it is not set */

static inline bool timer_pending(const struct timer *t)
{
	return !list_empty(&t->link);
}

struct pt_regs;
void timer_interrupt(struct pt_regs *regs);

#endif /* TIME_H */
