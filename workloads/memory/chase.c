// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * One dependent load a page, in random order: what a TLB is for. Beyond its reach every load is a
 * page walk.
 */
#include "chase.h"

static struct node *start;

static void setup(void)
{
	start = chase_build(param_u32("pages", 64));
}

static uint64_t run(uint32_t ops)
{
	struct node *at = start;

	for (uint32_t i = ops; i; i--)
		at = at->next;
	return mix(CHECKSUM_INIT, at->serial);
}

static uint64_t check(uint32_t ops)
{
	return mix(ops, chase_checksum(start));
}

static const struct workload_case cases[] = {
	{ .params = "pages=8", .ops = 200000 },
	{ .params = "pages=16", .ops = 200000 },
	{ .params = "pages=32", .ops = 200000 },
	{ .params = "pages=64", .ops = 200000, .quick = 1 },
	{ .params = "pages=128", .ops = 200000 },
	{ .params = "pages=256", .ops = 200000 },
	{ .params = "pages=512", .ops = 200000 },
	{ .params = "pages=1024", .ops = 200000 },
	{ .params = "pages=2048", .ops = 200000 },
	{ .params = "pages=4096", .ops = 200000, .quick = 1 },
	{},
};

const struct workload workload = {
	.magic = WORKLOAD_MAGIC,
	.group = "memory",
	.name = "chase",
	.op = "One load of a pointer that the load before gave, on another of `pages` pages, with "
	      "the two other instructions of its loop",
	.cases = cases,
	.setup = setup,
	.run = run,
	.check = check,
};
