// SPDX-License-Identifier: GPL-2.0-or-later
/* When memory runs out: who is killed, and that all others come to their end as if nothing was. */
#include "pressure.h"

enum { INNOCENTS = 4, ROUNDS = 30, PAGES = 50 };

/* All that can fail for want of memory, and a pattern that must stay. */
static int innocent(void *arg)
{
	static char data[3 * PAGE_SIZE];
	const char *name = (const char *)arg;
	unsigned char *p = (unsigned char *)mmap_anon(0, PAGES * PAGE_SIZE, RW, 0);

	for (int round = 0; round < ROUNDS; round++) {
		int fd[2], status;
		long file, pid;

		for (int i = 0; i < PAGES; i++)
			if (round && p[i * PAGE_SIZE] != (unsigned char)(round - 1 + i))
				return 1;
		for (int i = 0; i < PAGES; i++)
			p[i * PAGE_SIZE] = round + i;
		if (sys(pipe, fd) || sys(write, fd[1], data, sizeof(data)) != sizeof(data) ||
		    sys(read, fd[0], data, sizeof(data)) != sizeof(data))
			return 2;
		sys(close, fd[0]);
		sys(close, fd[1]);
		file = sys(open, name, O_CREAT | O_RDWR | O_TRUNC, 0600);
		if (file < 0 || sys(write, file, data, sizeof(data)) != sizeof(data))
			return 3;
		sys(close, file);
		sys(unlink, name);
		pid = sys(fork);
		if (pid == 0) {
			p[0]++;
			quit(p[0] == (unsigned char)(round + 1) ? 0 : 1);
		}
		if (pid < 0 || sys(wait4, pid, &status, 0, 0) != pid || status)
			return 4;
		sys(sched_yield);
	}
	return 0;
}

static const char *const names[INNOCENTS] = { "/tmp/a", "/tmp/b", "/tmp/c", "/tmp/d" };

/* Innocents, and as many others; all innocents must exit with 0, and the others by this signal. */
static void among_innocents(const char *what, int (*fn)(void *), int others, int signal)
{
	long pid[INNOCENTS + 2], kills = oom_kills(), available = available_kib();
	int status, good = 0, as_said = 0;

	for (int i = 0; i < INNOCENTS + others; i++) {
		pid[i] = sys(fork);
		if (pid[i] == 0)
			quit(i < INNOCENTS ? innocent((void *)names[i]) : fn("/tmp/hog"));
	}
	for (int i = 0; i < INNOCENTS + others; i++) {
		sys(wait4, pid[i], &status, 0, 0);
		if (i < INNOCENTS && status)
			print("# innocent %d: status %x\n", i, status);
		if (i < INNOCENTS)
			good += !status;
		else
			as_said += WTERMSIG(status) == signal && !WEXITSTATUS(status);
	}
	is(as_said, others, what);
	is(good, INNOCENTS, "and all the others come to their end");
	is(oom_kills() - kills, signal == SIGKILL ? others : 0, "nobody else is killed");
	is(available_kib(), available, "the memory is there again");
}

static int several_pipes(void *arg)
{
	(void)arg;
	return several(fill_pipes, 8);
}

static int several_wide(void *arg)
{
	(void)arg;
	return several(touch_wide, 60);
}

static void test_main(int argc, char **argv, char **envp)
{
	(void)argc, (void)argv, (void)envp;
	if (!may_exhaust_memory()) {
		skip("out of memory", "takes long, and on Linux too much: run it with 64 MiB");
		return;
	}
	ok(true, "this process has all its pages");
	among_innocents("who takes all memory is killed", hog, 1, SIGKILL);
	among_innocents("two who do are", hog, 2, SIGKILL);
	among_innocents("who writes a file is told that there is no room", fill_file, 1, 0);
	among_innocents("who shares memory with itself has a bus error", fill_shared, 1, SIGBUS);
	/* No process is large: who is killed then is not told, but the machine goes on. */
	is(child_status(several_pipes, 0), 0, "many pipes: an error, or one process after another");
	is(child_status(several_wide, 0), 0, "many page tables: the same");
	among_innocents("afterwards all is as before", hog, 1, SIGKILL);
}
