// SPDX-License-Identifier: GPL-2.0-or-later
/* Memory that comes and goes at once, as a C library's large allocations do. */
#include "workload.h"

static uint32_t pages;

static void setup(void)
{
	pages = param_u32("pages", 16);
}

static uint64_t run(uint32_t ops)
{
	uint32_t sum = 0;

	for (uint32_t i = ops; i; i--) {
		uint32_t *base = pages_map(pages, 1);

		for (uint32_t p = 0; p < pages; p++) {
			volatile uint32_t *page = &base[p * PAGE_WORDS];

			page[0] = p + i;
			sum = sum * 31 + page[0] + page[PAGE_WORDS - 1]; /* the latter is 0 */
		}
		must(sys_munmap(base, pages * PAGE_SIZE), "munmap");
	}
	return mix(CHECKSUM_INIT, sum);
}

static const struct workload_case cases[] = {
	{ .params = "pages=1", .ops = 2000 },
	{ .params = "pages=16", .ops = 200, .quick = 1 },
	{ .params = "pages=256", .ops = 15 },
	{},
};

const struct workload workload = {
	.magic = WORKLOAD_MAGIC,
	.group = "syscall",
	.name = "mmap",
	.op = "One mmap() of `pages` anonymous pages, a word written in each, and the munmap()",
	.cases = cases,
	.mem_mib = { 2048, 512 },
	.setup = setup,
	.run = run,
};
