/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The clocks a value can be measured with, and the accelerator that has each. */
#ifndef HARNESS_CLOCK_H
#define HARNESS_CLOCK_H

#include <stdbool.h>

#include "profiles.h"

struct clock {
	const char *name; /* as stored: "icount" */
	const char *accel;
	const char *unit; /* of a value: "instructions" */
	const char *meaning; /* for captions */
	const char *label; /* on Google Benchmark's lines, whose unit is the second */
	double seconds; /* of Google Benchmark's time for one unit */
	bool hardware; /* measures a real machine: cells of it run alone, in rounds, with a twin */
};

extern const struct clock clock_icount, clock_kvm_tsc;

/* The clocks of a run. */
struct clocks {
	const struct clock
		*guest; /* what RDTSC is in the guest: recorded always. With both, icount */
	bool tcg, kvm; /* cells under which there are */
	struct cpus cpus; /* of the model: recorded from the same execution */
	int shown; /* whose values are shown: a place in cpus, or -1: the guest's */
};

/*
 * From a list such as "model:skylake,icount" ("model" or "all": every profile in the folder), of
 * which the first is shown; NULL: all of them, and the guest's clock shown. accel is tcg, kvm or
 * auto, and what there is with auto is both. What this version has not, and a profile that is bad,
 * stop the program with the reason.
 */
void clocks_choose(struct clocks *c, const char *list, const char *accel, const char *profiles);
void clocks_free(struct clocks *c);

/* Of the clock that is shown: its name as stored, and a line for Google Benchmark. */
const char *clocks_name(const struct clocks *c);
const char *clocks_label(const struct clocks *c);

/* What RDTSC is in the guests of an accelerator as stored; NULL: it is none of ours. */
const struct clock *clock_of_accel(const char *accel);

/*
 * How a stored clock is to be shown: never NULL; one this version cannot measure is shown by its
 * name.
 */
const char *clock_unit(const char *name);
const char *clock_meaning(const char *name);

/* The CPU profile of a clock of the model, as a pointer into its name; NULL of other clocks. */
const char *clock_profile(const char *name);
/* Does it measure a real machine, and is noisy for that? */
bool clock_is_hardware(const char *name);

#endif /* HARNESS_CLOCK_H */
