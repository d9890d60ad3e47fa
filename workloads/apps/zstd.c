// SPDX-License-Identifier: GPL-2.0-or-later
/* Four threads of one program, which wait for each other. */
#include "app.h"

static uint64_t run(uint32_t ops)
{
	return app_run(ops, (const char *const[]){ "zstd", "16", "4", "3", NULL });
}

static const struct workload_case cases[] = { { .params = "", .ops = 1 }, {} };

const struct workload workload = {
	.magic = WORKLOAD_MAGIC,
	.group = "apps",
	.name = "zstd",
	.op = "One run of a program over libzstd with four threads, which take 64 blocks of 256 KiB from a "
	      "queue and pack, unpack and compare each",
	.files = "zstd",
	.cases = cases,
	.samples = 1,
	.warmup = WORKLOAD_NO_WARMUP, /* each run is a new program, and long */
	.mem_mib = { 1024 },
	/* Who finds a mutex taken, and has to wait, is the scheduler's. */
	.user_ppm = 1000,
	.setup = app_setup,
	.run = run,
	.check = app_check,
};
