// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * A file read from end to end by read(). 64 MiB are 16384 pages: sixteen times what a kmap pool
 * of 1024 slots maps, and far more than any TLB reaches, at a length that a quick emulation bears.
 */
#include "workload.h"

#define CHUNK_PAGES 16

static uint32_t buf[CHUNK_PAGES][PAGE_WORDS] __attribute__((aligned(PAGE_SIZE)));
static uint32_t chunks;
static int fd;

static void setup(void)
{
	uint32_t mib = param_u32("mib", 64);

	if (!mib || mib > 2047)
		fail("mib=%u: 1 to 2047 is wanted", mib);
	chunks = mib * 256 / CHUNK_PAGES;
	fd = tmp_file();
	fill_pattern(buf[0], sizeof(buf) / sizeof(uint32_t), 0);
	for (uint32_t c = 0; c < chunks; c++) {
		for (uint32_t p = 0; p < CHUNK_PAGES; p++)
			buf[p][0] = pattern(c * CHUNK_PAGES + p);
		write_all(fd, buf, sizeof(buf));
	}
}

static uint64_t run(uint32_t ops)
{
	uint32_t sum = 0, left = 0;

	for (uint32_t i = ops / CHUNK_PAGES; i; i--) {
		if (!left) {
			must_be(sys_lseek(fd, 0, SEEK_SET), 0, "lseek");
			left = chunks;
		}
		must_be(sys_read(fd, buf, sizeof(buf)), sizeof(buf), "read");
		left--;
		for (uint32_t p = 0; p < CHUNK_PAGES; p++)
			sum = sum * 31 + buf[p][0];
	}
	return mix(CHECKSUM_INIT, sum);
}

static uint64_t check(uint32_t ops)
{
	return mix(ops, checksum_words(buf[0], sizeof(buf) / sizeof(uint32_t)));
}

static const struct workload_case cases[] = {
	{ .params = "mib=64", .ops = 64 * 256 },
	{},
};

const struct workload workload = {
	.magic = WORKLOAD_MAGIC,
	.group = "memory",
	.name = "pagecache_scan",
	.op = "One page of a file of `mib` MiB in the page cache, read in order by read() calls of "
	      "16 pages, and one word of it summed",
	.cases = cases,
	.mem_mib = { 2048, 512 },
	.setup = setup,
	.run = run,
	.check = check,
};
