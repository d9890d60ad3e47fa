// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * What time it is: the TSC, scaled to nanoseconds by a multiplication.
 */
#include "cpu.h"
#include "irq.h"
#include "string.h"
#include "time.h"
#include "vdso.h"

u32 tsc_khz;

u64 ktime_get_ns(void)
{
	return timebase_ns(&vdso_timebase, rdtsc());
}

u64 ktime_get_real_ns(void)
{
	return vdso_timebase.boot_real_ns + ktime_get_ns();
}

void set_real_ns(u64 ns)
{
	vdso_timebase.boot_real_ns = ns - ktime_get_ns();
	vdso_timebase.seq++;
}

void time_init(void)
{
	tsc_khz = pit_measure_tsc_khz();
	vdso_timebase = (struct timebase){
		.boot_tsc = rdtsc(),
		.boot_real_ns = (u64)rtc_read_seconds() * NSEC_PER_SEC,
		.ns_per_cycle = div_u64((u64)1000000 << TIMEBASE_SHIFT, tsc_khz),
	};
	request_irq(IRQ_TIMER, timer_interrupt);
	pit_start_tick();
}
