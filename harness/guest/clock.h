/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The clocks a value can be measured with, and the accelerator that has each. */
#ifndef HARNESS_CLOCK_H
#define HARNESS_CLOCK_H

struct clock {
	const char *name; /* as stored: "icount" */
	const char *accel;
	const char *unit; /* of a value: "instructions" */
	const char *meaning; /* for captions */
	const char *label; /* on Google Benchmark's lines, whose unit is the second */
	double seconds; /* of Google Benchmark's time for one unit */
};

extern const struct clock clock_icount;

/* A clock or accelerator that this version has not stops the program with those it has. */
const struct clock *clock_choose(const char *name, const char *accel);
/*
 * How a stored clock is to be shown: never NULL; one this version cannot measure is shown by its
 * name.
 */
const char *clock_unit(const char *name);
const char *clock_meaning(const char *name);

#endif /* HARNESS_CLOCK_H */
