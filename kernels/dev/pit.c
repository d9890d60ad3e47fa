// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * The interval timer (Intel, 8254 data sheet): channel 0 makes the tick, channel 2, which on a PC
 * can be gated and read through port 0x61, measures the TSC.
 */
#include "cpu.h"
#include "string.h"
#include "task.h"
#include "time.h"

#define CHANNEL_0 0x40
#define CHANNEL_2 0x42
#define MODE	  0x43

#define MODE_0_RATE    0x34 /* channel 0, low then high byte, mode 2: rate generator */
#define MODE_2_ONESHOT 0xb0 /* channel 2, low then high byte, mode 0: output rises at 0 */

#define SYSTEM_PORT 0x61
#define GATE_2	    0x01
#define SPEAKER	    0x02
#define OUTPUT_2    0x20

#define MEASURE_CLOCKS (PIT_HZ / 1000) /* about a millisecond */

static void load(u8 mode, u16 channel, u16 clocks)
{
	outb(mode, MODE);
	outb(clocks, channel);
	outb(clocks >> 8, channel);
}

u32 pit_measure_tsc_khz(void)
{
	u64 start, end;

	outb((inb(SYSTEM_PORT) & ~SPEAKER) | GATE_2, SYSTEM_PORT);
	load(MODE_2_ONESHOT, CHANNEL_2, MEASURE_CLOCKS);
	start = rdtsc();
	while (!(inb(SYSTEM_PORT) & OUTPUT_2))
		;
	end = rdtsc();
	/* cycles / (clocks / PIT_HZ) per second, in thousands */
	return div_u64((end - start) * PIT_HZ, MEASURE_CLOCKS * 1000);
}

void pit_start_tick(void)
{
	load(MODE_0_RATE, CHANNEL_0, PIT_LATCH);
}
