// SPDX-License-Identifier: GPL-2.0-or-later
/* The way into the kernel and back, with as little as possible at the far end. */
#include "workload.h"

static long first;

static void setup(void)
{
	first = sys0(__NR_getppid);
}

/* Nothing but the calls that are counted: the flush ledger is to show exactly theirs. */
static uint64_t run(uint32_t ops)
{
	long differ = 0;

	/* The int 0x80 is in the loop itself: there is no stub to call and return from. */
	if (entry_kind == ENTRY_SYSENTER) {
		for (uint32_t i = ops; i; i--)
			differ |= sys0(__NR_getppid) ^ first;
	} else {
		for (uint32_t i = ops; i; i--)
			differ |= sys0_int80(__NR_getppid) ^ first;
	}
	if (differ)
		fail("getppid() did not give the same number each time");
	return mix(CHECKSUM_INIT, ops);
}

static const struct workload_case cases[] = {
	{ .params = "entry=int80", .ops = 10000, .quick = 1, .sweep = 1 },
	{ .params = "entry=sysenter", .ops = 10000, .quick = 1 },
	{},
};

const struct workload workload = {
	.magic = WORKLOAD_MAGIC,
	.group = "syscall",
	.name = "null",
	.op = "One getppid(), with the four instructions of the loop that makes it",
	.cases = cases,
	.setup = setup,
	.run = run,
};
