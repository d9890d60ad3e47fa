// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * How many processes there can be that do nothing but wait. With tables=0 each has the pages of
 * this small program. Larger ones are told apart by their page tables: memory that is read and was
 * never written to is one page for all, so that a process with `tables` more of them costs lowmem
 * alone.
 */
#include "capacity.h"

#define TABLE_BYTES (4u << 20) /* what a page table maps at most */

static uint32_t tables;

static long one_more(void)
{
	if (tables) {
		long base = sys_mmap(tables * TABLE_BYTES, PROT_READ,
				     MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1);

		if (is_error(base))
			return base;
		for (uint32_t i = 0; i < tables; i++)
			(void)*(volatile char *)(base + i * TABLE_BYTES);
	}
	return capacity_found(1) ? CAPACITY_MOST : 0;
}

static long explore(void)
{
	return capacity_crowd(one_more);
}

static void setup(void)
{
	tables = param_u32("tables", 0);
	if (tables > 64)
		fail("tables=%u: at most 64 is wanted", tables);
	capacity_setup();
}

static uint64_t run(uint32_t ops)
{
	capacity_explore("processes", "processes", explore);
	return mix(CHECKSUM_INIT, ops);
}

static const struct workload_case cases[] = {
	/* 24 KiB of lowmem and two pages for each of at most 32768. */
	{ .params = "tables=0", .ops = 1, .sweep = 1, .touches_mib = 1200 },
	{ .params = "tables=32", .ops = 1, .sweep = 1, .touches_mib = WORKLOAD_TOUCHES_LOWMEM },
	{},
};

const struct workload workload = {
	.magic = WORKLOAD_MAGIC,
	.group = "capacity",
	.name = "processes",
	.op = "Processes made by fork() that sleep in read(), each with `tables` page tables besides "
	      "those of a small program, until the first one is refused or killed",
	.cases = cases,
	.mem_mib = { 64, 2048, 64512 },
	.setup = setup,
	.run = run,
	.results = WORKLOAD_CAPACITIES,
};
