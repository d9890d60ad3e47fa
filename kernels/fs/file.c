// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Open files, and the tables of descriptors that lead to them.
 */
#include <linux/close_range.h>
#include <linux/sched.h>
#include "internal.h"
#include "printk.h"
#include "string.h"

static struct kmem_cache *file_cache, *files_cache;

void __init files_init(void)
{
	file_cache = kmem_cache_create("file", sizeof(struct file), sizeof(u64));
	files_cache = kmem_cache_create("files", sizeof(struct files), 0);
}

struct file *file_alloc(struct inode *inode, u32 flags)
{
	struct file *f = kmem_cache_alloc(file_cache, GFP_KERNEL);

	if (!f)
		return NULL;
	inode_get(inode);
	f->refs = 1;
	f->flags = flags;
	f->pos = 0;
	f->inode = inode;
	f->ops = inode->fops;
	return f;
}

void file_put(struct file *f)
{
	if (--f->refs)
		return;
	if (unlikely(f->inode->locks))
		release_locks(f->inode, f);
	if (f->ops->release)
		f->ops->release(f);
	inode_put(f->inode);
	kmem_cache_free(file_cache, f);
}

/* --- the room of a table --- */

static void free_tables(struct files *files)
{
	if (files->room == NR_OPEN_DEFAULT)
		return;
	kfree(files->file);
	kfree(files->cloexec);
}

/* As large as Linux makes them: select(2) looks no further. */
#define NR_OPEN_STEP 256

/* 0, or -ENOMEM: there is none for descriptor fd. */
static int make_room(struct files *files, unsigned int fd)
{
	unsigned int room = NR_OPEN_STEP;
	struct file **file;
	u32 *cloexec;

	if (likely(fd < files->room))
		return 0;
	while (room <= fd)
		room *= 2;
	file = kmalloc(room * sizeof(*file), GFP_KERNEL);
	cloexec = kmalloc(room / 8, GFP_KERNEL);
	if (!file || !cloexec) {
		kfree(file);
		kfree(cloexec);
		return -ENOMEM;
	}
	memcpy(file, files->file, files->nr * sizeof(*file));
	memcpy(cloexec, files->cloexec, files->room / 8);
	free_tables(files);
	files->file = file;
	files->cloexec = cloexec;
	files->room = room;
	return 0;
}

/* --- descriptors of the current task --- */

/* The file of a descriptor that is no more. As POSIX has it, that ends all its process's locks. */
static void drop_file(struct files *files, struct file *f)
{
	if (unlikely(f->inode->locks))
		release_locks(f->inode, files);
	file_put(f);
}

#define CLOEXEC_BIT(fd) (1u << ((fd) % 32))

int get_unused_fd(unsigned int lowest)
{
	struct files *files = current->files;
	unsigned int fd = lowest;
	int err;

	while (fd < files->nr && files->file[fd])
		fd++;
	if (fd >= rlimit(RLIMIT_NOFILE))
		return -EMFILE;
	if (likely(fd < files->room))
		return fd;
	err = make_room(files, fd);
	return err ? err : (int)fd;
}

int get_fd(unsigned int fd)
{
	return fd < rlimit(RLIMIT_NOFILE) ? make_room(current->files, fd) : -EBADF;
}

bool fd_cloexec(unsigned int fd)
{
	return current->files->cloexec[fd / 32] & CLOEXEC_BIT(fd);
}

void fd_set_cloexec(unsigned int fd, bool cloexec)
{
	if (cloexec)
		current->files->cloexec[fd / 32] |= CLOEXEC_BIT(fd);
	else
		current->files->cloexec[fd / 32] &= ~CLOEXEC_BIT(fd);
}

void fd_set_file(unsigned int fd, struct file *f, bool cloexec)
{
	struct files *files = current->files;

	while (files->nr <= fd)
		files->file[files->nr++] = NULL;
	files->file[fd] = f;
	fd_set_cloexec(fd, cloexec);
	if (unlikely(f->flags & O_PATH))
		files->careful = files->has_paths = true;
}

int fd_install(struct file *f, unsigned int lowest, bool cloexec)
{
	int fd = get_unused_fd(lowest);

	if (fd >= 0)
		fd_set_file(fd, f, cloexec);
	return fd;
}

int fd_close(unsigned int fd)
{
	struct files *files = current->files;
	struct file *f = fd < files->nr ? files->file[fd] : NULL;

	if (!f)
		return -EBADF;
	files->file[fd] = NULL;
	while (files->nr && !files->file[files->nr - 1])
		files->nr--;
	drop_file(files, f);
	return 0;
}

long sys_close(struct pt_regs *regs)
{
	return fd_close(regs->bx);
}

/* From the first to the last, as far as they are open. */
long sys_close_range(struct pt_regs *regs)
{
	unsigned long fd = regs->bx, last = regs->cx;
	u32 flags = regs->dx;

	if ((flags & ~(CLOSE_RANGE_UNSHARE | CLOSE_RANGE_CLOEXEC)) || fd > last)
		return -EINVAL;
	if ((flags & CLOSE_RANGE_UNSHARE) && files_unshare())
		return -ENOMEM;
	for (; fd <= last && fd < current->files->nr; fd++) {
		if (flags & CLOSE_RANGE_CLOEXEC)
			fd_set_cloexec(fd, true);
		else
			fd_close(fd);
	}
	return 0;
}

/* --- tables that tasks share --- */

static struct file *raw_file(unsigned int fd)
{
	const struct files *files = current->files;

	return fd < files->nr ? files->file[fd] : NULL;
}

/* A path is no file to those who ask for one. */
static struct file *no_path(struct file *f)
{
	return f && !(f->flags & O_PATH) ? f : NULL;
}

struct file *fget(unsigned int fd)
{
	struct file *f = no_path(raw_file(fd));

	if (f)
		file_get(f);
	return f;
}

struct file *fd_file_carefully(unsigned int fd, bool raw)
{
	struct file *f = raw ? raw_file(fd) : no_path(raw_file(fd));

	if (!f || current->files->users == 1)
		return f;
	BUG_ON(current->nr_borrowed == FILES_BORROWED_MAX);
	file_get(f);
	current->borrowed[current->nr_borrowed++] = f;
	set_task_work(current, TIF_FILES);
	return f;
}

void return_borrowed_files(void)
{
	clear_task_work(current, TIF_FILES);
	while (current->nr_borrowed)
		file_put(current->borrowed[--current->nr_borrowed]);
}

/* --- tables as a whole --- */

static struct files *files_copy(const struct files *from)
{
	struct files *to = kmem_cache_alloc(files_cache, GFP_KERNEL);
	unsigned int fd;

	if (!to)
		return NULL;
	to->users = 1;
	to->careful = to->has_paths = from->has_paths;
	to->nr = 0;
	to->room = NR_OPEN_DEFAULT;
	to->file = to->own_file;
	to->cloexec = to->own_cloexec;
	if (from->nr && make_room(to, from->nr - 1)) {
		kmem_cache_free(files_cache, to);
		return NULL;
	}
	to->nr = from->nr;
	for (fd = 0; fd < to->nr; fd++) {
		struct file *f = to->file[fd] = from->file[fd];

		if (f)
			file_get(f);
	}
	memcpy(to->cloexec, from->cloexec, min(to->room, from->room) / 8);
	return to;
}

static void files_put(struct files *files)
{
	unsigned int fd;

	if (--files->users) {
		files->careful = files->users > 1 || files->has_paths;
		return;
	}
	for (fd = 0; fd < files->nr; fd++)
		if (files->file[fd])
			drop_file(files, files->file[fd]);
	free_tables(files);
	kmem_cache_free(files_cache, files);
}

int files_fork(struct task *child, unsigned long flags)
{
	if (flags & CLONE_FILES) {
		child->files = current->files;
		child->files->users++;
		child->files->careful = true;
		return 0;
	}
	child->files = files_copy(current->files);
	return child->files ? 0 : -ENOMEM;
}

int files_unshare(void)
{
	struct files *own;

	if (current->files->users == 1)
		return 0;
	own = files_copy(current->files);
	if (!own)
		return -ENOMEM;
	files_put(current->files);
	current->files = own;
	return 0;
}

void files_exec(void)
{
	struct files *files = current->files;
	unsigned int fd;

	for (fd = 0; fd < files->nr; fd++) {
		if (files->file[fd] && files->cloexec[fd / 32] & CLOEXEC_BIT(fd)) {
			drop_file(files, files->file[fd]);
			files->file[fd] = NULL;
		}
	}
}

void files_exit(struct task *t)
{
	files_put(t->files);
}
