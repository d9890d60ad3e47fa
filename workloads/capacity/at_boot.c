// SPDX-License-Identifier: GPL-2.0-or-later
/* What the first program finds: how much it could map, and what the kernel has left of its own. */
#include "../lib/lib.h"
#include "capacity.h"

#define RESERVED (MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE)
#define MEMORY	 (MAP_PRIVATE | MAP_ANONYMOUS)

/* The most pages that one mmap() gives. What is larger than a size refused is refused too. */
static uint32_t largest(int prot, int flags)
{
	uint32_t good = 0, bad = 1u << 20;

	while (bad - good > 1) {
		uint32_t middle = good + (bad - good) / 2;
		long addr = sys_mmap(middle * PAGE_SIZE, prot, flags, -1);

		if (is_error(addr)) {
			must_be(addr, -ENOMEM, "mmap");
			bad = middle;
		} else {
			must(sys_munmap((void *)addr, middle * PAGE_SIZE), "munmap");
			good = middle;
		}
	}
	return good;
}

static uint64_t run(uint32_t ops)
{
	const struct splitbench_stats *s = machine_stats();
	uint64_t all = 0;
	uint32_t pages;

	capacity_value("largest_reservation", (uint64_t)largest(PROT_NONE, RESERVED) * 4, "KiB");
	capacity_value("largest_mapping", (uint64_t)largest(PROT_READ | PROT_WRITE, MEMORY) * 4,
		       "KiB");
	while ((pages = largest(PROT_NONE, RESERVED))) {
		must(sys_mmap(pages * PAGE_SIZE, PROT_NONE, RESERVED, -1), "mmap");
		all += pages;
	}
	capacity_value("all_reservations", all * 4, "KiB");
	if (s) {
		capacity_value("lowmem", s->low_total_kib, "KiB");
		capacity_value("lowmem_free", s->low_free_kib, "KiB");
		capacity_value("highmem", s->high_total_kib, "KiB");
		capacity_value("struct_pages", s->page_struct_kib, "KiB");
	}
	return mix(CHECKSUM_INIT, ops);
}

static const struct workload_case cases[] = {
	{ .params = "", .ops = 1, .sweep = 1 },
	{},
};

const struct workload workload = {
	.magic = WORKLOAD_MAGIC,
	.group = "capacity",
	.name = "at_boot",
	.op = "What there is when the first program starts: the largest mapping without and with "
	      "memory behind it, all that can be mapped together, lowmem and what is free of it, "
	      "and the struct pages",
	.cases = cases,
	.mem_mib = { 64, 256, 512, 896, 1024, 1536, 2048, 3072, 3584, 8192, 16384, 32768, 64512 },
	.run = run,
	.results = WORKLOAD_CAPACITIES,
};
