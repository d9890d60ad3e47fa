// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * How many files can be mapped. Each has 4 MiB and no name any more, is mapped whole, and one page
 * of it is read: an inode, an open file, an area and a page table in lowmem, and the page wherever
 * there is one. A file system in memory holds half of the memory at most.
 */
#include "capacity.h"

#define FILE_BYTES (4u << 20)
#define EACH	   192 /* files of a process: less than a GiB of addresses */
#define PATH	   "/tmp/splitbench-mapped"

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
	(void)*(volatile char *)ret;
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
	.op = "Files of 4 MiB that are mapped, and a page of each read there, in as many processes as "
	      "it takes, until the first file, mapping or process is refused, or a process killed",
	.cases = cases,
	.mem_mib = { 2048 },
	.setup = capacity_setup,
	.run = run,
	.results = WORKLOAD_CAPACITIES,
};
