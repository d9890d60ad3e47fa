// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * What is known of a file and of the file system, in the layouts of Linux's several calls.
 */
#include <asm/stat.h>
#include <asm/statfs.h>
#include <linux/magic.h>
#include "internal.h"
#include "string.h"

#define DEVICE_NUMBER 1 /* of the one file system */
#define SECTOR_SHIFT  9 /* blocks are of 512 bytes */

static u64 blocks_of(const struct inode *inode)
{
	if (!S_ISREG(inode->mode))
		return 0;
	return (u64)(inode->data.nr_unbacked +
		     DIV_ROUND_UP(inode->data.backing_size, (u32)PAGE_SIZE))
	       << (PAGE_SHIFT - SECTOR_SHIFT);
}

static u32 rdev_of(const struct inode *inode)
{
	return S_ISCHR(inode->mode) ? inode->rdev : 0;
}

/* Fields of the same names in both layouts. */
#define STAT_FIELDS(inode)                                                                         \
	.st_dev = DEVICE_NUMBER, .st_ino = (inode)->ino, .st_mode = (inode)->mode,                 \
	.st_nlink = (inode)->nlink, .st_uid = (inode)->uid, .st_gid = (inode)->gid,                \
	.st_rdev = rdev_of(inode), .st_size = (inode)->size, .st_blksize = PAGE_SIZE,              \
	.st_blocks = blocks_of(inode), .st_atime = (inode)->atime.sec,                             \
	.st_atime_nsec = (inode)->atime.nsec, .st_mtime = (inode)->mtime.sec,                      \
	.st_mtime_nsec = (inode)->mtime.nsec, .st_ctime = (inode)->ctime.sec,                      \
	.st_ctime_nsec = (inode)->ctime.nsec

static long copy_stat64(const struct inode *inode, void __user *to)
{
	struct stat64 st = { STAT_FIELDS(inode), .__st_ino = inode->ino };

	return copy_to_user(to, &st, sizeof(st)) ? -EFAULT : 0;
}

/* The layout with 32-bit sizes, for which a large file is an error. */
static long copy_stat(const struct inode *inode, void __user *to)
{
	struct stat st = { STAT_FIELDS(inode) };

	if (inode->size > MAX_NON_LFS)
		return -EOVERFLOW;
	return copy_to_user(to, &st, sizeof(st)) ? -EFAULT : 0;
}

static struct statx_timestamp statx_time(struct inode_time t)
{
	return (struct statx_timestamp){ .tv_sec = t.sec, .tv_nsec = t.nsec };
}

static long copy_statx(const struct inode *inode, void __user *to)
{
	u32 rdev = rdev_of(inode);
	struct statx st = {
		.stx_mask = STATX_BASIC_STATS,
		.stx_blksize = PAGE_SIZE,
		.stx_nlink = inode->nlink,
		.stx_uid = inode->uid,
		.stx_gid = inode->gid,
		.stx_mode = inode->mode,
		.stx_ino = inode->ino,
		.stx_size = inode->size,
		.stx_blocks = blocks_of(inode),
		.stx_atime = statx_time(inode->atime),
		.stx_mtime = statx_time(inode->mtime),
		.stx_ctime = statx_time(inode->ctime),
		.stx_rdev_major = rdev >> 8,
		.stx_rdev_minor = rdev & 0xff,
		.stx_dev_minor = DEVICE_NUMBER,
	};

	return copy_to_user(to, &st, sizeof(st)) ? -EFAULT : 0;
}

typedef long stat_fn(const struct inode *inode, void __user *to);

static long stat_at(int dfd, unsigned long path, int flags, stat_fn *copy, unsigned long to)
{
	struct inode *inode = user_inode(dfd, (const char __user *)path, flags);

	return IS_ERR(inode) ? PTR_ERR(inode) : copy(inode, (void __user *)to);
}

static long stat_fd(unsigned int fd, stat_fn *copy, unsigned long to)
{
	struct file *f = fd_raw_file(fd);

	return f ? copy(f->inode, (void __user *)to) : -EBADF;
}

long sys_stat64(struct pt_regs *regs)
{
	return stat_at(AT_FDCWD, regs->bx, 0, copy_stat64, regs->cx);
}

long sys_lstat64(struct pt_regs *regs)
{
	return stat_at(AT_FDCWD, regs->bx, AT_SYMLINK_NOFOLLOW, copy_stat64, regs->cx);
}

long sys_fstat64(struct pt_regs *regs)
{
	return stat_fd(regs->bx, copy_stat64, regs->cx);
}

long sys_stat(struct pt_regs *regs)
{
	return stat_at(AT_FDCWD, regs->bx, 0, copy_stat, regs->cx);
}

long sys_lstat(struct pt_regs *regs)
{
	return stat_at(AT_FDCWD, regs->bx, AT_SYMLINK_NOFOLLOW, copy_stat, regs->cx);
}

long sys_fstat(struct pt_regs *regs)
{
	return stat_fd(regs->bx, copy_stat, regs->cx);
}

#define STAT_AT_FLAGS (AT_SYMLINK_NOFOLLOW | AT_EMPTY_PATH | AT_NO_AUTOMOUNT)

long sys_fstatat64(struct pt_regs *regs)
{
	int flags = regs->si;

	if (flags & ~STAT_AT_FLAGS)
		return -EINVAL;
	return stat_at(regs->bx, regs->cx, flags, copy_stat64, regs->dx);
}

long sys_statx(struct pt_regs *regs)
{
	int flags = regs->dx;

	if ((regs->si & STATX__RESERVED) || (flags & ~(STAT_AT_FLAGS | AT_STATX_SYNC_TYPE)) ||
	    (flags & AT_STATX_SYNC_TYPE) == AT_STATX_SYNC_TYPE)
		return -EINVAL;
	return stat_at(regs->bx, regs->cx, flags, copy_statx, regs->di);
}

/* --- the file system: files have their share of memory --- */

#define STATFS_FIELDS                                                                              \
	.f_type = TMPFS_MAGIC, .f_bsize = PAGE_SIZE, .f_blocks = max_dirty_pages,                  \
	.f_bfree = max_dirty_pages - dirty_pages, .f_bavail = max_dirty_pages - dirty_pages,       \
	.f_namelen = NAME_MAX, .f_frsize = PAGE_SIZE

static long copy_statfs64(const struct inode *inode, void __user *to)
{
	struct statfs64 st = { STATFS_FIELDS };

	(void)inode;
	return copy_to_user(to, &st, sizeof(st)) ? -EFAULT : 0;
}

static long copy_statfs(const struct inode *inode, void __user *to)
{
	struct statfs st = { STATFS_FIELDS };

	(void)inode;
	return copy_to_user(to, &st, sizeof(st)) ? -EFAULT : 0;
}

long sys_statfs(struct pt_regs *regs)
{
	return stat_at(AT_FDCWD, regs->bx, 0, copy_statfs, regs->cx);
}

long sys_fstatfs(struct pt_regs *regs)
{
	return stat_fd(regs->bx, copy_statfs, regs->cx);
}

/* The second argument is the size of what the third points to. */
long sys_statfs64(struct pt_regs *regs)
{
	if (regs->cx != sizeof(struct statfs64))
		return -EINVAL;
	return stat_at(AT_FDCWD, regs->bx, 0, copy_statfs64, regs->dx);
}

long sys_fstatfs64(struct pt_regs *regs)
{
	if (regs->cx != sizeof(struct statfs64))
		return -EINVAL;
	return stat_fd(regs->bx, copy_statfs64, regs->dx);
}
