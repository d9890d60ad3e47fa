// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Where a task is, and what it takes from the modes of what it makes.
 */
#include <linux/sched.h>
#include "internal.h"
#include "string.h"

static long set_cwd(struct inode *inode)
{
	if (!S_ISDIR(inode->mode))
		return -ENOTDIR;
	inode_get(inode);
	inode_put(current->fs->cwd);
	current->fs->cwd = inode;
	return 0;
}

long sys_chdir(struct pt_regs *regs)
{
	struct inode *inode = user_inode(AT_FDCWD, (const char __user *)regs->bx, 0);

	return IS_ERR(inode) ? PTR_ERR(inode) : set_cwd(inode);
}

long sys_fchdir(struct pt_regs *regs)
{
	struct file *f = fd_raw_file(regs->bx);

	return f ? set_cwd(f->inode) : -EBADF;
}

static const struct dentry *entry_of(const struct inode *dir)
{
	struct dentry *d;

	list_for_each_entry (d, &dir->parent->entries, link)
		if (d->inode == dir)
			return d;
	return NULL;
}

char *path_of(const struct inode *dir, char *end)
{
	char *p = end, *start = end - PATH_MAX;

	*--p = '\0';
	for (; dir != root_inode; dir = dir->parent) {
		const struct dentry *d = entry_of(dir);

		if (p - start < (ssize_t)d->len + 1)
			return NULL;
		p -= d->len;
		memcpy(p, d->name, d->len);
		*--p = '/';
	}
	if (!*p)
		*--p = '/';
	return p;
}

#define SEARCH_DEPTH 32 /* of directories; what is deeper is not found */

/* The entry of `what` below dir, and in which directory it is. */
static const struct dentry *search(const struct inode *dir, const struct inode *what, u32 depth,
				   const struct inode **in)
{
	const struct dentry *d, *found;

	*in = dir;
	list_for_each_entry (d, &dir->entries, link)
		if (d->inode == what)
			return d;
	if (!depth)
		return NULL;
	list_for_each_entry (d, &dir->entries, link) {
		if (!S_ISDIR(d->inode->mode) || is_generated(d->inode))
			continue;
		found = search(d->inode, what, depth - 1, in);
		if (found)
			return found;
	}
	return NULL;
}

/* Files do not know their names: all directories are gone through. */
char *path_of_file(const struct inode *inode, char *end)
{
	const struct inode *dir;
	const struct dentry *d;
	char *p;

	if (S_ISDIR(inode->mode))
		return inode->nlink ? path_of(inode, end) : NULL;
	d = inode->nlink ? search(root_inode, inode, SEARCH_DEPTH, &dir) : NULL;
	if (!d)
		return NULL;
	p = end - d->len - 1;
	memcpy(p, d->name, d->len);
	end[-1] = '\0';
	if (dir == root_inode) {
		*--p = '/';
		return p;
	}
	p = path_of(dir, p);
	if (p)
		p[strlen(p)] = '/';
	return p;
}

/* Returns the length with the terminator. */
long sys_getcwd(struct pt_regs *regs)
{
	size_t size = regs->cx, len;
	char *buf, *path;
	long ret;

	if (!current->fs->cwd->nlink)
		return -ENOENT;
	buf = kmalloc(PATH_MAX, GFP_KERNEL);
	if (!buf)
		return -ENOMEM;
	path = path_of(current->fs->cwd, buf + PATH_MAX);
	len = path ? buf + PATH_MAX - path : 0;
	if (!path)
		ret = -ENAMETOOLONG;
	else if (len > size)
		ret = -ERANGE;
	else
		ret = copy_to_user((char __user *)regs->bx, path, len) ? -EFAULT : (long)len;
	kfree(buf);
	return ret;
}

long sys_umask(struct pt_regs *regs)
{
	u32 old = current->fs->umask;

	current->fs->umask = regs->bx & 0777;
	return old;
}

int fs_fork(struct task *child, unsigned long flags)
{
	if (flags & CLONE_FS) {
		child->fs = current->fs;
		child->fs->users++;
		return 0;
	}
	child->fs = kmalloc(sizeof(*child->fs), GFP_KERNEL);
	if (!child->fs)
		return -ENOMEM;
	*child->fs = *current->fs;
	child->fs->users = 1;
	inode_get(child->fs->cwd);
	return 0;
}

void fs_exit(struct task *t)
{
	if (--t->fs->users)
		return;
	inode_put(t->fs->cwd);
	kfree(t->fs);
}
