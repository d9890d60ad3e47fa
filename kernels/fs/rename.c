// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * The calls with two paths: symbolic and hard links, and other names.
 */
#include <linux/fs.h>
#include "internal.h"

struct two_paths {
	int from_dfd, to_dfd, flags;
	const char __user *from, *to;
};

/* `from` and `to` as strings in the kernel. */
typedef int names_fn(const struct two_paths *p, const char *from, const char *to);

static long with_two_paths(const struct two_paths *p, names_fn *fn)
{
	char *from = get_user_path(p->from), *to;
	long err;

	if (IS_ERR(from))
		return PTR_ERR(from);
	to = get_user_path(p->to);
	if (IS_ERR(to)) {
		err = PTR_ERR(to);
	} else {
		err = fn(p, from, to);
		kfree(to);
	}
	kfree(from);
	return err;
}

/* As the calls without directories have them. */
static struct two_paths plain_paths(const struct pt_regs *regs)
{
	return (struct two_paths){ AT_FDCWD, AT_FDCWD, 0, (const char __user *)regs->bx,
				   (const char __user *)regs->cx };
}

static struct two_paths paths_at(const struct pt_regs *regs, int flags)
{
	return (struct two_paths){ regs->bx, regs->dx, flags, (const char __user *)regs->cx,
				   (const char __user *)regs->si };
}

/* A name for something new: 0, -EEXIST, -ENOENT. */
static int walk_to_new(const struct two_paths *p, const char *to, struct nameidata *nd)
{
	int err = path_walk_at(p->to_dfd, to, LOOKUP_PARENT, nd);

	if (err)
		return err;
	if (nd->inode)
		return -EEXIST;
	if (nd->len && is_generated(nd->dir))
		return -ENOENT;
	return nd->slash ? -ENOENT : 0;
}

static int do_symlink(const struct two_paths *p, const char *target, const char *to)
{
	struct nameidata nd;
	int err = *target ? walk_to_new(p, to, &nd) : -ENOENT;

	return err ? err : create_symlink(&nd, target);
}

long sys_symlink(struct pt_regs *regs)
{
	const struct two_paths p = plain_paths(regs);

	return with_two_paths(&p, do_symlink);
}

long sys_symlinkat(struct pt_regs *regs)
{
	const struct two_paths p = { .from = (const char __user *)regs->bx,
				     .to_dfd = regs->cx,
				     .to = (const char __user *)regs->dx };

	return with_two_paths(&p, do_symlink);
}

static int do_link(const struct two_paths *p, const char *from, const char *to)
{
	struct inode *inode = inode_at(p->from_dfd, from, p->flags);
	struct nameidata nd;
	int err;

	if (IS_ERR(inode))
		return PTR_ERR(inode);
	err = walk_to_new(p, to, &nd);
	if (err)
		return err;
	if (S_ISDIR(inode->mode))
		return -EPERM;
	if (!inode->nlink && !inode->linkable)
		return -ENOENT;
	err = dir_add(nd.dir, nd.name, nd.len, inode);
	if (err)
		return err;
	inode->nlink++;
	inode->linkable = false;
	inode->ctime = current_time();
	return 0;
}

long sys_link(struct pt_regs *regs)
{
	struct two_paths p = plain_paths(regs);

	p.flags = AT_SYMLINK_NOFOLLOW;
	return with_two_paths(&p, do_link);
}

/* Here following is the exception. */
long sys_linkat(struct pt_regs *regs)
{
	const struct two_paths p =
		paths_at(regs, (regs->di & AT_EMPTY_PATH) |
				       (regs->di & AT_SYMLINK_FOLLOW ? 0 : AT_SYMLINK_NOFOLLOW));

	if (regs->di & ~(unsigned long)(AT_EMPTY_PATH | AT_SYMLINK_FOLLOW))
		return -EINVAL;
	return with_two_paths(&p, do_link);
}

static bool is_ancestor(const struct inode *inode, const struct inode *dir)
{
	while (dir != inode && dir != root_inode)
		dir = dir->parent;
	return dir == inode;
}

/* 0 if `old` can get the name `new`, in Linux's order of checks. */
static int may_rename(const struct nameidata *old, const struct nameidata *new)
{
	bool is_dir;

	if (no_entry(old) || no_entry(new))
		return -EBUSY;
	if (!old->inode)
		return -ENOENT;
	if (is_generated(old->dir) || is_generated(new->dir))
		return -EPERM;
	is_dir = S_ISDIR(old->inode->mode);
	if (!is_dir && (old->slash || new->slash))
		return -ENOTDIR;
	if (is_dir && is_ancestor(old->inode, new->dir))
		return -EINVAL;
	if (!new->inode || new->inode == old->inode)
		return 0;
	if (is_dir != S_ISDIR(new->inode->mode))
		return is_dir ? -ENOTDIR : -EISDIR;
	return is_dir && !list_empty(&new->inode->entries) ? -ENOTEMPTY : 0;
}

static int do_rename(const struct two_paths *p, const char *from, const char *to)
{
	struct nameidata old, new;
	int err = path_walk_at(p->from_dfd, from, LOOKUP_PARENT, &old);

	if (!err)
		err = path_walk_at(p->to_dfd, to, LOOKUP_PARENT, &new);
	if (!err)
		err = may_rename(&old, &new);
	if (!err && (p->flags & RENAME_NOREPLACE) && new.inode)
		err = -EEXIST;
	if (err || old.inode == new.inode)
		return err;

	err = dir_add(new.dir, new.name, new.len, old.inode);
	if (err)
		return err;
	if (new.inode)
		remove_name(&new);
	if (S_ISDIR(old.inode->mode)) {
		old.inode->parent = new.dir;
		inode_get(new.dir);
		new.dir->nlink++;
		old.dir->nlink--;
		inode_put(old.dir);
	}
	old.inode->ctime = current_time();
	dir_remove(old.dir, dir_find(old.dir, old.name, old.len));
	return 0;
}

long sys_rename(struct pt_regs *regs)
{
	const struct two_paths p = plain_paths(regs);

	return with_two_paths(&p, do_rename);
}

long sys_renameat(struct pt_regs *regs)
{
	const struct two_paths p = paths_at(regs, 0);

	return with_two_paths(&p, do_rename);
}

/* RENAME_EXCHANGE and RENAME_WHITEOUT are for file systems that have them. */
long sys_renameat2(struct pt_regs *regs)
{
	const struct two_paths p = paths_at(regs, regs->di);

	return p.flags & ~RENAME_NOREPLACE ? -EINVAL : with_two_paths(&p, do_rename);
}
