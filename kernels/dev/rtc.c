// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * The battery-backed clock (Motorola MC146818; the register of the century is a PC convention).
 */
#include "cpu.h"
#include "string.h"
#include "time.h"

#define INDEX 0x70
#define DATA  0x71

enum { SECONDS = 0, MINUTES = 2, HOURS = 4, DAY = 7, MONTH = 8, YEAR = 9, CENTURY = 0x32 };

#define STATUS_A   0x0a
#define A_UPDATING 0x80
#define STATUS_B   0x0b
#define B_24_HOURS 0x02
#define B_BINARY   0x04
#define HOURS_PM   0x80

struct rtc_time {
	u8 second, minute, hour, day, month, year, century; /* as the chip has them */
};

static u8 read_register(u8 reg)
{
	outb(reg, INDEX);
	return inb(DATA);
}

static struct rtc_time read_time(void)
{
	while (read_register(STATUS_A) & A_UPDATING)
		;
	return (struct rtc_time){
		.second = read_register(SECONDS),
		.minute = read_register(MINUTES),
		.hour = read_register(HOURS),
		.day = read_register(DAY),
		.month = read_register(MONTH),
		.year = read_register(YEAR),
		.century = read_register(CENTURY),
	};
}

static u32 number(u8 v, u8 status_b)
{
	return status_b & B_BINARY ? v : (v >> 4) * 10 + (v & 15);
}

/* Days since 1970-01-01; the year is thought to begin in March, so that the leap day comes last. */
static u32 days_since_1970(u32 year, u32 month, u32 day)
{
	u32 y = month > 2 ? year : year - 1, m = month > 2 ? month - 3 : month + 9;

	return y * 365 + y / 4 - y / 100 + y / 400 + (m * 153 + 2) / 5 + day - 1 - 719468;
}

u32 rtc_read_seconds(void)
{
	struct rtc_time t, again = read_time();
	u8 b = read_register(STATUS_B);
	u32 hour, year;

	/* Twice the same: no update came in between. */
	do {
		t = again;
		again = read_time();
	} while (memcmp(&t, &again, sizeof(t)));

	hour = number(t.hour & ~HOURS_PM, b);
	if (!(b & B_24_HOURS))
		hour = hour % 12 + (t.hour & HOURS_PM ? 12 : 0);
	year = number(t.century, b) * 100 + number(t.year, b);
	return ((days_since_1970(year, number(t.month, b), number(t.day, b)) * 24 + hour) * 60 +
		number(t.minute, b)) *
		       60 +
	       number(t.second, b);
}
