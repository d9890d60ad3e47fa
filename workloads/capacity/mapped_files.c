// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * How many files can be mapped. Each has 16 MiB and no name any more, is mapped whole, and a page
 * of every 4 MiB is read: an inode, an open file, an area and four page tables in lowmem, and four
 * pages wherever there are some. A file system in memory holds half of the memory at most.
 */
#include "capacity.h"

#define FILE_BYTES  (16u << 20)
#define TABLE_BYTES (4u << 20) /* what a page table maps at most */
#define EACH	    48 /* files of a process: less than a GiB of addresses */
#define PATH	    "/tmp/splitbench-mapped"

static long map_one(void)
{
	int fd = sys_open(PATH, O_RDWR | O_CREAT | O_EXCL, 0600);
	long ret = fd;

	if (fd < 0)
		return ret;
	sys_unlink(PATH);
	ret = sys_ftruncate(fd, FILE_BYTES);
	if (!ret)
		ret = sys_mmap(FILE_BYTES, PROT_READ, MAP_PRIVATE, fd);
	sys_close(fd);
	if (is_error(ret))
		return ret;
	for (uint32_t at = 0; at < FILE_BYTES; at += TABLE_BYTES)
		(void)*(volatile char *)(ret + at);
	return 0;
}

static long map_all(void)
{
	for (uint32_t i = 0; i < EACH; i++) {
		long err = map_one();

		if (err)
			return err;
		if (capacity_found(1))
			return CAPACITY_MOST;
	}
	return 0;
}

static long explore(void)
{
	return capacity_crowd(map_all);
}

static uint64_t run(uint32_t ops)
{
	capacity_explore("mapped_files", "files", explore);
	return mix(CHECKSUM_INIT, ops);
}

static const struct workload_case cases[] = {
	{ .params = "", .ops = 1, .sweep = 1, .touches_mib = WORKLOAD_TOUCHES_RAM },
	{},
};

const struct workload workload = {
	.magic = WORKLOAD_MAGIC,
	.group = "capacity",
	.name = "mapped_files",
	.op = "Files of 16 MiB that are mapped, and four pages of each read there, in as many processes "
	      "as it takes, until the first file, mapping or process is refused, or a process killed",
	.cases = cases,
	.mem_mib = { 2048 },
	.setup = capacity_setup,
	.run = run,
	.results = WORKLOAD_CAPACITIES,
};
