// SPDX-License-Identifier: GPL-2.0-or-later
#include <string.h>

#include "ledger.h"

#define NAME(sym, name_, what) { .name = name_, .meaning = what },

const struct enum_name cause_names[NR_LEDGER_CAUSES] = { SPLITBENCH_CAUSES(NAME) };
const struct enum_name kind_names[NR_LEDGER_KINDS] = { SPLITBENCH_KINDS(NAME) };
const struct enum_name counter_names[NR_COUNTERS] = { SPLITBENCH_COUNTERS(NAME) };
const struct enum_name pmu_event_names[NR_PMU_EVENTS] = { SPLITBENCH_PMU_EVENTS(NAME) };

int enum_find(const struct enum_name *table, unsigned int n, const char *name, unsigned int len)
{
	for (unsigned int i = 0; i < n; i++)
		if (!strncmp(table[i].name, name, len) && !table[i].name[len])
			return i;
	return -1;
}
