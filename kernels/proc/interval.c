// SPDX-License-Identifier: GPL-2.0-or-later
/* Timers that expire at intervals: on a clock in nanoseconds, of which the tick makes more. */
#include "clocks.h"
#include "cpu.h"
#include "itimer.h"
#include "string.h"

static void arm(struct interval_timer *t, u64 now)
{
	timer_set(&t->timer, tick_after(t->expires > now ? t->expires - now : 0));
}

/*
 * Quotient of two 64-bit numbers, exact if the divisor has 32 bits; else both lose so many of the
 * lower ones that it has. Intervals of more than 4 s do not expire often between two looks at them.
 */
static u64 quotient(u64 n, u64 d)
{
	while (d >> 32) {
		n >>= 1;
		d >>= 1;
	}
	return div_u64(n, d);
}

u64 interval_forward(struct interval_timer *t, u64 now)
{
	u64 times;

	if (!t->expires || now < t->expires)
		return 0;
	if (!t->interval) {
		t->expires = 0;
		return 1;
	}
	times = quotient(now - t->expires, t->interval) + 1;
	t->expires += times * t->interval;
	if (unlikely(t->expires <= now)) /* the quotient was not exact */
		t->expires = now + t->interval;
	return times;
}

/* The tick has come at which it may have expired; but its clock may have been set. */
static void timer_fired(struct timer *timer)
{
	struct interval_timer *t = container_of(timer, struct interval_timer, timer);
	u64 now = t->clock->read(NULL), times = interval_forward(t, now);

	if (times)
		t->expired(t, times);
	if (t->expires)
		arm(t, now);
}

void interval_init(struct interval_timer *t, const struct clock *clock,
		   void (*expired)(struct interval_timer *t, u64 times))
{
	timer_init(&t->timer, timer_fired);
	t->clock = clock;
	t->expires = t->interval = 0;
	t->expired = expired;
}

void interval_set(struct interval_timer *t, u64 expires, u64 interval)
{
	timer_cancel(&t->timer);
	t->expires = expires;
	t->interval = expires ? interval : 0;
	if (expires)
		arm(t, t->clock->read(NULL));
}

struct itimer interval_left(const struct interval_timer *t, u64 now, u64 least)
{
	struct itimer left = { .interval = t->interval };

	if (t->expires)
		left.value = t->expires > now ? t->expires - now : least;
	return left;
}
