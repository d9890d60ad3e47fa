/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * From the TSC to nanoseconds, for the kernel (dev/clock.c) and for the vDSO, in whose page the
 * values lie.
 */
#ifndef TIMEBASE_H
#define TIMEBASE_H

#include "types.h"

#define TIMEBASE_SHIFT 24

struct timebase {
	u64 boot_tsc;
	u64 boot_real_ns; /* what CLOCK_REALTIME was at boot; another when it is set */
	u32 ns_per_cycle; /* << TIMEBASE_SHIFT; 32 bits do down to 4 MHz */
	u32 seq; /* another one after boot_real_ns has been written */
};

/* (tsc - boot_tsc) * ns_per_cycle >> SHIFT without 96 bits: the halves apart. */
static inline u64 timebase_ns(const struct timebase *t, u64 tsc)
{
	u64 v = tsc - t->boot_tsc;

	return ((v >> 32) * t->ns_per_cycle << (32 - TIMEBASE_SHIFT)) +
	       ((v & 0xffffffff) * t->ns_per_cycle >> TIMEBASE_SHIFT);
}

#endif /* TIMEBASE_H */
