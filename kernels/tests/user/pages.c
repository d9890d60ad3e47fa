// SPDX-License-Identifier: GPL-2.0-or-later
/* Whatever processes do with memory, and however they end: afterwards every page is free again. */
#include "lib.h"

#define PAGES	   64
#define NO_ADDRESS 99 /* an exit status */

static char *self;

static char *anon_pages(unsigned long pages)
{
	char *p = (char *)mmap_anon(0, pages * PAGE_SIZE, PROT_READ | PROT_WRITE, 0);

	if ((unsigned long)p >= -PAGE_SIZE)
		quit(NO_ADDRESS);
	return p;
}

static void touch(char *p, unsigned long pages)
{
	unsigned long i;

	for (i = 0; i < pages; i++)
		p[i * PAGE_SIZE] = i;
}

static int nothing(void *arg)
{
	(void)arg;
	return 0;
}

static int memory(void *arg)
{
	(void)arg;
	touch(anon_pages(PAGES), PAGES);
	return 0;
}

/* Pages that three processes share, and each then writes a part of. */
static int copied(void *arg)
{
	char *p = anon_pages(PAGES);

	(void)arg;
	touch(p, PAGES);
	if (sys(fork) == 0)
		touch(p, PAGES / 2);
	if (sys(fork) == 0)
		touch(p + PAGES / 4 * PAGE_SIZE, PAGES / 2);
	while (sys(wait4, -1, 0, 0, 0) > 0)
		;
	return 0;
}

static int killed(void *arg)
{
	touch(anon_pages(PAGES), PAGES);
	*(volatile char *)arg = 1; /* no such address */
	return 0;
}

static int executes(void *arg)
{
	char *argv[] = { self, "executed", NULL };

	(void)arg;
	touch(anon_pages(PAGES), PAGES);
	return sys(execve, self, argv, argv + 2);
}

static int pipes(void *arg)
{
	static char data[PAGE_SIZE];
	int fd[8][2];

	(void)arg;
	for (int i = 0; i < 8; i++) {
		if (sys(pipe, fd[i]) || sys(write, fd[i][1], data, sizeof(data)) != sizeof(data))
			return 1;
		if (i % 2) /* the others at exit */
			sys(close, fd[i][0]), sys(close, fd[i][1]);
	}
	return 0;
}

/* A file that is mapped in both ways, cut off, and removed while it is open and mapped. */
static int files(void *arg)
{
	const char *name = "/tmp/pages";
	long fd = sys(open, name, O_RDWR | O_CREAT | O_TRUNC, 0600);
	char *shared, *private;

	(void)arg;
	if (fd < 0 || sys(ftruncate, fd, PAGES * PAGE_SIZE))
		return 1;
	shared =
		(char *)sys(mmap2, 0, PAGES * PAGE_SIZE, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
	private = (char *)sys(mmap2, 0, PAGES * PAGE_SIZE, PROT_READ | PROT_WRITE, MAP_PRIVATE, fd,
			      0);
	touch(shared, PAGES);
	touch(private, PAGES / 2);
	if (sys(ftruncate, fd, PAGES / 4 * PAGE_SIZE))
		return 1;
	return sys(unlink, name);
}

/*
 * Until there is no memory or no address left. Only in a guest with little memory: on Linux it
 * would be the machine's.
 */
static int everything(void *arg)
{
	char *p;

	(void)arg;
	while ((p = (char *)mmap_anon(0, 4 << 20, PROT_READ | PROT_WRITE, 0)) < (char *)-PAGE_SIZE)
		touch(p, (4 << 20) / PAGE_SIZE);
	return NO_ADDRESS;
}

static const struct {
	const char *what;
	int (*fn)(void *);
	int signal, times;
} uses[] = {
	{ "a process", nothing, 0, 20 },
	{ "memory", memory, 0, 20 },
	{ "copy-on-write", copied, 0, 20 },
	{ "a process that a signal ends", killed, SIGSEGV, 20 },
	{ "execve", executes, 0, 20 },
	{ "pipes", pipes, 0, 20 },
	{ "files, mapped, cut off, removed", files, 0, 20 },
};

static unsigned long free_kib(void)
{
	const struct splitbench_stats *s = stats();

	return s ? s->low_free_kib + s->high_free_kib : 0;
}

static void test_main(int argc, char **argv, char **envp)
{
	(void)envp;
	if (argc > 1)
		quit(0); /* executes() */
	self = argv[0];
	free_kib(); /* now the buffer has its page */
	for (unsigned int i = 0; i < sizeof(uses) / sizeof(uses[0]); i++) {
		unsigned long before = 0, after;
		bool ends_well = true;

		/* The caches keep some of what the first times took. */
		for (int n = 0; n < 2 + uses[i].times; n++) {
			int status = child_status(uses[i].fn, NULL);

			ends_well &= status == uses[i].signal;
			if (n == 1)
				before = free_kib();
		}
		after = free_kib();
		ok(ends_well, "%s: ends as it should", uses[i].what);
		if (stats())
			is(after, before, "and all pages are free again");
		else
			skip("and all pages are free again", "no statistics call");
	}
	if (may_exhaust_memory()) {
		unsigned long before;
		int status = child_status(everything, NULL);

		ok(WTERMSIG(status) || WEXITSTATUS(status) == NO_ADDRESS,
		   "a process that takes all there is ends by that (%x)", status);
		before = free_kib();
		child_status(everything, NULL);
		is(free_kib(), before, "and all pages are free again");
		is(child_status(memory, NULL), 0, "the next has what it needs");
	} else {
		skip("a process that takes all there is",
		     "takes long, and on Linux too much: run it with 64 MiB");
	}
}
