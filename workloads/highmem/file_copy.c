// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * A file copied to another, both in the page cache, whose pages are in highmem where the machine
 * has any. 8 MiB are twice as many pages as the kmap pool has slots.
 */
#include "workload.h"

#define MIB   8
#define BYTES (64u << 10)
#define PAGES (BYTES / PAGE_SIZE)

static uint32_t buf[BYTES / sizeof(uint32_t)] __attribute__((aligned(PAGE_SIZE)));
static int from, to;

static void setup(void)
{
	from = page_file(MIB);
	to = page_file(MIB);
	high_maps_expect(0);
}

static uint64_t run(uint32_t ops)
{
	uint32_t sum = 0, left = 0;

	for (uint32_t i = ops; i; i--, left--) {
		if (!left) {
			must_be(sys_lseek(from, 0, SEEK_SET), 0, "lseek");
			must_be(sys_lseek(to, 0, SEEK_SET), 0, "lseek");
			left = (MIB << 20) / BYTES;
		}
		must_be(sys_read(from, buf, BYTES), BYTES, "read");
		sum = sum * 31 + buf[0];
		must_be(sys_write(to, buf, BYTES), BYTES, "write");
	}
	return mix(CHECKSUM_INIT, sum);
}

static uint64_t check(uint32_t ops)
{
	high_maps_expect((uint64_t)ops * PAGES * 2);
	return mix(ops, checksum_words(buf, ARRAY_SIZE(buf)));
}

static const struct workload_case cases[] = {
	{ .params = "", .ops = 32 },
	{},
};

const struct workload workload = {
	.magic = WORKLOAD_MAGIC,
	.group = "highmem",
	.name = "file_copy",
	.op = "One read() of 64 KiB from a file of 8 MiB in the page cache, and the write() of them "
	      "to another",
	.cases = cases,
	.mem_mib = { 3584 },
	.setup = setup,
	.run = run,
	.check = check,
};
