// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * From file to file within the kernel: sendfile(2) and copy_file_range(2). Linux moves pages by way
 * of a pipe; here bytes are copied by way of a page.
 */
#include <linux/fs.h>
#include <linux/poll.h>
#include "internal.h"

/* Having sent something, a call does not wait until there is room for more. */
static bool would_wait(struct file *out)
{
	return out->ops->poll && !(out->ops->poll(out, NULL) & POLLOUT);
}

/* Until one of them gives or takes no more. Both positions advance by what is returned; or -errno.
 */
static ssize_t copy_file(struct file *in, loff_t *from, struct file *out, loff_t *to, size_t n)
{
	char *buf = (char *)__get_free_pages(GFP_KERNEL, 0);
	ssize_t done = 0, got, put;

	if (!buf)
		return -ENOMEM;
	do {
		got = put = kernel_read(in, buf, min(n - done, (size_t)PAGE_SIZE), *from);
		if (got > 0)
			put = out->ops->write_kernel(out, buf, got, to);
		if (put <= 0)
			break;
		*from += put;
		done += put;
	} while (put == got && (size_t)done < n && !would_wait(out));
	free_pages((unsigned long)buf, 0);
	return done ? done : put;
}

/* --- sendfile --- */

/* From *ppos on, if there is one, of no more than the first `max` bytes of the file. */
static ssize_t do_sendfile(unsigned int out_fd, unsigned int in_fd, loff_t *ppos, size_t n,
			   loff_t max)
{
	struct file *in = fd_file(in_fd), *out;

	if (!in || !file_readable(in))
		return -EBADF;
	if (ppos && !in->ops->llseek)
		return -ESPIPE;
	if (!ppos)
		ppos = &in->pos;
	if (*ppos < 0 || (ssize_t)n < 0)
		return -EINVAL;
	out = fd_file(out_fd);
	if (!out || !file_writable(out))
		return -EBADF;
	if (*ppos >= max)
		return -EOVERFLOW;
	/* Only what can be read at any place: not a pipe, nor what makes its text as it is read. */
	if (in->ops->map != MAP_PAGES || !out->ops->write_kernel || (out->flags & O_APPEND))
		return -EINVAL;
	n = min((u64)min(n, (size_t)MAX_RW_COUNT), (u64)(max - *ppos));
	return n ? copy_file(in, ppos, out, &out->pos, n) : 0;
}

long sys_sendfile(struct pt_regs *regs)
{
	long __user *user = (long __user *)regs->dx, offset;
	loff_t pos;
	ssize_t ret;

	if (!user)
		return do_sendfile(regs->bx, regs->cx, NULL, regs->si, INT64_MAX);
	if (get_user(offset, user))
		return -EFAULT;
	pos = offset;
	ret = do_sendfile(regs->bx, regs->cx, &pos, regs->si, MAX_NON_LFS);
	return put_user((long)pos, user) ? -EFAULT : ret;
}

long sys_sendfile64(struct pt_regs *regs)
{
	loff_t __user *user = (loff_t __user *)regs->dx;
	loff_t pos;
	ssize_t ret;

	if (!user)
		return do_sendfile(regs->bx, regs->cx, NULL, regs->si, INT64_MAX);
	if (get_user(pos, user))
		return -EFAULT;
	ret = do_sendfile(regs->bx, regs->cx, &pos, regs->si, INT64_MAX);
	return put_user(pos, user) ? -EFAULT : ret;
}

/* --- copy_file_range --- */

/* In Linux's order of checks. */
static ssize_t copy_range(struct file *in, loff_t *from, struct file *out, loff_t *to, size_t n)
{
	u64 size = in->inode->size;

	if (S_ISDIR(in->inode->mode) || S_ISDIR(out->inode->mode))
		return -EISDIR;
	if (!S_ISREG(in->inode->mode) || !S_ISREG(out->inode->mode))
		return -EINVAL;
	if (!file_readable(in) || !file_writable(out) || (out->flags & O_APPEND))
		return -EBADF;
	if ((u64)*from + n < n || (u64)*to + n < n)
		return -EOVERFLOW;
	n = (u64)*from < size ? min((u64)n, size - *from) : 0;
	if (in->inode == out->inode && (u64)*to + n > (u64)*from && (u64)*to < (u64)*from + n)
		return -EINVAL;
	if (*from < 0 || *to < 0)
		return -EINVAL;
	n = min(n, (size_t)MAX_RW_COUNT);
	return n ? copy_file(in, from, out, to, n) : 0;
}

/* Of one of the two: where the user says, else where the file is. 0 or -EFAULT. */
static int get_position(loff_t *pos, const struct file *f, const loff_t __user *user)
{
	*pos = f->pos;
	return user ? get_user(*pos, user) : 0;
}

static int put_position(loff_t pos, struct file *f, loff_t __user *user)
{
	if (user)
		return put_user(pos, user);
	f->pos = pos;
	return 0;
}

long sys_copy_file_range(struct pt_regs *regs)
{
	struct file *in = fd_file(regs->bx), *out = in ? fd_file(regs->dx) : NULL;
	loff_t __user *user_from = (loff_t __user *)regs->cx;
	loff_t __user *user_to = (loff_t __user *)regs->si;
	loff_t from, to;
	ssize_t ret;

	if (!out)
		return -EBADF;
	if (get_position(&from, in, user_from) || get_position(&to, out, user_to))
		return -EFAULT;
	if (syscall_arg6(regs)) /* flags: there are none */
		return -EINVAL;
	ret = copy_range(in, &from, out, &to, regs->di);
	if (ret > 0 && (put_position(from, in, user_from) || put_position(to, out, user_to)))
		return -EFAULT;
	return ret;
}
