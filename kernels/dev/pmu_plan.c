// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Which events a CPU's counters can count, by CPUID: architectural ones, which have the same number
 * on all CPUs of a vendor, and page walks, whose number is the model's. Touches no MSR, so that
 * kernels/probe can ask too.
 */
#include "cpu.h"
#include "pmu.h"
#include "string.h"

/* In an event-select register (Intel SDM vol. 3, 20.2.1.1; AMD APM vol. 2, 13.2.1). */
#define SELECT_USR     0x010000u
#define SELECT_OS      0x020000u
#define SELECT_ENABLE  0x400000u
#define EVENT(n, mask) ((n) | (mask) << 8)

/* Intel, architectural: SDM vol. 3, 20.2 and 20.2.2. */
#define MSR_PMC0		0xc1
#define MSR_PERFEVTSEL0		0x186
#define MSR_FIXED_CTR0		0x309
#define MSR_PERF_GLOBAL_CTRL	0x38f
#define RDPMC_FIXED		0x40000000u
#define FIXED_USR_OS(n)		(3u << 4 * (n))
#define FIXED_GLOBAL(n)		(1ull << (32 + (n)))
#define LEAF_A_VERSION(a)	((a)&0xff)
#define LEAF_A_COUNTERS(a)	((a) >> 8 & 0xff)
#define LEAF_A_EVENTS(a)	((a) >> 24) /* how many bits of EBX say something */
#define LEAF_A_FIXED(d)		((d)&0x1f)
#define CPUID_AMD_CORE_COUNTERS (1u << 23) /* ECX of 0x80000001: PerfCtrExtCore */
#define CPUID_AMD_PERFMON_V2	1u /* EAX of 0x80000022 */
#define AMD_CORE_COUNTERS	6
#define MSR_AMD_PERF_CTL0	0xc0010200 /* PPR for family 17h, MSRC001_020[0...A] */
#define MSR_AMD_PERF_CTR0	0xc0010201
#define MSR_AMD_PERF_GLOBAL_CTL 0xc0000301 /* PPR for family 19h model 11h */

/*
 * An event may be counted by more than one counter: its count is the sum. `fixed` is the fixed
 * counter that counts the same, and `bit` the one in EBX of leaf 0xa that is set where the event is
 * not there (SDM vol. 3, table 20-1).
 */
static const struct {
	enum pmu_event event;
	u32 select, fixed, bit;
} intel_architectural[] = {
	{ PMU_INSTRUCTIONS, EVENT(0xc0, 0x00), 0, 1 },
	{ PMU_CYCLES, EVENT(0x3c, 0x00), 1, 0 },
};

/*
 * Page walks by model of family 6. Walks that were completed, for whatever page size: of loads, of
 * stores, of fetches. Speculative ones are in it. From Intel's lists (github.com/intel/perfmon):
 * DTLB_LOAD_MISSES.WALK_COMPLETED, DTLB_STORE_MISSES.WALK_COMPLETED, ITLB_MISSES.WALK_COMPLETED.
 * CPUs with two kinds of cores are left out, as a guest may be on either.
 */
static const struct walks {
	u32 loads, stores, fetches;
	u8 models[24]; /* up to the first 0 */
} intel_walks[] = {
	/* Haswell, Broadwell, Skylake and what has its core; Ice Lake, Tiger Lake, Rocket Lake */
	{ EVENT(0x08, 0x0e),
	  EVENT(0x49, 0x0e),
	  EVENT(0x85, 0x0e),
	  { 0x3c, 0x45, 0x46, 0x3f, 0x3d, 0x47, 0x4f, 0x56, 0x4e, 0x5e, 0x8e,
	    0x9e, 0x55, 0xa5, 0xa6, 0x7d, 0x7e, 0x6a, 0x6c, 0x8c, 0x8d, 0xa7 } },
	/* Sapphire Rapids, Emerald Rapids */
	{ EVENT(0x12, 0x0e), EVENT(0x13, 0x0e), EVENT(0x11, 0x0e), { 0x8f, 0xcf } },
};

/* AMD, all families that have these counters: PMCx076 and PMCx0C0. */
static const struct {
	enum pmu_event event;
	u32 select;
} amd_architectural[] = {
	{ PMU_CYCLES, EVENT(0x76, 0x00) },
	{ PMU_INSTRUCTIONS, EVENT(0xc0, 0x00) },
};

/*
 * By family: misses of both levels of the DTLB, loads and stores (PMCx045), and of both levels of
 * the ITLB (PMCx085). PPR for family 17h model 31h, 19h model 11h, 1Ah model 2h.
 */
static const struct {
	u32 family, data, fetches;
} amd_walks[] = {
	{ 0x17, EVENT(0x45, 0xf0), EVENT(0x85, 0x07) },
	{ 0x19, EVENT(0x45, 0xf0), EVENT(0x85, 0x0f) },
	{ 0x1a, EVENT(0x45, 0xf0), EVENT(0x85, 0x0f) },
};

static u32 used(const struct pmu_plan *plan)
{
	u32 n = 0, i;

	for (i = 0; i < plan->nr; i++)
		n += plan->counters[i].control != 0;
	return n;
}

/* The next of `nr` counters that can be programmed, whose registers are `step` apart. */
static void add(struct pmu_plan *plan, u32 nr, enum pmu_event event, u32 select, u32 control,
		u32 counter, u32 step)
{
	u32 n = used(plan);

	if (n >= nr || plan->nr == SPLITBENCH_PMU_COUNTERS)
		return;
	plan->counters[plan->nr++] = (struct pmu_counter){
		.event = event,
		.rdpmc = n,
		.control = control + n * step,
		.counter = counter + n * step,
		.select = select | SELECT_USR | SELECT_OS | SELECT_ENABLE,
	};
	plan->global |= 1ull << n;
}

static void add_intel(const struct pmu_cpu *cpu, struct pmu_plan *plan, enum pmu_event event,
		      u32 select)
{
	add(plan, LEAF_A_COUNTERS(cpu->leaf_a_eax), event, select, MSR_PERFEVTSEL0, MSR_PMC0, 1);
}

static const struct walks *find_walks(const struct pmu_cpu *cpu)
{
	u32 i, k;

	for (i = 0; cpu->family == 6 && i < ARRAY_SIZE(intel_walks); i++)
		for (k = 0; k < ARRAY_SIZE(intel_walks[i].models) && intel_walks[i].models[k]; k++)
			if (intel_walks[i].models[k] == cpu->model)
				return &intel_walks[i];
	return NULL;
}

/* Loads and stores are one event here: both are counted, or neither. */
static void plan_walks(const struct pmu_cpu *cpu, struct pmu_plan *plan)
{
	const struct walks *w = find_walks(cpu);

	if (!w || LEAF_A_COUNTERS(cpu->leaf_a_eax) < used(plan) + 2)
		return;
	add_intel(cpu, plan, PMU_DTLB_WALKS, w->loads);
	add_intel(cpu, plan, PMU_DTLB_WALKS, w->stores);
	add_intel(cpu, plan, PMU_ITLB_WALKS, w->fetches);
}

static void plan_intel(const struct pmu_cpu *cpu, struct pmu_plan *plan)
{
	u32 version = LEAF_A_VERSION(cpu->leaf_a_eax), i;

	for (i = 0; i < ARRAY_SIZE(intel_architectural); i++) {
		u32 bit = intel_architectural[i].bit, fixed = intel_architectural[i].fixed;

		if (version > 1 && fixed < LEAF_A_FIXED(cpu->leaf_a_edx)) {
			plan->counters[plan->nr++] = (struct pmu_counter){
				.event = intel_architectural[i].event,
				.rdpmc = RDPMC_FIXED | fixed,
				.counter = MSR_FIXED_CTR0 + fixed,
			};
			plan->fixed_control |= FIXED_USR_OS(fixed);
			plan->global |= FIXED_GLOBAL(fixed);
		} else if (bit < LEAF_A_EVENTS(cpu->leaf_a_eax) && !(cpu->leaf_a_ebx >> bit & 1)) {
			add_intel(cpu, plan, intel_architectural[i].event,
				  intel_architectural[i].select);
		}
	}
	plan_walks(cpu, plan);
	plan->global_msr = version > 1 ? MSR_PERF_GLOBAL_CTRL : 0;
}

static void add_amd(struct pmu_plan *plan, enum pmu_event event, u32 select)
{
	add(plan, AMD_CORE_COUNTERS, event, select, MSR_AMD_PERF_CTL0, MSR_AMD_PERF_CTR0, 2);
}

static void plan_amd(const struct pmu_cpu *cpu, struct pmu_plan *plan)
{
	u32 i;

	for (i = 0; i < ARRAY_SIZE(amd_architectural); i++)
		add_amd(plan, amd_architectural[i].event, amd_architectural[i].select);
	for (i = 0; i < ARRAY_SIZE(amd_walks); i++)
		if (amd_walks[i].family == cpu->family) {
			add_amd(plan, PMU_DTLB_WALKS, amd_walks[i].data);
			add_amd(plan, PMU_ITLB_WALKS, amd_walks[i].fetches);
		}
	plan->global_msr = cpu->amd_v2 ? MSR_AMD_PERF_GLOBAL_CTL : 0;
}

void pmu_plan(const struct pmu_cpu *cpu, struct pmu_plan *plan)
{
	*plan = (struct pmu_plan){ 0 };
	if (!strcmp(cpu->vendor, "GenuineIntel") && LEAF_A_VERSION(cpu->leaf_a_eax))
		plan_intel(cpu, plan);
	else if (!strcmp(cpu->vendor, "AuthenticAMD") && cpu->amd_core)
		plan_amd(cpu, plan);
}

/* Leaf 1's signature as Intel's and AMD's manuals have it (SDM vol. 2A, CPUID). */
static void read_signature(struct pmu_cpu *cpu, u32 eax)
{
	u32 family = eax >> 8 & 0xf, model = eax >> 4 & 0xf;

	if (family == 6 || family == 15)
		model |= (eax >> 16 & 0xf) << 4;
	if (family == 15)
		family += eax >> 20 & 0xff;
	cpu->family = family;
	cpu->model = model;
}

void pmu_read_cpu(struct pmu_cpu *cpu)
{
	u32 a, b, c, d, max;

	*cpu = (struct pmu_cpu){ .family = 0 };
	cpuid(0, &max, &b, &c, &d);
	memcpy(cpu->vendor, &b, 4);
	memcpy(cpu->vendor + 4, &d, 4);
	memcpy(cpu->vendor + 8, &c, 4);
	cpuid(1, &a, &b, &c, &d);
	read_signature(cpu, a);
	if (max >= 0xa)
		cpuid(0xa, &cpu->leaf_a_eax, &cpu->leaf_a_ebx, &c, &cpu->leaf_a_edx);
	cpuid(0x80000000, &max, &b, &c, &d);
	if (max >= 0x80000001) {
		cpuid(0x80000001, &a, &b, &c, &d);
		cpu->amd_core = c & CPUID_AMD_CORE_COUNTERS;
	}
	if (max >= 0x80000022) {
		cpuid(0x80000022, &a, &b, &c, &d);
		cpu->amd_v2 = a & CPUID_AMD_PERFMON_V2;
	}
}
