// SPDX-License-Identifier: GPL-2.0-or-later
/* Memory read from end to end, a word at a time: the best case for a TLB. */
#include "workload.h"

static uint32_t *base, pages;

static void setup(void)
{
	pages = param_u32("kib", 1024) / 4;
	if (!pages)
		fail("kib: 4 or more is wanted, a page");
	base = pages_map(pages, 0);
	fill_pattern(base, pages * PAGE_WORDS, 0);
}

static uint64_t run(uint32_t ops)
{
	uint32_t a = 0, b = 0, c = 0, d = 0, page = 0;

	for (uint32_t n = ops; n; n--) {
		const uint32_t *word = base + page * PAGE_WORDS;

		for (uint32_t i = PAGE_WORDS / 4; i; i--, word += 4) {
			a += word[0];
			b ^= word[1];
			c += word[2];
			d ^= word[3];
		}
		if (++page == pages)
			page = 0;
	}
	return mix(mix(mix(mix(CHECKSUM_INIT, a), b), c), d);
}

static const struct workload_case cases[] = {
	{ .params = "kib=64", .ops = 3200 },
	{ .params = "kib=8192", .ops = 4096 },
	{},
};

const struct workload workload = {
	.magic = WORKLOAD_MAGIC,
	.group = "memory",
	.name = "seq_read",
	.op = "One page of `kib` KiB read in order, 1024 loads of a word, the first page again "
	      "after the last",
	.cases = cases,
	.setup = setup,
	.run = run,
};
