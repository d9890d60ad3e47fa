// SPDX-License-Identifier: GPL-2.0-or-later
#include <stddef.h>
#include <string.h>

#include "clock.h"
#include "lib/util.h"

const struct clock clock_icount = {
	.name = "icount",
	.accel = "tcg",
	.unit = "instructions",
	.meaning = "instructions retired: path length, blind to TLB cost",
	.label = "icount: 1 ns = 1 instruction",
	.seconds = 1e-9,
};

const struct clock *clock_choose(const char *name, const char *accel)
{
	if (!strcmp(accel, "kvm"))
		die("accelerator kvm is not supported by this version, which neither probes nor uses /dev/kvm; "
		    "use --accel tcg");
	if (strcmp(accel, clock_icount.accel))
		die("no accelerator is called '%s'; use --accel tcg", accel);
	if (strcmp(name, clock_icount.name))
		die("no clock of accelerator tcg is called '%s'; use --clock icount", name);
	return &clock_icount;
}

const char *clock_unit(const char *name)
{
	return strcmp(name, clock_icount.name) ? "cycles" : clock_icount.unit;
}

const char *clock_meaning(const char *name)
{
	return strcmp(name, clock_icount.name) ? "cycles" : clock_icount.meaning;
}
