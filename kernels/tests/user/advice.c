// SPDX-License-Identifier: GPL-2.0-or-later
/* What is said and asked of memory: madvise, mincore, mlock, msync, and mmap's rarer flags. */
#include "fault.h"

#define RW     PROT_READ | PROT_WRITE
#define PAGES  8
#define LENGTH (PAGES * PAGE_SIZE)

static long anonymous(void)
{
	return mmap_anon(0, LENGTH, RW, 0);
}

/* mincore's bits, as a number: the first page is the lowest. */
static long residents(long p)
{
	unsigned char vec[PAGES];
	long bits = 0;
	int i;

	if (sys(mincore, p, LENGTH, vec))
		return -1;
	for (i = 0; i < PAGES; i++)
		bits |= (vec[i] & 1) << i;
	return bits;
}

static void touch(long p, int page)
{
	*(volatile long *)(p + page * PAGE_SIZE) = page + 1;
}

static void dont_need(void)
{
	long p = anonymous(), s;

	touch(p, 1);
	touch(p, 2);
	is(residents(p), 6, "mincore: what was touched");
	is(sys(madvise, p + PAGE_SIZE, PAGE_SIZE, MADV_DONTNEED), 0, "MADV_DONTNEED");
	is(*(volatile long *)(p + PAGE_SIZE), 0, "the page is empty then");
	is(*(volatile long *)(p + 2 * PAGE_SIZE), 3, "its neighbour is not");
	is(sys(madvise, p, LENGTH, MADV_FREE), 0, "MADV_FREE");
	touch(p, 2);
	is(*(volatile long *)(p + 2 * PAGE_SIZE), 3, "what is written after it stays");
	sys(munmap, p, LENGTH);

	s = sys(mmap2, 0, LENGTH, RW, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	touch(s, 3);
	is(sys(madvise, s, LENGTH, MADV_DONTNEED), 0, "MADV_DONTNEED of shared memory");
	is(*(volatile long *)(s + 3 * PAGE_SIZE), 4, "loses nothing");
	is(sys(madvise, s, LENGTH, MADV_FREE), -EINVAL, "MADV_FREE is for private memory");
	sys(munmap, s, LENGTH);
}

/* What the child sees at its first page: its content, or 100 and the signal of a fault. */
static int look(void *arg)
{
	int signal = TRY_READ((long)arg);

	return signal ? 100 + signal : *(volatile long *)arg;
}

static void forks(void)
{
	static const struct {
		const char *what;
		int advice, seen;
	} steps[] = {
		{ "MADV_DONTFORK: the child has no such memory", MADV_DONTFORK, 100 + SIGSEGV },
		{ "MADV_DOFORK: it has", MADV_DOFORK, 1 },
		{ "MADV_WIPEONFORK: it is empty", MADV_WIPEONFORK, 0 },
		{ "MADV_KEEPONFORK: it is not", MADV_KEEPONFORK, 1 },
	};
	long p = anonymous();
	size_t i;

	touch(p, 0);
	for (i = 0; i < sizeof(steps) / sizeof(steps[0]); i++) {
		is(sys(madvise, p, LENGTH, steps[i].advice), 0, "madvise");
		is(WEXITSTATUS(child_status(look, (void *)p)), steps[i].seen, steps[i].what);
	}
	sys(munmap, p, LENGTH);
}

static void errors(void)
{
	long p = anonymous();

	is(sys(madvise, p, LENGTH, 1000), -EINVAL, "unknown advice");
	is(sys(madvise, p + 1, LENGTH, MADV_NORMAL), -EINVAL, "an address inside a page");
	is(sys(madvise, p, -1, MADV_NORMAL), -EINVAL, "a length that wraps");
	is(sys(madvise, p, 0, MADV_NORMAL), 0, "nothing at all");
	is(sys(madvise, p, LENGTH, MADV_REMOVE), -EINVAL, "a hole where there is no file");
	touch(p, 0);
	touch(p, 5);
	sys(munmap, p + 2 * PAGE_SIZE, PAGE_SIZE);
	is(sys(madvise, p, LENGTH, MADV_DONTNEED), -ENOMEM, "advice for a gap");
	ok(!*(volatile long *)p && !*(volatile long *)(p + 5 * PAGE_SIZE),
	   "which counts on both its sides");
	is(residents(p), -1, "mincore of a gap");
	is(sys(mincore, p + 1, PAGE_SIZE, p), -EINVAL, "mincore inside a page");
	is(sys(mincore, p, PAGE_SIZE, 8), -EFAULT, "mincore to nowhere");
	is(sys(mlock, p, LENGTH), -ENOMEM, "mlock of a gap");
	is(sys(msync, p, LENGTH, MS_SYNC), -ENOMEM, "msync of a gap");
	is(sys(msync, p, PAGE_SIZE, MS_SYNC | MS_ASYNC), -EINVAL, "msync at once and later");
	is(sys(msync, p, PAGE_SIZE, 64), -EINVAL, "msync with unknown flags");
	is(sys(msync, p + 1, PAGE_SIZE, MS_SYNC), -EINVAL, "msync inside a page");
	is(sys(msync, p, 2 * PAGE_SIZE, MS_ASYNC), 0, "msync");
	sys(munmap, p, LENGTH);
}

static void populate(void)
{
	long p = mmap_anon(0, LENGTH, RW, MAP_POPULATE);

	is(residents(p), 0xff, "MAP_POPULATE: all pages are there");
	is(sys(madvise, p, LENGTH, MADV_DONTNEED), 0, "they go");
	is(residents(p), 0, "and are gone");
	is(sys(madvise, p, 2 * PAGE_SIZE, MADV_POPULATE_WRITE), 0, "MADV_POPULATE_WRITE");
	is(residents(p), 3, "brings two");
	sys(mprotect, p, LENGTH, PROT_READ);
	is(sys(madvise, p, LENGTH, MADV_POPULATE_WRITE), -EINVAL, "not where none can write");
	is(sys(madvise, p, LENGTH, MADV_POPULATE_READ), 0, "MADV_POPULATE_READ");
	sys(munmap, p, LENGTH);
}

static void locks(void)
{
	long p = anonymous();

	is(sys(mlock, p + 100, 1), 0, "mlock of a byte");
	is(residents(p), 1, "brings its page");
	is(sys(mlock2, p, 2 * PAGE_SIZE, MLOCK_ONFAULT), 0, "mlock2, when they are touched");
	is(residents(p), 1, "brings none");
	is(sys(mlock2, p, 2 * PAGE_SIZE, 0), 0, "mlock2");
	is(residents(p), 3, "brings two");
	is(sys(mlock2, p, PAGE_SIZE, 8), -EINVAL, "mlock2 with unknown flags");
	is(sys(munlock, p, LENGTH), 0, "munlock");
	sys(munmap, p, LENGTH);
	is(sys(mlockall, 0), -EINVAL, "mlockall of nothing");
	is(sys(mlockall, MCL_ONFAULT), -EINVAL, "MCL_ONFAULT goes with others");
	is(sys(mlockall, MCL_CURRENT | MCL_FUTURE), 0, "mlockall");
	p = anonymous();
	is(residents(p), 0xff, "new memory has its pages at once");
	is(sys(munlockall), 0, "munlockall");
	sys(munmap, p, LENGTH);
	p = anonymous();
	is(residents(p), 0, "and then no more");
	sys(munmap, p, LENGTH);
}

static void flags(void)
{
	long p = anonymous();

	is(mmap_anon(p, PAGE_SIZE, RW, MAP_FIXED_NOREPLACE), -EEXIST, "MAP_FIXED_NOREPLACE");
	sys(munmap, p, PAGE_SIZE);
	is(mmap_anon(p, PAGE_SIZE, RW, MAP_FIXED_NOREPLACE), p, "takes what is free");
	sys(munmap, p, LENGTH);
	p = mmap_anon(0, LENGTH, RW, MAP_NORESERVE | MAP_STACK);
	touch(p, 7);
	is(residents(p), 0x80, "MAP_NORESERVE | MAP_STACK");
	sys(munmap, p, LENGTH);
	is(sys(mmap2, 0, LENGTH, RW, MAP_SHARED_VALIDATE | MAP_ANONYMOUS, -1, 0), -EINVAL,
	   "MAP_SHARED_VALIDATE is for files");
}

static void test_main(int argc, char **argv, char **envp)
{
	(void)argc, (void)argv, (void)envp;
	fault_catch(0);
	dont_need();
	forks();
	errors();
	populate();
	locks();
	flags();
}
