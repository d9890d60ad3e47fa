// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Changing what a file is said to be: its mode, its owner, its times. Everyone is root and may.
 */
#include <linux/time.h>
#include "internal.h"

/* --- modes --- */

static long set_mode(struct inode *inode, u32 mode)
{
	if (S_ISLNK(inode->mode))
		return -EOPNOTSUPP;
	inode->mode = (inode->mode & S_IFMT) | (mode & 07777);
	inode->ctime = current_time();
	return 0;
}

static long chmod_at(int dfd, unsigned long path, u32 mode)
{
	struct inode *inode = user_inode(dfd, (const char __user *)path, 0);

	return IS_ERR(inode) ? PTR_ERR(inode) : set_mode(inode, mode);
}

long sys_chmod(struct pt_regs *regs)
{
	return chmod_at(AT_FDCWD, regs->bx, regs->cx);
}

long sys_fchmodat(struct pt_regs *regs)
{
	return chmod_at(regs->bx, regs->cx, regs->dx);
}

long sys_fchmod(struct pt_regs *regs)
{
	struct file *f = fd_file(regs->bx);

	return f ? set_mode(f->inode, regs->cx) : -EBADF;
}

/* --- owners --- */

#define UNCHANGED 0xffffffffu

static long set_owner(struct inode *inode, u32 uid, u32 gid)
{
	if (uid != UNCHANGED)
		inode->uid = uid;
	if (gid != UNCHANGED)
		inode->gid = gid;
	/* What ran with the rights of the old owner must not do so with the new one's. */
	if (S_ISREG(inode->mode)) {
		inode->mode &= ~S_ISUID;
		if (inode->mode & S_IXGRP)
			inode->mode &= ~S_ISGID;
	}
	inode->ctime = current_time();
	return 0;
}

static long chown_at(int dfd, unsigned long path, u32 uid, u32 gid, int flags)
{
	struct inode *inode;

	if (flags & ~(AT_SYMLINK_NOFOLLOW | AT_EMPTY_PATH))
		return -EINVAL;
	inode = user_inode(dfd, (const char __user *)path, flags);
	return IS_ERR(inode) ? PTR_ERR(inode) : set_owner(inode, uid, gid);
}

static long chown_fd(unsigned int fd, u32 uid, u32 gid)
{
	struct file *f = fd_file(fd);

	return f ? set_owner(f->inode, uid, gid) : -EBADF;
}

/* In the calls of old, numbers have 16 bits. */
static u32 id16(unsigned long id)
{
	return (u16)id == 0xffff ? UNCHANGED : (u16)id;
}

long sys_chown16(struct pt_regs *regs)
{
	return chown_at(AT_FDCWD, regs->bx, id16(regs->cx), id16(regs->dx), 0);
}

long sys_lchown16(struct pt_regs *regs)
{
	return chown_at(AT_FDCWD, regs->bx, id16(regs->cx), id16(regs->dx), AT_SYMLINK_NOFOLLOW);
}

long sys_fchown16(struct pt_regs *regs)
{
	return chown_fd(regs->bx, id16(regs->cx), id16(regs->dx));
}

long sys_chown(struct pt_regs *regs)
{
	return chown_at(AT_FDCWD, regs->bx, regs->cx, regs->dx, 0);
}

long sys_lchown(struct pt_regs *regs)
{
	return chown_at(AT_FDCWD, regs->bx, regs->cx, regs->dx, AT_SYMLINK_NOFOLLOW);
}

long sys_fchown(struct pt_regs *regs)
{
	return chown_fd(regs->bx, regs->cx, regs->dx);
}

long sys_fchownat(struct pt_regs *regs)
{
	return chown_at(regs->bx, regs->cx, regs->dx, regs->si, regs->di);
}

/* --- times: of access, then of modification --- */

/* In place of nanoseconds; uapi's <linux/stat.h> does not have them. */
#define UTIME_NOW  0x3fffffff
#define UTIME_OMIT 0x3ffffffe

struct new_times {
	s64 sec[2];
	s32 nsec[2]; /* or UTIME_NOW, UTIME_OMIT */
};

static const struct new_times now = { .nsec = { UTIME_NOW, UTIME_NOW } };

static bool valid(const struct new_times *t)
{
	int i;

	for (i = 0; i < 2; i++)
		if (t->nsec[i] != UTIME_NOW && t->nsec[i] != UTIME_OMIT &&
		    (t->nsec[i] < 0 || t->nsec[i] >= (s32)NSEC_PER_SEC))
			return false;
	return true;
}

static void set_time(struct inode_time *to, const struct new_times *t, int i)
{
	if (t->nsec[i] == UTIME_NOW)
		*to = current_time();
	else if (t->nsec[i] != UTIME_OMIT)
		*to = (struct inode_time){ t->sec[i], t->nsec[i] };
}

static long set_times(struct inode *inode, const struct new_times *t)
{
	if (!valid(t))
		return -EINVAL;
	set_time(&inode->atime, t, 0);
	set_time(&inode->mtime, t, 1);
	inode->ctime = current_time();
	return 0;
}

/* As utimensat(2): no path means the descriptor itself. */
static long times_at(int dfd, unsigned long path, const struct new_times *t, int flags)
{
	struct inode *inode;
	struct file *f;

	if (t->nsec[0] == UTIME_OMIT && t->nsec[1] == UTIME_OMIT)
		return 0; /* without a look at the file */
	if (flags & ~(AT_SYMLINK_NOFOLLOW | AT_EMPTY_PATH))
		return -EINVAL;
	if (!path && dfd != AT_FDCWD) {
		f = fd_file(dfd);
		if (flags)
			return -EINVAL;
		return f ? set_times(f->inode, t) : -EBADF;
	}
	inode = user_inode(dfd, (const char __user *)path, flags);
	return IS_ERR(inode) ? PTR_ERR(inode) : set_times(inode, t);
}

long sys_utimensat(struct pt_regs *regs)
{
	struct __kernel_old_timespec ts[2];
	struct new_times t = now;

	if (regs->dx) {
		if (copy_from_user(ts, (const void __user *)regs->dx, sizeof(ts)))
			return -EFAULT;
		t = (struct new_times){ { ts[0].tv_sec, ts[1].tv_sec },
					{ ts[0].tv_nsec, ts[1].tv_nsec } };
	}
	return times_at(regs->bx, regs->cx, &t, regs->si);
}

long sys_utimensat_time64(struct pt_regs *regs)
{
	struct __kernel_timespec ts[2];
	struct new_times t = now;

	if (regs->dx) {
		if (copy_from_user(ts, (const void __user *)regs->dx, sizeof(ts)))
			return -EFAULT;
		/* The upper half of tv_nsec is padding. */
		t = (struct new_times){ { ts[0].tv_sec, ts[1].tv_sec },
					{ (s32)ts[0].tv_nsec, (s32)ts[1].tv_nsec } };
	}
	return times_at(regs->bx, regs->cx, &t, regs->si);
}

static long timevals_at(int dfd, unsigned long path, unsigned long user)
{
	struct __kernel_old_timeval tv[2];
	struct new_times t = now;
	int i;

	for (i = 0; user && i < 2; i++) {
		if (!i && copy_from_user(tv, (const void __user *)user, sizeof(tv)))
			return -EFAULT;
		if (tv[i].tv_usec < 0 || tv[i].tv_usec >= 1000000)
			return -EINVAL;
		t.sec[i] = tv[i].tv_sec;
		t.nsec[i] = tv[i].tv_usec * 1000;
	}
	return times_at(dfd, path, &t, 0);
}

long sys_utimes(struct pt_regs *regs)
{
	return timevals_at(AT_FDCWD, regs->bx, regs->cx);
}

long sys_futimesat(struct pt_regs *regs)
{
	return timevals_at(regs->bx, regs->cx, regs->dx);
}

long sys_utime(struct pt_regs *regs)
{
	s32 seconds[2]; /* struct utimbuf */

	if (!regs->cx)
		return times_at(AT_FDCWD, regs->bx, &now, 0);
	if (copy_from_user(seconds, (const void __user *)regs->cx, sizeof(seconds)))
		return -EFAULT;
	return times_at(AT_FDCWD, regs->bx,
			&(struct new_times){ { seconds[0], seconds[1] }, { 0 } }, 0);
}
