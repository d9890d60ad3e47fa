// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Open files, and the tables of descriptors that lead to them. A task's table ends with its highest
 * descriptor in use: what is beyond task->nr_files is not initialised.
 */
#include "internal.h"
#include "string.h"

static struct kmem_cache *file_cache;

void __init files_init(void)
{
	file_cache = kmem_cache_create("file", sizeof(struct file), sizeof(u64));
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
	if (f->ops->release)
		f->ops->release(f);
	inode_put(f->inode);
	kmem_cache_free(file_cache, f);
}

/* --- descriptors of the current task --- */

#define CLOEXEC_BIT(fd) (1u << ((fd) % 32))

int get_unused_fd(unsigned int lowest)
{
	unsigned int fd = lowest;

	while (fd < current->nr_files && current->files[fd])
		fd++;
	return fd < NR_OPEN_MAX ? (int)fd : -EMFILE;
}

bool fd_cloexec(unsigned int fd)
{
	return current->cloexec[fd / 32] & CLOEXEC_BIT(fd);
}

void fd_set_cloexec(unsigned int fd, bool cloexec)
{
	if (cloexec)
		current->cloexec[fd / 32] |= CLOEXEC_BIT(fd);
	else
		current->cloexec[fd / 32] &= ~CLOEXEC_BIT(fd);
}

void fd_set_file(unsigned int fd, struct file *f, bool cloexec)
{
	while (current->nr_files <= fd)
		current->files[current->nr_files++] = NULL;
	current->files[fd] = f;
	fd_set_cloexec(fd, cloexec);
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
	struct file *f = fd_file(fd);

	if (!f)
		return -EBADF;
	current->files[fd] = NULL;
	while (current->nr_files && !current->files[current->nr_files - 1])
		current->nr_files--;
	file_put(f);
	return 0;
}

long sys_close(struct pt_regs *regs)
{
	return fd_close(regs->bx);
}

/* --- tables as a whole --- */

int files_fork(struct task *child)
{
	unsigned int fd;

	child->nr_files = current->nr_files;
	for (fd = 0; fd < child->nr_files; fd++) {
		child->files[fd] = current->files[fd];
		if (child->files[fd])
			file_get(child->files[fd]);
	}
	memcpy(child->cloexec, current->cloexec, sizeof(child->cloexec));
	child->cwd = current->cwd;
	inode_get(child->cwd);
	child->umask = current->umask;
	return 0;
}

void files_exec(struct task *t)
{
	unsigned int fd;

	for (fd = 0; fd < t->nr_files; fd++) {
		if (t->files[fd] && t->cloexec[fd / 32] & CLOEXEC_BIT(fd)) {
			file_put(t->files[fd]);
			t->files[fd] = NULL;
		}
	}
}

void files_exit(struct task *t)
{
	unsigned int fd;

	for (fd = 0; fd < t->nr_files; fd++)
		if (t->files[fd])
			file_put(t->files[fd]);
	t->nr_files = 0;
	inode_put(t->cwd);
}
