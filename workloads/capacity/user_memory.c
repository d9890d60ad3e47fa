// SPDX-License-Identifier: GPL-2.0-or-later
/* How much memory one program can write to: all there is, or all its addresses. */
#include "capacity.h"

#define CHUNK_PAGES 256

/* When it is killed the memory is gone: what was left of the zones is known to the last chunk. */
static long explore(void)
{
	for (;;) {
		long base = sys_mmap_anon(CHUNK_PAGES * PAGE_SIZE);

		capacity_note();
		if (is_error(base))
			return base;
		for (uint32_t i = 0; i < CHUNK_PAGES; i++) {
			*(volatile uint32_t *)(base + i * PAGE_SIZE) = i;
			if (capacity_found(PAGE_SIZE / 1024))
				return CAPACITY_MOST;
		}
	}
}

static uint64_t run(uint32_t ops)
{
	capacity_explore("user_memory", "KiB", explore);
	return mix(CHECKSUM_INIT, ops);
}

static const struct workload_case cases[] = {
	{ .params = "", .ops = 1, .sweep = 1, .touches_mib = WORKLOAD_TOUCHES_RAM },
	{},
};

const struct workload workload = {
	.magic = WORKLOAD_MAGIC,
	.group = "capacity",
	.name = "user_memory",
	.op = "Memory that one process has written to, until mmap() refuses it more or the kernel "
	      "kills it",
	.cases = cases,
	.mem_mib = { 64, 3584 },
	.setup = capacity_setup,
	.run = run,
	.results = WORKLOAD_CAPACITIES,
};
