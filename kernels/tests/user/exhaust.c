// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Round after round, processes that use up one thing or another, two of them at a time in random
 * order: each ends as it should, and the memory is there again. "exhaust ROUNDS".
 */
#include "pressure.h"

static int several_wide(void *arg)
{
	(void)arg;
	return several(touch_wide, 3);
}

/* `signal`: what ends it if it is alone; 0: nothing does. */
static const struct use {
	const char *what;
	int (*fn)(void *);
	void *arg;
	int signal;
} uses[] = {
	{ "all memory", hog_by_read, (void *)MAP_PRIVATE, SIGKILL },
	{ "a file", fill_file, "/tmp/exhaust", 0 },
	{ "shared memory", hog_by_read, (void *)MAP_SHARED, SIGBUS },
	{ "pipes", fill_pipes, 0, 0 },
	{ "open files", open_files, 0, 0 },
	{ "processes", fork_many, (void *)15, 0 },
	{ "areas", map_many, (void *)100, 0 },
	{ "page tables", several_wide, 0, 0 },
	{ "a page table for each page", touch_wide, 0, 0 },
	{ "a few processes", fork_many, (void *)3, 0 },
};
#define NR_USES (sizeof(uses) / sizeof(uses[0]))

static uint32_t random_below(uint32_t n)
{
	static uint32_t seed = 1;

	seed = seed * 1664525u + 1013904223u; /* Numerical Recipes' */
	return (seed >> 8) % n;
}

static long begin(const struct use *u)
{
	long pid = sys(fork);

	if (pid == 0)
		quit(u->fn(u->arg));
	return pid;
}

/* Beside another that uses all memory, one can be killed that alone would not be. */
static bool ends_well(const struct use *u, long pid, const struct use *other)
{
	int status = -1;

	sys(wait4, pid, &status, 0, 0);
	if (status == u->signal || (status == SIGKILL && other->signal))
		return true;
	print("# %s, beside %s: status %x\n", u->what, other->what, status);
	return false;
}

static int round(void)
{
	const struct use *a = &uses[random_below(NR_USES)], *b = &uses[random_below(NR_USES)];
	long first = begin(a), second = begin(b);

	if (first < 0 || second < 0) {
		print("# fork: %d, %d\n", first, second);
		return 1;
	}
	return !ends_well(a, first, b) + !ends_well(b, second, a);
}

static void test_main(int argc, char **argv, char **envp)
{
	int rounds = 0, bad = 0;
	long available, slab;

	(void)envp;
	if (!may_exhaust_memory()) {
		skip("exhaustion", "takes long, and on Linux too much: run it with 24 MiB");
		return;
	}
	for (const char *p = argc > 1 ? argv[1] : "60"; *p; p++)
		rounds = rounds * 10 + *p - '0';
	bad += round();
	available = available_kib();
	slab = stats()->slab_kib;
	for (int i = 0; i < rounds && bad < 10; i++) {
		bad += round();
		if (available_kib() != available) {
			print("# round %d: %d KiB, before %d\n", i, available_kib(), available);
			bad++;
		}
	}
	is(bad, 0, "every process ended as it should, and its memory came back");
	ok((long)stats()->slab_kib - slab < 64, "slabs did not grow (%d KiB, before %d)",
	   (long)stats()->slab_kib, slab);
	ok(oom_kills() > rounds / 10, "memory ran out %d times", oom_kills());
}
