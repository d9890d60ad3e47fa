// SPDX-License-Identifier: GPL-2.0-or-later
/* Memory that processes and files have in common: MAP_SHARED, and what mmap says of files. */
#include "fault.h"

#define PATH "/tmp/shared-maps-test"
#define RW   (PROT_READ | PROT_WRITE)

static bool failed(const void *p)
{
	return (unsigned long)p > -PAGE_SIZE;
}

static char *map(long fd, size_t pages, int prot, int flags)
{
	return (char *)sys(mmap2, 0, pages * PAGE_SIZE, prot, flags, fd, 0);
}

/* A new file of one and a half pages. */
static long make_file(int flags)
{
	static const char page[PAGE_SIZE + PAGE_SIZE / 2] = "first";
	long fd = sys(open, PATH, O_CREAT | O_TRUNC | O_RDWR, 0644);

	sys(write, fd, page, sizeof(page));
	sys(close, fd);
	return sys(open, PATH, flags);
}

static int write_both(void *arg)
{
	char *p = arg;

	if (p[0] != 1 || p[PAGE_SIZE] != 0)
		return 1;
	p[0] = 2;
	p[PAGE_SIZE] = 3;
	p[2 * PAGE_SIZE] = 4;
	return 0;
}

static void anonymous(void)
{
	char *p = map(-1, 3, RW, MAP_SHARED | MAP_ANONYMOUS);

	is(p[PAGE_SIZE], 0, "shared anonymous memory is clear");
	p[0] = 1;
	is(child_status(write_both, p), 0, "a child sees it");
	is(p[0], 2, "what the child wrote is the parent's");
	is(p[PAGE_SIZE], 3, "also where there was only read before the fork");
	is(p[2 * PAGE_SIZE], 4, "and where there was nothing");
	sys(munmap, p, PAGE_SIZE);
	is(p[2 * PAGE_SIZE], 4, "the rest stays when a part is unmapped");
	is(TRY_READ(p), SIGSEGV, "which is gone");
}

static void file(void)
{
	long fd = make_file(O_RDWR);
	char *shared = map(fd, 3, RW, MAP_SHARED), *private = map(fd, 3, RW, MAP_PRIVATE);
	char back[8] = "";

	ok(same(shared, "first", 6) && same(private, "first", 6), "a file by two mappings");
	shared[1] = 'a';
	sys(pread64, fd, back, 6, 0, 0);
	ok(same(back, "farst", 6), "a write to the shared one is the file's");
	ok(same(private, "farst", 6), "and the private one's, where that has no copy");
	sys(pwrite64, fd, "o", 1, 1, 0);
	ok(same(shared, "forst", 6), "a write to the file is the mapping's");
	private[0] = 'w';
	sys(pwrite64, fd, "ea", 2, 0, 0);
	ok(same(private, "worst", 6) && same(shared, "earst", 6), "a copy stays as it is");

	is(shared[2 * PAGE_SIZE - 1], 0, "the last page is clear behind the file's end");
	is(TRY_READ(shared + 2 * PAGE_SIZE), SIGBUS, "the page behind it is an error");
	sys(pwrite64, fd, "x", 1, 2 * PAGE_SIZE, 0);
	is(shared[2 * PAGE_SIZE], 'x', "until the file has it");
	sys(munmap, shared, 3 * PAGE_SIZE);
	sys(munmap, private, 3 * PAGE_SIZE);
	sys(close, fd);
}

static int change(void *arg)
{
	char *p = arg;

	p[0] = 'c';
	p[PAGE_SIZE] = 'c';
	return p[1] == 'i' ? 0 : 1;
}

static void file_and_fork(void)
{
	long fd = make_file(O_RDWR);
	char *shared = map(fd, 2, RW, MAP_SHARED), *private = map(fd, 2, RW, MAP_PRIVATE);

	private[PAGE_SIZE] = 'p';
	is(child_status(change, private), 0, "a child has the private mapping");
	ok(private[0] == 'f' && private[PAGE_SIZE] == 'p', "what it writes is its own");
	is(child_status(change, shared), 0, "and the shared one");
	ok(shared[0] == 'c' && shared[PAGE_SIZE] == 'c', "what it writes is everybody's");
	is(private[PAGE_SIZE], 'p', "but not a copy's");
	sys(close, fd);
}

static void rights(void)
{
	long fd = make_file(O_RDONLY), pipe[2];
	char *p = map(fd, 1, PROT_READ, MAP_SHARED);

	is((long)map(fd, 1, RW, MAP_SHARED), -EACCES, "open for reading: not shared and writable");
	ok(!failed(map(fd, 1, RW, MAP_PRIVATE)), "but private");
	is(TRY_WRITE(p), SIGSEGV, "what is shared for reading is not written");
	is(sys(mprotect, p, PAGE_SIZE, RW), -EACCES, "nor made writable");
	is(sys(mprotect, p, PAGE_SIZE, PROT_NONE), 0, "it may have fewer rights");
	is(TRY_READ(p), SIGSEGV, "or none");
	sys(close, fd);
	fd = make_file(O_WRONLY);
	is((long)map(fd, 1, PROT_READ, MAP_PRIVATE), -EACCES, "open for writing: no mapping");
	sys(close, fd);
	sys(pipe, pipe);
	is((long)map(pipe[0], 1, PROT_READ, MAP_PRIVATE), -ENODEV, "a pipe has no memory");
	is((long)map(99, 1, PROT_READ, MAP_SHARED), -EBADF, "nor what is not open");
}

/* The call that takes its arguments from memory. */
static void old_call(void)
{
	long fd = make_file(O_RDONLY);
	unsigned long args[6] = { 0, PAGE_SIZE, PROT_READ, MAP_PRIVATE, fd, 0 };
	long p = sys(mmap, args);

	ok(!failed((void *)p) && same((void *)p, "first", 6), "mmap by its first number");
	args[5] = 1;
	is(sys(mmap, args), -EINVAL, "its offset is in bytes");
	is(sys(mmap, 16), -EFAULT, "its arguments are in memory");
	is(mmap_anon(p, PAGE_SIZE, PROT_READ, MAP_FIXED_NOREPLACE), -EEXIST,
	   "MAP_FIXED_NOREPLACE of what is there");
	sys(munmap, p, PAGE_SIZE);
	is(mmap_anon(p, PAGE_SIZE, PROT_READ, MAP_FIXED_NOREPLACE), p, "and is not");
}

static void test_main(int argc, char **argv, char **envp)
{
	(void)argc, (void)argv, (void)envp;
	fault_catch(0);
	anonymous();
	file();
	file_and_fork();
	rights();
	old_call();
	sys(unlink, PATH);
}
