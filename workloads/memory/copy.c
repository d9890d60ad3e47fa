// SPDX-License-Identifier: GPL-2.0-or-later
/* A copy within user memory. */
#include "workload.h"

static uint32_t *from, *to;
static uint32_t bytes;

static void setup(void)
{
	uint32_t pages;

	bytes = param_u32("kib", 64) * 1024;
	pages = bytes / PAGE_SIZE;
	if (!pages || bytes % PAGE_SIZE)
		fail("kib: a multiple of 4 is wanted, whole pages");
	from = pages_map(pages, 0);
	to = pages_map(pages, 0);
	fill_pattern(from, bytes / sizeof(*from), 0);
}

static uint64_t run(uint32_t ops)
{
	uint32_t sum = 0, last = bytes / sizeof(*to) - 1;

	for (uint32_t i = ops; i; i--) {
		from[last] = i;
		memcpy(to, from, bytes);
		sum = sum * 31 + to[last];
	}
	return mix(CHECKSUM_INIT, sum);
}

static uint64_t check(uint32_t ops)
{
	return mix(ops, checksum_words(to, bytes / sizeof(*to)));
}

static const struct workload_case cases[] = {
	{ .params = "kib=64", .ops = 300, .quick = 1 },
	{},
};

const struct workload workload = {
	.magic = WORKLOAD_MAGIC,
	.group = "memory",
	.name = "copy",
	.op = "One copy of `kib` KiB from one place in memory to another by rep movsl, of which "
	      "every iteration counts as an instruction",
	.cases = cases,
	.setup = setup,
	.run = run,
	.check = check,
};
