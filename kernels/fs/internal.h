/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What the files of fs/ share among themselves. */
#ifndef FS_INTERNAL_H
#define FS_INTERNAL_H

#include "err.h"
#include "fs.h"
#include "syscall.h"
#include "uaccess.h"

#define NAME_MAX     255 /* bytes in a component */
#define PATH_MAX     4096 /* bytes in a path, with the terminator */
#define MAX_RW_COUNT (0x7fffffff & PAGE_MASK) /* bytes that one call transfers, as in Linux */
#define MAX_NON_LFS  0x7fffffffu /* size up to which a file can be opened without O_LARGEFILE */

/* --- inode.c --- */

extern struct inode *root_inode;

/* With one reference, link count 1, times set; or NULL: no memory. mode has the type. */
struct inode *new_inode(u32 mode, const struct file_operations *fops);
/* The time at the last tick, as Linux's current_time(): cheap, and what mtime and ctime get. */
struct inode_time current_time(void);

static inline void inode_modified(struct inode *inode)
{
	inode->mtime = inode->ctime = current_time();
}

/* --- namei.c --- */

/* Where a path leads. Holds no references: good until the caller sleeps or removes something. */
struct nameidata {
	struct inode *dir; /* of the last component, if there is one */
	/* The last component, not terminated: a name, "." or ".."; or empty if there is none. */
	const char *name;
	u32 len;
	struct inode *inode; /* what it is; NULL: there is nothing with that name */
	bool slash; /* slashes follow it */
};

enum lookup {
	LOOKUP_FOLLOW,
	LOOKUP_NOFOLLOW, /* a symbolic link at the end is what is looked for, but not in "link/" */
	LOOKUP_PARENT, /* the last component is to be made or removed; it may be a link in "link/"
			*/
};

/*
 * Follow `path` from `base` (or the root). 0 also if only the last component does not exist; else
 * -ENOENT, -ENOTDIR, -ELOOP, -ENAMETOOLONG.
 */
int path_walk(struct inode *base, const char *path, enum lookup how, struct nameidata *nd);

/* From the directory that `dfd` is open for, or AT_FDCWD; absolute paths do not ask. -EBADF too. */
int path_walk_at(int dfd, const char *path, enum lookup how, struct nameidata *nd);
/*
 * What a system call is about, by the kernel's or the user's string: `path` from `dfd` on;
 * AT_SYMLINK_NOFOLLOW: maybe the link itself; AT_EMPTY_PATH: an empty path is dfd's file. Without a
 * reference, or ERR_PTR.
 */
struct inode *inode_at(int dfd, const char *path, int flags);
struct inode *user_inode(int dfd, const char __user *path, int flags);

/* The last component is "." or "..", or the path is "/": there is no entry to change. */
static inline bool no_entry(const struct nameidata *nd)
{
	return !nd->len ||
	       (nd->name[0] == '.' && (nd->len == 1 || (nd->len == 2 && nd->name[1] == '.')));
}

/* --- dir.c --- */

struct dentry {
	struct list_head link;
	struct inode *inode;
	u32 cookie; /* its place for getdents64, which other entries' coming and going leaves alone
		     */
	u32 len;
	char name[]; /* len bytes, not terminated */
};

extern const struct file_operations dir_ops;
ssize_t dir_read(struct file *f, void __user *buf, size_t n, loff_t *pos); /* -EISDIR */
loff_t dir_llseek(struct file *f, loff_t off, int whence);
/* Names in it come from the kernel alone. */
static inline bool is_generated(const struct inode *dir)
{
	return dir->fops->refresh;
}

struct dentry *dir_find(const struct inode *dir, const char *name, u32 len); /* or NULL */
/* Takes a reference to `inode`; 0, -ENOMEM, or -ENOENT if dir itself has been removed. */
int dir_add(struct inode *dir, const char *name, u32 len, struct inode *inode);
void dir_remove(struct inode *dir, struct dentry *d); /* drops the entry's reference */

/*
 * Take nd->inode its name: the first of that name, so that rename() can have two of them for a
 * moment.
 */
void remove_name(struct nameidata *nd); /* names.c */

/* An empty one, not linked yet, with one reference; parent NULL: a root. NULL: no memory. */
struct inode *new_dir(u32 mode, struct inode *parent);
/* Make what nd names and does not exist, and set nd->inode; 0, -ENOMEM, -ENOENT as above. */
int create_file(struct nameidata *nd, u32 mode);
int create_dir(struct nameidata *nd, u32 mode);
int create_symlink(struct nameidata *nd, const char *target);
int create_device(struct nameidata *nd, u32 mode, u32 rdev);
int create_fifo(struct nameidata *nd, u32 mode);

/* --- filemap.c --- */

void filemap_init(void);

/* Without a reference: for use until the caller sleeps. */
static inline struct page *find_page(const struct address_space *as, u32 index)
{
	u32 table = index / CACHE_TABLE_PAGES;

	if (table >= as->nr_tables || !as->tables[table])
		return NULL;
	return as->tables[table][index % CACHE_TABLE_PAGES];
}

struct page *read_backing(struct address_space *as, u32 index);

/* The same; but what is in the initial archive only is read in. NULL: a hole; or ERR_PTR(-ENOMEM).
 */
static inline struct page *find_or_read_page(struct address_space *as, u32 index)
{
	struct page *page = find_page(as, index);

	return likely(page) ? page : read_backing(as, index);
}

/* Put a filled page, and the caller's reference, in its place, with PG_dirty or 0; 0, -EEXIST,
 * -ENOMEM. */
int add_to_page_cache(struct address_space *as, u32 index, struct page *page, u32 flags);
void truncate_pages(struct address_space *as, u32 first); /* drop the pages from `first` on */

/* --- tmpfs.c --- */

#define TMPFS_MAX_BYTES (1ull << 32) /* 2^20 pages */

extern const struct file_operations tmpfs_file_ops;

struct inode *new_regular(u32 mode); /* as new_inode(); S_IFREG comes on top */
int tmpfs_truncate(struct inode *inode, u64 size); /* 0 or -EFBIG */
/* Pages for n bytes at `from`, up to where the file reaches then; also -ENOSPC, -ENOMEM. */
int tmpfs_allocate(struct inode *inode, u64 from, u64 n, bool keep_size);

/* --- file.c --- */

void files_init(void);
/* Takes a reference to `inode`; NULL: no memory. */
struct file *file_alloc(struct inode *inode, u32 flags);
/* The table has room for it, but nothing is reserved; -EMFILE, -ENOMEM. */
int get_unused_fd(unsigned int lowest);
int get_fd(unsigned int fd); /* the same for this one: 0, -EBADF beyond the limit, -ENOMEM */
void fd_set_file(unsigned int fd, struct file *f, bool cloexec); /* for a free one */
bool fd_cloexec(unsigned int fd);
void fd_set_cloexec(unsigned int fd, bool cloexec);
int fd_close(unsigned int fd); /* 0 or -EBADF */

/* --- read_write.c --- */

/* The new position in a file of `size` bytes, which becomes f->pos; -EINVAL. */
loff_t seek_to(struct file *f, loff_t off, int whence, u64 size);

/* --- locks.c --- */

long fcntl_lock(struct file *f, u32 cmd, void __user *arg); /* F_GETLK, F_SETLK, F_SETLKW */
long fcntl_lock64(struct file *f, u32 cmd, void __user *arg); /* with 64-bit offsets, and F_OFD_* */
/* Of a struct files that closes one of its descriptors, or of a struct file that goes. */
void release_locks(struct inode *inode, const void *owner);

/* --- cwd.c --- */

/*
 * The path of dir, or of what has a name somewhere, so that it ends at `end`: where it starts.
 * NULL: it is longer than PATH_MAX, or has no name.
 */
char *path_of(const struct inode *dir, char *end);
char *path_of_file(const struct inode *inode, char *end);

/* --- pipe.c --- */

extern const struct file_operations fifo_ops;
void pipe_free(struct pipe *pipe);
long pipe_size(const struct file *f); /* bytes that it can hold, or -EBADF: it is no pipe */

/* --- tty.c --- */

extern const struct file_operations console_ops, tty_ops;
/* The process group in the foreground of its controlling terminal; -1: it has none. */
int tty_foreground(const struct process *p);

/* --- random.c --- */

ssize_t get_random_bytes_user(void __user *buf, size_t n); /* how many, or -EFAULT */

/* --- devices.c --- */

#define MKDEV(major, minor) ((major) << 8 | (minor))

const struct file_operations *device_ops(u32 rdev); /* NULL: no such device */
int devices_init(void); /* their nodes in /dev, which must exist; 0 or -errno */

#endif /* FS_INTERNAL_H */
