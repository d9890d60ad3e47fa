/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The flush ledger and the counters that stand beside it. See uapi/splitbench.h. */
#ifndef LEDGER_H
#define LEDGER_H

#include "types.h"
#include "uapi/splitbench.h"

/* Both are also written by the entry code. */
extern u64 ledger[NR_LEDGER_CAUSES][NR_LEDGER_KINDS];
extern u64 counters[NR_COUNTERS];

static inline void ledger_count(enum ledger_cause cause, enum ledger_kind kind)
{
	ledger[cause][kind]++;
}

static inline void count_event(enum counter c)
{
	counters[c]++;
}

extern const char *const cause_names[NR_LEDGER_CAUSES], *const kind_names[NR_LEDGER_KINDS];
extern const char *const counter_names[NR_COUNTERS];

void ledger_print(void); /* "ledger: cause kind n", "counter: name n", to the log */

#endif /* LEDGER_H */
