// SPDX-License-Identifier: GPL-2.0-or-later
/* mremap: in its place or elsewhere, shorter or longer; what was in the pages stays there. */
#include "fault.h"

#define RW PROT_READ | PROT_WRITE

/* n pages, each with its number in it, at a place with as many free pages behind. */
static long numbered(unsigned long n)
{
	long p = mmap_anon(0, 2 * n * PAGE_SIZE, RW, 0);
	unsigned long i;

	sys(munmap, p + n * PAGE_SIZE, n * PAGE_SIZE);
	for (i = 0; i < n; i++)
		*(volatile unsigned long *)(p + i * PAGE_SIZE) = i + 1;
	return p;
}

static bool has_numbers(long p, unsigned long n)
{
	unsigned long i;

	for (i = 0; i < n; i++)
		if (*(volatile unsigned long *)(p + i * PAGE_SIZE) != i + 1)
			return false;
	return true;
}

static bool is_gone(long p)
{
	return sys(madvise, p, PAGE_SIZE, MADV_NORMAL) == -ENOMEM;
}

static void in_place(void)
{
	long p = numbered(4);

	is(sys(mremap, p, 4 * PAGE_SIZE, 2 * PAGE_SIZE, 0), p, "shorter");
	ok(has_numbers(p, 2) && is_gone(p + 2 * PAGE_SIZE), "the end is gone");
	is(sys(mremap, p, 2 * PAGE_SIZE, 5 * PAGE_SIZE, 0), p, "longer, where there is room");
	ok(has_numbers(p, 2) && *(volatile long *)(p + 4 * PAGE_SIZE) == 0, "with empty pages");
	is(sys(mremap, p, 5 * PAGE_SIZE, 5 * PAGE_SIZE, 0), p, "as long as it was");
	is(sys(mremap, p, PAGE_SIZE, 2 * PAGE_SIZE, 0), -ENOMEM,
	   "the middle of a mapping has no room");
	sys(munmap, p, 5 * PAGE_SIZE);
}

static void elsewhere(void)
{
	long p = numbered(4), wall = mmap_anon(p + 4 * PAGE_SIZE, PAGE_SIZE, RW, MAP_FIXED), q, to;

	is(sys(mremap, p, 4 * PAGE_SIZE, 8 * PAGE_SIZE, 0), -ENOMEM, "no room, and not to move");
	q = sys(mremap, p, 4 * PAGE_SIZE, 8 * PAGE_SIZE, MREMAP_MAYMOVE);
	ok(q > 0xfff || q < -4095, "it moves where there is room");
	ok(q != p && has_numbers(q, 4) && is_gone(p), "its pages with it");
	ok(*(volatile long *)(q + 7 * PAGE_SIZE) == 0, "and is longer there");
	to = numbered(8);
	is(sys(mremap, q, 8 * PAGE_SIZE, 2 * PAGE_SIZE, MREMAP_MAYMOVE | MREMAP_FIXED, to), to,
	   "to a place that is given");
	ok(has_numbers(to, 8) && is_gone(q),
	   "what was there is gone, but for what was not covered");
	*(volatile long *)(to + PAGE_SIZE) = 77;
	is(sys(mremap, to + PAGE_SIZE, PAGE_SIZE, PAGE_SIZE, MREMAP_MAYMOVE | MREMAP_FIXED, wall),
	   wall, "a page out of the middle");
	ok(*(volatile long *)wall == 77 && is_gone(to + PAGE_SIZE) && *(volatile long *)to == 1,
	   "leaves a hole");
	sys(munmap, to, 8 * PAGE_SIZE);
	sys(munmap, wall, PAGE_SIZE);
}

/* A copy-on-write page goes on being one, in parent and child. */
static int child_moves(void *arg)
{
	long p = (long)arg, q;

	q = sys(mremap, p, 2 * PAGE_SIZE, 64 * PAGE_SIZE, MREMAP_MAYMOVE);
	*(volatile unsigned long *)q = 99;
	return has_numbers(q + PAGE_SIZE, 0) && *(volatile unsigned long *)(q + PAGE_SIZE) == 2 ? 0
												: 1;
}

static void with_fork(void)
{
	long p = numbered(2);

	is(child_status(child_moves, (void *)p), 0, "a child moves and writes its copy");
	ok(has_numbers(p, 2), "which is not its parent's");
	sys(munmap, p, 2 * PAGE_SIZE);
}

/* Memory that is shared can be had twice. */
static void shared(void)
{
	long p = sys(mmap2, 0, 2 * PAGE_SIZE, RW, MAP_SHARED | MAP_ANONYMOUS, -1, 0), q;

	*(volatile long *)p = 5;
	q = sys(mremap, p, 0, 2 * PAGE_SIZE, MREMAP_MAYMOVE);
	ok(q != p && *(volatile long *)q == 5, "a length of 0 maps shared memory again");
	*(volatile long *)(q + PAGE_SIZE) = 6;
	is(*(volatile long *)(p + PAGE_SIZE), 6, "it is the same memory");
	sys(munmap, q, 2 * PAGE_SIZE);
	q = sys(mremap, p, 2 * PAGE_SIZE, 3 * PAGE_SIZE, MREMAP_MAYMOVE);
	is(TRY_READ(q + 2 * PAGE_SIZE), SIGBUS, "it is no longer for that");
	sys(munmap, q, 3 * PAGE_SIZE);
}

static void keep_mapping(void)
{
	long p = numbered(2), q;

	q = sys(mremap, p, 2 * PAGE_SIZE, 2 * PAGE_SIZE, MREMAP_MAYMOVE | MREMAP_DONTUNMAP, 0);
	ok(q != p && has_numbers(q, 2), "MREMAP_DONTUNMAP moves the pages");
	ok(*(volatile long *)p == 0, "and leaves the mapping, empty");
	sys(munmap, p, 2 * PAGE_SIZE);
	sys(munmap, q, 2 * PAGE_SIZE);
}

static void errors(void)
{
	static const struct {
		const char *what;
		int old, pages, new_pages; /* `old` in bytes from the mapping's begin */
		unsigned long flags;
		int new;
		long error;
	} table[] = {
		{ "an address inside a page", 1, 1, 2, MREMAP_MAYMOVE, 0, -EINVAL },
		{ "no new length", 0, 1, 0, MREMAP_MAYMOVE, 0, -EINVAL },
		{ "unknown flags", 0, 1, 2, 8, 0, -EINVAL },
		{ "a place, without leave to move", 0, 1, 1, MREMAP_FIXED, 0x100000, -EINVAL },
		{ "a place inside a page", 0, 1, 1, MREMAP_MAYMOVE | MREMAP_FIXED, 0x100001,
		  -EINVAL },
		{ "a place that overlaps", 0, 2, 2, MREMAP_MAYMOVE | MREMAP_FIXED, PAGE_SIZE,
		  -EINVAL },
		{ "two lengths for MREMAP_DONTUNMAP", 0, 1, 2, MREMAP_MAYMOVE | MREMAP_DONTUNMAP, 0,
		  -EINVAL },
		{ "no mapping", 2 * PAGE_SIZE, 1, 1, MREMAP_MAYMOVE, 0, -EFAULT },
		{ "more than the mapping", 0, 3, 4, MREMAP_MAYMOVE, 0, -EFAULT },
		{ "private memory twice", 0, 0, 1, MREMAP_MAYMOVE, 0, -EINVAL },
	};
	long p = numbered(6);
	size_t i;

	sys(munmap, p + 2 * PAGE_SIZE, 4 * PAGE_SIZE);
	for (i = 0; i < sizeof(table) / sizeof(table[0]); i++)
		is(sys(mremap, p + table[i].old, table[i].pages * PAGE_SIZE,
		       table[i].new_pages * PAGE_SIZE, table[i].flags, p + table[i].new),
		   table[i].error, table[i].what);
	is(sys(mremap, p, 2 * PAGE_SIZE, 0xfffff000, MREMAP_MAYMOVE), -ENOMEM,
	   "longer than all there is");
	ok(has_numbers(p, 2), "after all that it is as it was");
	sys(munmap, p, 2 * PAGE_SIZE);
}

static void test_main(int argc, char **argv, char **envp)
{
	(void)argc, (void)argv, (void)envp;
	fault_catch(0);
	in_place();
	elsewhere();
	with_fork();
	shared();
	keep_mapping();
	errors();
}
