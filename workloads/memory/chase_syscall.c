// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * The pointer chase with a null system call after every `k` loads: the grid of system-call rate
 * and working set from which it can be read where one split breaks even with another. A kernel
 * that flushes the TLB at each call makes the loads after it pay.
 */
#include "chase.h"

static struct node *start;
static uint32_t k;
static long first;

static void setup(void)
{
	start = chase_build(param_u32("pages", 64));
	k = param_u32("k", 16);
	first = sys0(__NR_getppid);
	if (!k)
		fail("k=0: loads between two system calls, 1 or more");
}

static uint64_t run(uint32_t ops)
{
	long differ = 0;
	struct node *at = start;

	for (uint32_t rounds = ops / k; rounds; rounds--) {
		for (uint32_t i = k; i; i--)
			at = at->next;
		differ |= sys0(__NR_getppid) ^ first;
	}
	for (uint32_t i = ops % k; i; i--)
		at = at->next;
	if (differ)
		fail("getppid() did not give the same number each time");
	return mix(CHECKSUM_INIT, at->serial);
}

static uint64_t check(uint32_t ops)
{
	return mix(ops, chase_checksum(start));
}

/*
 * Fewer loads where there are more calls to pay for; every count is a multiple of its k. The working sets
 * double, as what a call makes the TLB forget jumps where one of its arrays is full. After a call and
 * `pages` loads everything is back; so above the first such k there is one more, whose call costs less
 * than 1 % in any split.
 */
#define AT(n, k, count) .params = "pages=" #n " k=" #k, .ops = (count)

static const struct workload_case cases[] = {
	{ AT(8, 1, 10000) },
	{ AT(8, 16, 96000) },
	{ AT(8, 65536, 524288) },
	{ AT(16, 1, 10000) },
	{ AT(16, 16, 96000) },
	{ AT(16, 64, 192000) },
	{ AT(16, 65536, 524288) },
	{ AT(32, 1, 10000) },
	{ AT(32, 16, 96000) },
	{ AT(32, 64, 192000) },
	{ AT(32, 65536, 524288) },
	{ AT(64, 1, 10000) },
	{ AT(64, 16, 96000), .quick = 1 },
	{ AT(64, 64, 192000) },
	{ AT(64, 65536, 524288) },
	{ AT(128, 1, 10000) },
	{ AT(128, 16, 96000) },
	{ AT(128, 64, 192000) },
	{ AT(128, 256, 131072) },
	{ AT(128, 16384, 131072) },
	{ AT(256, 1, 10000) },
	{ AT(256, 16, 96000) },
	{ AT(256, 64, 192000) },
	{ AT(256, 256, 131072) },
	{ AT(256, 16384, 131072) },
	{ AT(512, 1, 10000) },
	{ AT(512, 16, 96000) },
	{ AT(512, 64, 192000) },
	{ AT(512, 256, 131072) },
	{ AT(512, 1024, 131072) },
	{ AT(512, 16384, 131072) },
	{ AT(1024, 1, 10000) },
	{ AT(1024, 16, 96000) },
	{ AT(1024, 64, 192000) },
	{ AT(1024, 256, 131072) },
	{ AT(1024, 1024, 131072) },
	{ AT(1024, 16384, 131072) },
	{ AT(2048, 1, 10000) },
	{ AT(2048, 16, 96000) },
	{ AT(2048, 64, 192000) },
	{ AT(2048, 256, 131072) },
	{ AT(2048, 1024, 131072) },
	{ AT(2048, 4096, 131072) },
	{ AT(2048, 16384, 131072) },
	{ AT(4096, 1, 10000) },
	{ AT(4096, 16, 96000) },
	{ AT(4096, 64, 192000) },
	{ AT(4096, 256, 131072) },
	{ AT(4096, 1024, 131072) },
	{ AT(4096, 4096, 131072) },
	{ AT(4096, 16384, 131072) },
	{},
};

const struct workload workload = {
	.magic = WORKLOAD_MAGIC,
	.group = "memory",
	.name = "chase_syscall",
	.op = "One load of a pointer that the load before gave, on another of `pages` pages, with "
	      "its loop and one `k`th of a getppid()",
	.cases = cases,
	.samples = 3,
	.setup = setup,
	.run = run,
	.check = check,
};
