// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Every call by its number, with nothing but zeros, nothing but -1, and nothing but bad pointers:
 * which error comes first, or that there is none. Each in a process of its own, with a second to
 * live.
 */
#include "abi.h"
#include "absent.h"

static const struct {
	const char *name;
	unsigned int nr;
} calls[] = {
#include "calls.inc"
};

/* They change the terminal, return never or twice. */
static const uint16_t harmful[] = {
	__NR_fork,	 __NR_vfork,	 __NR_clone,	    __NR_clone3,     __NR_exit,
	__NR_exit_group, __NR_sigreturn, __NR_rt_sigreturn, __NR_sigsuspend, __NR_vhangup,
};

static const long words[] = { 0, -1, BAD };

static bool is_in(const uint16_t *list, unsigned int n, unsigned int nr)
{
	while (n && list[n - 1] != nr)
		n--;
	return n;
}
#define IS_IN(list, nr) is_in(list, ARRAY_SIZE(list), nr)

static int call_with(void *arg)
{
	const long *args = arg;
	long ret;

	sys(alarm, 1);
	ret = syscall_frame(args);
	/* An error by its number, which fits an exit status. */
	return is_error(ret) ? -ret : 0;
}

static void make_calls(const char *name, long nr)
{
	for (unsigned int w = 0; w < ARRAY_SIZE(words); w++) {
		long a = words[w], args[7] = { nr, a, a, a, a, a, a };
		int status = child_status(call_with, args);

		print("%s with %d: %s %d\n", name, a, WIFEXITED(status) ? "error" : "signal",
		      WIFEXITED(status) ? WEXITSTATUS(status) : WTERMSIG(status));
	}
}

/* On this kernel only: what it prints Linux does not. */
static void check_absent(const char *name, long nr)
{
	if (syscall_frame((long[7]){ nr, -1, -1, -1, -1, -1, -1 }) != -ENOSYS)
		print("%s is there, and still on the list of those that are absent\n", name);
}

static void test_main(int argc, char **argv, char **envp)
{
	bool is_linux = !stats();

	(void)argc, (void)argv, (void)envp;
	for (unsigned int i = 0; i < ARRAY_SIZE(calls); i++) {
		if (!IS_IN(absent, calls[i].nr) && !IS_IN(harmful, calls[i].nr))
			make_calls(calls[i].name, calls[i].nr);
		else if (!is_linux && IS_IN(absent, calls[i].nr))
			check_absent(calls[i].name, calls[i].nr);
	}
	quit(0);
}
