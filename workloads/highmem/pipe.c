// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Much data through a pipe whose pages are in highmem, where the machine has any: with 512 MiB none
 * has, so that one case stands beside the other.
 */
#include "workload.h"

#define BYTES (64u << 10) /* what a pipe holds */
#define PAGES (BYTES / PAGE_SIZE)

static uint32_t from[BYTES / sizeof(uint32_t)] __attribute__((aligned(PAGE_SIZE)));
static uint32_t to[BYTES / sizeof(uint32_t)] __attribute__((aligned(PAGE_SIZE)));
static int fds[2];

static void setup(void)
{
	fill_pattern(from, ARRAY_SIZE(from), 0);
	must(sys_pipe(fds), "pipe");
	high_maps_expect(0);
}

static uint64_t run(uint32_t ops)
{
	uint32_t sum = 0;

	for (uint32_t i = ops; i; i--) {
		from[ARRAY_SIZE(from) - 1] = i;
		must_be(sys_write(fds[1], from, BYTES), BYTES, "write");
		must_be(sys_read(fds[0], to, BYTES), BYTES, "read");
		sum = sum * 31 + to[ARRAY_SIZE(to) - 1];
	}
	return mix(CHECKSUM_INIT, sum);
}

static uint64_t check(uint32_t ops)
{
	high_maps_expect((uint64_t)ops * PAGES * 2);
	return mix(ops, checksum_words(to, ARRAY_SIZE(to)));
}

static const struct workload_case cases[] = {
	{ .params = "", .ops = 30 },
	{},
};

const struct workload workload = {
	.magic = WORKLOAD_MAGIC,
	.group = "highmem",
	.name = "pipe",
	.op = "One write() of 64 KiB to a pipe and the read() that empties it: 16 pages that are "
	      "allocated, mapped twice, and freed",
	.cases = cases,
	.mem_mib = { 3584, 512 },
	.setup = setup,
	.run = run,
	.check = check,
};
