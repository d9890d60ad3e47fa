// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Locks on files: those of fcntl(2) on ranges, of a process or of an open file, and that of
 * flock(2) on the whole, of an open file, which knows nothing of the others. Whoever has to wait
 * waits in one queue for all files: that somebody does is rare.
 */
#include <linux/fs.h>
#include "internal.h"

#define OFFSET_MAX ((u64)~0ull >> 1)
#define LONG_MAX32 0x7fffffffu

struct file_lock {
	struct file_lock *next; /* in inode->locks */
	const void *owner; /* a struct files or a struct file */
	int pid; /* of the process; -1 where an open file is the owner */
	bool flock;
	short type; /* F_RDLCK, F_WRLCK; F_UNLCK in a request */
	u64 start, end; /* of the last byte */
};

static struct wait_queue lock_wait = WAIT_QUEUE_INIT(lock_wait);

/* Processes that wait, each for the owner of one lock: who finds itself among them would wait for
 * ever. */
static struct lock_waiter {
	struct lock_waiter *next;
	const void *owner, *blocker;
} * waiters;

static bool overlap(const struct file_lock *a, const struct file_lock *b)
{
	return a->start <= b->end && b->start <= a->end;
}

static struct file_lock *find_conflict(const struct inode *inode, const struct file_lock *want)
{
	struct file_lock *l;

	for (l = inode->locks; l; l = l->next)
		if (l->flock == want->flock && l->owner != want->owner && overlap(l, want) &&
		    (l->type == F_WRLCK || want->type == F_WRLCK))
			return l;
	return NULL;
}

static bool would_deadlock(const void *owner, const void *blocker)
{
	const struct lock_waiter *w = waiters;

	while (w) {
		if (w->owner != blocker) {
			w = w->next;
			continue;
		}
		if (w->blocker == owner)
			return true;
		blocker = w->blocker;
		w = waiters;
	}
	return false;
}

static void remove_waiter(struct lock_waiter *w)
{
	struct lock_waiter **p = &waiters;

	while (*p != w)
		p = &(*p)->next;
	*p = w->next;
}

/* Wait once for the owner of `l`; 0, -EDEADLK between processes, -ERESTARTSYS. */
static int wait_for(const struct file_lock *l, const struct file_lock *want)
{
	struct lock_waiter w = { waiters, want->owner, l->owner };
	int err;

	if (want->pid != -1 && would_deadlock(want->owner, l->owner))
		return -EDEADLK;
	waiters = &w;
	err = sleep_on(&lock_wait, TASK_INTERRUPTIBLE, 0);
	remove_waiter(&w);
	return err;
}

/* Take out of the owner's lock *p what `want` covers, by `spare` if two parts are left of it. */
static struct file_lock **cut(struct file_lock **p, const struct file_lock *want,
			      struct file_lock **spare)
{
	struct file_lock *l = *p, *right;
	bool before = l->start<want->start, behind = l->end> want->end;

	if (!before && !behind) {
		*p = l->next;
		kfree(l);
		return p;
	}
	if (before && behind) {
		right = *spare;
		*spare = NULL;
		*right = *l;
		right->start = want->end + 1;
		l->next = right;
		l->end = want->start - 1;
		return &right->next;
	}
	if (before)
		l->end = want->start - 1;
	else
		l->start = want->end + 1;
	return &l->next;
}

/* Locks of one owner and type that touch are one. Needs two structures at most, the request's and a
 * spare one. */
static int apply(struct inode *inode, struct file_lock want)
{
	struct file_lock *new = kmalloc(sizeof(*new), GFP_KERNEL);
	struct file_lock *spare = kmalloc(sizeof(*spare), GFP_KERNEL), **p = &inode->locks, *l;

	if (!new || !spare) {
		kfree(new);
		kfree(spare);
		return -ENOLCK;
	}
	while ((l = *p)) {
		if (l->flock != want.flock || l->owner != want.owner) {
			p = &l->next;
		} else if (l->type == want.type && l->start <= want.end + 1 &&
			   want.start <= l->end + 1) {
			want.start = min(want.start, l->start);
			want.end = max(want.end, l->end);
			*p = l->next;
			kfree(l);
		} else if (overlap(l, &want)) {
			p = cut(p, &want, &spare);
		} else {
			p = &l->next;
		}
	}
	if (want.type == F_UNLCK) {
		kfree(new);
	} else {
		*new = want;
		new->next = inode->locks;
		inode->locks = new;
	}
	kfree(spare);
	wake_up(&lock_wait);
	return 0;
}

static long set_lock(struct inode *inode, const struct file_lock *want, bool wait)
{
	const struct file_lock *l;
	int err;

	while (want->type != F_UNLCK && (l = find_conflict(inode, want))) {
		err = wait ? wait_for(l, want) : -EAGAIN;
		if (err)
			return err;
	}
	return apply(inode, *want);
}

void release_locks(struct inode *inode, const void *owner)
{
	struct file_lock **p = &inode->locks, *l;

	while ((l = *p)) {
		if (l->owner != owner) {
			p = &l->next;
			continue;
		}
		*p = l->next;
		kfree(l);
	}
	wake_up(&lock_wait);
}

/* --- fcntl(2) --- */

/* From where, and how long, which may be backwards or (0) to the end of all files. */
static int lock_range(struct file_lock *l, const struct file *f, const struct flock64 *user)
{
	s64 start = user->l_start, len = user->l_len;

	switch (user->l_whence) {
	case SEEK_SET:
		break;
	case SEEK_CUR:
		start += f->pos;
		break;
	case SEEK_END:
		start += f->inode->size;
		break;
	default:
		return -EINVAL;
	}
	if (start < 0 || start + len < 0)
		return start < 0 || len < 0 ? -EINVAL : -EOVERFLOW;
	l->start = len < 0 ? start + len : start;
	l->end = len ? max(start, start + len) - 1 : (s64)OFFSET_MAX;
	return 0;
}

static int may_lock(const struct file *f, short type)
{
	switch (type) {
	case F_RDLCK:
		return file_readable(f) ? 0 : -EBADF;
	case F_WRLCK:
		return file_writable(f) ? 0 : -EBADF;
	case F_UNLCK:
		return 0;
	default:
		return -EINVAL;
	}
}

/* What is in the way of it, or F_UNLCK. */
static long get_lock(struct inode *inode, const struct file_lock *want, struct flock64 *user)
{
	const struct file_lock *l = find_conflict(inode, want);

	if (want->type == F_UNLCK)
		return -EINVAL;
	user->l_type = l ? l->type : F_UNLCK;
	if (!l)
		return 0;
	user->l_whence = SEEK_SET;
	user->l_start = l->start;
	user->l_len = l->end == OFFSET_MAX ? 0 : l->end - l->start + 1;
	user->l_pid = l->pid;
	return 0;
}

enum lock_command { GET, SET, SET_WAIT };

static long lock_command(struct file *f, enum lock_command what, bool of_file, struct flock64 *user)
{
	struct file_lock want = {
		.owner = of_file ? (const void *)f : current->files,
		.pid = of_file ? -1 : current->tgid,
		.type = user->l_type,
	};
	int err = of_file && user->l_pid ? -EINVAL : lock_range(&want, f, user);

	if (what == GET)
		return err ? err : get_lock(f->inode, &want, user);
	if (!err)
		err = may_lock(f, want.type);
	return err ? err : set_lock(f->inode, &want, what == SET_WAIT);
}

long fcntl_lock64(struct file *f, u32 cmd, void __user *arg)
{
	static const struct {
		enum lock_command what;
		bool of_file;
	} commands[] = {
		[F_GETLK64] = { GET, false },	    [F_SETLK64] = { SET, false },
		[F_SETLKW64] = { SET_WAIT, false }, [F_OFD_GETLK] = { GET, true },
		[F_OFD_SETLK] = { SET, true },	    [F_OFD_SETLKW] = { SET_WAIT, true },
	};
	struct flock64 lock;
	long err;

	if (copy_from_user(&lock, arg, sizeof(lock)))
		return -EFAULT;
	err = lock_command(f, commands[cmd].what, commands[cmd].of_file, &lock);
	if (!err && commands[cmd].what == GET && copy_to_user(arg, &lock, sizeof(lock)))
		return -EFAULT;
	return err;
}

/* The commands from F_GETLK on, in the layout with 32-bit offsets: another's lock may not fit in.
 */
long fcntl_lock(struct file *f, u32 cmd, void __user *arg)
{
	struct flock lock;
	struct flock64 wide;
	long err;

	if (copy_from_user(&lock, arg, sizeof(lock)))
		return -EFAULT;
	wide = (struct flock64){ .l_type = lock.l_type,
				 .l_whence = lock.l_whence,
				 .l_start = lock.l_start,
				 .l_len = lock.l_len,
				 .l_pid = lock.l_pid };
	err = lock_command(f, cmd - F_GETLK + GET, false, &wide);
	if (err || cmd != F_GETLK)
		return err;
	if (wide.l_type != F_UNLCK && (wide.l_start > LONG_MAX32 ||
				       (wide.l_len && wide.l_start + wide.l_len - 1 > LONG_MAX32)))
		return -EOVERFLOW;
	lock = (struct flock){ wide.l_type, wide.l_whence, wide.l_start, wide.l_len, wide.l_pid };
	return copy_to_user(arg, &lock, sizeof(lock)) ? -EFAULT : 0;
}

/* --- flock(2) --- */

long sys_flock(struct pt_regs *regs)
{
	static const short types[] = {
		[LOCK_SH] = F_RDLCK, [LOCK_EX] = F_WRLCK, [LOCK_UN] = F_UNLCK
	};
	struct file *f = fd_file(regs->bx);
	u32 how = regs->cx & ~(u32)LOCK_NB;
	struct file_lock want = { .owner = f, .pid = -1, .flock = true, .end = OFFSET_MAX };

	if (regs->cx & LOCK_MAND)
		return 0; /* Linux has given these up, and answers so */
	if (how != LOCK_SH && how != LOCK_EX && how != LOCK_UN)
		return -EINVAL;
	if (!f)
		return -EBADF;
	want.type = types[how];
	return set_lock(f->inode, &want, !(regs->cx & LOCK_NB));
}
