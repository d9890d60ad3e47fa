// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * The CPU's performance counters around a sample, where the kernel has started them: read by RDPMC,
 * outside of what RDTSC measures, as a hypervisor may have to emulate that. What is between the two
 * readings and not of the region is taken away as in ledger.c.
 */
#include "lib.h"

#define CALIBRATIONS 4

struct counts {
	uint64_t n[NR_PMU_EVENTS];
};
_Static_assert(WORKLOAD_MAX_SAMPLES * sizeof(struct counts) % PAGE_SIZE == 0, "samples fill pages");

static struct splitbench_pmu list;
static struct counts before, own_cost;
static struct counts
	*samples; /* WORKLOAD_MAX_SAMPLES; in pages of its own, as a program without has none */

static const char *const event_names[] = {
#define NAME(sym, name, what) name,
	SPLITBENCH_PMU_EVENTS(NAME)
};

static inline uint64_t rdpmc(uint32_t which)
{
	uint32_t lo, hi;

	asm volatile("rdpmc" : "=a"(lo), "=d"(hi) : "c"(which) : "memory");
	return (uint64_t)hi << 32 | lo;
}

/* All events, of which some may have several counters. */
static void read_all(struct counts *c)
{
	memset(c, 0, sizeof(*c));
	for (uint32_t i = 0; i < list.nr; i++)
		c->n[list.counters[i].event] += rdpmc(list.counters[i].rdpmc);
}

void pmu_before(void)
{
	read_all(&before);
}

/* The readings may cost less than they did before: at least nothing is left then. */
void pmu_after(uint32_t index)
{
	struct counts *c = &samples[index];

	read_all(c);
	for (uint32_t e = 0; e < NR_PMU_EVENTS; e++) {
		c->n[e] -= before.n[e];
		c->n[e] -= c->n[e] < own_cost.n[e] ? c->n[e] : own_cost.n[e];
	}
}

int pmu_open(void)
{
	struct counts least;
	long ret = sys2(SPLITBENCH_NR_PMU, (long)&list, sizeof(list));

	if (ret == -ENODEV || ret == -ENOSYS)
		return 0;
	must(ret, "counters call");
	samples = pages_map(WORKLOAD_MAX_SAMPLES * sizeof(*samples) / PAGE_SIZE, 0);
	for (uint32_t i = 0; i < CALIBRATIONS; i++) {
		pmu_before();
		pmu_after(i);
		for (uint32_t e = 0; e < NR_PMU_EVENTS; e++)
			if (!i || samples[i].n[e] < least.n[e])
				least.n[e] = samples[i].n[e];
	}
	own_cost = least;
	return 1;
}

static int is_counted(uint32_t event)
{
	for (uint32_t i = 0; i < list.nr; i++)
		if (list.counters[i].event == event)
			return 1;
	return 0;
}

void pmu_print(uint32_t index)
{
	const char *comma = "";

	out("{\"splitbench\":1,\"record\":\"pmu\",\"index\":%u,\"counts\":{", index);
	for (uint32_t e = 0; e < NR_PMU_EVENTS; e++) {
		if (!is_counted(e))
			continue;
		out("%s\"%s\":%llu", comma, event_names[e],
		    (unsigned long long)samples[index].n[e]);
		comma = ",";
	}
	out("}}\n");
}
