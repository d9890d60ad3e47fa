// SPDX-License-Identifier: GPL-2.0-or-later
/* Making a process and ending it; `pages` is the memory that the parent has besides its program. */
#include "workload.h"

static void setup(void)
{
	uint32_t pages = param_u32("pages", 0);

	if (pages)
		pages_map(pages, 0);
}

static uint64_t run(uint32_t ops)
{
	for (uint32_t i = ops; i; i--) {
		int child = must(sys_fork(), "fork");

		if (!child)
			sys_exit(i & 0x7f);
		must_be(child_wait(child), i & 0x7f, "exit status of the child");
	}
	return mix(CHECKSUM_INIT, ops);
}

static const struct workload_case cases[] = {
	{ .params = "pages=0", .ops = 200, .quick = 1 },
	{ .params = "pages=1024", .ops = 40, .sweep = 1 },
	{},
};

const struct workload workload = {
	.magic = WORKLOAD_MAGIC,
	.group = "syscall",
	.name = "fork",
	.op = "One fork(), the child's exit_group() and the parent's wait4(), where the parent has "
	      "`pages` pages of its own besides its program",
	.cases = cases,
	.mem_mib = { 2048, 512 },
	.setup = setup,
	.run = run,
};
