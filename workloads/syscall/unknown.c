// SPDX-License-Identifier: GPL-2.0-or-later
/* A call that does not exist: entry and exit, and nothing between them but a comparison. */
#include "workload.h"

#define NR_UNKNOWN 0x5aff /* Linux's i386 numbers end far below */

static uint64_t run(uint32_t ops)
{
	long differ = 0;

	if (entry_kind == ENTRY_SYSENTER) {
		for (uint32_t i = ops; i; i--)
			differ |= sys0(NR_UNKNOWN) ^ -ENOSYS;
	} else {
		for (uint32_t i = ops; i; i--)
			differ |= sys0_int80(NR_UNKNOWN) ^ -ENOSYS;
	}
	if (differ)
		fail("an unknown system call gave something else than ENOSYS");
	return mix(CHECKSUM_INIT, ops);
}

static const struct workload_case cases[] = {
	{ .params = "entry=int80", .ops = 10000, .quick = 1 },
	{ .params = "entry=sysenter", .ops = 10000 },
	{},
};

const struct workload workload = {
	.magic = WORKLOAD_MAGIC,
	.group = "syscall",
	.name = "unknown",
	.op = "One system call with a number that no kernel has, answered ENOSYS, with its loop",
	.cases = cases,
	.run = run,
};
