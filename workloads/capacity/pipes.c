// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * How many pipes can be open. A process may have 256 descriptors, and so processes are needed too,
 * one for each 120 pipes or so.
 */
#include "capacity.h"

static long open_all(void)
{
	int fds[2];

	for (;;) {
		long ret = sys_pipe(fds);

		if (ret)
			return ret == -EMFILE ? 0 : ret;
		if (capacity_found(1))
			return CAPACITY_MOST;
	}
}

static long explore(void)
{
	return capacity_crowd(open_all);
}

static uint64_t run(uint32_t ops)
{
	capacity_explore("pipes", "pipes", explore);
	return mix(CHECKSUM_INIT, ops);
}

static const struct workload_case cases[] = {
	{ .params = "", .ops = 1, .sweep = 1, .touches_mib = WORKLOAD_TOUCHES_LOWMEM },
	{},
};

const struct workload workload = {
	.magic = WORKLOAD_MAGIC,
	.group = "capacity",
	.name = "pipes",
	.op = "Pipes that are open and empty, in as many processes as the descriptors ask for, until "
	      "the first pipe or process is refused, or a process killed",
	.cases = cases,
	.mem_mib = { 1024 },
	.setup = capacity_setup,
	.run = run,
	.results = WORKLOAD_CAPACITIES,
};
