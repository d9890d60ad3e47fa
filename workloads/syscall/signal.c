// SPDX-License-Identifier: GPL-2.0-or-later
/* A signal's whole way: sent, delivered on return from kill(), handled, returned from. */
#include "workload.h"

static volatile uint32_t delivered;
static int self;

static void handler(int sig, void *info, void *context)
{
	(void)info;
	(void)context;
	delivered += sig;
}

static void setup(void)
{
	static const struct sys_sigaction act = {
		.handler = handler,
		.flags = SA_SIGINFO | SA_RESTORER,
		.restorer = sigreturn_code,
	};

	must(sys_rt_sigaction(SIGUSR1, &act), "rt_sigaction");
	self = sys_getpid();
}

static uint64_t run(uint32_t ops)
{
	delivered = 0;
	for (uint32_t i = ops; i; i--)
		must_be(sys_kill(self, SIGUSR1), 0, "kill");
	if (delivered != ops * SIGUSR1)
		fail("%u signals were sent, %u handled", ops, delivered / SIGUSR1);
	return mix(CHECKSUM_INIT, delivered);
}

static const struct workload_case cases[] = {
	{ .params = "", .ops = 2500, .quick = 1 },
	{},
};

const struct workload workload = {
	.magic = WORKLOAD_MAGIC,
	.group = "syscall",
	.name = "signal",
	.op = "One kill() of the own process, delivery to a handler with siginfo, and its "
	      "rt_sigreturn()",
	.cases = cases,
	.setup = setup,
	.run = run,
};
