// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * User and group ids, in 16 and 32 bits. In children, as ids that were given up do not come back.
 * It needs to be root.
 */
#include "lib.h"

#define CHECK(cond)                                                                                \
	do {                                                                                       \
		if (!(cond))                                                                       \
			return __LINE__ & 0xff ?: 1;                                               \
	} while (0)

static bool has_uids(unsigned int r, unsigned int e, unsigned int s)
{
	unsigned int id[3];

	return !sys(getresuid32, id, id + 1, id + 2) && id[0] == r && id[1] == e && id[2] == s;
}

static int root_sets(void *arg)
{
	unsigned short id[3];

	(void)arg;
	CHECK(has_uids(0, 0, 0));
	CHECK(!sys(setresuid32, 1, 2, 3) && has_uids(1, 2, 3));
	CHECK(sys(getuid32) == 1 && sys(geteuid32) == 2);
	CHECK(!sys(getresuid, id, id + 1, id + 2) && id[0] == 1 && id[1] == 2 && id[2] == 3);
	CHECK(sys(setresuid32, 4, -1, -1) == -EPERM);
	CHECK(!sys(setresuid32, 3, 1, 2) && has_uids(3, 1, 2));
	CHECK(sys(setuid32, 1) == -EPERM);
	CHECK(!sys(setuid32, 2) && has_uids(3, 2, 2));
	CHECK(sys(setuid32, 0) == -EPERM && sys(setuid32, -1) == -EINVAL);
	return 0;
}

static int gives_up(void *arg)
{
	unsigned int two[] = { 5, 100000 };

	(void)arg;
	CHECK(!sys(setgroups32, 2, two));
	CHECK(!sys(setgid32, 77) && sys(getgid32) == 77 && sys(getegid32) == 77);
	CHECK(!sys(setuid32, 100000) && has_uids(100000, 100000, 100000));
	CHECK(sys(setgid32, 1) == -EPERM && !sys(setgid32, 77));
	CHECK(sys(setgroups32, 0, 0) == -EPERM);
	CHECK(sys(getuid) == 65534);
	return 0;
}

static int swaps(void *arg)
{
	(void)arg;
	CHECK(!sys(setreuid32, 5, 6) && has_uids(5, 6, 6));
	CHECK(!sys(setreuid32, 6, 5) && has_uids(6, 5, 5));
	CHECK(!sys(setreuid32, -1, 6) && has_uids(6, 6, 5));
	CHECK(sys(setreuid32, 5, -1) == -EPERM);
	CHECK(!sys(setregid32, -1, -1));
	return 0;
}

static int sixteen_bits(void *arg)
{
	(void)arg;
	CHECK(!sys(setresgid, 7, 0xffff, 9) && sys(getgid) == 7 && sys(getegid) == 0);
	CHECK(!sys(setgid, 12) && sys(getgid32) == 12);
	CHECK(sys(setuid, 0xffff) == -EINVAL);
	CHECK(!sys(setreuid, 8, 0xffff) && has_uids(8, 0, 0));
	return 0;
}

static int for_files(void *arg)
{
	(void)arg;
	CHECK(sys(setfsuid32, 9) == 0 && sys(setfsuid32, -1) == 9);
	CHECK(sys(setfsgid, 8) == 0 && sys(setfsgid32, -1) == 8);
	CHECK(!sys(setresuid32, 1, 1, 1));
	CHECK(sys(setfsuid32, 2) == 1 && sys(setfsuid32, -1) == 1);
	return 0;
}

static int groups(void *arg)
{
	unsigned int wide[4] = { 5, 70000, 7, 0 };
	unsigned short narrow[4];

	(void)arg;
	CHECK(!sys(setgroups32, 3, wide));
	CHECK(sys(getgroups32, 0, 0) == 3 && sys(getgroups32, 2, wide) == -EINVAL);
	CHECK(sys(getgroups32, -1, wide) == -EINVAL);
	memset(wide, 0, sizeof(wide));
	CHECK(sys(getgroups32, 4, wide) == 3);
	CHECK(sys(getgroups, 4, narrow) == 3);
	CHECK(sys(setgroups32, 65537, wide) == -EINVAL);
	CHECK(sys(setgroups32, 3, 16) == -EFAULT);
	narrow[0] = 3;
	CHECK(!sys(setgroups, 1, narrow) && sys(getgroups32, 4, wide) == 1 && wide[0] == 3);
	return 0;
}

static int looks(void *arg)
{
	(void)arg;
	return has_uids(0, 5, 5) ? 0 : 1;
}

static int inherits(void *arg)
{
	(void)arg;
	CHECK(!sys(setresuid32, 0, 5, 5));
	return child_status(looks, NULL);
}

static void test_main(int argc, char **argv, char **envp)
{
	static const struct {
		const char *what;
		int (*fn)(void *);
	} tests[] = {
		{ "root sets its ids, others swap them", root_sets },
		{ "root can become somebody else, and not come back", gives_up },
		{ "real and effective ids, and what is saved", swaps },
		{ "16-bit calls", sixteen_bits },
		{ "ids for files", for_files },
		{ "supplementary groups", groups },
		{ "a child has its parent's", inherits },
	};
	size_t i;

	(void)argc, (void)argv, (void)envp;
	for (i = 0; i < sizeof(tests) / sizeof(tests[0]); i++) {
		if (sys(geteuid32))
			skip(tests[i].what, "not root");
		else
			is(WEXITSTATUS(child_status(tests[i].fn, NULL)), 0, tests[i].what);
	}
}
