/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A program with a workload's table and nothing else: what the table reader is tested on. */
#include <stddef.h>

#include "workloads/lib/table.h"

static uint64_t run(uint32_t ops)
{
	return ops;
}

const struct workload workload = {
	.magic = FIXTURE_MAGIC,
	.group = "unit",
	.name = FIXTURE_NAME,
	.op = "one thing done",
	.cases =
		(const struct workload_case[]){
			{ .params = "", .ops = 1000, .quick = 1 },
			{ .params = "pages=16 k=4", .ops = 50, .sweep = 1, .touches_mib = 1000 },
			{ .params = "pages=64", .ops = 50, .extra = 1 },
			{ 0 },
		},
	.samples = 3,
	.mem_mib = { 2048, 512 },
	.run = run,
	.results = FIXTURE_RESULTS,
	.files = FIXTURE_FILES,
	.user_ppm = FIXTURE_USER_PPM,
};

void _start(void);
void _start(void)
{
	for (;;)
		;
}
