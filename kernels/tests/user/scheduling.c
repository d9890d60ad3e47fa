// SPDX-License-Identifier: GPL-2.0-or-later
/* What there is to ask of scheduling: CPUs, policies, priorities; and membarrier. */
#include <linux/membarrier.h>
#include <linux/sched.h>
#include "thread.h"

#define NOBODY 0x7ffffff0

static void cpus(void)
{
	unsigned int cpu = 99, node = 99;
	unsigned long mask[32] = { 0 }, none = 0;
	long size;

	is(sys(getcpu, &cpu, &node, 0), 0, "getcpu");
	ok(cpu < 32 * 32 && node < 64, "a CPU and a node (%d, %d)", cpu, node);
	is(sys(getcpu, 0, 0, 0), 0, "of which one need not be told");
	is(sys(getcpu, 16, 0, 0), -EFAULT, "getcpu checks its pointers");
	size = sys(sched_getaffinity, 0, sizeof(mask), mask);
	ok(size > 0 && size % 4 == 0, "sched_getaffinity tells the size of the mask (%d)", size);
	ok(mask[cpu / 32] >> cpu % 32 & 1, "in which this CPU is");
	is(sys(sched_getaffinity, 0, 3, mask), -EINVAL, "it wants whole words");
	is(sys(sched_getaffinity, NOBODY, sizeof(mask), mask), -ESRCH, "and somebody");
	is(sys(sched_setaffinity, 0, size, mask), 0, "sched_setaffinity to the same");
	is(sys(sched_setaffinity, 0, sizeof(none), &none), -EINVAL, "some CPU it must be");
	is(sys(sched_setaffinity, 0, sizeof(none), 16), -EFAULT,
	   "sched_setaffinity checks its pointer");
}

static void policies(void)
{
	int priority = 99;

	is(sys(sched_getscheduler, 0), SCHED_NORMAL, "the usual policy");
	is(sys(sched_getscheduler, sys(getpid)), SCHED_NORMAL, "by number");
	is(sys(sched_getscheduler, -1), -EINVAL, "of a number that is none");
	is(sys(sched_getscheduler, NOBODY), -ESRCH, "and of nobody");
	is(sys(sched_getparam, 0, &priority), 0, "sched_getparam");
	is(priority, 0, "has no priority in it");
	is(sys(sched_getparam, 0, 0), -EINVAL, "sched_getparam checks its pointer");
	is(sys(sched_get_priority_max, SCHED_FIFO), 99, "the highest priority of SCHED_FIFO");
	is(sys(sched_get_priority_min, SCHED_RR), 1, "the lowest of SCHED_RR");
	is(sys(sched_get_priority_max, SCHED_NORMAL), 0, "SCHED_NORMAL has none");
	is(sys(sched_get_priority_max, 4), -EINVAL, "nor has a policy that does not exist");
}

static int registered(void *arg)
{
	(void)arg;
	return sys(membarrier, MEMBARRIER_CMD_PRIVATE_EXPEDITED, 0, 0) == 0 ? 0 : 1;
}

static void barriers(void)
{
	long all = sys(membarrier, MEMBARRIER_CMD_QUERY, 0, 0);

	ok(all > 0 && all & MEMBARRIER_CMD_PRIVATE_EXPEDITED, "membarrier has private commands");
	is(sys(membarrier, MEMBARRIER_CMD_PRIVATE_EXPEDITED, 0, 0), -EPERM, "for who registers");
	is(sys(membarrier, MEMBARRIER_CMD_REGISTER_PRIVATE_EXPEDITED, 0, 0), 0, "registration");
	is(sys(membarrier, MEMBARRIER_CMD_PRIVATE_EXPEDITED, 0, 0), 0, "then they work");
	is(child_status(registered, 0), 0, "in a child, too");
	is(sys(membarrier, MEMBARRIER_CMD_GLOBAL, 0, 0), 0, "the global one always does");
	is(sys(membarrier, 3, 0, 0), -EINVAL, "one command at a time");
	is(sys(membarrier, MEMBARRIER_CMD_GLOBAL, 1, 0), -EINVAL, "membarrier checks its flags");
}

static void test_main(int argc, char **argv, char **envp)
{
	(void)argc, (void)argv, (void)envp;
	cpus();
	policies();
	barriers();
}
