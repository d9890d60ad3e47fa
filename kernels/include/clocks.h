/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The clocks that programs know by number: proc/timecalls.c, and who waits for them. */
#ifndef CLOCKS_H
#define CLOCKS_H

#include "types.h"

struct clock {
	u64 (*read)(void); /* ns */
	u32 resolution; /* ns */
	bool can_sleep; /* it can be waited for */
};

const struct clock *find_clock(unsigned long id); /* or NULL */

/* Who waits for a time waits here, since the time can come when a clock is set. */
extern struct wait_queue clock_was_set;

/* The tick at which `ns` from now have passed, and no earlier. */
u64 tick_after(u64 ns);

#endif /* CLOCKS_H */
