// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * How much one program can map, and use: all of its addresses, and all memory.
 *
 * Addresses are shown without as much memory behind them: first reserved, in as large pieces as go;
 * then each page of them is read, as pages of one small file, mapped again and again. Memory, with
 * the argument "all" or where there is little of it: pages are written to until mmap() has no more
 * or the kernel kills for it.
 */
#include "pressure.h"

#define KIB	   1024ul
#define MIB	   (1024ul * KIB)
#define FILE_BYTES (16 * MIB)
#define FILE_PAGES (FILE_BYTES / PAGE_SIZE)
/* What is not for mmap(): the program, its stack with what it may grow, a gap, the vDSO, the zero
 * page and its neighbours. And what no piece of whole pages reaches. */
#define TAKEN (16 * MIB)

static struct piece {
	unsigned long start, length;
} pieces[64];
static unsigned int nr_pieces;

static long reserve(unsigned long length)
{
	return mmap_anon(0, length, PROT_NONE, MAP_NORESERVE);
}

/* The largest piece that can be had now, by halving the doubt. */
static struct piece largest(void)
{
	struct piece p = { 0, 0 };
	unsigned long step;

	for (step = 1ul << 31; step >= 64 * KIB; step /= 2) {
		long at = reserve(p.length + step);

		if (failed(at))
			continue;
		sys(munmap, at, p.length + step);
		p.length += step;
	}
	p.start = p.length ? reserve(p.length) : 0;
	return p;
}

static unsigned long reserve_all(void)
{
	unsigned long sum = 0;

	while (nr_pieces < sizeof(pieces) / sizeof(pieces[0])) {
		struct piece p = largest();

		if (!p.length)
			break;
		pieces[nr_pieces++] = p;
		sum += p.length;
	}
	return sum;
}

static void addresses(unsigned long sum)
{
	unsigned long top = stats() ? stats()->user_top : 0;

	print("# largest mapping: %d KiB at %x\n", pieces[0].length / KIB, pieces[0].start);
	print("# all mappings: %d KiB in %d pieces\n", sum / KIB, (long)nr_pieces);
	if (!top) {
		skip("all of user space can be mapped", "where it ends is not known");
		return;
	}
	ok(sum <= top && top - sum <= TAKEN, "of %d KiB of user space, all but %d can be mapped",
	   top / KIB, (top - sum) / KIB);
	ok(pieces[0].length >= top / 2, "more than half of it in one piece");
}

/* --- every page --- */

static long make_file(void)
{
	long fd = sys(open, "/tmp/largest", O_CREAT | O_RDWR | O_TRUNC, 0600), p;
	unsigned long i;

	sys(ftruncate, fd, FILE_BYTES);
	p = sys(mmap2, 0, FILE_BYTES, RW, MAP_SHARED, fd, 0);
	for (i = 0; i < FILE_PAGES; i++)
		*(unsigned long *)(p + i * PAGE_SIZE) = i + 1;
	sys(munmap, p, FILE_BYTES);
	return fd;
}

/* The file over a piece of address space; the pages that were not right. */
static unsigned long use(long fd, const struct piece *p)
{
	unsigned long done, length, i, bad = 0;

	for (done = 0; done < p->length; done += length) {
		unsigned long at = p->start + done;

		length = p->length - done < FILE_BYTES ? p->length - done : FILE_BYTES;
		if ((unsigned long)sys(mmap2, at, length, PROT_READ, MAP_SHARED | MAP_FIXED, fd,
				       0) != at)
			return bad + length / PAGE_SIZE;
		for (i = 0; i < length / PAGE_SIZE; i++)
			bad += *(volatile unsigned long *)(at + i * PAGE_SIZE) != i + 1;
	}
	return bad;
}

static void every_page(long fd)
{
	unsigned long bad = 0, pages = 0;
	unsigned int i;

	for (i = 0; i < nr_pieces; i++) {
		bad += use(fd, &pieces[i]);
		pages += pieces[i].length / PAGE_SIZE;
	}
	print("# %d pages mapped and read\n", pages);
	is(bad, 0, "each page of it has what it should");
	for (i = 0; i < nr_pieces; i++)
		sys(munmap, pieces[i].start, pieces[i].length);
	sys(close, fd);
	sys(unlink, "/tmp/largest");
}

/* --- memory --- */

static volatile unsigned long *written; /* MiB, shared with the child */

static int write_all(void *arg)
{
	long p;

	(void)arg;
	while (!failed(p = mmap_anon(0, MIB, RW, 0))) {
		touch((char *)p, MIB / PAGE_SIZE);
		++*written;
	}
	return p == -ENOMEM ? 0 : WRONG_ERROR;
}

static void memory(bool all)
{
	unsigned long free, space;
	int status;

	if (!stats() || !(all || may_exhaust_memory())) {
		skip("all memory can be written to", "it would be the machine's");
		return;
	}
	written = (void *)sys(mmap2, 0, PAGE_SIZE, RW, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	free = (stats()->low_free_kib + stats()->high_free_kib) / 1024;
	space = (stats()->user_top - TAKEN) / MIB;
	status = child_status(write_all, NULL);
	print("# %d MiB written, with %d MiB free and %d of addresses; then %s\n", *written, free,
	      space, status ? "it was killed" : "ENOMEM");
	if (space < free)
		ok(status == 0 && *written >= space, "addresses end first: ENOMEM");
	else
		ok(status == SIGKILL && *written >= free - free / 16,
		   "memory ends first: killed when 15/16 had been written");
}

static void test_main(int argc, char **argv, char **envp)
{
	long fd;

	(void)envp;
	fd = make_file(); /* while there is room to map it */
	addresses(reserve_all());
	every_page(fd);
	memory(argc > 1 && same(argv[1], "all", 4));
}
