// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Capabilities: kept, told, and lost and won with user ids and programs as Linux has it. What they
 * decide here is who may change ids (cred.c).
 */
#include <linux/capability.h>
#include "cred.h"
#include "err.h"
#include "syscall.h"
#include "task.h"
#include "uaccess.h"

#define WORDS _LINUX_CAPABILITY_U32S_3

static bool is_subset(u64 a, u64 b)
{
	return !(a & ~b);
}

static bool is_root(const u32 *ids)
{
	return !ids[CRED_REAL] || !ids[CRED_EFFECTIVE] || !ids[CRED_SAVED];
}

void caps_follow_ids(struct cred *new, const struct cred *old, bool keep)
{
	const u32 *now = new->id[CRED_USER], *was = old->id[CRED_USER];

	if (is_root(was) && !is_root(now) && !keep)
		new->caps.permitted = new->caps.effective = 0;
	if (!was[CRED_EFFECTIVE] && now[CRED_EFFECTIVE])
		new->caps.effective = 0;
	if (was[CRED_EFFECTIVE] && !now[CRED_EFFECTIVE])
		new->caps.effective = new->caps.permitted;
}

struct caps caps_exec(const struct cred *c)
{
	const u32 *ids = c->id[CRED_USER];
	struct caps caps = { .inheritable = c->caps.inheritable };

	caps.permitted = !ids[CRED_REAL] || !ids[CRED_EFFECTIVE] ? ALL_CAPS : 0;
	caps.effective = ids[CRED_EFFECTIVE] ? 0 : caps.permitted;
	return caps;
}

/* --- the calls: words of all sets, the lower ones first --- */

/* How many words a user's version has; -EFAULT; or -EINVAL, and he is told the present one. */
static int get_words(struct __user_cap_header_struct __user *header)
{
	u32 version;

	if (get_user(version, &header->version))
		return -EFAULT;
	switch (version) {
	case _LINUX_CAPABILITY_VERSION_1:
		return 1;
	case _LINUX_CAPABILITY_VERSION_2:
	case _LINUX_CAPABILITY_VERSION_3:
		return WORDS;
	default:
		return put_user((u32)_LINUX_CAPABILITY_VERSION_3, &header->version) ? -EFAULT
										    : -EINVAL;
	}
}

long sys_capget(struct pt_regs *regs)
{
	struct __user_cap_header_struct __user *header = (void __user *)regs->bx;
	struct __user_cap_data_struct data[WORDS];
	int words = get_words(header), pid, i;
	const struct caps *caps;
	struct task *t;

	if (words == -EINVAL && !regs->cx)
		return 0; /* he only wanted to know the version */
	if (words < 0 || !regs->cx)
		return min(words, 0);
	if (get_user(pid, &header->pid))
		return -EFAULT;
	if (pid < 0)
		return -EINVAL;
	t = pid ? find_task(pid) : current;
	if (!t)
		return -ESRCH;
	caps = &t->cred->caps;
	for (i = 0; i < WORDS; i++)
		data[i] = (struct __user_cap_data_struct){ caps->effective >> 32 * i,
							   caps->permitted >> 32 * i,
							   caps->inheritable >> 32 * i };
	return copy_to_user((void __user *)regs->cx, data, words * sizeof(data[0])) ? -EFAULT : 0;
}

static int may_set(const struct caps *new, const struct caps *old)
{
	u64 all = ALL_CAPS | old->inheritable;

	if (!(old->effective & CAP_BIT(CAP_SETPCAP)))
		all = old->permitted | old->inheritable;
	return is_subset(new->inheritable, all) && is_subset(new->permitted, old->permitted) &&
			       is_subset(new->effective, new->permitted)
		       ? 0
		       : -EPERM;
}

long sys_capset(struct pt_regs *regs)
{
	struct __user_cap_header_struct __user *header = (void __user *)regs->bx;
	struct __user_cap_data_struct data[WORDS] = {};
	int words = get_words(header), pid, i;
	struct caps new = { 0, 0, 0 };

	if (words < 0)
		return words;
	if (get_user(pid, &header->pid))
		return -EFAULT;
	if (pid && pid != current->pid)
		return -EPERM;
	if (copy_from_user(data, (void __user *)regs->cx, words * sizeof(data[0])))
		return -EFAULT;
	for (i = 0; i < WORDS; i++) {
		new.effective |= (u64)data[i].effective << 32 * i;
		new.permitted |= (u64)data[i].permitted << 32 * i;
		new.inheritable |= (u64)data[i].inheritable << 32 * i;
	}
	new.effective &= ALL_CAPS;
	new.permitted &= ALL_CAPS;
	new.inheritable &= ALL_CAPS;
	i = may_set(&new, &current->cred->caps);
	return i ? i : set_caps(&new);
}
