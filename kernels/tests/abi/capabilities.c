// SPDX-License-Identifier: GPL-2.0-or-later
/* Capabilities: in all versions, what may be set, and what becomes of them with user ids. */
#include "abi.h"

#include <linux/capability.h>
#include <linux/prctl.h>

struct header {
	uint32_t version;
	int pid;
};

static uint32_t data[6]; /* effective, permitted, inheritable; of the lower 32, of the others */
static struct header v1 = { _LINUX_CAPABILITY_VERSION_1, 0 },
		     v2 = { _LINUX_CAPABILITY_VERSION_2, 0 },
		     v3 = { _LINUX_CAPABILITY_VERSION_3, 0 }, unknown = { 77, 0 },
		     nobody = { _LINUX_CAPABILITY_VERSION_3, 99999 },
		     negative = { _LINUX_CAPABILITY_VERSION_3, -1 },
		     init = { _LINUX_CAPABILITY_VERSION_3, 1 };

static const struct call calls[] = {
	CALL(capget, BAD, AT(data)),
	CALL(capget, AT(&v3), 0),
	CALL(capget, AT(&v3), BAD),
	CALL(capget, AT(&nobody), AT(data)),
	CALL(capget, AT(&negative), AT(data)),
	CALL(capget, AT(&init), AT(data)),
	CALL(capget, AT(&unknown), 0),
	CALL(capset, BAD, AT(data)),
	CALL(capset, AT(&v3), BAD),
	CALL(capset, AT(&init), AT(data)),
	CALL(capset, AT(&negative), AT(data)),
};

static void show_caps(const char *what)
{
	memset(data, 0, sizeof(data));
	print("%s, capget: %d\n", what, sys(capget, &v3, data));
	show_bytes("  the sets", data, sizeof(data));
}

static int sets(void *arg)
{
	(void)arg;
	show_caps("at first");
	data[2] = 1 << CAP_CHOWN;
	print("inheritable: %d\n", sys(capset, &v3, data));
	data[0] = 1 << CAP_SETUID | 1 << CAP_KILL;
	data[1] = 1 << CAP_SETUID | 1 << CAP_KILL | 1 << CAP_CHOWN;
	data[3] = data[4] = 0;
	print("fewer: %d\n", sys(capset, &v3, data));
	show_caps("fewer");
	data[0] |= 1 << CAP_CHOWN;
	print("what is permitted: %d\n", sys(capset, &v3, data));
	data[0] |= 1 << CAP_SYS_TIME;
	print("what is not: %d\n", sys(capset, &v3, data));
	data[1] |= 1 << CAP_SYS_TIME;
	print("nor can it be: %d\n", sys(capset, &v3, data));
	data[0] = data[1] = 1 << CAP_CHOWN;
	data[2] = 1 << CAP_SYS_TIME;
	print("nor inherited: %d\n", sys(capset, &v3, data));
	data[2] = 0;
	print("without CAP_SETUID: %d\n", sys(capset, &v3, data));
	print("setuid: %d, setgid: %d, setgroups: %d\n", sys(setuid32, 5), sys(setgid32, 5),
	      sys(setgroups32, 0, 0));
	return 0;
}

static int ids(void *arg)
{
	(void)arg;
	print("seteuid: %d\n", sys(setresuid32, -1, 5, -1));
	show_caps("effective user 5");
	print("and back: %d\n", sys(setresuid32, -1, 0, -1));
	show_caps("effective user 0");
	print("setuid: %d\n", sys(setuid32, 5));
	show_caps("user 5");
	return 0;
}

static int kept(void *arg)
{
	(void)arg;
	print("keepcaps: %d\n", sys(prctl, PR_SET_KEEPCAPS, 1, 0, 0, 0));
	print("setuid: %d\n", sys(setuid32, 5));
	show_caps("user 5, kept");
	return 0;
}

static void test_main(int argc, char **argv, char **envp)
{
	(void)argc, (void)argv, (void)envp;
	SHOW_CALLS(calls);
	print("the version now: %x\n", unknown.version);
	print("version 1: %d\n", sys(capget, &v1, data));
	show_bytes("  the sets", data, sizeof(data));
	print("version 2: %d\n", sys(capget, &v2, data));
	show_bytes("  the sets", data, sizeof(data));
	child_status(sets, 0);
	child_status(ids, 0);
	child_status(kept, 0);
	quit(0);
}
