// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Pipes: a ring of bytes over up to 16 pages, as much as Linux's hold. Pages come as they are
 * written and go as they are read, but for one that stays: a pipe that runs empty starts over in
 * the page that it has, so that short messages need no page allocation.
 */
#include <asm-generic/siginfo.h>
#include <asm/ioctls.h>
#include "internal.h"
#include "poll.h"

#define PIPE_PAGES 16
#define PIPE_SIZE  ((u32)PIPE_PAGES * PAGE_SIZE)
#define PIPE_BUF   ((u32)PAGE_SIZE) /* writes of up to so much are atomic */

struct pipe {
	u32 head, tail; /* bytes written and read, modulo 2^32; the difference is what is in it */
	u32 readers, writers; /* open files */
	u32 nr_reads, nr_writes; /* how often it was opened for that, as a FIFO */
	struct wait_queue read_wait, write_wait;
	struct page *pages[PIPE_PAGES]; /* NULL where nothing is */
};

static inline u32 pipe_used(const struct pipe *p)
{
	return p->head - p->tail;
}

static inline struct page **pipe_slot(struct pipe *p, u32 pos)
{
	return &p->pages[pos / PAGE_SIZE % PIPE_PAGES];
}

static inline u32 in_page(u32 pos, u32 n)
{
	return min(n, PAGE_SIZE - pos % PAGE_SIZE);
}

/* --- reading --- */

/* The page that ends at the tail has been read, and the head is not in it for the next round. */
static void pipe_drop_page(struct pipe *p)
{
	struct page **slot = pipe_slot(p, p->tail - 1);

	put_page(*slot);
	*slot = NULL;
}

/* Bytes that are there are copied; what a fault has kept from being copied stays in the pipe. */
static size_t pipe_take(struct pipe *p, void __user *buf, size_t n)
{
	size_t done = 0;

	while (done < n && pipe_used(p)) {
		u32 part = in_page(p->tail, min(n - done, (size_t)pipe_used(p)));
		char *from = kmap_local_page(*pipe_slot(p, p->tail));
		size_t left = copy_to_user(buf + done, from + p->tail % PAGE_SIZE, part);

		kunmap_local(from);
		if (left)
			break;
		done += part;
		p->tail += part;
		if (!pipe_used(p))
			p->head = p->tail = ALIGN_DOWN(p->tail - 1, (u32)PAGE_SIZE);
		else if (p->tail % PAGE_SIZE == 0 && pipe_used(p) <= PIPE_SIZE - PAGE_SIZE)
			pipe_drop_page(p);
	}
	return done;
}

static ssize_t pipe_read(struct file *f, void __user *buf, size_t n, loff_t *pos)
{
	struct pipe *p = f->inode->pipe;
	size_t done;
	int err;

	(void)pos;
	if (!n)
		return 0;
	while (!pipe_used(p)) {
		if (!p->writers)
			return 0;
		if (f->flags & O_NONBLOCK)
			return -EAGAIN;
		err = sleep_on(&p->read_wait, TASK_INTERRUPTIBLE, 0);
		if (err)
			return err;
	}
	done = pipe_take(p, buf, n);
	/* A writer waits for PIPE_BUF at most: sooner it is not worth a switch. */
	if (!list_empty(&p->write_wait.waiters) && PIPE_SIZE - pipe_used(p) >= PIPE_BUF)
		wake_up(&p->write_wait);
	return done ? (ssize_t)done : -EFAULT;
}

/* --- writing --- */

/* As much as there is room for; or, if that is nothing, -EFAULT, -ENOMEM. */
static __always_inline ssize_t pipe_put(struct pipe *p, const void __user *buf, size_t n,
					copy_from_fn *copy)
{
	size_t done = 0;

	n = min(n, (size_t)(PIPE_SIZE - pipe_used(p)));
	while (done < n) {
		struct page **slot = pipe_slot(p, p->head);
		u32 part = in_page(p->head, n - done);
		size_t left;
		char *to;

		if (!*slot && !(*slot = alloc_page(GFP_HIGHUSER)))
			return done ? (ssize_t)done : -ENOMEM;
		to = kmap_local_page(*slot);
		left = copy(to + p->head % PAGE_SIZE, buf + done, part);
		kunmap_local(to);
		if (left)
			return done ? (ssize_t)done : -EFAULT;
		done += part;
		p->head += part;
	}
	return done;
}

/* Wait until there is room for a write of n bytes, or for an atomic one's worth of a longer. */
static __always_inline int pipe_wait_room(struct file *f, struct pipe *p, size_t n)
{
	u32 room = min(n, (size_t)PIPE_BUF);
	int err;

	for (;;) {
		if (!p->readers) {
			struct signal_info info = { .code = SI_USER, .pid = current->pid };

			send_signal(current, SIGPIPE, &info);
			return -EPIPE;
		}
		if (PIPE_SIZE - pipe_used(p) >= room)
			return 0;
		if (f->flags & O_NONBLOCK)
			return -EAGAIN;
		err = sleep_on(&p->write_wait, TASK_INTERRUPTIBLE, 0);
		if (err)
			return err;
	}
}

static __always_inline ssize_t write_from(struct file *f, const void __user *buf, size_t n,
					  copy_from_fn *copy)
{
	struct pipe *p = f->inode->pipe;
	size_t done = 0;

	while (done < n) {
		ssize_t ret = pipe_wait_room(f, p, n - done);

		if (!ret) {
			bool was_empty = !pipe_used(p);

			ret = pipe_put(p, buf + done, n - done, copy);
			if (was_empty)
				wake_up(&p->read_wait);
		}
		if (ret < 0)
			return done ? (ssize_t)done : ret;
		done += ret;
	}
	return done;
}

static ssize_t pipe_write(struct file *f, const void __user *buf, size_t n, loff_t *pos)
{
	(void)pos;
	return write_from(f, buf, n, copy_from_user);
}

static ssize_t pipe_write_kernel(struct file *f, const void *buf, size_t n, loff_t *pos)
{
	(void)pos;
	return write_from(f, buf, n, copy_from_kernel);
}

/* --- life --- */

static u32 pipe_poll(struct file *f, struct poll_table *pt)
{
	struct pipe *p = f->inode->pipe;
	u32 mask = 0;

	if (file_readable(f)) {
		poll_wait(&p->read_wait, pt);
		mask |= pipe_used(p) ? POLLIN | POLLRDNORM : 0;
		mask |= p->writers || (f->ops == &fifo_ops && !p->nr_writes) ? 0 : POLLHUP;
	}
	if (file_writable(f)) {
		poll_wait(&p->write_wait, pt);
		mask |= PIPE_SIZE - pipe_used(p) >= PIPE_BUF ? POLLOUT | POLLWRNORM : 0;
		mask |= p->readers ? 0 : POLLERR;
	}
	return mask;
}

void pipe_free(struct pipe *p)
{
	u32 i;

	if (!p)
		return;
	for (i = 0; i < PIPE_PAGES; i++)
		if (p->pages[i])
			put_page(p->pages[i]);
	kfree(p);
}

long pipe_size(const struct file *f)
{
	return S_ISFIFO(f->inode->mode) ? (long)PIPE_SIZE : -EBADF;
}

static long pipe_ioctl(struct file *f, u32 cmd, unsigned long arg)
{
	if (cmd != FIONREAD)
		return -ENOTTY;
	return put_user((int)pipe_used(f->inode->pipe), (int __user *)arg);
}

static void pipe_release(struct file *f)
{
	struct pipe *p = f->inode->pipe;

	if (!p)
		return; /* a FIFO for which there was no memory */
	p->readers -= file_readable(f);
	p->writers -= file_writable(f);
	wake_up(&p->read_wait);
	wake_up(&p->write_wait);
	if (!p->readers && !p->writers) {
		f->inode->pipe = NULL;
		pipe_free(p);
	}
}

static const struct file_operations pipe_ops = {
	.read = pipe_read,
	.write = pipe_write,
	.write_kernel = pipe_write_kernel,
	.poll = pipe_poll,
	.ioctl = pipe_ioctl,
	.release = pipe_release,
};

static struct pipe *pipe_alloc(void)
{
	struct pipe *p = kzalloc(sizeof(*p), GFP_KERNEL);

	if (p) {
		wait_queue_init(&p->read_wait);
		wait_queue_init(&p->write_wait);
	}
	return p;
}

/* A new pipe's inode, whose two ends are about to be opened; with one reference. */
static struct inode *pipe_inode(void)
{
	struct inode *inode = new_inode(S_IFIFO | 0600, &pipe_ops);

	if (!inode)
		return NULL;
	inode->pipe = pipe_alloc();
	if (!inode->pipe) {
		inode_put(inode);
		return NULL;
	}
	inode->pipe->readers = inode->pipe->writers = 1;
	return inode;
}

static int pipe_open(struct file *ends[2], u32 flags)
{
	struct inode *inode = pipe_inode();
	int i;

	if (!inode)
		return -ENOMEM;
	ends[0] = file_alloc(inode, O_RDONLY | flags);
	ends[1] = file_alloc(inode, O_WRONLY | flags);
	inode_put(inode);
	if (ends[0] && ends[1])
		return 0;
	for (i = 0; i < 2; i++)
		if (ends[i])
			file_put(ends[i]);
	return -ENOMEM;
}

static long do_pipe(int __user *user_fds, int flags)
{
	int fds[2] = { get_unused_fd(0) }, err;
	struct file *ends[2];

	if (flags & ~(O_CLOEXEC | O_NONBLOCK))
		return -EINVAL;
	fds[1] = get_unused_fd(fds[0] + 1);
	if (fds[0] < 0 || fds[1] < 0)
		return -EMFILE;
	err = pipe_open(ends, flags & O_NONBLOCK);
	if (err)
		return err;
	if (copy_to_user(user_fds, fds, sizeof(fds))) {
		file_put(ends[0]);
		file_put(ends[1]);
		return -EFAULT;
	}
	fd_set_file(fds[0], ends[0], flags & O_CLOEXEC);
	fd_set_file(fds[1], ends[1], flags & O_CLOEXEC);
	return 0;
}

long sys_pipe(struct pt_regs *regs)
{
	return do_pipe((int __user *)regs->bx, 0);
}

long sys_pipe2(struct pt_regs *regs)
{
	return do_pipe((int __user *)regs->bx, regs->cx);
}

/* --- FIFOs: pipes with a name, which are there as long as somebody has them open --- */

/* Until somebody opens the other end, also if it is closed again at once. */
static int wait_for_partner(struct wait_queue *q, const u32 *opened)
{
	u32 before = *opened;
	int err = 0;

	while (!err && *opened == before)
		err = sleep_on(q, TASK_INTERRUPTIBLE, 0);
	return err;
}

static int fifo_open(struct file *f)
{
	struct pipe *p = f->inode->pipe;
	bool reads = file_readable(f), writes = file_writable(f);

	if (!p)
		p = f->inode->pipe = pipe_alloc();
	if (!p)
		return -ENOMEM;
	p->readers += reads;
	p->writers += writes;
	p->nr_reads += reads;
	p->nr_writes += writes;
	wake_up(reads ? &p->write_wait : &p->read_wait);
	if (!writes && !p->writers && !(f->flags & O_NONBLOCK))
		return wait_for_partner(&p->read_wait, &p->nr_writes);
	if (!reads && !p->readers)
		return f->flags & O_NONBLOCK ? -ENXIO
					     : wait_for_partner(&p->write_wait, &p->nr_reads);
	return 0;
}

const struct file_operations fifo_ops = {
	.open = fifo_open,
	.read = pipe_read,
	.write = pipe_write,
	.write_kernel = pipe_write_kernel,
	.poll = pipe_poll,
	.ioctl = pipe_ioctl,
	.release = pipe_release,
};
