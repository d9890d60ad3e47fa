// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * User and group ids, in 16 and 32 bits. Users and groups follow the same rules, which are for
 * those without the capability to change them.
 */
#include "cred.h"
#include <linux/capability.h>
#include <linux/limits.h>
#include "err.h"
#include "mm.h"
#include "string.h"
#include "syscall.h"
#include "task.h"
#include "uaccess.h"

#define NONE	    UINT32_MAX /* "leave it as it is" */
#define OVERFLOW_ID 65534u /* what 16 bits say of an id that they cannot hold */

struct cred init_cred = { .users = 1, .caps = { ALL_CAPS, ALL_CAPS, 0 } };

void cred_put(struct cred *c)
{
	if (!--c->users)
		kfree(c);
}

/* A copy for the current task to change, with room for so many groups; or NULL. */
static struct cred *new_cred(u32 nr_groups)
{
	const struct cred *old = current->cred;
	struct cred *c = kmalloc(sizeof(*c) + nr_groups * sizeof(c->groups[0]), GFP_KERNEL);

	if (!c)
		return NULL;
	*c = *old;
	c->users = 1;
	c->nr_groups = nr_groups;
	memcpy(c->groups, old->groups, min(nr_groups, old->nr_groups) * sizeof(c->groups[0]));
	return c;
}

static void set_cred(struct cred *c)
{
	cred_put(current->cred);
	current->cred = c;
}

static bool privileged(enum cred_kind kind)
{
	u32 cap = kind == CRED_USER ? CAP_SETUID : CAP_SETGID;

	return current->cred->caps.effective & CAP_BIT(cap);
}

long set_caps(const struct caps *caps)
{
	struct cred *c = new_cred(current->cred->nr_groups);

	if (!c)
		return -ENOMEM;
	c->caps = *caps;
	set_cred(c);
	return 0;
}

static bool has_id(const u32 *ids, u32 id, u32 which)
{
	int i;

	for (i = 0; i < NR_CRED_IDS; i++)
		if ((which & 1u << i) && ids[i] == id)
			return true;
	return false;
}

#define REAL	  (1u << CRED_REAL)
#define EFFECTIVE (1u << CRED_EFFECTIVE)
#define SAVED	  (1u << CRED_SAVED)
#define ANY	  (REAL | EFFECTIVE | SAVED | 1u << CRED_FS)

/* A new id, which without privilege must be one of those in `among`. */
static bool allowed(enum cred_kind kind, u32 id, u32 among)
{
	return id == NONE || privileged(kind) || has_id(current->cred->id[kind], id, among);
}

/* Real, effective, saved; what goes for files follows the effective one. */
static long set_ids(enum cred_kind kind, u32 real, u32 effective, u32 saved)
{
	const u32 new[] = { real, effective, saved };
	struct cred *c = new_cred(current->cred->nr_groups);
	u32 *ids;
	int i;

	if (!c)
		return -ENOMEM;
	ids = c->id[kind];
	for (i = CRED_REAL; i <= CRED_SAVED; i++)
		if (new[i] != NONE)
			ids[i] = new[i];
	ids[CRED_FS] = ids[CRED_EFFECTIVE];
	if (kind == CRED_USER)
		caps_follow_ids(c, current->cred, current->keep_caps);
	set_cred(c);
	return 0;
}

static long set_id(enum cred_kind kind, u32 id)
{
	if (id == NONE)
		return -EINVAL;
	if (privileged(kind))
		return set_ids(kind, id, id, id);
	return allowed(kind, id, REAL | SAVED) ? set_ids(kind, NONE, id, NONE) : -EPERM;
}

static long set_re(enum cred_kind kind, u32 real, u32 effective)
{
	const u32 *ids = current->cred->id[kind];
	u32 becomes = effective == NONE ? ids[CRED_EFFECTIVE] : effective;
	bool saves = real != NONE || (effective != NONE && effective != ids[CRED_REAL]);

	if (!allowed(kind, real, REAL | EFFECTIVE) ||
	    !allowed(kind, effective, REAL | EFFECTIVE | SAVED))
		return -EPERM;
	return set_ids(kind, real, effective, saves ? becomes : NONE);
}

static long set_res(enum cred_kind kind, u32 real, u32 effective, u32 saved)
{
	const u32 among = REAL | EFFECTIVE | SAVED;

	if (!allowed(kind, real, among) || !allowed(kind, effective, among) ||
	    !allowed(kind, saved, among))
		return -EPERM;
	return set_ids(kind, real, effective, saved);
}

/* It cannot say that it failed: it returns what was. */
static long set_fs(enum cred_kind kind, u32 id)
{
	u32 was = current->cred->id[kind][CRED_FS];
	struct cred *c;

	if (id == NONE || id == was || !allowed(kind, id, ANY))
		return was;
	c = new_cred(current->cred->nr_groups);
	if (c) {
		c->id[kind][CRED_FS] = id;
		set_cred(c);
	}
	return was;
}

void cred_exec(void)
{
	struct caps caps;
	int kind;

	for (kind = 0; kind < NR_CRED_KINDS; kind++)
		if (current->cred->id[kind][CRED_SAVED] != current->cred->id[kind][CRED_EFFECTIVE])
			set_ids(kind, NONE, NONE, current->cred->id[kind][CRED_EFFECTIVE]);
	current->keep_caps = false;
	caps = caps_exec(current->cred);
	if (unlikely(caps.permitted != current->cred->caps.permitted ||
		     caps.effective != current->cred->caps.effective))
		set_caps(&caps);
}

/* --- 16 bits --- */

static u32 widen(u32 id)
{
	return (u16)id == UINT16_MAX ? NONE : (u16)id;
}

static u32 narrow(u32 id)
{
	return id > UINT16_MAX ? OVERFLOW_ID : id;
}

static int put_id(void __user *to, u32 id, size_t size)
{
	return size == sizeof(u16) ? put_user((u16)narrow(id), (u16 __user *)to)
				   : put_user(id, (u32 __user *)to);
}

static long get_res(enum cred_kind kind, const struct pt_regs *regs, size_t size)
{
	const u32 *ids = current->cred->id[kind];

	return put_id((void __user *)regs->bx, ids[CRED_REAL], size) ||
			       put_id((void __user *)regs->cx, ids[CRED_EFFECTIVE], size) ||
			       put_id((void __user *)regs->dx, ids[CRED_SAVED], size)
		       ? -EFAULT
		       : 0;
}

/* --- supplementary groups --- */

static long get_groups(int most, void __user *to, size_t size)
{
	const struct cred *c = current->cred;
	u32 i;

	if (most < 0)
		return -EINVAL;
	if (!most)
		return c->nr_groups;
	if (c->nr_groups > (u32)most)
		return -EINVAL;
	for (i = 0; i < c->nr_groups; i++, to = (char __user *)to + size)
		if (put_id(to, c->groups[i], size))
			return -EFAULT;
	return c->nr_groups;
}

static long set_groups(u32 n, const void __user *from, size_t size)
{
	struct cred *c;
	u32 i;

	if (!privileged(CRED_GROUP))
		return -EPERM;
	if (n > NGROUPS_MAX)
		return -EINVAL;
	c = new_cred(n);
	if (!c)
		return -ENOMEM;
	for (i = 0; i < n; i++, from = (const char __user *)from + size) {
		c->groups[i] = 0;
		if (copy_from_user(&c->groups[i], from, size)) {
			cred_put(c);
			return -EFAULT;
		}
	}
	set_cred(c);
	return 0;
}

/* --- the calls: each for users and groups, in 16 and 32 bits --- */

#define SAME(id) (id)

#define CALLS(name, kind, id_t, suffix, in, out)                                                   \
	long sys_get##name##suffix(struct pt_regs *regs)                                           \
	{                                                                                          \
		(void)regs;                                                                        \
		return out(current->cred->id[kind][CRED_REAL]);                                    \
	}                                                                                          \
	long sys_gete##name##suffix(struct pt_regs *regs)                                          \
	{                                                                                          \
		(void)regs;                                                                        \
		return out(current->cred->id[kind][CRED_EFFECTIVE]);                               \
	}                                                                                          \
	long sys_set##name##suffix(struct pt_regs *regs)                                           \
	{                                                                                          \
		return set_id(kind, in(regs->bx));                                                 \
	}                                                                                          \
	long sys_setre##name##suffix(struct pt_regs *regs)                                         \
	{                                                                                          \
		return set_re(kind, in(regs->bx), in(regs->cx));                                   \
	}                                                                                          \
	long sys_setres##name##suffix(struct pt_regs *regs)                                        \
	{                                                                                          \
		return set_res(kind, in(regs->bx), in(regs->cx), in(regs->dx));                    \
	}                                                                                          \
	long sys_getres##name##suffix(struct pt_regs *regs)                                        \
	{                                                                                          \
		return get_res(kind, regs, sizeof(id_t));                                          \
	}                                                                                          \
	long sys_setfs##name##suffix(struct pt_regs *regs)                                         \
	{                                                                                          \
		return out(set_fs(kind, in(regs->bx)));                                            \
	}

CALLS(uid, CRED_USER, u32, 32, SAME, SAME)
CALLS(gid, CRED_GROUP, u32, 32, SAME, SAME)
CALLS(uid, CRED_USER, u16, , widen, narrow)
CALLS(gid, CRED_GROUP, u16, , widen, narrow)

long sys_getgroups32(struct pt_regs *regs)
{
	return get_groups(regs->bx, (void __user *)regs->cx, sizeof(u32));
}

long sys_setgroups32(struct pt_regs *regs)
{
	return set_groups(regs->bx, (const void __user *)regs->cx, sizeof(u32));
}

long sys_getgroups(struct pt_regs *regs)
{
	return get_groups(regs->bx, (void __user *)regs->cx, sizeof(u16));
}

long sys_setgroups(struct pt_regs *regs)
{
	return set_groups(regs->bx, (const void __user *)regs->cx, sizeof(u16));
}
