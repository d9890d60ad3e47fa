// SPDX-License-Identifier: GPL-2.0-or-later
/* A program that goes over much memory and files, once and in order, and computes on what it reads.
 */
#include "app.h"

static uint64_t run(uint32_t ops)
{
	return app_run(ops, (const char *const[]){ "gzip", "16", "1", NULL });
}

static const struct workload_case cases[] = { { .params = "", .ops = 1 }, {} };

const struct workload workload = {
	.magic = WORKLOAD_MAGIC,
	.group = "apps",
	.name = "gzip",
	.op = "One run of a program over zlib: it writes a file of 16 MiB, packs it with level 1 into "
	      "another, unpacks that and holds its CRC against the first",
	.files = "gzip",
	.cases = cases,
	.samples = 1,
	.warmup = WORKLOAD_NO_WARMUP, /* each run is a new program, and long */
	.mem_mib = { 1024 },
	.setup = app_setup,
	.run = run,
	.check = app_check,
};
