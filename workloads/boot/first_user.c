// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * What it costs to boot: nothing is timed here, the kernel tells what the TSC was at the first
 * instruction in user mode. The TSC counts from reset, firmware included.
 */
#include "workload.h"

static uint64_t run(uint32_t ops)
{
	sample_cycles = machine_boot_tsc();
	if (!sample_cycles || sample_cycles > rdtsc())
		fail("the kernel says that user mode began in the future");
	return mix(CHECKSUM_INIT, ops);
}

static const struct workload_case cases[] = {
	{ .params = "", .ops = 1, .quick = 1 },
	{},
};

const struct workload workload = {
	.magic = WORKLOAD_MAGIC,
	.group = "boot",
	.name = "first_user",
	.op = "One boot: from reset, firmware and boot loader included, to the first instruction in "
	      "user mode; a property of the run, so that all samples are the same",
	.cases = cases,
	.mem_mib = { 1024, 2048, 512 },
	.run = run,
};
