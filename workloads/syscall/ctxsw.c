// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * A token that goes around a ring of processes through pipes, in the manner of lmbench's lat_ctx
 * (L. McVoy, C. Staelin, 1996): each process reads all of its own memory while it has the token.
 */
#include "workload.h"

#define MAX_PROCS  64
#define LINE_WORDS 16 /* 64 bytes: a line of any cache of interest */

static uint32_t procs, words;
static uint32_t *memory;
static int ring[MAX_PROCS][2]; /* process i reads ring[i] and writes ring[i + 1] */
static int children[MAX_PROCS];
static int in, out;

static uint32_t touch(uint32_t token)
{
	for (uint32_t i = 0; i < words; i += LINE_WORDS)
		token += memory[i];
	return token + 1;
}

/* Keeps this process's two ends and closes all others, so that an end of file goes around, too. */
static void join(uint32_t self)
{
	in = ring[self][0];
	out = ring[(self + 1) % procs][1];
	for (uint32_t i = 0; i < procs; i++) {
		if (ring[i][0] != in)
			must(sys_close(ring[i][0]), "close");
		if (ring[i][1] != out)
			must(sys_close(ring[i][1]), "close");
	}
	fill_pattern(memory, words, self);
}

static void __attribute__((noreturn)) member(uint32_t self)
{
	uint32_t token;

	join(self);
	while (must(sys_read(in, &token, sizeof(token)), "read") == sizeof(token)) {
		token = touch(token);
		write_all(out, &token, sizeof(token));
	}
	sys_exit(0);
}

static uint64_t run(uint32_t ops)
{
	uint32_t token = 0;

	for (uint32_t i = ops / procs; i; i--) {
		token = touch(token);
		must_be(sys_write(out, &token, sizeof(token)), sizeof(token), "write");
		must_be(sys_read(in, &token, sizeof(token)), sizeof(token), "read");
	}
	return mix(CHECKSUM_INIT, token);
}

static void setup(void)
{
	procs = param_u32("procs", 2);
	words = param_u32("kib", 0) * 1024 / sizeof(uint32_t);
	if (procs < 2 || procs > MAX_PROCS)
		fail("procs=%u: 2 to %u is wanted", procs, MAX_PROCS);
	if (words)
		memory = pages_map((words + PAGE_WORDS - 1) / PAGE_WORDS, 0);
	for (uint32_t i = 0; i < procs; i++)
		must(sys_pipe(ring[i]), "pipe");
	for (uint32_t i = 1; i < procs; i++) {
		children[i] = must(sys_fork(), "fork");
		if (!children[i])
			member(i);
	}
	join(0);
	run(procs); /* until all have joined and have memory of their own */
}

static void teardown(void)
{
	must(sys_close(out), "close");
	for (uint32_t i = 1; i < procs; i++)
		must_be(child_wait(children[i]), 0, "exit status of a child");
}

static const struct workload_case cases[] = {
	{ .params = "procs=2 kib=0", .ops = 3200, .quick = 1 },
	{ .params = "procs=2 kib=16", .ops = 1600 },
	{ .params = "procs=2 kib=64", .ops = 800 },
	{ .params = "procs=8 kib=0", .ops = 3200 },
	{ .params = "procs=8 kib=16", .ops = 1600 },
	{ .params = "procs=8 kib=64", .ops = 800 },
	{ .params = "procs=16 kib=0", .ops = 3200 },
	{ .params = "procs=16 kib=16", .ops = 1600 },
	{ .params = "procs=16 kib=64", .ops = 800 },
	{},
};

const struct workload workload = {
	.magic = WORKLOAD_MAGIC,
	.group = "syscall",
	.name = "ctxsw",
	.op = "One hop of a token around `procs` processes: a read() and write() of 4 bytes on pipes, "
	      "a switch, and a word read in every 64 bytes of `kib` KiB that each process has",
	.cases = cases,
	.setup = setup,
	.run = run,
	.teardown = teardown,
};
