// SPDX-License-Identifier: GPL-2.0-or-later
#include <asm/stat.h>
#include "internal.h"

#define DEVICE_NUMBER 1 /* of the one file system */
#define SECTOR_SHIFT  9 /* st_blocks is in 512 bytes */

static long copy_stat(const struct inode *inode, struct stat64 __user *to)
{
	struct stat64 st = {
		.st_dev = DEVICE_NUMBER,
		.__st_ino = inode->ino,
		.st_mode = inode->mode,
		.st_nlink = inode->nlink,
		.st_size = inode->size,
		.st_blksize = PAGE_SIZE,
		.st_atime = inode->atime.sec,
		.st_atime_nsec = inode->atime.nsec,
		.st_mtime = inode->mtime.sec,
		.st_mtime_nsec = inode->mtime.nsec,
		.st_ctime = inode->ctime.sec,
		.st_ctime_nsec = inode->ctime.nsec,
		.st_ino = inode->ino,
	};

	if (S_ISREG(inode->mode))
		st.st_blocks = (u64)(inode->data.nr_unbacked +
				     DIV_ROUND_UP(inode->data.backing_size, (u32)PAGE_SIZE))
			       << (PAGE_SHIFT - SECTOR_SHIFT);
	else if (S_ISCHR(inode->mode))
		st.st_rdev = inode->rdev;
	return copy_to_user(to, &st, sizeof(st)) ? -EFAULT : 0;
}

static long stat_path(const struct pt_regs *regs, enum lookup how)
{
	char *path = get_user_path((const char __user *)regs->bx);
	struct inode *inode;
	long err;

	if (IS_ERR(path))
		return PTR_ERR(path);
	inode = path_inode(path, how);
	err = IS_ERR(inode) ? PTR_ERR(inode) : copy_stat(inode, (struct stat64 __user *)regs->cx);
	kfree(path);
	return err;
}

long sys_stat64(struct pt_regs *regs)
{
	return stat_path(regs, LOOKUP_FOLLOW);
}

long sys_lstat64(struct pt_regs *regs)
{
	return stat_path(regs, LOOKUP_NOFOLLOW);
}

long sys_fstat64(struct pt_regs *regs)
{
	struct file *f = fd_file(regs->bx);

	return f ? copy_stat(f->inode, (struct stat64 __user *)regs->cx) : -EBADF;
}
