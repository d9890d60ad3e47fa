// SPDX-License-Identifier: GPL-2.0-or-later
/* The benchmark call: its errors, that each kind reads the right pages, and that none stays. */
#include "lib.h"

static long call(long nr, const void *a, long b)
{
	long args[7] = { nr, (long)a, b };

	return syscall_frame(args);
}

static long prepare(unsigned int kind, unsigned int pages, unsigned int high, unsigned int cold)
{
	struct splitbench_mapbench spec = { kind, pages, high, cold };

	return call(SPLITBENCH_NR_MAPBENCH, &spec, sizeof(spec));
}

static long run(long fd, unsigned int ops)
{
	return call(SPLITBENCH_NR_MAPBENCH_RUN, (const void *)fd, ops);
}

static long sum_of(unsigned int pages, unsigned int ops)
{
	return pages * (pages + 1) / 2 * SPLITBENCH_MAPBENCH_WORD * ops & 0x7fffffff;
}

static void errors(void)
{
	struct splitbench_mapbench spec = { SPLITBENCH_MAP_KMAP, 1, 0, 0 };
	char c;
	long fd;

	is(prepare(SPLITBENCH_MAP_VMAP + 1, 1, 0, 0), -EINVAL, "a kind that there is not");
	is(prepare(SPLITBENCH_MAP_KMAP, 0, 0, 0), -EINVAL, "no page");
	is(prepare(SPLITBENCH_MAP_KMAP, 257, 0, 0), -EINVAL, "too many pages");
	is(prepare(SPLITBENCH_MAP_KMAP, 1, 0, 1), -EINVAL, "a cold lowmem page");
	is(prepare(SPLITBENCH_MAP_LOCAL, 1, 1, 1), -EINVAL, "a cold kmap_local_page");
	is(call(SPLITBENCH_NR_MAPBENCH, &spec, sizeof(spec) - 1), -EINVAL, "a short structure");
	is(call(SPLITBENCH_NR_MAPBENCH, NULL, sizeof(spec)), -EFAULT, "no structure");
	is(run(0, 1), -EBADF, "the console's descriptor");
	fd = prepare(SPLITBENCH_MAP_KMAP, 1, 0, 0);
	is(run(fd, 0), 0, "no operation");
	is(sys(read, fd, &c, 1), -EINVAL, "it cannot be read");
	is(sys(write, fd, &c, 1), -EINVAL, "or written");
	is(sys(close, fd), 0, "it can be closed");
	is(run(fd, 1), -EBADF, "and then not run");
}

/* All pages of all kinds, twice: what the first round leaves in slabs and pools stays. */
static void round(bool high)
{
	static const unsigned int pages[] = { 1, 3, 16, 17, 256 };
	unsigned int kind, i, cold;

	for (kind = 0; kind <= SPLITBENCH_MAP_VMAP; kind++) {
		for (cold = 0; cold <= (high && kind == SPLITBENCH_MAP_KMAP); cold++) {
			bool right = true;

			for (i = 0; i < sizeof(pages) / sizeof(pages[0]); i++) {
				long fd = prepare(kind, pages[i], high, cold);

				right &= run(fd, 3) == sum_of(pages[i], 3);
				right &= run(fd, 20) == sum_of(pages[i], 20);
				sys(close, fd);
			}
			ok(right, "kind %d, %s, %s: reads each page once", (int)kind,
			   high ? "high" : "low", cold ? "cold" : "warm");
		}
	}
}

static unsigned long all_free(void)
{
	return stats()->low_free_kib + stats()->high_free_kib;
}

static void test_main(int argc, char **argv, char **envp)
{
	unsigned long before;
	bool high;

	(void)argc, (void)argv, (void)envp;
	if (!stats()) {
		skip("temporary mappings by the benchmark call", "no such call");
		return;
	}
	errors();
	high = prepare(SPLITBENCH_MAP_KMAP, 1, 1, 0) >= 0;
	is(high, stats()->high_free_kib > 0, "high pages where the machine has any");
	round(false);
	if (high)
		round(true);
	before = all_free();
	round(false);
	if (high)
		round(true);
	is(all_free(), before, "all pages are free again");
}
