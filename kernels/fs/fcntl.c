// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Descriptors: copies, and their flags.
 */
#include "internal.h"

#define SETFL_MASK                                                                                 \
	(O_APPEND | O_NONBLOCK) /* what F_SETFL may change, of what has a meaning here             \
				 */

static long dup_fd(unsigned int fd, unsigned long lowest, bool cloexec)
{
	struct file *f = fd_raw_file(fd);
	int copy;

	if (!f)
		return -EBADF;
	if (lowest >= rlimit(RLIMIT_NOFILE))
		return -EINVAL;
	copy = fd_install(f, lowest, cloexec);
	if (copy >= 0)
		file_get(f);
	return copy;
}

/* `from` is open, and not `to`. */
static long replace_fd(unsigned int from, unsigned int to, bool cloexec)
{
	struct file *f = fd_raw_file(from);
	int err = f ? get_fd(to) : -EBADF;

	if (err)
		return err;
	file_get(f);
	fd_close(to);
	fd_set_file(to, f, cloexec);
	return to;
}

long sys_dup(struct pt_regs *regs)
{
	return dup_fd(regs->bx, 0, false);
}

long sys_dup2(struct pt_regs *regs)
{
	if (regs->bx == regs->cx)
		return fd_raw_file(regs->bx) ? (long)regs->cx : -EBADF;
	return replace_fd(regs->bx, regs->cx, false);
}

long sys_dup3(struct pt_regs *regs)
{
	if (regs->bx == regs->cx || (regs->dx & ~(u32)O_CLOEXEC))
		return -EINVAL;
	return replace_fd(regs->bx, regs->cx, regs->dx & O_CLOEXEC);
}

/* What fcntl(2) and fcntl64(2) have in common. */
static long do_fcntl(const struct pt_regs *regs, struct file *f)
{
	unsigned int fd = regs->bx;
	unsigned long arg = regs->dx;

	switch (regs->cx) {
	case F_DUPFD:
		return dup_fd(fd, arg, false);
	case F_DUPFD_CLOEXEC:
		return dup_fd(fd, arg, true);
	case F_GETFD:
		return fd_cloexec(fd) ? FD_CLOEXEC : 0;
	case F_SETFD:
		fd_set_cloexec(fd, arg & FD_CLOEXEC);
		return 0;
	case F_GETFL:
		return f->flags;
	case F_SETFL:
		f->flags = (f->flags & ~SETFL_MASK) | (arg & SETFL_MASK);
		return 0;
	case F_GETLK:
	case F_SETLK:
	case F_SETLKW:
		return fcntl_lock(f, regs->cx, (void __user *)arg);
	case F_GETPIPE_SZ:
		return pipe_size(f);
	default:
		return -EINVAL;
	}
}

/* What is asked of the descriptor may be asked of a path, too. */
static struct file *fcntl_file(const struct pt_regs *regs)
{
	switch (regs->cx) {
	case F_DUPFD:
	case F_DUPFD_CLOEXEC:
	case F_GETFD:
	case F_SETFD:
	case F_GETFL:
		return fd_raw_file(regs->bx);
	default:
		return fd_file(regs->bx);
	}
}

long sys_fcntl(struct pt_regs *regs)
{
	struct file *f = fcntl_file(regs);

	return f ? do_fcntl(regs, f) : -EBADF;
}

long sys_fcntl64(struct pt_regs *regs)
{
	struct file *f = fcntl_file(regs);

	if (!f)
		return -EBADF;
	switch (regs->cx) {
	case F_GETLK64:
	case F_SETLK64:
	case F_SETLKW64:
	case F_OFD_GETLK:
	case F_OFD_SETLK:
	case F_OFD_SETLKW:
		return fcntl_lock64(f, regs->cx, (void __user *)regs->dx);
	default:
		return do_fcntl(regs, f);
	}
}
