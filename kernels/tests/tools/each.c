// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Many programs in one machine: each DIRECTORY... runs every file in them, by name, one after the
 * other, each in an empty directory of its own. Before a program's output comes a line "== PATH",
 * after it "== PATH: exit N" or "== PATH: signal N". What a program leaves running is killed, and
 * so is one that takes too long.
 */
#include "../user/lib.h"

#define MAX_PROGRAMS 256
#define NAMES_SIZE   8192
#define PATH_SIZE    512
#define DT_REG	     8
#define SECONDS	     10 /* of the machine's time, for each program */
#define OWN	     "/own" /* where the directories of the programs are */

struct dirent64 {
	uint64_t ino;
	int64_t off;
	uint16_t reclen;
	uint8_t type;
	char name[];
};

static char listing[NAMES_SIZE];
static const char *programs[MAX_PROGRAMS];
static unsigned int nr_programs;

static int compare(const char *a, const char *b)
{
	while (*a && *a == *b)
		a++, b++;
	return (unsigned char)*a - (unsigned char)*b;
}

static void add_sorted(const char *name)
{
	unsigned int at = nr_programs++;

	for (; at && compare(programs[at - 1], name) > 0; at--)
		programs[at] = programs[at - 1];
	programs[at] = name;
}

static bool list_programs(const char *dir)
{
	long fd = sys(open, dir, O_RDONLY | O_DIRECTORY), n, used = 0;

	nr_programs = 0;
	while ((n = sys(getdents64, fd, listing + used, sizeof(listing) - used)) > 0)
		used += n;
	for (long at = 0; at < used && nr_programs < MAX_PROGRAMS;) {
		const struct dirent64 *d = (void *)(listing + at);

		if (d->type == DT_REG)
			add_sorted(d->name);
		at += d->reclen;
	}
	sys(close, fd);
	return nr_programs && !n;
}

static void join(char *to, const char *dir, const char *name)
{
	size_t n = length(dir);

	copy_bytes(to, dir, n);
	to[n] = '/';
	copy_bytes(to + n + 1, name, length(name) + 1);
}

static void interrupt_wait(int sig, void *info, void *context)
{
	(void)sig, (void)info, (void)context;
}

static int run(const char *dir, const char *name, char **envp)
{
	char path[PATH_SIZE], own[PATH_SIZE], *argv[] = { path, 0 };
	int status = 0;
	long pid;

	join(path, dir, name);
	join(own, OWN, name);
	sys(mkdir, own, 0755);
	pid = sys(fork);
	if (!pid) {
		sys(chdir, own);
		sys(execve, path, argv, envp);
		quit(127);
	}
	sys(alarm, SECONDS);
	if (sys(wait4, pid, &status, 0, 0) == -EINTR) {
		sys(kill, pid, SIGKILL);
		sys(wait4, pid, &status, 0, 0);
	}
	sys(alarm, 0);
	sys(kill, -1, SIGKILL);
	while (sys(wait4, -1, 0, 0, 0) > 0)
		;
	return status;
}

static bool run_directory(const char *dir, char **envp)
{
	if (!list_programs(dir))
		return false;
	for (unsigned int i = 0; i < nr_programs; i++) {
		int status;

		print("== %s/%s\n", dir, programs[i]);
		status = run(dir, programs[i], envp);
		print("== %s/%s: %s %d\n", dir, programs[i], WIFEXITED(status) ? "exit" : "signal",
		      WIFEXITED(status) ? WEXITSTATUS(status) : WTERMSIG(status));
	}
	return true;
}

static void test_main(int argc, char **argv, char **envp)
{
	set_handler(SIGALRM, interrupt_wait, 0);
	sys(mkdir, OWN, 0755);
	for (int i = 1; i < argc; i++)
		if (!run_directory(argv[i], envp)) {
			print("%s: no directory with programs\n", argv[i]);
			quit(2);
		}
	quit(0);
}
