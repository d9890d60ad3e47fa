// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * A little of many pages of a file that is larger than all lowmem of 3G/1G (896 MiB): the page
 * cache of a machine whose kernel can address only part of it. Every 32nd page is read, so that
 * a sample spans the file and yet takes no longer than others; what costs is writing it first.
 * 960 MiB is also what a tmpfs takes in a guest of 2 GiB: half of the memory is its limit.
 */
#include "workload.h"

#define EVERY 32
#define TAKE  (PAGE_FILE_WORDS * sizeof(uint32_t))

static uint32_t pages;
static int fd;

static void setup(void)
{
	uint32_t mib = param_u32("mib", 960);

	fd = page_file(mib);
	pages = mib * 256;
}

static uint64_t run(uint32_t ops)
{
	uint32_t words[TAKE / sizeof(uint32_t)], sum = 0, page = 0;

	for (uint32_t i = ops; i; i--) {
		long offset = page * PAGE_SIZE;

		must_be(sys_lseek(fd, offset, SEEK_SET), offset, "lseek");
		must_be(sys_read(fd, words, TAKE), TAKE, "read");
		sum = sum * 31 + words[0] + words[ARRAY_SIZE(words) - 1];
		page += EVERY;
		if (page >= pages)
			page = 0;
	}
	return mix(CHECKSUM_INIT, sum);
}

static const struct workload_case cases[] = {
	{ .params = "mib=960", .ops = 960 * 256 / EVERY, .touches_mib = 1000 },
	{},
};

const struct workload workload = {
	.magic = WORKLOAD_MAGIC,
	.group = "memory",
	.name = "pagecache_sparse",
	.op = "One lseek() and read() of 64 bytes at the start of every 32nd page of a file of `mib` "
	      "MiB in the page cache",
	.cases = cases,
	.setup = setup,
	.run = run,
};
