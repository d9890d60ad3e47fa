// SPDX-License-Identifier: GPL-2.0-or-later
/* Two processes that answer each other through a pair of pipes. */
#include "workload.h"

static int to_child[2], from_child[2];
static int child;

static void __attribute__((noreturn)) answer(void)
{
	uint32_t word;

	/* Only then does the parent's close, or its end, reach the child as an end of file. */
	must(sys_close(to_child[1]), "close");
	must(sys_close(from_child[0]), "close");
	while (must(sys_read(to_child[0], &word, sizeof(word)), "read") == sizeof(word)) {
		word = word * 3 + 1;
		write_all(from_child[1], &word, sizeof(word));
	}
	sys_exit(0);
}

static void setup(void)
{
	must(sys_pipe(to_child), "pipe");
	must(sys_pipe(from_child), "pipe");
	child = must(sys_fork(), "fork");
	if (!child)
		answer();
	must(sys_close(to_child[0]), "close");
	must(sys_close(from_child[1]), "close");
}

static uint64_t run(uint32_t ops)
{
	uint32_t word = 1;

	for (uint32_t i = ops; i; i--) {
		must_be(sys_write(to_child[1], &word, sizeof(word)), sizeof(word), "write");
		must_be(sys_read(from_child[0], &word, sizeof(word)), sizeof(word), "read");
	}
	return mix(CHECKSUM_INIT, word);
}

static void teardown(void)
{
	must(sys_close(to_child[1]), "close");
	must_be(child_wait(child), 0, "exit status of the child");
}

static const struct workload_case cases[] = {
	{ .params = "", .ops = 1500, .quick = 1, .sweep = 1 },
	{},
};

const struct workload workload = {
	.magic = WORKLOAD_MAGIC,
	.group = "syscall",
	.name = "pipe",
	.op = "One round trip of 4 bytes to another process and back through two pipes: two writes, "
	      "two reads, two switches",
	.cases = cases,
	.setup = setup,
	.run = run,
	.teardown = teardown,
};
