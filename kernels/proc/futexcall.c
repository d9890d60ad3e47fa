// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * The system call futex(2), and its operation on a second word. Priority inheritance is not here:
 * -ENOSYS, as of a Linux without it.
 */
#include <linux/time.h>
#include "clocks.h"
#include "err.h"
#include "futex.h"
#include "string.h"
#include "syscall.h"
#include "task.h"
#include "timespec.h"
#include "uaccess.h"

/* --- FUTEX_WAKE_OP --- */

static u32 operate(u32 op, u32 old, u32 arg)
{
	switch (op) {
	case FUTEX_OP_ADD:
		return old + arg;
	case FUTEX_OP_OR:
		return old | arg;
	case FUTEX_OP_ANDN:
		return old & ~arg;
	case FUTEX_OP_XOR:
		return old ^ arg;
	default: /* FUTEX_OP_SET */
		return arg;
	}
}

static bool compare(u32 op, s32 old, s32 arg)
{
	switch (op) {
	case FUTEX_OP_CMP_EQ:
		return old == arg;
	case FUTEX_OP_CMP_NE:
		return old != arg;
	case FUTEX_OP_CMP_LT:
		return old < arg;
	case FUTEX_OP_CMP_LE:
		return old <= arg;
	case FUTEX_OP_CMP_GT:
		return old > arg;
	default: /* FUTEX_OP_CMP_GE */
		return old >= arg;
	}
}

/* Change the second word as `code` says; wake who waits for the first, and by its old value for it.
 */
static long futex_wake_op(u32 __user *addr, u32 __user *addr2, bool shared, int n, int n2, u32 code)
{
	u32 op = code >> 28 & 7, cmp = code >> 24 & 15, old;
	s32 arg = (s32)(code << 8) >> 20, cmp_arg = (s32)(code << 20) >> 20;
	struct futex_key key, key2;
	struct inode *inode;
	int err, woken;

	err = futex_key(addr, shared, &key, &inode);
	if (!err)
		err = futex_key(addr2, shared, &key2, &inode);
	if (err)
		return err;
	if (op > FUTEX_OP_XOR || cmp > FUTEX_OP_CMP_GE)
		return -ENOSYS;
	if (code >> 28 & FUTEX_OP_OPARG_SHIFT)
		arg = 1 << (arg & 31);
	if (get_user(old, addr2) || put_user(operate(op, old, arg), addr2))
		return -EFAULT;
	woken = futex_wake_key(&key, n, FUTEX_BITSET_MATCH_ANY);
	if (compare(cmp, old, cmp_arg))
		woken += futex_wake_key(&key2, n2, FUTEX_BITSET_MATCH_ANY);
	return woken;
}

/* --- the call --- */

static bool has_timeout(int cmd)
{
	return cmd == FUTEX_WAIT || cmd == FUTEX_WAIT_BITSET;
}

/* Of FUTEX_WAIT it is relative. 0, -EFAULT, -EINVAL. */
static int set_timeout(struct futex_wait *f, const void __user *timeout, u32 op, enum time_abi abi)
{
	u64 ns;
	int err = get_timespec(&ns, timeout, abi);

	if (err)
		return err;
	f->clock = op & FUTEX_CLOCK_REALTIME ? real_clock : monotonic_clock;
	f->until = (op & FUTEX_CMD_MASK) == FUTEX_WAIT
			   ? min(f->clock->read(current) + ns, KTIME_MAX)
			   : ns;
	return 0;
}

static long do_futex(struct pt_regs *regs, enum time_abi abi)
{
	u32 __user *addr = (u32 __user *)regs->bx, *addr2 = (u32 __user *)regs->di;
	const void __user *timeout = (const void __user *)regs->si;
	u32 op = regs->cx, val = regs->dx, val3 = syscall_arg6(regs);
	int cmd = op & FUTEX_CMD_MASK, val2 = regs->si, err;
	bool shared = !(op & FUTEX_PRIVATE_FLAG);
	struct futex_wait wait = { addr, val, FUTEX_BITSET_MATCH_ANY, shared, NULL, 0 };

	if (has_timeout(cmd) && timeout) {
		err = set_timeout(&wait, timeout, op, abi);
		if (err)
			return err;
	}
	if ((op & FUTEX_CLOCK_REALTIME) && cmd != FUTEX_WAIT_BITSET)
		return -ENOSYS;
	switch (cmd) {
	case FUTEX_WAIT_BITSET:
		wait.bitset = val3;
		__attribute__((fallthrough));
	case FUTEX_WAIT:
		return futex_wait(&wait);
	case FUTEX_WAKE:
		return futex_wake(addr, shared, val, FUTEX_BITSET_MATCH_ANY);
	case FUTEX_WAKE_BITSET:
		return futex_wake(addr, shared, val, val3);
	case FUTEX_REQUEUE:
		return futex_requeue(addr, addr2, shared, val, val2, NULL);
	case FUTEX_CMP_REQUEUE:
		return futex_requeue(addr, addr2, shared, val, val2, &val3);
	case FUTEX_WAKE_OP:
		return futex_wake_op(addr, addr2, shared, val, val2, val3);
	default:
		return -ENOSYS;
	}
}

TIME_CALLS(do_futex, sys_futex, sys_futex_time64)
