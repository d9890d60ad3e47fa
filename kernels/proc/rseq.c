// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * rseq(2): code that is not to be interrupted half way names itself in its thread's struct rseq,
 * and where it is to go on if it is. The number of the CPU, which is there too, is always 0.
 */
#include <linux/rseq.h>
#include "rseq.h"
#include "err.h"
#include "signal.h"
#include "syscall.h"
#include "uaccess.h"

#define RSEQ_SIZE ((u32)sizeof(struct rseq)) /* also its alignment */

/* What the user's section says, if it says it right; 0, -EFAULT, -EINVAL. */
static int read_section(struct rseq_cs *cs, u64 address)
{
	u32 signature;

	if (address >= USER_TOP ||
	    copy_from_user(cs, (const void __user *)(u32)address, sizeof(*cs)))
		return -EFAULT;
	if (cs->version || cs->start_ip >= USER_TOP || cs->abort_ip >= USER_TOP ||
	    cs->post_commit_offset >= USER_TOP - cs->start_ip ||
	    cs->abort_ip - cs->start_ip < cs->post_commit_offset)
		return -EINVAL;
	/* Nothing else can be made to look like an abort handler. */
	if (get_user(signature, (const u32 __user *)((u32)cs->abort_ip - sizeof(u32))))
		return -EFAULT;
	return signature == current->rseq_signature ? 0 : -EINVAL;
}

void rseq_abort(struct pt_regs *regs)
{
	u64 __user *pointer = (u64 __user *)&current->rseq->rseq_cs;
	struct rseq_cs cs;
	u64 address;

	if (get_user(address, pointer)) {
		force_sigsegv(0);
		return;
	}
	if (!address)
		return;
	if (read_section(&cs, address) || put_user(0ull, pointer))
		force_sigsegv(0);
	else if (regs->ip - (u32)cs.start_ip < (u32)cs.post_commit_offset)
		regs->ip = cs.abort_ip;
}

static long set_cpu(struct rseq __user *rseq, u32 cpu)
{
	u32 both[] = { 0, cpu }; /* cpu_id_start is never that of no CPU */

	return copy_to_user(rseq, both, sizeof(both)) ? -EFAULT : 0;
}

static long unregister(struct rseq __user *rseq, u32 size, u32 signature)
{
	long err;

	if (!rseq || rseq != current->rseq || size != RSEQ_SIZE)
		return -EINVAL;
	if (signature != current->rseq_signature)
		return -EPERM;
	err = set_cpu(rseq, RSEQ_CPU_ID_UNINITIALIZED);
	if (!err)
		current->rseq = NULL;
	return err;
}

long sys_rseq(struct pt_regs *regs)
{
	struct rseq __user *rseq = (struct rseq __user *)regs->bx;
	u32 size = regs->cx, flags = regs->dx, signature = regs->si;

	if (flags == RSEQ_FLAG_UNREGISTER)
		return unregister(rseq, size, signature);
	if (flags)
		return -EINVAL;
	if (current->rseq && (rseq != current->rseq || size != RSEQ_SIZE))
		return -EINVAL;
	if (current->rseq)
		return signature == current->rseq_signature ? -EBUSY : -EPERM;
	if ((u32)rseq % RSEQ_SIZE || size != RSEQ_SIZE)
		return -EINVAL;
	if (!access_ok(rseq, size))
		return -EFAULT;
	current->rseq = rseq;
	current->rseq_signature = signature;
	/* As in Linux it is not this call that fails where nothing is. */
	if (set_cpu(rseq, 0))
		force_sigsegv(0);
	return 0;
}
