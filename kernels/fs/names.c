// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * The calls that make, remove and change names.
 */
#include "internal.h"
#include "string.h"

/* Call fn for the last component of a user's path. */
static long at_path(const char __user *user_path, int (*fn)(struct nameidata *nd, u32 arg), u32 arg)
{
	char *path = get_user_path(user_path);
	struct nameidata nd;
	long err;

	if (IS_ERR(path))
		return PTR_ERR(path);
	err = path_walk(current->fs->cwd, path, LOOKUP_PARENT, &nd);
	if (!err)
		err = fn(&nd, arg);
	kfree(path);
	return err;
}

static int do_mkdir(struct nameidata *nd, u32 mode)
{
	return nd->inode ? -EEXIST : create_dir(nd, mode & ~current->fs->umask & 01777);
}

long sys_mkdir(struct pt_regs *regs)
{
	return at_path((const char __user *)regs->bx, do_mkdir, regs->cx);
}

/* The first entry of that name, so that rename() can have two of them for a moment. */
static void remove_name(struct nameidata *nd)
{
	if (S_ISDIR(nd->inode->mode)) {
		nd->inode->nlink = 0;
		nd->dir->nlink--;
	} else {
		nd->inode->nlink--;
	}
	nd->inode->ctime = current_time();
	dir_remove(nd->dir, dir_find(nd->dir, nd->name, nd->len));
}

static int do_rmdir(struct nameidata *nd, u32 unused)
{
	(void)unused;
	if (no_entry(nd)) {
		if (!nd->len)
			return -EBUSY;
		return nd->len == 1 ? -EINVAL : -ENOTEMPTY;
	}
	if (!nd->inode)
		return -ENOENT;
	if (!S_ISDIR(nd->inode->mode))
		return -ENOTDIR;
	if (!list_empty(&nd->inode->entries))
		return -ENOTEMPTY;
	remove_name(nd);
	return 0;
}

long sys_rmdir(struct pt_regs *regs)
{
	return at_path((const char __user *)regs->bx, do_rmdir, 0);
}

static int do_unlink(struct nameidata *nd, u32 unused)
{
	(void)unused;
	if (!nd->inode)
		return -ENOENT;
	if (S_ISDIR(nd->inode->mode))
		return -EISDIR;
	if (nd->slash)
		return -ENOTDIR;
	remove_name(nd);
	return 0;
}

long sys_unlink(struct pt_regs *regs)
{
	return at_path((const char __user *)regs->bx, do_unlink, 0);
}

/* --- calls with two paths --- */

static long two_paths(const struct pt_regs *regs, int (*fn)(const char *first, const char *second))
{
	char *first = get_user_path((const char __user *)regs->bx), *second;
	long err;

	if (IS_ERR(first))
		return PTR_ERR(first);
	second = get_user_path((const char __user *)regs->cx);
	if (IS_ERR(second)) {
		err = PTR_ERR(second);
	} else {
		err = fn(first, second);
		kfree(second);
	}
	kfree(first);
	return err;
}

static int do_symlink(const char *target, const char *path)
{
	struct nameidata nd;
	int err = *target ? path_walk(current->fs->cwd, path, LOOKUP_PARENT, &nd) : -ENOENT;

	if (err)
		return err;
	if (nd.inode)
		return -EEXIST;
	return nd.slash ? -ENOENT : create_symlink(&nd, target);
}

long sys_symlink(struct pt_regs *regs)
{
	return two_paths(regs, do_symlink);
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

static int do_rename(const char *from, const char *to)
{
	struct nameidata old, new;
	int err = path_walk(current->fs->cwd, from, LOOKUP_PARENT, &old);

	if (!err)
		err = path_walk(current->fs->cwd, to, LOOKUP_PARENT, &new);
	if (!err)
		err = may_rename(&old, &new);
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
	return two_paths(regs, do_rename);
}

long sys_readlink(struct pt_regs *regs)
{
	char *path;
	struct inode *inode;
	ssize_t size = regs->dx;
	long ret;

	if (size <= 0)
		return -EINVAL;
	path = get_user_path((const char __user *)regs->bx);
	if (IS_ERR(path))
		return PTR_ERR(path);
	inode = path_inode(path, LOOKUP_NOFOLLOW);
	if (IS_ERR(inode)) {
		ret = PTR_ERR(inode);
	} else if (!S_ISLNK(inode->mode)) {
		ret = -EINVAL;
	} else {
		ret = min((u64)size, inode->size);
		if (copy_to_user((char __user *)regs->cx, inode->symlink, ret))
			ret = -EFAULT;
	}
	kfree(path);
	return ret;
}
