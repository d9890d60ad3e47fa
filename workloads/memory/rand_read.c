// SPDX-License-Identifier: GPL-2.0-or-later
/* Independent loads at random places: page walks that a CPU may overlap, unlike the chase's. */
#include "workload.h"

static uint32_t *base, words;

static void setup(void)
{
	uint32_t pages = param_u32("kib", 1024) / 4;

	if (!pages)
		fail("kib: 4 or more is wanted, a page");
	words = pages * PAGE_WORDS;
	base = pages_map(pages, 0);
	fill_pattern(base, words, 0);
}

static uint64_t run(uint32_t ops)
{
	uint32_t sum = 0, seed = 1;

	for (uint32_t i = ops; i; i--)
		sum += base[rand_below(&seed, words)];
	return mix(mix(CHECKSUM_INIT, sum), seed);
}

static const struct workload_case cases[] = {
	{ .params = "kib=64", .ops = 200000 },
	{ .params = "kib=1024", .ops = 200000 },
	{ .params = "kib=16384", .ops = 200000 },
	{},
};

const struct workload workload = {
	.magic = WORKLOAD_MAGIC,
	.group = "memory",
	.name = "rand_read",
	.op = "One load of a word at a random place in `kib` KiB, with the xorshift generator that "
	      "says where",
	.cases = cases,
	.setup = setup,
	.run = run,
};
