// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * The call that starts the CPU's performance counters, for the workloads to read by RDPMC. Only
 * under KVM does anyone ask for it, as the emulated CPU has none.
 */
#include "pmu.h"
#include "cpu.h"
#include "extable.h"
#include "syscall.h"
#include "uaccess.h"

#define MSR_FIXED_CTR_CTRL 0x38d /* Intel SDM vol. 3, 20.2.2 */
#define X86_CR4_PCE	   0x100u
#define TRIES		   1000

/* Whether there is such an MSR: a hypervisor may announce counters and not have them. */
static bool wrmsr_if_there(u32 msr, u64 v)
{
	u32 there = 0;

	__asm__ volatile("1: wrmsr\n\tmovl $1, %0\n2:\n" EX_TABLE(1b, 2b)
			 : "+r"(there)
			 : "c"(msr), "A"(v)
			 : "memory");
	return there;
}

/* 0 where there is no such counter. */
static u64 rdpmc(u32 which)
{
	u64 v = 0;

	__asm__ volatile("1: rdpmc\n2:\n" EX_TABLE(1b, 2b) : "+A"(v) : "c"(which));
	return v;
}

static bool start(const struct pmu_plan *plan)
{
	bool there = plan->nr;
	unsigned int i;

	for (i = 0; i < plan->nr && there; i++) {
		const struct pmu_counter *c = &plan->counters[i];

		there = (!c->control || wrmsr_if_there(c->control, 0)) &&
			wrmsr_if_there(c->counter, 0) &&
			(!c->control || wrmsr_if_there(c->control, c->select));
	}
	if (there && plan->fixed_control)
		there = wrmsr_if_there(MSR_FIXED_CTR_CTRL, plan->fixed_control);
	if (there && plan->global_msr)
		there = wrmsr_if_there(plan->global_msr, plan->global);
	return there;
}

/* Nor does what is announced and takes its settings have to count. */
static bool counts(const struct pmu_plan *plan)
{
	u32 tries = TRIES;

	while (tries && !rdpmc(plan->counters[0].rdpmc))
		tries--;
	return tries;
}

long sys_splitbench_pmu(struct pt_regs *regs)
{
	struct splitbench_pmu list = { 0 };
	struct pmu_plan plan;
	struct pmu_cpu cpu;
	unsigned int i;

	if (regs->cx != sizeof(list))
		return -EINVAL;
	pmu_read_cpu(&cpu);
	pmu_plan(&cpu, &plan);
	if (!start(&plan) || !counts(&plan))
		return -ENODEV;
	write_cr4(read_cr4() | X86_CR4_PCE);
	list.nr = plan.nr;
	for (i = 0; i < plan.nr; i++) {
		list.counters[i].event = plan.counters[i].event;
		list.counters[i].rdpmc = plan.counters[i].rdpmc;
	}
	return copy_to_user((void __user *)regs->bx, &list, sizeof(list)) ? -EFAULT : 0;
}
