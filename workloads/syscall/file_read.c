// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * read() from the page cache. The file has 2048 pages, twice as many as the kmap pool has slots,
 * so that a kernel with highmem cannot keep them all mapped.
 */
#include "workload.h"

#define FILE_BYTES (8u << 20)
#define MAX_SIZE   (64u << 10)

static uint32_t buf[MAX_SIZE / sizeof(uint32_t)] __attribute__((aligned(PAGE_SIZE)));
static uint32_t size;
static int fd;

static void setup(void)
{
	size = param_u32("size", 4096);
	if (!size || size > MAX_SIZE || FILE_BYTES % size)
		fail("size=%u: a power of two up to %u is wanted", size, MAX_SIZE);
	fd = tmp_file();
	for (uint32_t at = 0; at < FILE_BYTES; at += MAX_SIZE) {
		fill_pattern(buf, ARRAY_SIZE(buf), at);
		write_all(fd, buf, MAX_SIZE);
	}
	memset(buf, 0, sizeof(buf));
}

static uint64_t run(uint32_t ops)
{
	uint32_t sum = 0, left = 0;

	for (uint32_t i = ops; i; i--) {
		if (!left) {
			must_be(sys_lseek(fd, 0, SEEK_SET), 0, "lseek");
			left = FILE_BYTES;
		}
		must_be(sys_read(fd, buf, size), size, "read");
		left -= size;
		sum = sum * 31 + buf[0];
	}
	return mix(CHECKSUM_INIT, sum);
}

/* All of the last block, so that the end of a copy counts as its start does. */
static uint64_t check(uint32_t ops)
{
	return mix(ops, checksum_words(buf, ARRAY_SIZE(buf)));
}

static const struct workload_case cases[] = {
	{ .params = "size=1", .ops = 10000 },
	{ .params = "size=16", .ops = 10000, .extra = 1 },
	{ .params = "size=64", .ops = 10000, .extra = 1 },
	{ .params = "size=128", .ops = 10000, .extra = 1 },
	{ .params = "size=4096", .ops = 4000, .quick = 1, .sweep = 1 },
	{ .params = "size=65536", .ops = 400 },
	{},
};

const struct workload workload = {
	.magic = WORKLOAD_MAGIC,
	.group = "syscall",
	.name = "file_read",
	.op = "One read() of `size` bytes at the next place of an 8 MiB file in the page cache, "
	      "with its loop and, at the end of the file, an lseek() to the start",
	.cases = cases,
	.mem_mib = { 2048, 512 },
	.setup = setup,
	.run = run,
	.check = check,
};
