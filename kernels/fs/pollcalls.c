// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * poll, ppoll, select, pselect6: arguments and results.
 */
#include "pollcalls.h"
#include <linux/time_types.h>
#include "internal.h"
#include "string.h"

/* Timeouts: what is left is written back, unless there is nowhere or it cannot be. */
struct poll_timeout {
	u64 until;
	void __user *user; /* or NULL */
	enum { AS_TIMEVAL, AS_TIMESPEC, AS_TIMESPEC64 } layout;
};

static u64 deadline(u64 ns)
{
	return min(ktime_get_ns() + ns, KTIME_MAX);
}

static int get_timeout(struct poll_timeout *t)
{
	u64 ns;
	int err;

	t->until = NO_DEADLINE;
	if (!t->user)
		return 0;
	switch (t->layout) {
	case AS_TIMEVAL:
		err = get_timeval(&ns, t->user);
		break;
	default:
		err = get_timespec(&ns, t->user, t->layout == AS_TIMESPEC ? TIME32 : TIME64);
	}
	if (!err)
		t->until = ns ? deadline(ns) : 0;
	return err;
}

/* A call that told what is left cannot be made again as it was. */
static long put_timeout(const struct poll_timeout *t, long ret)
{
	u64 now = ktime_get_ns(), left = t->until > now ? t->until - now : 0;
	int err = 0;

	if (t->user && t->layout == AS_TIMEVAL)
		err = put_timeval(t->user, left);
	else if (t->user)
		err = put_timespec(t->user, left, t->layout == AS_TIMESPEC ? TIME32 : TIME64);
	if (ret != -ERESTARTSYS)
		return ret;
	return err ? -EINTR : -ERESTARTNOHAND;
}

/* For the time of the call, and until a handler has been entered, if one is. */
static int set_user_sigmask(const u64 __user *mask, size_t size)
{
	u64 set;

	if (!mask)
		return 0;
	if (size != sizeof(set))
		return -EINVAL;
	if (get_user(set, mask))
		return -EFAULT;
	current->sig.saved_blocked = current->sig.blocked;
	current->sig.restore_blocked = true;
	set_blocked(set);
	return 0;
}

static void restore_sigmask(const u64 __user *mask, long ret)
{
	if (!mask || !current->sig.restore_blocked || ret == -ERESTARTNOHAND || ret == -EINTR)
		return;
	current->sig.restore_blocked = false;
	set_blocked(current->sig.saved_blocked);
}

/* --- poll --- */

static long poll_user(struct pollfd __user *user, u32 n, u64 until)
{
	struct pollfd *fds;
	long ret;
	u32 i;

	if (n > rlimit(RLIMIT_NOFILE))
		return -EINVAL;
	fds = kmalloc((n + 1) * sizeof(*fds), GFP_KERNEL);
	if (!fds)
		return -ENOMEM;
	if (copy_from_user(fds, user, n * sizeof(*fds))) {
		kfree(fds);
		return -EFAULT;
	}
	ret = do_poll(fds, n, until);
	for (i = 0; ret >= 0 && i < n; i++)
		if (put_user(fds[i].revents, &user[i].revents))
			ret = -EFAULT;
	kfree(fds);
	return ret;
}

static long restart_poll(struct restart_block *r)
{
	long ret = poll_user(r->rest, r->clock, r->until);

	return ret == -ERESTARTSYS ? -ERESTART_RESTARTBLOCK : ret;
}

long sys_poll(struct pt_regs *regs)
{
	int ms = regs->dx;

	current->restart = (struct restart_block){
		.fn = restart_poll,
		.rest = (void __user *)regs->bx,
		.clock = regs->cx,
		.until = ms < 0 ? NO_DEADLINE
			 : ms	? deadline((u64)ms * 1000 * NSEC_PER_USEC)
				: 0,
	};
	return restart_poll(&current->restart);
}

static long ppoll(struct pt_regs *regs, int layout)
{
	struct poll_timeout t = { .user = (void __user *)regs->dx, .layout = layout };
	const u64 __user *mask = (const u64 __user *)regs->si;
	long ret = get_timeout(&t);

	if (!ret)
		ret = set_user_sigmask(mask, regs->di);
	if (ret)
		return ret;
	ret = put_timeout(&t, poll_user((void __user *)regs->bx, regs->cx, t.until));
	restore_sigmask(mask, ret);
	return ret;
}

long sys_ppoll(struct pt_regs *regs)
{
	return ppoll(regs, AS_TIMESPEC);
}

long sys_ppoll_time64(struct pt_regs *regs)
{
	return ppoll(regs, AS_TIMESPEC64);
}

/* --- select --- */

struct select_args {
	u32 n, sets[NR_FD_SETS], timeout;
};

#define FEW_WORDS 8u /* in sets that need no memory */

/* With `words` for each of what is asked and what is ready, all zeros. */
static long select_sets(const struct select_args *a, u32 n, u32 *words, size_t bytes, u64 until)
{
	struct fd_sets asked, ready;
	u32 kind;
	long ret;

	for (kind = 0; kind < NR_FD_SETS; kind++) {
		asked.set[kind] = words + 2 * kind * bytes / sizeof(u32);
		ready.set[kind] = asked.set[kind] + bytes / sizeof(u32);
		if (a->sets[kind] &&
		    copy_from_user(asked.set[kind], (void __user *)a->sets[kind], bytes))
			return -EFAULT;
	}
	ret = do_select(n, &asked, &ready, until);
	for (kind = 0; ret >= 0 && kind < NR_FD_SETS; kind++)
		if (a->sets[kind] &&
		    copy_to_user((void __user *)a->sets[kind], ready.set[kind], bytes))
			return -EFAULT;
	return ret;
}

/* Of descriptors for which the table has no room nobody asks, as in Linux. */
static long select_user(const struct select_args *a, u64 until)
{
	u32 few[2 * NR_FD_SETS * FEW_WORDS], n = min(a->n, current->files->room), *words = few;
	size_t bytes = DIV_ROUND_UP(n, 32u) * sizeof(u32), size = 2 * NR_FD_SETS * bytes;
	long ret;

	if ((s32)a->n < 0)
		return -EINVAL;
	if (size > sizeof(few))
		words = kmalloc(size, GFP_KERNEL);
	if (!words)
		return -ENOMEM;
	memset(words, 0, size);
	ret = select_sets(a, n, words, bytes, until);
	if (words != few)
		kfree(words);
	return ret;
}

static long select_with(const struct select_args *a, int layout)
{
	struct poll_timeout t = { .user = (void __user *)a->timeout, .layout = layout };
	int err = get_timeout(&t);

	return err ? err : put_timeout(&t, select_user(a, t.until));
}

static struct select_args select_args(const struct pt_regs *regs)
{
	return (struct select_args){ regs->bx, { regs->cx, regs->dx, regs->si }, regs->di };
}

long sys_select(struct pt_regs *regs)
{
	struct select_args a = select_args(regs);

	return select_with(&a, AS_TIMEVAL);
}

/* The first one of Linux: its arguments lie in memory. */
long sys_old_select(struct pt_regs *regs)
{
	struct select_args a;

	if (copy_from_user(&a, (void __user *)regs->bx, sizeof(a)))
		return -EFAULT;
	return select_with(&a, AS_TIMEVAL);
}

static long pselect6(struct pt_regs *regs, int layout)
{
	struct select_args a = select_args(regs);
	const void __user *user_pack = (const void __user *)syscall_arg6(regs);
	struct {
		u32 mask, size;
	} pack = { 0, 0 };
	const u64 __user *mask;
	long ret;

	if (user_pack && copy_from_user(&pack, user_pack, sizeof(pack)))
		return -EFAULT;
	mask = (const u64 __user *)pack.mask;
	ret = set_user_sigmask(mask, pack.size);
	if (ret)
		return ret;
	ret = select_with(&a, layout);
	restore_sigmask(mask, ret);
	return ret;
}

long sys_pselect6(struct pt_regs *regs)
{
	return pselect6(regs, AS_TIMESPEC);
}

long sys_pselect6_time64(struct pt_regs *regs)
{
	return pselect6(regs, AS_TIMESPEC64);
}
