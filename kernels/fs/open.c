// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * open(2), and what else is asked or done of a whole file: access(2), truncate(2).
 */
#include "internal.h"

/* Flags that are for the open itself: F_GETFL does not tell them. */
#define O_ONCE (O_CREAT | O_EXCL | O_NOCTTY | O_TRUNC | O_CLOEXEC)

/* All that a path can be opened with. */
#define O_PATH_FLAGS (O_PATH | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)

/* Nothing can be done with a file that is a path only: who may, asks for its inode. */
static const struct file_operations path_ops;

static int may_open(const struct inode *inode, int flags)
{
	bool writes = (flags & O_ACCMODE) != O_RDONLY || (flags & (O_CREAT | O_TRUNC));

	if (S_ISDIR(inode->mode))
		return writes ? -EISDIR : 0;
	if (flags & O_DIRECTORY)
		return -ENOTDIR;
	if (flags & O_PATH)
		return 0;
	if (S_ISLNK(inode->mode))
		return -ELOOP; /* O_NOFOLLOW */
	if (!inode->fops)
		return -ENXIO; /* a device that this machine does not have */
	if (S_ISREG(inode->mode) && inode->size > MAX_NON_LFS && !(flags & O_LARGEFILE))
		return -EOVERFLOW;
	return 0;
}

/* O_TMPFILE: a file without a name in the directory `path`, which linkat(2) may give it one. */
static struct file *open_nameless(int dfd, const char *path, int flags, u32 mode)
{
	struct inode *dir, *inode;
	struct file *f;

	if ((flags & (O_TMPFILE | O_CREAT)) != O_TMPFILE || (flags & O_ACCMODE) == O_RDONLY)
		return ERR_PTR(-EINVAL);
	dir = inode_at(dfd, path, flags & O_NOFOLLOW ? AT_SYMLINK_NOFOLLOW : 0);
	if (IS_ERR(dir))
		return ERR_CAST(dir);
	if (!S_ISDIR(dir->mode))
		return ERR_PTR(-ENOTDIR);
	if (is_generated(dir))
		return ERR_PTR(-EOPNOTSUPP);
	inode = new_regular(mode & ~current->fs->umask & 07777);
	if (!inode)
		return ERR_PTR(-ENOMEM);
	inode->nlink = 0;
	inode->linkable = !(flags & O_EXCL);
	f = file_alloc(inode, flags & ~O_ONCE);
	inode_put(inode);
	return f ? f : ERR_PTR(-ENOMEM);
}

struct file *open_at(int dfd, const char *path, int flags, u32 mode)
{
	bool exclusive, created = false;
	struct nameidata nd;
	enum lookup how;
	struct file *f;
	int err;

	if (unlikely(flags & O_PATH))
		flags &= O_PATH_FLAGS;
	if (unlikely(flags & __O_TMPFILE))
		return open_nameless(dfd, path, flags, mode);
	exclusive = (flags & O_CREAT) && (flags & O_EXCL);
	how = exclusive || (flags & O_NOFOLLOW) ? LOOKUP_NOFOLLOW : LOOKUP_FOLLOW;
	err = path_walk_at(dfd, path, how, &nd);
	if (err)
		return ERR_PTR(err);
	if (nd.inode) {
		err = exclusive ? -EEXIST : may_open(nd.inode, flags);
	} else if (!(flags & O_CREAT)) {
		err = -ENOENT;
	} else if (nd.len && is_generated(nd.dir)) {
		err = -ENOENT;
	} else if (nd.slash) {
		err = -EISDIR;
	} else {
		err = create_file(&nd, mode & ~current->fs->umask & 07777);
		created = true;
	}
	if (err)
		return ERR_PTR(err);
	f = file_alloc(nd.inode, flags & ~O_ONCE);
	if (!f)
		return ERR_PTR(-ENOMEM);
	if (unlikely(flags & O_PATH))
		f->ops = &path_ops;
	if ((flags & O_TRUNC) && S_ISREG(nd.inode->mode) && !created)
		tmpfs_truncate(nd.inode, 0);
	if (f->ops->open && (err = f->ops->open(f))) {
		file_put(f);
		return ERR_PTR(err);
	}
	return f;
}

struct file *file_open(const char *path, int flags, u32 mode)
{
	return open_at(AT_FDCWD, path, flags, mode);
}

static long do_open(int dfd, const char __user *user_path, int flags, u32 mode)
{
	char *path = get_user_path(user_path);
	struct file *f;
	int fd;

	if (IS_ERR(path))
		return PTR_ERR(path);
	fd = get_unused_fd(0);
	if (fd >= 0) {
		f = open_at(dfd, path, flags, mode);
		if (IS_ERR(f))
			fd = PTR_ERR(f);
		else if (!f->ops->open)
			fd_set_file(fd, f, flags & O_CLOEXEC);
		else if ((fd = fd_install(f, 0, flags & O_CLOEXEC)) < 0) /* it may have slept */
			file_put(f);
	}
	kfree(path);
	return fd;
}

long sys_open(struct pt_regs *regs)
{
	return do_open(AT_FDCWD, (const char __user *)regs->bx, regs->cx, regs->dx);
}

long sys_creat(struct pt_regs *regs)
{
	return do_open(AT_FDCWD, (const char __user *)regs->bx, O_CREAT | O_WRONLY | O_TRUNC,
		       regs->cx);
}

long sys_openat(struct pt_regs *regs)
{
	return do_open(regs->bx, (const char __user *)regs->cx, regs->dx, regs->si);
}

/* For root, whose rights are all but to execute what nobody may. */
static int may_access(const struct inode *inode, int mode)
{
	bool executes = mode & 1;

	return executes && S_ISREG(inode->mode) && !(inode->mode & 0111) ? -EACCES : 0;
}

static long do_access(int dfd, const char __user *path, unsigned long mode, int flags)
{
	struct inode *inode;

	if (mode & ~7ul)
		return -EINVAL;
	if (flags & ~(AT_EACCESS | AT_SYMLINK_NOFOLLOW | AT_EMPTY_PATH))
		return -EINVAL;
	inode = user_inode(dfd, path, flags);
	return IS_ERR(inode) ? PTR_ERR(inode) : may_access(inode, mode);
}

long sys_access(struct pt_regs *regs)
{
	return do_access(AT_FDCWD, (const char __user *)regs->bx, regs->cx, 0);
}

long sys_faccessat(struct pt_regs *regs)
{
	return do_access(regs->bx, (const char __user *)regs->cx, regs->dx, 0);
}

long sys_faccessat2(struct pt_regs *regs)
{
	return do_access(regs->bx, (const char __user *)regs->cx, regs->dx, regs->si);
}

static long do_truncate(const char __user *path, s64 size)
{
	struct inode *inode;

	if (size < 0)
		return -EINVAL;
	inode = user_inode(AT_FDCWD, path, 0);
	if (IS_ERR(inode))
		return PTR_ERR(inode);
	if (!S_ISREG(inode->mode))
		return S_ISDIR(inode->mode) ? -EISDIR : -EINVAL;
	return tmpfs_truncate(inode, size);
}

long sys_truncate(struct pt_regs *regs)
{
	return do_truncate((const char __user *)regs->bx, (long)regs->cx);
}

long sys_truncate64(struct pt_regs *regs)
{
	return do_truncate((const char __user *)regs->bx, regs->cx | (u64)regs->dx << 32);
}

static long do_ftruncate(unsigned int fd, s64 size)
{
	struct file *f = fd_file(fd);

	if (size < 0)
		return -EINVAL;
	if (!f)
		return -EBADF;
	if (!S_ISREG(f->inode->mode) || !file_writable(f))
		return -EINVAL;
	return tmpfs_truncate(f->inode, size);
}

long sys_ftruncate(struct pt_regs *regs)
{
	return do_ftruncate(regs->bx, (long)regs->cx);
}

long sys_ftruncate64(struct pt_regs *regs)
{
	return do_ftruncate(regs->bx, regs->cx | (u64)regs->dx << 32);
}
