// SPDX-License-Identifier: GPL-2.0-or-later
/* A write to a page that parent and child share since fork(): a fault and a copy of the page. */
#include "workload.h"

#define PAGES	     1024
#define COPIES_RIGHT 42 /* the child's exit status */

static uint32_t *base;

static void setup(void)
{
	base = pages_map(PAGES, 0);
	for (uint32_t p = 0; p < PAGES; p++)
		base[p * PAGE_WORDS] = base[(p + 1) * PAGE_WORDS - 1] = pattern(p);
}

/*
 * In the child: writes one end of each page and compares the other end with what the parent has.
 * Returns the exit status, which is too small for a checksum.
 */
static int write_pages(uint32_t n)
{
	uint32_t differ = 0;

	for (uint32_t p = 0; p < n; p++) {
		base[p * PAGE_WORDS] += p;
		differ |= base[(p + 1) * PAGE_WORDS - 1] ^ pattern(p);
	}
	return differ ? 0 : COPIES_RIGHT;
}

static uint64_t run(uint32_t ops)
{
	for (uint32_t left = ops, n; left; left -= n) {
		int child;

		n = left < PAGES ? left : PAGES;
		child = must(sys_fork(), "fork");
		if (!child)
			sys_exit(write_pages(n));
		must_be(child_wait(child), COPIES_RIGHT, "exit status of the child");
	}
	return mix(CHECKSUM_INIT, ops);
}

/* The parent's pages are as they were. */
static uint64_t check(uint32_t ops)
{
	uint64_t sum = mix(CHECKSUM_INIT, ops);

	for (uint32_t p = 0; p < PAGES; p++)
		sum = mix(sum, base[p * PAGE_WORDS]);
	return sum;
}

static const struct workload_case cases[] = {
	{ .params = "", .ops = 3072 },
	{},
};

const struct workload workload = {
	.magic = WORKLOAD_MAGIC,
	.group = "syscall",
	.name = "fault_cow",
	.op = "One first write of a child to a page it shares with its parent, with a 1024th of "
	      "the fork(), exit and wait4() of that child of 1024 pages",
	.cases = cases,
	.mem_mib = { 2048, 512 },
	.setup = setup,
	.run = run,
	.check = check,
};
