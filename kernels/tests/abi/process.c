// SPDX-License-Identifier: GPL-2.0-or-later
/* Processes: waiting, identities, limits, clone's flags, programs that cannot be run. */
#include "abi.h"

#include <linux/sched.h>

static char buf[512];
static char *no_words[] = { 0 };
static char *bad_words[] = { (char *)BAD, 0 };
static const uint8_t elf32[52] = { 0x7f, 'E', 'L', 'F', 1, 1, 1 },
		     elf64[64] = { 0x7f, 'E', 'L', 'F', 2, 1, 1 };

static const struct call calls[] = {
	CALL(wait4, -1, 0, 0, 0),
	CALL(wait4, -1, 0, 1, 0),
	CALL(wait4, 99999, 0, 0, 0),
	CALL(wait4, -1, 0, 0x1000, 0),
	CALL(wait4, -1, BAD, 0, BAD),
	CALL(wait4, 0x80000000, 0, 0, 0),
	CALL(waitpid, -1, 0, 0),
	CALL(waitpid, -1, 0, 0x40),
	CALL(getpgid, 99999),
	CALL(getpgid, -1),
	CALL(getsid, 99999),
	CALL(getsid, -1),
	CALL(setpgid, -1, 0),
	CALL(setpgid, 0, -1),
	CALL(setpgid, 99999, 0),
	CALL(setpgid, 0, 99999),
	CALL(setpgid, 1, 0),
	CALL(getuid),
	CALL(geteuid),
	CALL(getgid),
	CALL(getegid),
	CALL(getuid32),
	CALL(umask, 0777),
	CALL(umask, 01022),
	CALL(umask, 022),
	CALL(clone, CLONE_THREAD, 0, 0, 0, 0),
	CALL(clone, CLONE_SIGHAND, 0, 0, 0, 0),
	CALL(clone, CLONE_THREAD | CLONE_SIGHAND, 0, 0, 0, 0),
	CALL(clone, CLONE_FS | CLONE_NEWNS, 0, 0, 0, 0),
	CALL(clone, CLONE_SETTLS | CLONE_VM | SIGCHLD, AT(buf + 256), 0, BAD, 0),
	CALL(set_thread_area, BAD),
	CALL(set_robust_list, BAD, 12),
	CALL(set_robust_list, BAD, 13),
	CALL(getrandom, AT(buf), 10, 0),
	CALL(getrandom, BAD, 10, 0),
	CALL(getrandom, AT(buf), 10, 8),
	CALL(ugetrlimit, 99, AT(buf)),
	CALL(ugetrlimit, 3, BAD),
	CALL(prlimit64, 0, 99, 0, AT(buf)),
	CALL(prlimit64, 99999, 3, 0, AT(buf)),
	CALL(prlimit64, 0, 3, BAD, 0),
	CALL(uname, BAD),
	CALL(sched_yield),
	CALL(futex, AT(buf), 1, 1, 0, 0, 0),
	CALL(futex, AT(buf + 1), 1, 1, 0, 0, 0),
	CALL(futex, BAD, 0, 1, 0, 0, 0),
	CALL(futex, AT(buf), 0, 1, 0, 0, 0),
	CALL(futex, AT(buf), 77, 1, 0, 0, 0),
};

static const struct call programs[] = {
	CALL(execve, AT("none"), AT(no_words), AT(no_words)),
	CALL(execve, AT("none/x"), AT(no_words), AT(no_words)),
	CALL(execve, AT(""), AT(no_words), AT(no_words)),
	CALL(execve, AT("."), AT(no_words), AT(no_words)),
	CALL(execve, BAD, AT(no_words), AT(no_words)),
	CALL(execve, AT("plain"), AT(no_words), AT(no_words)),
	CALL(execve, AT("plain/x"), AT(no_words), AT(no_words)),
	CALL(execve, AT("empty"), AT(no_words), AT(no_words)),
	CALL(execve, AT("text"), AT(no_words), AT(no_words)),
	CALL(execve, AT("elf32"), AT(no_words), AT(no_words)),
	CALL(execve, AT("elf64"), AT(no_words), AT(no_words)),
	CALL(execve, AT("short"), AT(no_words), AT(no_words)),
	CALL(execve, AT("loop"), AT(no_words), AT(no_words)),
	CALL(execve, AT("no-interpreter"), AT(no_words), AT(no_words)),
	CALL(execve, AT("bare"), AT(no_words), AT(no_words)),
	CALL(execve, AT("/dev/null"), AT(no_words), AT(no_words)),
	CALL(execve, AT("/proc/self/exe"), AT(bad_words), AT(no_words)),
	CALL(execve, AT("/proc/self/exe"), BAD, AT(no_words)),
	CALL(execve, AT("/proc/self/exe"), AT(no_words), BAD),
};

static void put(const char *name, int mode, const void *data, size_t n)
{
	long fd = sys(open, name, O_WRONLY | O_CREAT, mode);

	sys(write, fd, data, n);
	sys(close, fd);
}

static const struct {
	const char *name;
	int mode;
	const void *data;
	size_t n;
} files[] = {
	{ "plain", 0644, elf32, sizeof(elf32) },
	{ "empty", 0755, "", 0 },
	{ "text", 0755, "echo hello\n", 11 },
	{ "elf32", 0755, elf32, sizeof(elf32) },
	{ "elf64", 0755, elf64, sizeof(elf64) },
	{ "short", 0755, elf32, 20 },
	{ "loop", 0755, "#!loop\n", 7 },
	{ "no-interpreter", 0755, "#!/none\n", 8 },
	{ "bare", 0755, "#!\n", 3 },
};

static void test_main(int argc, char **argv, char **envp)
{
	(void)argc, (void)argv, (void)envp;
	SHOW_CALLS(calls);
	for (unsigned int i = 0; i < ARRAY_SIZE(files); i++)
		put(files[i].name, files[i].mode, files[i].data, files[i].n);
	SHOW_CALLS(programs);
	quit(0);
}
