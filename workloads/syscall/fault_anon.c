// SPDX-License-Identifier: GPL-2.0-or-later
/* The first write to an anonymous page: a fault, a page allocated, cleared and mapped. */
#include "workload.h"

#define BATCH 1024 /* pages a mapping: few enough for any guest, many enough to hide the calls */

static uint64_t run(uint32_t ops)
{
	uint32_t sum = 0;

	for (uint32_t left = ops, n; left; left -= n) {
		volatile uint32_t *word;
		uint32_t *base;

		n = left < BATCH ? left : BATCH;
		word = base = pages_map(n, 1);
		for (uint32_t i = n; i; i--, word += PAGE_WORDS)
			*word = i;
		while (word != base)
			sum = sum * 31 + *(word -= PAGE_WORDS);
		must(sys_munmap(base, n * PAGE_SIZE), "munmap");
	}
	return mix(CHECKSUM_INIT, sum);
}

static const struct workload_case cases[] = {
	{ .params = "", .ops = 4096, .quick = 1, .sweep = 1 },
	{},
};

const struct workload workload = {
	.magic = WORKLOAD_MAGIC,
	.group = "syscall",
	.name = "fault_anon",
	.op = "One first write to an anonymous page, read again later, with a 1024th of the mmap() "
	      "and munmap() of 1024 pages",
	.cases = cases,
	.mem_mib = { 2048, 512 },
	.run = run,
};
