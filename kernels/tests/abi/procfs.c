// SPDX-License-Identifier: GPL-2.0-or-later
/* /proc: what it says that is the same in every boot, and what can be done there. */
#include "abi.h"
#include "../user/read_file.h"

#include <linux/prctl.h>

static char buf[64];
static char digits[12];

static bool begins(const char *s, const char *with)
{
	return same(s, with, length(with));
}

/* Each line of a file for which `wanted` says so. */
static void show_lines(const char *path, const char *const *wanted, bool yes)
{
	long n = read_file(path);

	print("%s: %d\n", path, n < 0 ? n : 0);
	for (char *line = text; *line;) {
		char *end = line;
		bool listed = false;

		while (*end && *end != '\n')
			end++;
		if (*end)
			*end++ = '\0';
		for (const char *const *w = wanted; *w; w++)
			listed |= begins(line, *w);
		if (listed == yes)
			print("  %s\n", line);
		line = end;
	}
}

/* --- of the process --- */

static const char *const by_memory[] = { "Max processes", "Max pending", 0 };
static const char *const status[] = { "Name:",
				      "Umask:",
				      "State:",
				      "Ngid:",
				      "TracerPid:",
				      "Uid:",
				      "Gid:",
				      "Groups:",
				      "Threads:",
				      "SigPnd:",
				      "ShdPnd:",
				      "SigBlk:",
				      "SigIgn:",
				      "SigCgt:",
				      "CapInh:",
				      "CapPrm:",
				      "CapEff:",
				      "CapBnd:",
				      "CapAmb:",
				      "NoNewPrivs:",
				      "Seccomp:",
				      "Cpus_allowed_list:",
				      0 };

static void handler(int sig, void *info, void *context)
{
	(void)sig, (void)info, (void)context;
}

static void own_status(void)
{
	static const uint32_t groups[] = { 5, 100, 70000 };

	show_lines("/proc/self/status", status, true);
	set_handler(SIGUSR1, handler, 0);
	set_handler(SIGUSR2, HANDLER_IGN, 0);
	mask_signals(SIG_BLOCK, BIT(SIGTERM) | BIT(SIGALRM));
	sys(kill, sys(getpid), SIGTERM);
	sys(tkill, sys(gettid), SIGALRM);
	sys(umask, 0);
	sys(setgroups32, ARRAY_SIZE(groups), groups);
	sys(setresuid32, 1, 2, 3);
	sys(prctl, PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
	sys(prctl, PR_SET_NAME, "a longer name than it can be");
	show_lines("/proc/self/status", status, true);
}

static int changed_status(void *arg)
{
	(void)arg;
	own_status();
	return 0;
}

static void strings(const char *path)
{
	long n = read_file(path);

	print("%s: %d bytes\n", path, n);
	for (long i = 0; i < n; i += length(text + i) + 1)
		print("  %s\n", text + i);
}

static void aux_types(void)
{
	long n = read_file("/proc/self/auxv");

	print("auxv: %d bytes\n", n);
	for (long i = 0; i < n; i += 8)
		print("  type %d\n", *(int *)(text + i));
	print("it is that of the stack: %d\n", same(text, (char *)test_auxv, n));
}

static void write_comm(void)
{
	long fd = sys(open, "/proc/self/comm", O_RDWR);

	print("open: %d, write: %d\n", is_error(fd) ? fd : 0, sys(write, fd, "another", 7));
	sys(close, fd);
	read_file("/proc/self/comm");
	print("comm: %s", text);
	sys(prctl, PR_GET_NAME, buf);
	print("the same name: %s\n", buf);
	fd = sys(open, "/proc/1/comm", O_RDWR);
	print("another's: %d\n", sys(write, fd, "x", 1));
	sys(close, fd);
}

/* The n-th word of the line of stat, counted from 1, behind the name. */
static void stat_fields(const char *path)
{
	long n = read_file(path);
	int field = 2;
	char *p = text;

	while (*p && *p != ')')
		p++;
	for (p += 2; *p && *p != '\n'; p++) {
		field++;
		if (field == 3 || field == 8 || field == 18 || field == 19 || field == 20 ||
		    field == 38) {
			out_char('|');
			for (char *q = p; *q != ' '; q++)
				out_char(*q);
		}
		while (*p && *p != ' ' && *p != '\n')
			p++;
	}
	print("| %d fields of %s: %d\n", field, "stat", n > 0);
}

static char *number(char *to, long v)
{
	int n = 0;

	for (; v; v /= 10)
		digits[n++] = '0' + v % 10;
	while (n)
		*to++ = digits[--n];
	return to;
}

static void threads(void)
{
	char path[64] = "/proc/self/task/", *end = number(path + 16, sys(gettid));
	static const char *const files[] = { "/comm", "/stat", "/status", "/fd/0", "/none" };

	for (unsigned int i = 0; i < ARRAY_SIZE(files); i++) {
		copy_bytes(end, files[i], length(files[i]) + 1);
		print("task%s: %d\n", files[i], sys(access, path, 0));
	}
	copy_bytes(end, "/stat", 6);
	stat_fields(path);
	copy_bytes(end, "/comm", 6);
	read_file(path);
	print("comm: %s", text);
	print("no such thread: %d\n", sys(access, "/proc/self/task/99999", 0));
	print("1 is none of ours: %d\n", sys(access, "/proc/self/task/1", 0));
}

/* --- of the system --- */

static const char *const numbers[] = {
	"/proc/sys/fs/nr_open",		  "/proc/sys/kernel/cap_last_cap",
	"/proc/sys/kernel/ngroups_max",	  "/proc/sys/kernel/ostype",
	"/proc/sys/kernel/pid_max",	  "/proc/sys/vm/mmap_min_addr",
	"/proc/sys/vm/overcommit_memory",
};

static const struct call calls[] = {
	CALL(open, AT("/proc/none"), O_RDONLY),
	CALL(open, AT("/proc/99999"), O_RDONLY),
	CALL(open, AT("/proc/99999/stat"), O_RDONLY),
	CALL(open, AT("/proc/self/none"), O_RDONLY),
	CALL(open, AT("/proc/self/fd/77"), O_RDONLY),
	CALL(mkdir, AT("/proc/d"), 0755),
	CALL(unlink, AT("/proc/self/stat")),
	CALL(rmdir, AT("/proc/self/fd")),
	CALL(readlink, AT("/proc/self/stat"), AT(buf), sizeof(buf)),
	CALL(readlink, AT("/proc/self/cwd"), AT(buf), 3),
	CALL(readlink, AT("/proc/self/fd/77"), AT(buf), sizeof(buf)),
	CALL(access, AT("/proc/self/exe"), 1),
	CALL(access, AT("/proc/self/environ"), 4),
	CALL(access, AT("/proc/self/mounts"), 4),
	CALL(access, AT("/proc/mounts"), 4),
	CALL(access, AT("/proc/cmdline"), 4),
	CALL(open, AT("/proc/self/limits"), O_RDONLY),
	CALL(lseek, 3, 5, 0),
	CALL(lseek, 3, 5, 1),
	CALL(read, 3, AT(buf), 10),
	CALL(read, 3, BAD, 10),
	CALL(lseek, 3, 0, 0),
	CALL(read, 3, AT(buf), 5),
	CALL(mmap2, 0, 4096, PROT_READ, MAP_PRIVATE, 3, 0),
	CALL(close, 3),
};

static void test_main(int argc, char **argv, char **envp)
{
	(void)argc, (void)argv, (void)envp;
	SHOW_CALLS(calls);
	show_lines("/proc/self/limits", by_memory, false);
	strings("/proc/self/environ");
	strings("/proc/self/cmdline");
	aux_types();
	write_comm();
	stat_fields("/proc/self/stat");
	threads();
	for (unsigned int i = 0; i < ARRAY_SIZE(numbers); i++) {
		read_file(numbers[i]);
		print("%s: %s", numbers[i], text);
	}
	child_status(changed_status, 0);
	quit(0);
}
