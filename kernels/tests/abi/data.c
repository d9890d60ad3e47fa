// SPDX-License-Identifier: GPL-2.0-or-later
/* What calls write into memory, as far as it is the same in every boot. */
#include "abi.h"

static uint8_t buf[512];

static void limits(void)
{
	/* Of processes and of pending signals, which depend on memory: not. */
	static const int fixed[] = { 0, 1, 2, 3, 4, 5, 7, 8, 9, 10, 12, 13, 14, 15 };
	uint32_t pair[2] = { 0 };

	for (unsigned int i = 0; i < ARRAY_SIZE(fixed); i++) {
		long ret = sys(ugetrlimit, fixed[i], pair);

		print("limit %d: %d, %x of %x\n", fixed[i], ret, pair[0], pair[1]);
	}
}

/* Of a stat64: mode, links, owners, the kind of device, size. */
static void stat(const char *path)
{
	const uint32_t *words = (const uint32_t *)buf;

	print("lstat64 of %s: %d\n", path, sys(lstat64, path, buf));
	print("  mode %x, owner %d, group %d, size %d, block size %d, device %x\n", words[4],
	      words[6], words[7], (words[4] & 0170000) == 0040000 ? 0 : words[11], words[13],
	      words[8]);
}

static void files(void)
{
	static const char *const paths[] = { "f",	  "l",	       "d",   "/dev/null",
					     "/dev/zero", "/dev/full", "/tmp" };
	long fd;

	sys(umask, 027);
	fd = sys(open, "f", O_RDWR | O_CREAT, 0666);
	sys(write, fd, "12345", 5);
	sys(symlink, "somewhere", "l");
	sys(mkdir, "d", 0777);
	for (unsigned int i = 0; i < ARRAY_SIZE(paths); i++)
		stat(paths[i]);
	sys(close, fd);
}

/* Signals' actions come back as they were set, but for what cannot be blocked. */
static void actions(void)
{
	static const struct test_action odd = { HANDLER_IGN, 0xffffffff, (void *)0x1234, -1ull };
	struct test_action back = { 0 };

	print("rt_sigaction: %d\n", sys(rt_sigaction, SIGUSR1, &odd, 0, 8));
	print("rt_sigaction: %d\n", sys(rt_sigaction, SIGUSR1, 0, &back, 8));
	show_bytes("the action", &back, sizeof(back));
}

static void masks(void)
{
	uint64_t set = -1ull;

	sys(rt_sigprocmask, 2, &set, 0, 8);
	sys(rt_sigprocmask, 2, 0, &set, 8);
	show_bytes("all signals blocked", &set, sizeof(set));
	sys(kill, sys(getpid), SIGUSR2);
	sys(kill, sys(getpid), 40);
	sys(rt_sigpending, &set, 8);
	show_bytes("pending", &set, sizeof(set));
}

static void pids(void)
{
	print("parent is 1: %d\n", sys(getppid) == 1);
	print("group is 1's: %d\n", sys(getpgid, 0) == sys(getpgid, 1));
	print("session is 1's: %d\n", sys(getsid, 0) == sys(getsid, 1));
	print("group and session of 1: %d %d\n", sys(getpgid, 1), sys(getsid, 1));
}

static void test_main(int argc, char **argv, char **envp)
{
	(void)argc, (void)argv;
	for (; *envp; envp++)
		print("environment: %s\n", *envp);
	limits();
	files();
	actions();
	masks();
	pids();
	quit(0);
}
