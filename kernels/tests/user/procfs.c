// SPDX-License-Identifier: GPL-2.0-or-later
/* /proc, as far as programs look there. */
#include <asm/stat.h>
#include <linux/stat.h>
#include "read_file.h"

static bool contains(const char *what)
{
	for (const char *p = text; *p; p++)
		if (same(p, what, length(what)))
			return true;
	return false;
}

static void has(const char *path, const char *what)
{
	ok(read_file(path) > 0 && contains(what), "%s has \"%s\"", path, what);
}

static bool links_to(const char *path, const char *target)
{
	long n = sys(readlink, path, text, sizeof(text));

	return n == (long)length(target) && same(text, target, n);
}

static void system_files(void)
{
	has("/proc/meminfo", "MemTotal:");
	has("/proc/cpuinfo", "vendor_id\t: ");
	has("/proc/stat", "cpu0 ");
	has("/proc/version", "Linux version ");
	has("/proc/filesystems", "tmpfs");
	has("/proc/mounts", " / ");
	has("/proc/sys/kernel/ostype", "Linux");
	has("/proc/sys/kernel/pid_max", "32768");
	if (stats()) {
		has("/proc/meminfo", "LowTotal:");
		has("/proc/flushes", "syscalls");
	}
	is(read_file("/proc/none"), -ENOENT, "what is not there");
	is(sys(mkdir, "/proc/dir", 0755), -ENOENT, "nobody makes a directory there");
	is(sys(open, "/proc/file", O_RDWR | O_CREAT, 0600), -ENOENT, "nor a file");
	is(sys(unlink, "/proc/stat"), -EPERM, "nor removes one");
}

static void own_files(void)
{
	struct stat64 a, b;
	int ends[2], fd;
	char path[] = "/proc/self/fd/_";

	has("/proc/self/maps", "[stack]");
	has("/proc/self/maps", "/procfs");
	has("/proc/self/status", "Name:\tprocfs");
	has("/proc/self/stat", "(procfs) R");
	has("/proc/self/comm", "procfs");
	ok(read_file("/proc/self/cmdline") > 0 &&
		   same(text, test_argv[0], length(test_argv[0]) + 1),
	   "/proc/self/cmdline begins with argv[0]");
	is(sys(stat64, "/proc/self/exe", &a), 0, "/proc/self/exe leads to a file");
	ok((a.st_mode & S_IFMT) == S_IFREG && (a.st_mode & 0111), "...a program");
	is(sys(chdir, "/tmp"), 0, "a directory");
	ok(links_to("/proc/self/cwd", "/tmp"), "is what /proc/self/cwd says");
	ok(links_to("/proc/self/root", "/"), "the root is /proc/self/root");
	is(sys(stat64, "/proc/self/cwd/.", &a) || sys(stat64, "/tmp", &b) ? -1 : 0, 0,
	   "and leads there");
	ok(a.st_ino == b.st_ino, "...to the same");

	fd = sys(open, "/tmp/procfs-test", O_RDWR | O_CREAT, 0600);
	path[sizeof(path) - 2] = '0' + fd;
	ok(links_to(path, "/tmp/procfs-test"), "an open file has its path");
	is(sys(stat64, path, &a) || sys(fstat64, fd, &b) ? -1 : 0, 0, "and can be reached");
	ok(a.st_ino == b.st_ino, "...by its descriptor");
	sys(unlink, "/tmp/procfs-test");
	is(sys(stat64, path, &a), 0, "also without a name");
	sys(close, fd);
	is(sys(stat64, path, &a), -ENOENT, "closed, it is gone");
	sys(pipe, ends);
	path[sizeof(path) - 2] = '0' + ends[0];
	ok(sys(readlink, path, text, sizeof(text)) > 6 && same(text, "pipe:[", 6),
	   "a pipe is called so");
	sys(chdir, "/");
}

/* A child's directory, by its number. */
static void others(void)
{
	char path[32] = "/proc/", *p = path + 6, digits[12];
	int ends[2], n = 0, status;
	struct stat64 st;
	long pid, v;

	sys(pipe, ends);
	pid = sys(fork);
	if (!pid) {
		char byte;

		sys(close, ends[1]);
		sys(read, ends[0], &byte, 1);
		quit(0);
	}
	for (v = pid; v; v /= 10)
		digits[n++] = '0' + v % 10;
	while (n)
		*p++ = digits[--n];
	memcpy(p, "/stat", 6);
	for (int i = 0; i < 1000 && (read_file(path) <= 0 || !contains("(procfs) S")); i++)
		sys(sched_yield);
	ok(contains("(procfs) S"), "a child that waits is seen to");
	sys(close, ends[1]);
	sys(wait4, pid, &status, 0, 0);
	*p = '\0';
	is(sys(stat64, path, &st), -ENOENT, "waited for, it has no directory");
}

static void test_main(int argc, char **argv, char **envp)
{
	(void)argc, (void)argv, (void)envp;
	system_files();
	own_files();
	others();
}
