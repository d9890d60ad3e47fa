// SPDX-License-Identifier: GPL-2.0-or-later
/* The call that starts the CPU's performance counters, where there are none: on the emulated CPU.
 */
#include "lib.h"

static long call(void *buf, size_t size)
{
	long args[7] = { SPLITBENCH_NR_PMU, (long)buf, size };

	return syscall_frame(args);
}

static void test_main(int argc, char **argv, char **envp)
{
	struct splitbench_pmu list;

	(void)argc, (void)argv, (void)envp;
	if (!stats()) {
		skip("the counters call", "no such call");
		return;
	}
	is(call(&list, sizeof(list) - 1), -EINVAL, "a structure of another size");
	is(call(&list, sizeof(list)), -ENODEV, "no counters, and no call that hangs or faults");
}
