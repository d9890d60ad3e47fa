// SPDX-License-Identifier: GPL-2.0-or-later
/* ioctl(2): what is asked of any descriptor; the rest is its file's own matter. */
#include <asm/ioctls.h>
#include <linux/fs.h>
#include "internal.h"

static long set_nonblock(struct file *f, unsigned long arg)
{
	int on;

	if (get_user(on, (int __user *)arg))
		return -EFAULT;
	f->flags = on ? f->flags | O_NONBLOCK : f->flags & ~(u32)O_NONBLOCK;
	return 0;
}

/* What is left to read of it, as Linux says it: negative behind the end. */
static long regular_ioctl(struct file *f, u32 cmd, unsigned long arg)
{
	if (cmd != FIONREAD)
		return -ENOTTY;
	return put_user((int)(f->inode->size - f->pos), (int __user *)arg);
}

static long file_ioctl(struct file *f, u32 cmd, unsigned long arg)
{
	if (S_ISREG(f->inode->mode))
		return regular_ioctl(f, cmd, arg);
	return f->ops->ioctl ? f->ops->ioctl(f, cmd, arg) : -ENOTTY;
}

long sys_ioctl(struct pt_regs *regs)
{
	unsigned int fd = regs->bx;
	unsigned long arg = regs->dx;
	struct file *f = fd_file(fd);

	if (!f)
		return -EBADF;
	switch (regs->cx) {
	case FIOCLEX:
	case FIONCLEX:
		fd_set_cloexec(fd, regs->cx == FIOCLEX);
		return 0;
	case FIONBIO:
		return set_nonblock(f, arg);
	case FIGETBSZ:
		return put_user((int)PAGE_SIZE, (int __user *)arg);
	default:
		return file_ioctl(f, regs->cx, arg);
	}
}
