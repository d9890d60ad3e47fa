// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * The kernel's statistics around a sample. The two calls that frame a region are in its difference
 * themselves (the end of the first, the start of the second), so the library measures two calls
 * with nothing between them and takes that away.
 */
#include "lib.h"

/* A timer tick may fall between the two calls of a calibration, but not of every one. */
#define CALIBRATIONS 4

/* Aligned so that a copy to either touches one page, whatever else is in the program. */
static struct splitbench_stats before __attribute__((aligned(2048)));
static struct splitbench_stats after __attribute__((aligned(2048)));
_Static_assert(sizeof(struct splitbench_stats) <= 2048, "statistics are within one page");

static struct splitbench_stats machine;
static struct ledger own_cost;
static int present;

static const char *const cause_names[] = {
#define NAME(sym, name, what) name,
	SPLITBENCH_CAUSES(NAME)
};
static const char *const kind_names[] = { SPLITBENCH_KINDS(NAME) };
static const char *const counter_names[] = { SPLITBENCH_COUNTERS(NAME) };

int ledger_present(void)
{
	return present;
}

static long stats(struct splitbench_stats *s)
{
	return sys2(SPLITBENCH_NR_STATS, (long)s, sizeof(*s));
}

static void difference(struct ledger *diff)
{
	for (uint32_t c = 0; c < NR_LEDGER_CAUSES; c++) {
		for (uint32_t k = 0; k < NR_LEDGER_KINDS; k++)
			diff->events[c][k] = after.ledger[c][k] - before.ledger[c][k];
	}
	for (uint32_t i = 0; i < NR_COUNTERS; i++)
		diff->counters[i] = after.counters[i] - before.counters[i];
}

static void keep_smaller(uint64_t *kept, const uint64_t *other, uint32_t nr)
{
	for (uint32_t i = 0; i < nr; i++) {
		if (other[i] < kept[i])
			kept[i] = other[i];
	}
}

static void calibrate(void)
{
	struct ledger diff;

	for (uint32_t i = 0; i < CALIBRATIONS; i++) {
		stats(&before);
		stats(&after);
		difference(&diff);
		if (!i)
			own_cost = diff;
		keep_smaller(&own_cost.events[0][0], &diff.events[0][0],
			     NR_LEDGER_CAUSES * NR_LEDGER_KINDS);
		keep_smaller(own_cost.counters, diff.counters, NR_COUNTERS);
	}
}

int ledger_open(void)
{
	long ret;

	memset(&before, 0, sizeof(before));
	memset(&after, 0, sizeof(after));
	ret = stats(&machine);
	if (ret == -ENOSYS)
		return 0;
	must(ret, "statistics call");
	if (machine.version != SPLITBENCH_STATS_VERSION || ret != sizeof(machine))
		fail("the kernel's statistics are version %u with %d bytes, this program reads "
		     "version %u with %u: build both from one tree",
		     machine.version, (int)ret, SPLITBENCH_STATS_VERSION,
		     (unsigned)sizeof(machine));
	calibrate();
	return present = 1;
}

void ledger_read(struct splitbench_stats *s)
{
	if (present)
		stats(s);
}

void ledger_before(void)
{
	if (!present)
		return;
	/* After a fork the page is shared: it is copied here, not by the call, behind its counting.
	 */
	*(volatile unsigned int *)&before = 0;
	stats(&before);
}

void ledger_after(struct ledger *diff)
{
	if (!present)
		return;
	stats(&after);
	difference(diff);
	for (uint32_t c = 0; c < NR_LEDGER_CAUSES; c++) {
		for (uint32_t k = 0; k < NR_LEDGER_KINDS; k++)
			diff->events[c][k] -= own_cost.events[c][k];
	}
	for (uint32_t i = 0; i < NR_COUNTERS; i++)
		diff->counters[i] -= own_cost.counters[i];
}

void ledger_print(uint32_t index, const struct ledger *diff)
{
	const char *comma = "";

	out("{\"splitbench\":1,\"record\":\"ledger\",\"index\":%u,\"counts\":{", index);
	for (uint32_t c = 0; c < NR_LEDGER_CAUSES; c++) {
		for (uint32_t k = 0; k < NR_LEDGER_KINDS; k++) {
			if (!diff->events[c][k])
				continue;
			out("%s\"%s.%s\":%llu", comma, cause_names[c], kind_names[k],
			    (unsigned long long)diff->events[c][k]);
			comma = ",";
		}
	}
	comma = "";
	out("},\"counters\":{");
	for (uint32_t i = 0; i < NR_COUNTERS; i++) {
		if (!diff->counters[i])
			continue;
		out("%s\"%s\":%llu", comma, counter_names[i],
		    (unsigned long long)diff->counters[i]);
		comma = ",";
	}
	out("}}\n");
}

void machine_print(void)
{
	const struct splitbench_stats *m = &machine;
	const struct {
		const char *name;
		uint32_t value;
	} fields[] = {
		{ "user_top", m->user_top },
		{ "kernel_base", m->kernel_base },
		{ "direct_end", m->direct_end },
		{ "separate_pgd", m->separate_pgd },
		{ "ram_kib", m->ram_kib },
		{ "low_total_kib", m->low_total_kib },
		{ "low_free_kib", m->low_free_kib },
		{ "high_total_kib", m->high_total_kib },
		{ "high_free_kib", m->high_free_kib },
		{ "page_struct_kib", m->page_struct_kib },
		{ "slab_kib", m->slab_kib },
		{ "page_tables_kib", m->page_tables_kib },
		{ "kernel_stack_kib", m->kernel_stack_kib },
		{ "cached_kib", m->cached_kib },
		{ "clean_kib", m->clean_kib },
		{ "min_kib", m->min_kib },
		{ "low_kib", m->low_kib },
		{ "high_kib", m->high_kib },
		{ "tsc_khz", m->tsc_khz },
	};

	out("{\"splitbench\":1,\"record\":\"machine\",\"config\":");
	out_json(m->config);
	for (uint32_t i = 0; i < ARRAY_SIZE(fields); i++)
		out(",\"%s\":%u", fields[i].name, fields[i].value);
	out(",\"boot_tsc\":%llu}\n", m->boot_tsc);
}

void nofit_highmem(void)
{
	nofit("it is about pages in highmem, and %s has %u KiB of that, with %u MiB of RAM",
	      machine.config, machine.high_total_kib, machine.ram_kib >> 10);
}

void high_maps_expect(uint64_t n)
{
	static uint64_t last;
	uint64_t now;

	if (!present || !machine.high_total_kib)
		return;
	must(stats(&before), "statistics call");
	now = before.counters[COUNT_KMAPS_HIGH];
	if (now - last < n)
		fail("%u highmem pages were mapped, but %u is the least: not all pages are in highmem",
		     (unsigned)(now - last), (unsigned)n);
	last = now;
}

const struct splitbench_stats *machine_stats(void)
{
	return present ? &machine : NULL;
}

uint64_t machine_boot_tsc(void)
{
	if (!present)
		fail("%s/%s needs the Splitbench kernel, which says when user mode began: run it "
		     "in a guest",
		     workload.group, workload.name);
	return machine.boot_tsc;
}
