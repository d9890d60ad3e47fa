// SPDX-License-Identifier: GPL-2.0-or-later
/* Path lookup and a structure copied out. */
#include "workload.h"

#define FILE_BYTES 12345

static void setup(void)
{
	static char contents[FILE_BYTES];

	write_all(tmp_file(), contents, sizeof(contents));
}

static uint64_t run(uint32_t ops)
{
	struct stat64 st;
	uint64_t sum = CHECKSUM_INIT;

	for (uint32_t i = ops; i; i--) {
		must_be(sys_stat64(tmp_path(), &st), 0, "stat64");
		sum = mix(sum, st.st_size + (st.st_mode & 0170777) + st.st_nlink);
	}
	return sum;
}

static const struct workload_case cases[] = {
	{ .params = "", .ops = 4000 },
	{},
};

const struct workload workload = {
	.magic = WORKLOAD_MAGIC,
	.group = "syscall",
	.name = "stat",
	.op = "One stat64() of an existing file in /tmp, its size, mode and link count summed",
	.cases = cases,
	.setup = setup,
	.run = run,
};
