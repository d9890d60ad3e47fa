/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What the probe (kernels/probe) does, in order. On its console it writes "stage NAME" when one is
 * done, and "fact NAME NUMBER" for what it found out about the machine.
 */
#ifndef UAPI_PROBE_H
#define UAPI_PROBE_H

/* X(symbol, name, what the guest does) */
#define PROBE_STAGES(X)                                                                            \
	X(START, "start", "its first instructions")                                                \
	X(TWO_LEVEL, "two_level", "two-level page tables")                                         \
	X(GLOBAL, "global", "global pages")                                                        \
	X(INTERRUPT, "interrupt", "a timer interrupt")                                             \
	X(SYSCALL, "syscall", "a system call from user mode")                                      \
	X(PAE, "pae", "PAE page tables")                                                           \
	X(COUNTERS, "counters", "the TSC and CPUID")

/* X(symbol, name, what the number is) */
#define PROBE_FACTS(X)                                                                             \
	X(TSC_INVARIANT, "tsc_invariant", "the TSC has one rate whatever the CPU does: 1 or 0")    \
	X(PMU_EVENTS, "pmu_events",                                                                \
	  "a bit for each of SPLITBENCH_PMU_EVENTS that its performance counters can count")

#define PROBE_X(sym, name, what) PROBE_##sym,
enum probe_stage { PROBE_STAGES(PROBE_X) NR_PROBE_STAGES };
enum probe_fact { PROBE_FACTS(PROBE_X) NR_PROBE_FACTS };
#undef PROBE_X

#endif /* UAPI_PROBE_H */
