// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Whole pages of a file that is larger than all lowmem of 3G/1G (896 MiB), read or written. They
 * lie all over the file, so that a sample spans it and yet takes no longer than others.
 */
#include "workload.h"

enum { READ, WRITE };
static const char *const ops_names[] = { "read", "write" };

static uint32_t page[PAGE_WORDS] __attribute__((aligned(PAGE_SIZE)));
static uint32_t pages, op;
static int fd;

static void setup(void)
{
	uint32_t mib = param_u32("mib", 960);

	op = param_choice("op", ops_names, ARRAY_SIZE(ops_names), READ);
	fd = page_file(mib);
	pages = mib * 256;
}

static uint64_t run(uint32_t ops)
{
	uint32_t sum = 0, at = 0, every = pages / ops ? pages / ops : 1;

	for (uint32_t i = ops; i; i--) {
		long offset = at * PAGE_SIZE;

		must_be(sys_lseek(fd, offset, SEEK_SET), offset, "lseek");
		if (op == READ) {
			must_be(sys_read(fd, page, PAGE_SIZE), PAGE_SIZE, "read");
			sum = sum * 31 + page[0] + page[PAGE_FILE_WORDS - 1];
		} else {
			page[0] = page[PAGE_WORDS - 1] = pattern(at);
			must_be(sys_write(fd, page, PAGE_SIZE), PAGE_SIZE, "write");
		}
		at += every;
		if (at >= pages)
			at = 0;
	}
	return mix(CHECKSUM_INIT, sum);
}

/* That the last page's content is where it was written to. */
static uint64_t check(uint32_t ops)
{
	uint32_t every = pages / ops ? pages / ops : 1, last = (ops - 1) * every % pages;
	uint32_t found[PAGE_WORDS];

	must(sys_lseek(fd, last * PAGE_SIZE, SEEK_SET), "lseek");
	must_be(sys_read(fd, found, PAGE_SIZE), PAGE_SIZE, "read");
	return mix(ops, checksum_words(found, PAGE_WORDS));
}

static const struct workload_case cases[] = {
	/* To write the file first takes long, and memory/pagecache_sparse reads one like it. */
	{ .params = "op=read mib=960", .ops = 2048, .extra = 1, .touches_mib = 1000 },
	{ .params = "op=write mib=960", .ops = 2048, .touches_mib = 1000 },
	{},
};

const struct workload workload = {
	.magic = WORKLOAD_MAGIC,
	.group = "highmem",
	.name = "pagecache",
	.op = "One lseek() and read() or write() of a page of a file of `mib` MiB in the page cache, "
	      "in steps through all of the file",
	.cases = cases,
	.setup = setup,
	.run = run,
	.check = check,
};
