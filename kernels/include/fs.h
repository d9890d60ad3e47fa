/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Files: a tmpfs whose pages live in the page cache, pipes, and the console.
 */
#ifndef FS_H
#define FS_H

#include <linux/fcntl.h>
#include <linux/stat.h>
#include "list.h"
#include "mm.h"
#include "types.h"
#include "wait.h"

struct file;
struct inode;
struct stat64;

struct file_operations {
	/* Up to n bytes at *pos, which they advance; short counts and -errno as read(2), write(2). */
	ssize_t (*read)(struct file *f, void __user *buf, size_t n, loff_t *pos);
	ssize_t (*write)(struct file *f, const void __user *buf, size_t n, loff_t *pos);
	loff_t (*llseek)(struct file *f, loff_t off, int whence);
	long (*ioctl)(struct file *f, unsigned int cmd, unsigned long arg);
	u32 (*poll)(struct file *f); /* POLLIN, ... */
	void (*release)(struct file *f);
};

/* The page cache of one file: a two-level table of pages, by index. */
struct address_space {
	struct page ***slots; /* PAGE_SIZE / 4 pointers to tables of PAGE_SIZE / 4 pages; or NULL */
	unsigned long nr_pages;
};

struct inode {
	u32 ino, mode, nlink;
	u32 refs; /* directory entries and open files and cwds */
	u64 size;
	u64 mtime_ns, ctime_ns, atime_ns;
	const struct file_operations *fops;
	struct address_space data; /* regular files */
	struct list_head entries; /* directories: struct dentry */
	struct inode *parent; /* directories */
	char *symlink; /* symbolic links: the target */
	u32 rdev; /* devices */
	void *private; /* pipes */
};

struct dentry {
	struct list_head link;
	struct inode *inode;
	char name[]; /* terminated */
};

struct file {
	u32 refs;
	u32 flags; /* O_* */
	loff_t pos;
	struct inode *inode;
	const struct file_operations *ops;
};

void fs_init(void); /* the root directory, /dev, /tmp */
/* Unpack a newc archive into the root; 0 or -EINVAL, -ENOMEM. */
int unpack_cpio(const void *archive, size_t size);

/* Look up or create. Paths are kernel strings, relative to the current task's directory. */
struct inode *path_lookup(const char *path, bool follow); /* with a reference, or ERR_PTR */
struct file *file_open(const char *path, int flags, u32 mode); /* or ERR_PTR */
void inode_put(struct inode *inode);
void file_get(struct file *f);
void file_put(struct file *f); /* closes at the last */
struct file *fd_file(int fd); /* the current task's, no reference taken; or NULL */
int fd_install(struct file *f, int lowest, bool cloexec); /* a descriptor or -EMFILE */

struct task;
int files_fork(struct task *child); /* share the parent's open files */
void files_exec(struct task *t); /* close the close-on-exec ones */
void files_exit(struct task *t);

/* The page of a regular file, without a reference; NULL if there is none there or beyond the end. */
struct page *find_get_page(struct address_space *as, unsigned long index); /* takes a reference */
/* The same, but makes a cleared page if there is none; NULL: no memory. */
struct page *grab_cache_page(struct address_space *as, unsigned long index);
/* Kernel-side read of a regular file into a kernel buffer: bytes read, 0 at the end, or -errno. */
ssize_t kernel_read(struct file *f, void *buf, size_t n, loff_t pos);

/* Fetch a path or string from user space into a fresh kernel buffer; or ERR_PTR. Free with kfree. */
char *get_user_path(const char __user *path);

#endif /* FS_H */
