// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * What time it is: the TSC, scaled to nanoseconds by a multiplication.
 */
#include "cpu.h"
#include "irq.h"
#include "string.h"
#include "time.h"

#define SHIFT 24

u32 tsc_khz;

static u64 boot_tsc, boot_real_ns;
static u32 ns_per_cycle; /* << SHIFT; 32 bits do down to 4 MHz */

/* v * ns_per_cycle >> SHIFT without 96 bits: the halves of v apart. */
static u64 cycles_to_ns(u64 v)
{
	return ((v >> 32) * ns_per_cycle << (32 - SHIFT)) +
	       ((v & 0xffffffff) * ns_per_cycle >> SHIFT);
}

u64 ktime_get_ns(void)
{
	return cycles_to_ns(rdtsc() - boot_tsc);
}

u64 ktime_get_real_ns(void)
{
	return boot_real_ns + ktime_get_ns();
}

void time_init(void)
{
	tsc_khz = pit_measure_tsc_khz();
	ns_per_cycle = div_u64((u64)1000000 << SHIFT, tsc_khz);
	boot_tsc = rdtsc();
	boot_real_ns = (u64)rtc_read_seconds() * NSEC_PER_SEC;
	request_irq(IRQ_TIMER, timer_interrupt);
	pit_start_tick();
}
