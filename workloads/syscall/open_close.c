// SPDX-License-Identifier: GPL-2.0-or-later
/* Path lookup, a file descriptor made and dropped. */
#include "workload.h"

static int expected_fd;

static void setup(void)
{
	write_all(tmp_file(), "contents", 8);
	expected_fd = must(sys_open(tmp_path(), O_RDONLY, 0), "open");
	must(sys_close(expected_fd), "close");
}

static uint64_t run(uint32_t ops)
{
	for (uint32_t i = ops; i; i--) {
		must_be(sys_open(tmp_path(), O_RDONLY, 0), expected_fd, "open");
		must_be(sys_close(expected_fd), 0, "close");
	}
	return mix(CHECKSUM_INIT, ops);
}

/* What is opened is the file that was written. */
static uint64_t check(uint32_t ops)
{
	uint32_t words[2];

	must_be(sys_open(tmp_path(), O_RDONLY, 0), expected_fd, "open");
	must_be(sys_read(expected_fd, words, sizeof(words)), sizeof(words), "read");
	must_be(sys_close(expected_fd), 0, "close");
	return mix(ops, checksum_words(words, ARRAY_SIZE(words)));
}

static const struct workload_case cases[] = {
	{ .params = "", .ops = 3000, .quick = 1 },
	{},
};

const struct workload workload = {
	.magic = WORKLOAD_MAGIC,
	.group = "syscall",
	.name = "open_close",
	.op = "One open() of an existing file in /tmp for reading, and its close(), with their loop",
	.cases = cases,
	.setup = setup,
	.run = run,
	.check = check,
};
