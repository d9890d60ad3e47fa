// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * What programs ask and say of scheduling, on a machine of one CPU and one policy.
 */
#include <linux/membarrier.h>
#include <linux/sched.h>
#include "err.h"
#include "string.h"
#include "syscall.h"
#include "task.h"
#include "uaccess.h"
#include "vm.h"

#define THIS_CPU 0u
#define CPU_MASK (1ul << THIS_CPU) /* of all CPUs: the only one */

static bool task_exists(int pid)
{
	return !pid || find_task(pid);
}

long sys_getcpu(struct pt_regs *regs)
{
	u32 __user *cpu = (u32 __user *)regs->bx, *node = (u32 __user *)regs->cx;

	if ((cpu && put_user(THIS_CPU, cpu)) || (node && put_user(0u, node)))
		return -EFAULT;
	return 0;
}

/* Returns the size of the mask, as Linux does. */
long sys_sched_getaffinity(struct pt_regs *regs)
{
	u32 size = regs->cx;

	if (!size || size % sizeof(long))
		return -EINVAL;
	if (!task_exists(regs->bx))
		return -ESRCH;
	return put_user(CPU_MASK, (unsigned long __user *)regs->dx) ? -EFAULT : (long)sizeof(long);
}

long sys_sched_setaffinity(struct pt_regs *regs)
{
	unsigned long mask = 0;

	if (copy_from_user(&mask, (const void __user *)regs->dx,
			   min((size_t)regs->cx, sizeof(mask))))
		return -EFAULT;
	if (!task_exists(regs->bx))
		return -ESRCH;
	return mask & CPU_MASK ? 0 : -EINVAL;
}

long sys_sched_getscheduler(struct pt_regs *regs)
{
	if ((int)regs->bx < 0)
		return -EINVAL;
	return task_exists(regs->bx) ? SCHED_NORMAL : -ESRCH;
}

long sys_sched_getparam(struct pt_regs *regs)
{
	int __user *priority = (int __user *)regs->cx;

	if (!priority || (int)regs->bx < 0)
		return -EINVAL;
	if (!task_exists(regs->bx))
		return -ESRCH;
	return put_user(0, priority) ? -EFAULT : 0;
}

/* Linux's, also of the policies that are not here. */
static const struct {
	bool known;
	u8 min, max;
} priorities[] = {
	[SCHED_NORMAL] = { true, 0, 0 }, [SCHED_FIFO] = { true, 1, 99 },
	[SCHED_RR] = { true, 1, 99 },	 [SCHED_BATCH] = { true, 0, 0 },
	[SCHED_IDLE] = { true, 0, 0 },	 [SCHED_DEADLINE] = { true, 0, 0 },
};

static bool known_policy(unsigned long policy)
{
	return policy < ARRAY_SIZE(priorities) && priorities[policy].known;
}

long sys_sched_get_priority_max(struct pt_regs *regs)
{
	return known_policy(regs->bx) ? priorities[regs->bx].max : -EINVAL;
}

long sys_sched_get_priority_min(struct pt_regs *regs)
{
	return known_policy(regs->bx) ? priorities[regs->bx].min : -EINVAL;
}

/* --- membarrier: with one CPU a switch is all the barrier there is, and it has happened --- */

/* Each registration is the bit above that of what it allows. */
#define MEMBARRIER_PRIVATE                                                                         \
	(MEMBARRIER_CMD_PRIVATE_EXPEDITED | MEMBARRIER_CMD_PRIVATE_EXPEDITED_SYNC_CORE |           \
	 MEMBARRIER_CMD_PRIVATE_EXPEDITED_RSEQ)
#define MEMBARRIER_REGISTER	 (MEMBARRIER_PRIVATE << 1 | MEMBARRIER_CMD_REGISTER_GLOBAL_EXPEDITED)
#define MEMBARRIER_UNCONDITIONAL (MEMBARRIER_CMD_GLOBAL | MEMBARRIER_CMD_GLOBAL_EXPEDITED)

long sys_membarrier(struct pt_regs *regs)
{
	u32 cmd = regs->bx, flags = regs->cx;
	struct mm *mm = current->mm;

	if (flags &&
	    (flags != MEMBARRIER_CMD_FLAG_CPU || cmd != MEMBARRIER_CMD_PRIVATE_EXPEDITED_RSEQ))
		return -EINVAL;
	if (cmd == MEMBARRIER_CMD_QUERY)
		return MEMBARRIER_PRIVATE | MEMBARRIER_REGISTER | MEMBARRIER_UNCONDITIONAL;
	if (cmd & (cmd - 1)) /* one bit */
		return -EINVAL;
	if (cmd & MEMBARRIER_PRIVATE)
		return mm->membarrier & cmd << 1 ? 0 : -EPERM;
	if (cmd & MEMBARRIER_REGISTER)
		mm->membarrier |= cmd;
	return cmd & (MEMBARRIER_REGISTER | MEMBARRIER_UNCONDITIONAL) ? 0 : -EINVAL;
}
