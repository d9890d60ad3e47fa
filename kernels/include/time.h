/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef TIME_H
#define TIME_H

#include "types.h"

void time_init(void); /* calibrates the TSC, starts the tick at HZ */
u64 ktime_get_ns(void); /* since boot; CLOCK_MONOTONIC */
u64 ktime_get_real_ns(void); /* CLOCK_REALTIME, from the RTC at boot */
extern u32 tsc_khz;

#endif /* TIME_H */
