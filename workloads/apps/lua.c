// SPDX-License-Identifier: GPL-2.0-or-later
/* A program that hardly asks the kernel for anything but memory. */
#include "app.h"

static uint64_t run(uint32_t ops)
{
	return app_run(ops, (const char *const[]){ "lua", "lua.lua", "10", NULL });
}

static const struct workload_case cases[] = { { .params = "", .ops = 1 }, {} };

const struct workload workload = {
	.magic = WORKLOAD_MAGIC,
	.group = "apps",
	.name = "lua",
	.op = "One run of Lua's interpreter with a script of ten rounds of recursion, floating point, "
	      "objects, sorting and strings",
	.files = "lua lua.lua",
	.cases = cases,
	.samples = 1,
	.warmup = WORKLOAD_NO_WARMUP, /* each run is a new program, and long */
	/* Strings are hashed with a seed that has an address of the stack in it: by 0.3 ppm. */
	.user_ppm = 10,
	.mem_mib = { 1024 },
	.setup = app_setup,
	.run = run,
	.check = app_check,
};
