// SPDX-License-Identifier: GPL-2.0-or-later
/* Debian's busybox as it is: what it costs to make many small processes that live in each other's
 * pipes. */
#include "app.h"

static uint64_t run(uint32_t ops)
{
	return app_run(ops, (const char *const[]){ "busybox", "sh", "shell.sh", "40", NULL });
}

static const struct workload_case cases[] = { { .params = "", .ops = 1 }, {} };

const struct workload workload = {
	.magic = WORKLOAD_MAGIC,
	.group = "apps",
	.name = "shell",
	.op = "One run of busybox's shell with a script that starts some 2000 programs: pipes, redirections, "
	      "globs, jobs in the background and signals",
	.files = "busybox shell.sh",
	.cases = cases,
	.samples = 1,
	.warmup = WORKLOAD_NO_WARMUP, /* each run is a new program, and long */
	.mem_mib = { 1024 },
	/* How much is in a pipe when its reader gets there, and who is in time for what, is the
	 * scheduler's. */
	.user_ppm = 1000,
	.setup = app_setup,
	.run = run,
	.check = app_check,
};
