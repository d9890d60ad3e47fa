/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The CPU's performance counters: which events it can count, and starting that. */
#ifndef PMU_H
#define PMU_H

#include "types.h"
#include "uapi/splitbench.h"

/* What CPUID says of a CPU, as far as it matters here. */
struct pmu_cpu {
	char vendor[13]; /* "GenuineIntel" */
	u32 family, model; /* with the extended fields */
	u32 leaf_a_eax, leaf_a_ebx, leaf_a_edx; /* Intel's architectural performance monitoring */
	bool amd_core; /* AMD's PerfCtrExtCore: six counters of the core */
	bool amd_v2; /* AMD's PerfMonV2: they are switched on by one register for all, too */
};

/* A counter that counts an event: its registers, and what is to be written to `control`. */
struct pmu_counter {
	enum pmu_event event;
	u32 rdpmc; /* ECX of RDPMC */
	u32 counter, control; /* MSRs; control 0: a fixed counter of Intel's, see fixed_control */
	u32 select;
};

struct pmu_plan {
	unsigned int nr;
	struct pmu_counter counters[SPLITBENCH_PMU_COUNTERS];
	u32 fixed_control; /* for MSR_FIXED_CTR_CTRL; 0: there are none */
	u32 global_msr; /* 0: a counter counts when its own register says so */
	u64 global;
};

void pmu_read_cpu(struct pmu_cpu *cpu);
/* Which counters such a CPU has, and what each is to count; plan->nr is 0 where it has none. */
void pmu_plan(const struct pmu_cpu *cpu, struct pmu_plan *plan);

#endif /* PMU_H */
