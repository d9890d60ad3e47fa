// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * What a program says about the medium that its files are on. There is none behind the page cache:
 * everything is where it belongs as soon as it is written, and nothing can be read ahead. But
 * memory for a file can be set aside.
 */
#include <linux/fadvise.h>
#include <linux/falloc.h>
#include "internal.h"

static long sync_fd(unsigned int fd)
{
	struct file *f = fd_file(fd);

	if (!f)
		return -EBADF;
	return f->ops->can_sync ? 0 : -EINVAL;
}

long sys_fsync(struct pt_regs *regs)
{
	return sync_fd(regs->bx);
}

long sys_fdatasync(struct pt_regs *regs)
{
	return sync_fd(regs->bx);
}

long sys_sync(struct pt_regs *regs)
{
	(void)regs;
	return 0;
}

long sys_syncfs(struct pt_regs *regs)
{
	return fd_file(regs->bx) ? 0 : -EBADF;
}

#define SYNC_FLAGS 7u /* SYNC_FILE_RANGE_WAIT_BEFORE, _WRITE, _WAIT_AFTER */

long sys_sync_file_range(struct pt_regs *regs)
{
	s64 from = regs->cx | (u64)regs->dx << 32, n = regs->si | (u64)regs->di << 32;
	struct file *f = fd_file(regs->bx);

	if (!f)
		return -EBADF;
	if ((syscall_arg6(regs) & ~SYNC_FLAGS) || from < 0 || n < 0 ||
	    (u64)from + n > (u64)(~0ull >> 1))
		return -EINVAL;
	return f->ops->llseek ? 0 : -ESPIPE;
}

static long advise(unsigned int fd, s64 len, u32 advice)
{
	struct file *f = fd_file(fd);

	if (!f)
		return -EBADF;
	if (S_ISFIFO(f->inode->mode))
		return -ESPIPE;
	return len < 0 || advice > POSIX_FADV_NOREUSE ? -EINVAL : 0;
}

long sys_fadvise64(struct pt_regs *regs)
{
	return advise(regs->bx, (long)regs->si, regs->di);
}

long sys_fadvise64_64(struct pt_regs *regs)
{
	return advise(regs->bx, regs->si | (u64)regs->di << 32, syscall_arg6(regs));
}

long sys_readahead(struct pt_regs *regs)
{
	struct file *f = fd_file(regs->bx);

	if (!f || !file_readable(f))
		return -EBADF;
	return S_ISREG(f->inode->mode) ? 0 : -EINVAL;
}

/* Pages can be set aside; but holes not made, nor ranges moved. */
long sys_fallocate(struct pt_regs *regs)
{
	s64 from = regs->dx | (u64)regs->si << 32, n = regs->di | (u64)(u32)syscall_arg6(regs)
									  << 32;
	struct file *f = fd_file(regs->bx);
	u32 mode = regs->cx;

	if (!f)
		return -EBADF;
	if (from < 0 || n <= 0)
		return -EINVAL;
	if (mode & ~(u32)FALLOC_FL_KEEP_SIZE)
		return -EOPNOTSUPP;
	if (!file_writable(f))
		return -EBADF;
	if (S_ISFIFO(f->inode->mode))
		return -ESPIPE;
	if (S_ISDIR(f->inode->mode))
		return -EISDIR;
	if (!S_ISREG(f->inode->mode))
		return -ENODEV;
	return tmpfs_allocate(f->inode, from, n, mode & FALLOC_FL_KEEP_SIZE);
}
