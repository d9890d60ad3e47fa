// SPDX-License-Identifier: GPL-2.0-or-later
/* write() to pages that are in the page cache already: nothing is allocated in the samples. */
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
	for (uint32_t at = 0; at < FILE_BYTES; at += MAX_SIZE)
		write_all(fd, buf, MAX_SIZE);
	fill_pattern(buf, ARRAY_SIZE(buf), 0);
}

static uint64_t run(uint32_t ops)
{
	uint32_t left = 0;

	for (uint32_t i = ops; i; i--) {
		if (!left) {
			must_be(sys_lseek(fd, 0, SEEK_SET), 0, "lseek");
			left = FILE_BYTES;
		}
		buf[0] = i; /* no two blocks are alike */
		must_be(sys_write(fd, buf, size), size, "write");
		left -= size;
	}
	return mix(CHECKSUM_INIT, ops);
}

/* Reads the file back: first and last word of each page, and all of the last 64 KiB. */
static uint64_t check(uint32_t ops)
{
	static uint32_t back[MAX_SIZE / sizeof(uint32_t)] __attribute__((aligned(PAGE_SIZE)));
	uint64_t sum = mix(CHECKSUM_INIT, ops);

	must_be(sys_lseek(fd, 0, SEEK_SET), 0, "lseek");
	for (uint32_t at = 0; at < FILE_BYTES; at += MAX_SIZE) {
		must_be(sys_read(fd, back, MAX_SIZE), MAX_SIZE, "read back");
		for (uint32_t i = 0; i < ARRAY_SIZE(back); i += PAGE_WORDS)
			sum = mix(sum, (uint64_t)back[i] << 32 | back[i + PAGE_WORDS - 1]);
	}
	return mix(sum, checksum_words(back, ARRAY_SIZE(back)));
}

static const struct workload_case cases[] = {
	{ .params = "size=1", .ops = 10000 },
	{ .params = "size=4096", .ops = 4000, .quick = 1 },
	{ .params = "size=65536", .ops = 400 },
	{},
};

const struct workload workload = {
	.magic = WORKLOAD_MAGIC,
	.group = "syscall",
	.name = "file_write",
	.op = "One write() of `size` bytes at the next place of an 8 MiB file in the page cache, "
	      "with its loop and, at the end of the file, an lseek() to the start",
	.cases = cases,
	.mem_mib = { 2048, 512 },
	.setup = setup,
	.run = run,
	.check = check,
};
