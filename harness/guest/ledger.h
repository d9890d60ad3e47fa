/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The kernel's causes, kinds, counters and events of the CPU's counters by name: kernels/include/uapi/splitbench.h as tables. */
#ifndef HARNESS_LEDGER_H
#define HARNESS_LEDGER_H

#include "kernels/include/uapi/splitbench.h"

struct enum_name {
	const char *name, *meaning;
};

extern const struct enum_name cause_names[NR_LEDGER_CAUSES];
extern const struct enum_name kind_names[NR_LEDGER_KINDS];
extern const struct enum_name counter_names[NR_COUNTERS];
extern const struct enum_name pmu_event_names[NR_PMU_EVENTS];

/*
 * The index of a name, of which `len` bytes count, in one of the tables above; -1 if it is not
 * there.
 */
int enum_find(const struct enum_name *table, unsigned int n, const char *name, unsigned int len);

#endif /* HARNESS_LEDGER_H */
