// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Robust futexes: a thread keeps a list, in its own memory, of the locks that it holds. At its end
 * each is marked as its dead owner's, and one who waits for it is woken. The list is the user's,
 * and may be anything.
 */
#include "err.h"
#include "futex.h"
#include "syscall.h"
#include "task.h"
#include "uaccess.h"

#define ENTRIES_MAX 2048 /* Linux's ROBUST_LIST_LIMIT: it may be a ring */
#define PI_ENTRY    1u /* in a pointer to an entry: with priority inheritance */

/* `pending`: the thread was about to take or to release it. False: the address is bad. */
static bool owner_died(u32 __user *addr, bool pi, bool pending)
{
	u32 word;

	if ((unsigned long)addr % sizeof(u32) || get_user(word, addr))
		return false;
	if (pending && !pi && !(word & FUTEX_TID_MASK)) {
		/* Released, and not said so any more. */
		futex_wake(addr, true, 1, FUTEX_BITSET_MATCH_ANY);
		return true;
	}
	if ((word & FUTEX_TID_MASK) != (u32)current->pid)
		return true;
	if (put_user((word & FUTEX_WAITERS) | FUTEX_OWNER_DIED, addr))
		return false;
	if (!pi && (word & FUTEX_WAITERS))
		futex_wake(addr, true, 1, FUTEX_BITSET_MATCH_ANY);
	return true;
}

/* The entry that a pointer of the list names, and the futex, which is a constant distance away. */
static u32 __user *futex_of(unsigned long entry, long offset)
{
	return (u32 __user *)((entry & ~(unsigned long)PI_ENTRY) + offset);
}

void exit_robust_list(void)
{
	struct robust_list_head __user *user = current->robust_list;
	struct robust_list_head head;
	unsigned long entry, next, pending;
	unsigned int n;

	current->robust_list = NULL;
	if (!user || copy_from_user(&head, user, sizeof(head)))
		return;
	pending = (unsigned long)head.list_op_pending;
	entry = (unsigned long)head.list.next;
	for (n = 0; n < ENTRIES_MAX && entry != (unsigned long)&user->list; n++, entry = next) {
		/* Before the entry is given away. */
		bool last = get_user(next, (unsigned long __user *)(entry & ~PI_ENTRY));

		if (entry != pending &&
		    !owner_died(futex_of(entry, head.futex_offset), entry & PI_ENTRY, false))
			return;
		if (last)
			break;
	}
	if (pending)
		owner_died(futex_of(pending, head.futex_offset), pending & PI_ENTRY, true);
}

long sys_set_robust_list(struct pt_regs *regs)
{
	if (regs->cx != sizeof(struct robust_list_head))
		return -EINVAL;
	current->robust_list = (struct robust_list_head __user *)regs->bx;
	return 0;
}

long sys_get_robust_list(struct pt_regs *regs)
{
	struct task *t = regs->bx ? find_task(regs->bx) : current;

	if (!t)
		return -ESRCH;
	if (put_user((u32)sizeof(struct robust_list_head), (u32 __user *)regs->dx) ||
	    put_user((u32)t->robust_list, (u32 __user *)regs->cx))
		return -EFAULT;
	return 0;
}
