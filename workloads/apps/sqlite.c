// SPDX-License-Identifier: GPL-2.0-or-later
/* A database: small reads and writes of a file, locks, and much computing in a few MiB of cache. */
#include "app.h"

static uint64_t run(uint32_t ops)
{
	return app_run(ops, (const char *const[]){ "sqlite", "8000", NULL });
}

static const struct workload_case cases[] = { { .params = "", .ops = 1 }, {} };

const struct workload workload = {
	.magic = WORKLOAD_MAGIC,
	.group = "apps",
	.name = "sqlite",
	.op = "One run of a program over SQLite with a file on tmpfs and 8000 rows: inserts, selects by "
	      "index, joins, sorting, updates, deletes, VACUUM and the integrity check",
	.files = "sqlite",
	.cases = cases,
	.samples = 1,
	.warmup = WORKLOAD_NO_WARMUP, /* each run is a new program, and long */
	.mem_mib = { 1024 },
	.setup = app_setup,
	.run = run,
	.check = app_check,
};
