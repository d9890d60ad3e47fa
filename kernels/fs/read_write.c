// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Reading, writing and positions: what is the same for all files.
 */
#include <linux/fs.h>
#include <linux/uio.h>
#include "internal.h"
#include "poll.h"

static inline ssize_t vfs_read(struct file *f, void __user *buf, size_t n, loff_t *pos)
{
	if (unlikely(!f || !file_readable(f)))
		return -EBADF;
	if (unlikely(!access_ok(buf, n)))
		return -EFAULT;
	if (unlikely((ssize_t)n < 0))
		return -EINVAL;
	return f->ops->read(f, buf, min(n, (size_t)MAX_RW_COUNT), pos);
}

static inline ssize_t vfs_write(struct file *f, const void __user *buf, size_t n, loff_t *pos)
{
	if (unlikely(!f || !file_writable(f)))
		return -EBADF;
	if (unlikely(!access_ok(buf, n)))
		return -EFAULT;
	if (unlikely((ssize_t)n < 0))
		return -EINVAL;
	return f->ops->write(f, buf, min(n, (size_t)MAX_RW_COUNT), pos);
}

long sys_read(struct pt_regs *regs)
{
	struct file *f = fd_file(regs->bx);

	return vfs_read(f, (void __user *)regs->cx, regs->dx, &f->pos);
}

long sys_write(struct pt_regs *regs)
{
	struct file *f = fd_file(regs->bx);

	return vfs_write(f, (const void __user *)regs->cx, regs->dx, &f->pos);
}

/* pread64 and pwrite64: the position is given, in two halves, and the file's own stays. */
static int positioned(const struct pt_regs *regs, loff_t *pos)
{
	struct file *f = fd_file(regs->bx);

	*pos = regs->si | (u64)regs->di << 32;
	if (*pos < 0)
		return -EINVAL;
	return f && !f->ops->llseek ? -ESPIPE : 0;
}

long sys_pread64(struct pt_regs *regs)
{
	loff_t pos;
	int err = positioned(regs, &pos);

	return err ? err : vfs_read(fd_file(regs->bx), (void __user *)regs->cx, regs->dx, &pos);
}

long sys_pwrite64(struct pt_regs *regs)
{
	loff_t pos;
	int err = positioned(regs, &pos);

	return err ? err : vfs_write(fd_file(regs->bx), (void __user *)regs->cx, regs->dx, &pos);
}

/* --- vectors --- */

/* A copy of the user's vector: to be freed. NULL if it is empty; or ERR_PTR. */
static struct iovec *get_iovec(const struct iovec __user *user, unsigned long n)
{
	size_t total = 0, size = n * sizeof(*user);
	struct iovec *iov;
	unsigned long i;

	if (n > UIO_MAXIOV)
		return ERR_PTR(-EINVAL);
	if (!n)
		return NULL;
	iov = kmalloc(size, GFP_KERNEL);
	if (!iov)
		return ERR_PTR(-ENOMEM);
	if (copy_from_user(iov, user, size)) {
		kfree(iov);
		return ERR_PTR(-EFAULT);
	}
	for (i = 0; i < n; i++) {
		if ((ssize_t)iov[i].iov_len < 0) {
			kfree(iov);
			return ERR_PTR(-EINVAL);
		}
		iov[i].iov_len = min(iov[i].iov_len, MAX_RW_COUNT - total);
		total += iov[i].iov_len;
	}
	return iov;
}

/* Having read something, a call does not wait for more. */
static bool would_wait(struct file *f)
{
	return f->ops->poll && !(f->ops->poll(f, NULL) & (POLLIN | POLLHUP));
}

/*
 * Part after part, until one comes out short. A write to a pipe is atomic only part by part, where
 * Linux's is as a whole.
 */
static long vector_io(const struct pt_regs *regs, struct file *f, loff_t *pos, bool write)
{
	struct iovec *iov, *v;
	ssize_t done = 0, ret = 0;

	if (!f || !(write ? file_writable(f) : file_readable(f)))
		return -EBADF;
	iov = get_iovec((const struct iovec __user *)regs->cx, regs->dx);
	if (IS_ERR(iov))
		return PTR_ERR(iov);
	for (v = iov; v < iov + regs->dx; v++) {
		if (done && !write && would_wait(f))
			break;
		ret = write ? vfs_write(f, v->iov_base, v->iov_len, pos)
			    : vfs_read(f, v->iov_base, v->iov_len, pos);
		if (ret > 0)
			done += ret;
		if (ret != (ssize_t)v->iov_len)
			break;
	}
	kfree(iov);
	return done ? done : ret;
}

long sys_readv(struct pt_regs *regs)
{
	struct file *f = fd_file(regs->bx);

	return vector_io(regs, f, &f->pos, false);
}

long sys_writev(struct pt_regs *regs)
{
	struct file *f = fd_file(regs->bx);

	return vector_io(regs, f, &f->pos, true);
}

static long positioned_vector_io(const struct pt_regs *regs, bool write)
{
	loff_t pos;
	int err = positioned(regs, &pos);

	return err ? err : vector_io(regs, fd_file(regs->bx), &pos, write);
}

long sys_preadv(struct pt_regs *regs)
{
	return positioned_vector_io(regs, false);
}

long sys_pwritev(struct pt_regs *regs)
{
	return positioned_vector_io(regs, true);
}

/* Position -1 is the file's own. None of the flags has a meaning here. */
static long vector_io2(struct pt_regs *regs, bool write)
{
	struct file *f = fd_file(regs->bx);

	if (!f)
		return -EBADF;
	if (syscall_arg6(regs))
		return -EOPNOTSUPP;
	if ((regs->si & regs->di) == ~0ul)
		return vector_io(regs, f, &f->pos, write);
	return positioned_vector_io(regs, write);
}

long sys_preadv2(struct pt_regs *regs)
{
	return vector_io2(regs, false);
}

long sys_pwritev2(struct pt_regs *regs)
{
	return vector_io2(regs, true);
}

/* --- positions --- */

loff_t seek_to(struct file *f, loff_t off, int whence, u64 size)
{
	switch (whence) {
	case SEEK_SET:
		break;
	case SEEK_CUR:
		off += f->pos;
		break;
	case SEEK_END:
		off += size;
		break;
	default:
		return -EINVAL;
	}
	if (off < 0)
		return -EINVAL;
	return f->pos = off;
}

static loff_t vfs_llseek(unsigned int fd, loff_t off, int whence)
{
	struct file *f = fd_file(fd);

	if (!f)
		return -EBADF;
	return f->ops->llseek ? f->ops->llseek(f, off, whence) : -ESPIPE;
}

long sys_lseek(struct pt_regs *regs)
{
	loff_t pos = vfs_llseek(regs->bx, (long)regs->cx, regs->dx);

	return pos == (long)pos ? (long)pos : -EOVERFLOW;
}

long sys__llseek(struct pt_regs *regs)
{
	loff_t pos = vfs_llseek(regs->bx, (u64)regs->cx << 32 | regs->dx, regs->di);

	if (pos < 0)
		return pos;
	return put_user(pos, (loff_t __user *)regs->si);
}
