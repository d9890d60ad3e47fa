// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * The calls that make, remove and change names.
 */
#include "internal.h"

typedef int name_fn(struct nameidata *nd, u32 arg);

/* Call fn for the last component of a user's path. */
static long at_path(int dfd, const char __user *user_path, name_fn *fn, u32 arg)
{
	char *path = get_user_path(user_path);
	struct nameidata nd;
	long err;

	if (IS_ERR(path))
		return PTR_ERR(path);
	err = path_walk_at(dfd, path, LOOKUP_PARENT, &nd);
	if (!err && nd.len && is_generated(nd.dir))
		err = nd.inode ? -EPERM : -ENOENT;
	else if (!err)
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
	return at_path(AT_FDCWD, (const char __user *)regs->bx, do_mkdir, regs->cx);
}

long sys_mkdirat(struct pt_regs *regs)
{
	return at_path(regs->bx, (const char __user *)regs->cx, do_mkdir, regs->dx);
}

/*
 * An empty file or FIFO; devices are made in devices.c. As where a file system has no others:
 * -EPERM.
 */
static int do_mknod(struct nameidata *nd, u32 mode)
{
	u32 bits = (mode & ~current->fs->umask) & 07777;

	if (nd->inode)
		return -EEXIST;
	if (nd->slash)
		return -ENOENT;
	if ((mode & S_IFMT) && !S_ISREG(mode) && !S_ISFIFO(mode))
		return -EPERM;
	return S_ISFIFO(mode) ? create_fifo(nd, bits) : create_file(nd, bits);
}

static long mknod_at(int dfd, unsigned long path, u32 mode)
{
	switch (mode & S_IFMT) {
	case 0:
	case S_IFREG:
	case S_IFCHR:
	case S_IFBLK:
	case S_IFIFO:
	case S_IFSOCK:
		return at_path(dfd, (const char __user *)path, do_mknod, mode);
	case S_IFDIR:
		return -EPERM;
	default:
		return -EINVAL;
	}
}

long sys_mknod(struct pt_regs *regs)
{
	return mknod_at(AT_FDCWD, regs->bx, regs->cx);
}

long sys_mknodat(struct pt_regs *regs)
{
	return mknod_at(regs->bx, regs->cx, regs->dx);
}

void remove_name(struct nameidata *nd)
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
	return at_path(AT_FDCWD, (const char __user *)regs->bx, do_rmdir, 0);
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
	return at_path(AT_FDCWD, (const char __user *)regs->bx, do_unlink, 0);
}

long sys_unlinkat(struct pt_regs *regs)
{
	name_fn *fn = regs->dx & AT_REMOVEDIR ? do_rmdir : do_unlink;

	return regs->dx & ~(unsigned long)AT_REMOVEDIR
		       ? -EINVAL
		       : at_path(regs->bx, (const char __user *)regs->cx, fn, 0);
}

static long read_generated_link(struct inode *inode, char __user *to, size_t size)
{
	char *buf = kmalloc(PATH_MAX, GFP_KERNEL);
	ssize_t len = buf ? inode->fops->readlink(inode, buf) : -ENOMEM;

	if (len > 0) {
		len = min((size_t)len, size);
		if (copy_to_user(to, buf, len))
			len = -EFAULT;
	}
	kfree(buf);
	return len;
}

static long do_readlink(int dfd, const char __user *path, char __user *to, ssize_t size)
{
	struct inode *inode;
	char first;
	size_t len;

	if (size <= 0)
		return -EINVAL;
	inode = user_inode(dfd, path, AT_SYMLINK_NOFOLLOW | AT_EMPTY_PATH);
	if (IS_ERR(inode))
		return PTR_ERR(inode);
	if (!S_ISLNK(inode->mode))
		return get_user(first, path) || first ? -EINVAL : -ENOENT;
	if (inode->fops)
		return read_generated_link(inode, to, size);
	len = min((u64)size, inode->size);
	return copy_to_user(to, inode->symlink, len) ? -EFAULT : (long)len;
}

long sys_readlink(struct pt_regs *regs)
{
	return do_readlink(AT_FDCWD, (const char __user *)regs->bx, (char __user *)regs->cx,
			   regs->dx);
}

long sys_readlinkat(struct pt_regs *regs)
{
	return do_readlink(regs->bx, (const char __user *)regs->cx, (char __user *)regs->dx,
			   regs->si);
}
