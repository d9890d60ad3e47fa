// SPDX-License-Identifier: GPL-2.0-or-later
/* What is counted by which counter, for CPUs that this machine is not. */
#include "ktest.h"
#include "pmu.h"
#include "string.h"

#define LEAF_A(version, counters, events) ((version) | (counters) << 8 | 48 << 16 | (events) << 24)
#define ON				  0x430000u /* in user mode and the kernel, enabled */

/* In the order of the plan; a counter of select 0 is a fixed one. */
static const struct {
	struct pmu_cpu cpu;
	u32 nr, global_msr;
	u64 global;
	struct {
		enum pmu_event event;
		u32 rdpmc, select;
	} counters[5];
} cpus[] = {
	/* Skylake: two fixed counters, three of four others. */
	{ { "GenuineIntel", 6, 0x5e, LEAF_A(4, 4, 7), 0, 3, false, false },
	  5,
	  0x38f,
	  0x300000007,
	  { { PMU_INSTRUCTIONS, 0x40000000, 0 },
	    { PMU_CYCLES, 0x40000001, 0 },
	    { PMU_DTLB_WALKS, 0, ON | 0x0e08 },
	    { PMU_DTLB_WALKS, 1, ON | 0x0e49 },
	    { PMU_ITLB_WALKS, 2, ON | 0x0e85 } } },
	/* Sapphire Rapids has other numbers. */
	{ { "GenuineIntel", 6, 0x8f, LEAF_A(5, 8, 8), 0, 4, false, false },
	  5,
	  0x38f,
	  0x300000007,
	  { { PMU_INSTRUCTIONS, 0x40000000, 0 },
	    { PMU_CYCLES, 0x40000001, 0 },
	    { PMU_DTLB_WALKS, 0, ON | 0x0e12 },
	    { PMU_DTLB_WALKS, 1, ON | 0x0e13 },
	    { PMU_ITLB_WALKS, 2, ON | 0x0e11 } } },
	/* Version 1 has no fixed counters, and of two none is left for stores beside loads. */
	{ { "GenuineIntel", 6, 0x5e, LEAF_A(1, 2, 7), 0, 3, false, false },
	  2,
	  0,
	  3,
	  { { PMU_INSTRUCTIONS, 0, ON | 0xc0 }, { PMU_CYCLES, 1, ON | 0x3c } } },
	/* An event that is marked as missing, and a model that is not known. */
	{ { "GenuineIntel", 6, 0xff, LEAF_A(2, 4, 7), 1 << 1, 0, false, false },
	  1,
	  0x38f,
	  1,
	  { { PMU_CYCLES, 0, ON | 0x3c } } },
	/* Zen 2, and Zen 4 with the register for all. */
	{ { "AuthenticAMD", 0x17, 0x31, 0, 0, 0, true, false },
	  4,
	  0,
	  0xf,
	  { { PMU_CYCLES, 0, ON | 0x76 },
	    { PMU_INSTRUCTIONS, 1, ON | 0xc0 },
	    { PMU_DTLB_WALKS, 2, ON | 0xf045 },
	    { PMU_ITLB_WALKS, 3, ON | 0x0785 } } },
	{ { "AuthenticAMD", 0x19, 0x11, 0, 0, 0, true, true },
	  4,
	  0xc0000301,
	  0xf,
	  { { PMU_CYCLES, 0, ON | 0x76 },
	    { PMU_INSTRUCTIONS, 1, ON | 0xc0 },
	    { PMU_DTLB_WALKS, 2, ON | 0xf045 },
	    { PMU_ITLB_WALKS, 3, ON | 0x0f85 } } },
	/* A Pentium III, and AMD's processors where the guest has no counters. */
	{ .cpu = { "GenuineIntel", 6, 8, 0, 0, 0, false, false } },
	{ .cpu = { "AuthenticAMD", 0x19, 0x11, 0, 0, 0, false, false } },
};

KTEST(pmu_plans, "performance counters: what each CPU can count, and by which registers")
{
	struct pmu_plan plan;
	u32 i, k;

	for (i = 0; i < ARRAY_SIZE(cpus); i++) {
		pmu_plan(&cpus[i].cpu, &plan);
		EXPECT_EQ(plan.nr, cpus[i].nr);
		for (k = 0; k < plan.nr; k++) {
			EXPECT_EQ(plan.counters[k].event, cpus[i].counters[k].event);
			EXPECT_EQ(plan.counters[k].rdpmc, cpus[i].counters[k].rdpmc);
			EXPECT_EQ(plan.counters[k].select, cpus[i].counters[k].select);
			EXPECT_EQ(!plan.counters[k].control, !plan.counters[k].select);
		}
		if (!plan.nr)
			continue;
		EXPECT_EQ(plan.global_msr, cpus[i].global_msr);
		EXPECT_EQ(plan.global >> 32, cpus[i].global >> 32);
		EXPECT_EQ((u32)plan.global, (u32)cpus[i].global);
	}
}

/* Registers: Intel's lie side by side, AMD's two by two. */
KTEST(pmu_registers, "performance counters: the registers of the third of each vendor")
{
	struct pmu_plan plan;

	pmu_plan(&cpus[0].cpu, &plan);
	EXPECT_EQ(plan.counters[4].control, 0x188);
	EXPECT_EQ(plan.counters[4].counter, 0xc3);
	EXPECT_EQ(plan.counters[1].counter, 0x30a);
	EXPECT_EQ(plan.fixed_control, 0x33);
	pmu_plan(&cpus[4].cpu, &plan);
	EXPECT_EQ(plan.counters[2].control, 0xc0010204);
	EXPECT_EQ(plan.counters[2].counter, 0xc0010205);
	EXPECT_EQ(plan.fixed_control, 0);
}
