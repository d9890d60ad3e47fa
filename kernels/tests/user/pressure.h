/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Ways to use up what there is, each for a process of its own, and what the kernel says of it. */
#ifndef TESTS_USER_PRESSURE_H
#define TESTS_USER_PRESSURE_H

#include "lib.h"

#define RW	    (PROT_READ | PROT_WRITE)
#define NO_ADDRESS  99 /* exit statuses: no place left to map more */
#define WRONG_ERROR 98 /* an error that the call should not give */

HELPER bool failed(long ret)
{
	return (unsigned long)ret > -PAGE_SIZE;
}

HELPER void touch(char *p, unsigned long pages)
{
	for (unsigned long i = 0; i < pages; i++)
		p[i * PAGE_SIZE] = i;
}

/* Anonymous memory, until a page cannot be had: a signal. */
HELPER int hog(void *arg)
{
	long p;

	(void)arg;
	while (!failed(p = mmap_anon(0, 1 << 20, RW, 0)))
		touch((char *)p, (1 << 20) / PAGE_SIZE);
	return NO_ADDRESS;
}

/* The same by system calls, which take the faults: EFAULT is not seen, as a signal comes with it.
 */
HELPER int hog_by_read(void *flags)
{
	long zero = sys(open, "/dev/zero", O_RDONLY), p;

	while (!failed(p = sys(mmap2, 0, 1 << 20, RW, (long)flags | MAP_ANONYMOUS, -1, 0)))
		if (sys(read, zero, p, 1 << 20) != 1 << 20)
			touch((char *)p, (1 << 20) / PAGE_SIZE);
	return NO_ADDRESS;
}

/* A file of the largest size there is room for. */
HELPER int fill_file(void *name)
{
	static char data[16 * PAGE_SIZE];
	long fd = sys(open, name, O_CREAT | O_RDWR | O_TRUNC, 0600), n;

	if (fd < 0)
		return fd == -ENOMEM ? 0 : WRONG_ERROR;
	while ((n = sys(write, fd, data, sizeof(data))) > 0)
		;
	sys(unlink, name);
	return n == -ENOSPC || n == -ENOMEM ? 0 : WRONG_ERROR;
}

/* Shared memory, which is a file: its limit is a signal too. */
HELPER int fill_shared(void *arg)
{
	long p;

	(void)arg;
	while (!failed(p = sys(mmap2, 0, 1 << 20, RW, MAP_SHARED | MAP_ANONYMOUS, -1, 0)))
		touch((char *)p, (1 << 20) / PAGE_SIZE);
	return NO_ADDRESS;
}

/* Every pipe full. */
HELPER int fill_pipes(void *arg)
{
	static char data[16 * PAGE_SIZE];
	int fd[2];
	long err, n;

	(void)arg;
	while (!(err = sys(pipe2, fd, O_NONBLOCK)))
		while ((n = sys(write, fd[1], data, sizeof(data))) != -EAGAIN)
			if (n == -ENOMEM)
				return 0;
			else if (n <= 0)
				return WRONG_ERROR;
	return err == -EMFILE || err == -ENOMEM ? 0 : WRONG_ERROR;
}

HELPER int open_files(void *arg)
{
	long fd;

	(void)arg;
	while ((fd = sys(open, "/dev/null", O_RDONLY)) >= 0)
		;
	return fd == -EMFILE || fd == -ENOMEM ? 0 : WRONG_ERROR;
}

/* Children that wait for the end of a pipe. */
HELPER int fork_many(void *max)
{
	long n, pid = 0;
	int fd[2], status;
	char c;

	if (sys(pipe, fd))
		return 0;
	for (n = 0; n < (long)max && (pid = sys(fork)) > 0; n++)
		;
	if (pid == 0) {
		sys(close, fd[1]);
		sys(read, fd[0], &c, 1);
		quit(0);
	}
	sys(close, fd[1]);
	while (sys(wait4, -1, &status, 0, 0) > 0)
		if (status && WTERMSIG(status) != SIGKILL)
			return WRONG_ERROR;
	return pid > 0 || pid == -ENOMEM ? 0 : WRONG_ERROR;
}

/* Areas that cannot be one. */
HELPER int map_many(void *max)
{
	long n, p = 0;

	for (n = 0; n < (long)max; n++) {
		p = mmap_anon(0, PAGE_SIZE, n % 2 ? PROT_READ : RW, 0);
		if (failed(p))
			return p == -ENOMEM ? 0 : WRONG_ERROR;
	}
	return 0;
}

/* A page in each page table there can be: memory that is lowmem, but for the pages. */
HELPER int touch_wide(void *arg)
{
	const unsigned long span = 4ul << 20, first = 0x10000000;
	unsigned long at;

	(void)arg;
	/* Up to what lies below the stack, in the smallest user space. */
	for (at = first; at < 0x3e000000; at += span)
		if (!failed(mmap_anon(at, PAGE_SIZE, RW, MAP_FIXED_NOREPLACE)))
			touch((char *)at, 1);
	return 0;
}

/* Several processes at once that are each small. */
HELPER int several(int (*fn)(void *), long n)
{
	int status, bad = 0;
	long i;

	for (i = 0; i < n; i++)
		if (sys(fork) == 0)
			quit(fn(0));
	while (sys(wait4, -1, &status, 0, 0) > 0)
		bad |= status && WTERMSIG(status) != SIGKILL;
	return bad ? WRONG_ERROR : 0;
}

/* All memory that is free, or would be if somebody needed it; slabs count, as they come and go. */
HELPER long available_kib(void)
{
	const struct splitbench_stats *s = stats();

	return s->low_free_kib + s->high_free_kib + s->clean_kib + s->slab_kib;
}

HELPER long oom_kills(void)
{
	return stats()->counters[COUNT_OOM_KILLS];
}

#endif /* TESTS_USER_PRESSURE_H */
