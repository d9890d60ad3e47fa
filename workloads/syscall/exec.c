// SPDX-License-Identifier: GPL-2.0-or-later
/* A new program in a new process. It runs this file again, with an argument that ends it at once.
 */
#include "workload.h"

static uint64_t run(uint32_t ops)
{
	static char status_arg[] = "--exit=0";
	char *argv[] = { (char *)self_path(), status_arg, NULL }, *envp[] = { NULL };

	for (uint32_t i = ops; i; i--) {
		int child;

		status_arg[sizeof(status_arg) - 2] = '0' + (i & 7);
		child = must(sys_fork(), "fork");
		if (!child)
			fail_ret(self_path(), sys_execve(self_path(), argv, envp));
		must_be(child_wait(child), i & 7, "exit status of the new program");
	}
	return mix(CHECKSUM_INIT, ops);
}

static const struct workload_case cases[] = {
	{ .params = "", .ops = 100 },
	{},
};

const struct workload workload = {
	.magic = WORKLOAD_MAGIC,
	.group = "syscall",
	.name = "exec",
	.op = "One fork(), the child's execve() of a static program of some 20 KiB that ends at "
	      "once, and the parent's wait4()",
	.cases = cases,
	.run = run,
};
