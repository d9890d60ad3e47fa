/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Files: a tmpfs whose pages live in the page cache, pipes, and the console.
 *
 * Everyone is root: permission bits are kept and shown, but not checked. Access times are not
 * maintained ("noatime").
 */
#ifndef FS_H
#define FS_H

#include <linux/fcntl.h>
#include <linux/stat.h>
#include "list.h"
#include "mm.h"
#include "task.h"
#include "types.h"

/* As in Linux: descriptors for which a table has room at once; the most that a limit allows. */
#define NR_OPEN_DEFAULT 32
#define NR_OPEN_MAX	(1024 * 1024)

struct file;
struct poll_table;

struct file_operations {
	/*
	 * Up to n bytes (below 2 GiB, in user space as far as the address goes) at *pos, which they
	 * advance; short counts and -errno as read(2), write(2).
	 */
	ssize_t (*read)(struct file *f, void __user *buf, size_t n, loff_t *pos);
	ssize_t (*write)(struct file *f, const void __user *buf, size_t n, loff_t *pos);
	/* write() of the kernel's own memory; NULL: sendfile(2) cannot send anything there. */
	ssize_t (*write_kernel)(struct file *f, const void *buf, size_t n, loff_t *pos);
	loff_t (*llseek)(struct file *f, loff_t off, int whence); /* NULL: -ESPIPE */
	/* What it is ready for, POLL*; with its queues in pt. NULL: always for reading and writing.
	 */
	u32 (*poll)(struct file *f, struct poll_table *pt);
	int (*open)(struct file *f); /* may sleep; or NULL */
	long (*ioctl)(struct file *f, u32 cmd, unsigned long arg); /* NULL: -ENOTTY */
	void (*release)(struct file *f); /* at the last close; or NULL */
	/* Directories whose entries come and go by themselves: bring these up to date. Or NULL. */
	void (*refresh)(struct inode *dir);
	/* Links to something, instead of a path: without a reference, or ERR_PTR. */
	struct inode *(*follow)(struct inode *link);
	ssize_t (*readlink)(struct inode *link, char *buf); /* into PATH_MAX bytes; the length */
	bool can_sync; /* fsync(2) is meaningful */
	enum { NO_MAP, MAP_PAGES, MAP_ZEROS } map; /* pages of the page cache, or anonymous ones */
};

/*
 * The page cache of one file: a table of tables of pages, by index, each level as long as the file
 * needs, so that small files are cheap and large ones found as quickly.
 */
#define CACHE_TABLE_PAGES 64
struct address_space {
	struct page ***tables; /* nr_tables of CACHE_TABLE_PAGES pages; NULL where all is a hole */
	u32 nr_tables;
	struct list_head mappings; /* areas of processes, by vm_area->mapped */
	u32 nr_unbacked; /* dirty pages in the place of holes */
	/* What the file had at boot, in lowmem that stays as it is, as far as it was not cut off.
	 */
	const char *backing;
	u32 backing_size;
};

struct inode_time {
	u32 sec, nsec;
};

struct pipe;

struct inode {
	u32 ino, mode, nlink;
	u32 uid, gid;
	u32 refs; /* directory entries, open files, cwds, and a directory's subdirectories */
	bool linkable; /* it has had no name yet, and may get one: O_TMPFILE */
	u64 size;
	struct inode_time atime, mtime, ctime;
	struct file_lock *locks; /* fs/locks.c */
	const struct file_operations *fops;
	void *private; /* of what its operations are */
	u32 number; /* the same */
	union { /* by the type in mode */
		struct address_space data;
		struct {
			struct list_head entries; /* struct dentry, by cookie */
			struct inode *parent; /* its own at the root */
			u32 next_cookie;
		};
		char *symlink; /* the target */
		u32 rdev; /* devices: MKDEV() */
		struct pipe *pipe;
	};
};

struct file {
	u32 refs;
	u32 flags; /* O_* */
	loff_t pos;
	struct inode *inode;
	const struct file_operations *ops;
};

static inline bool file_readable(const struct file *f)
{
	return !(f->flags & O_WRONLY);
}

static inline bool file_writable(const struct file *f)
{
	return (f->flags + 1) & O_RDWR; /* 1 and 2, not 0 and 3 */
}

void proc_init(void); /* what is in /proc */
void proc_forget(struct process *p); /* that has ended */
void fs_init(void); /* the root directory, /bin, /dev with its devices, /tmp */
/*
 * Unpack a newc archive, which has to stay where it is, into the current directory; 0, -EINVAL or
 * what else it failed with.
 */
int unpack_cpio(const void *archive, size_t size);

/* Look up or create. Paths are kernel strings, relative to the current task's directory. */
struct inode *path_lookup(const char *path, bool follow); /* with a reference, or ERR_PTR */
struct file *file_open(const char *path, int flags, u32 mode); /* or ERR_PTR */
struct file *open_at(int dfd, const char *path, int flags, u32 mode); /* the same */
void inode_put(struct inode *inode);
void file_put(struct file *f); /* closes at the last */

static inline void inode_get(struct inode *inode)
{
	inode->refs++;
}

static inline void file_get(struct file *f)
{
	f->refs++;
}

/* A table of descriptors. It ends with the highest one in use: the rest is not initialised. */
struct files {
	u32 users; /* tasks */
	bool has_paths; /* some files are, or have been, paths only: O_PATH */
	bool careful; /* they are, or others who share the table can close what is in use */
	unsigned int nr; /* the highest descriptor in use, plus one */
	unsigned int room; /* a power of two; above NR_OPEN_DEFAULT both tables are apart */
	struct file **file; /* valid below nr */
	u32 *cloexec; /* a bit each */
	struct file *own_file[NR_OPEN_DEFAULT];
	u32 own_cloexec[NR_OPEN_DEFAULT / 32];
};

/* Where paths begin, and what modes lose. */
struct fs {
	u32 users;
	struct inode *cwd;
	u32 umask;
};

static inline bool fd_is_open(unsigned int fd)
{
	const struct files *files = current->files;

	return fd < files->nr && files->file[fd];
}

/*
 * From a table that others share: they can close the descriptor while the current task sleeps. The
 * reference goes back at the end of the system call; one that needs many files takes them by
 * fget().
 */
struct file *fd_file_carefully(unsigned int fd, bool raw);
void return_borrowed_files(void);
struct file *fget(unsigned int fd); /* with a reference, or NULL */

/*
 * The current task's, or NULL, for as long as its system call takes. Where no other task has the
 * table, nobody can close the descriptor meanwhile, and no reference is needed.
 */
static inline struct file *find_fd(unsigned int fd, bool raw)
{
	const struct files *files = current->files;

	if (unlikely(files->careful))
		return fd_file_carefully(fd, raw);
	return likely(fd < files->nr) ? files->file[fd] : NULL;
}

/* To read, write or otherwise use: not a path, which has its name and inode only. */
static inline struct file *fd_file(unsigned int fd)
{
	return find_fd(fd, false);
}

static inline struct file *fd_raw_file(unsigned int fd)
{
	return find_fd(fd, true);
}

/* Takes over the caller's reference. A descriptor; or -EMFILE, -ENOMEM: it is still held then. */
int fd_install(struct file *f, unsigned int lowest, bool cloexec);

/* Copy the current task's for a new one, or share them as Linux's flags say; 0 or -ENOMEM. */
int files_fork(struct task *child, unsigned long flags);
int fs_fork(struct task *child, unsigned long flags);
int files_unshare(void); /* a table of its own for the current task; 0 or -ENOMEM */
void files_exec(void); /* close the close-on-exec ones */
void files_exit(struct task *t);
void fs_exit(struct task *t);

/* The page of a regular file at `index`, with a reference; NULL if it is a hole. */
struct page *find_get_page(struct address_space *as, unsigned long index);
/*
 * The same, but reads the page in where there is none, cleared in a hole; NULL: no memory. Who is
 * going to write to it must call set_page_dirty().
 */
struct page *grab_cache_page(struct address_space *as, unsigned long index);
/* If page `index` is in the initial archive but not here, read it and the n pages from `first` in.
 */
void read_ahead(struct address_space *as, u32 index, u32 first, u32 n);
void evict_cache_page(struct page *page); /* a clean one, for reclaim */

/* A page of a file is written to. 0, or -ENOSPC: files have their share of memory. */
int __set_page_dirty(struct page *page);
static inline int set_page_dirty(struct page *page)
{
	return likely(page->flags & PG_dirty) ? 0 : __set_page_dirty(page);
}

/* Pages of all files; of them dirty. The others are what reclaim can take, but for mapped ones. */
extern unsigned long cached_pages, dirty_pages, max_dirty_pages;

/*
 * Kernel-side read of a regular file: bytes read, 0 at the end, -EISDIR or -EINVAL if it is none,
 * -ENOMEM.
 */
ssize_t kernel_read(struct file *f, void *buf, size_t n, loff_t pos);
/* A file of `size` bytes that no directory has, all zeros, open for both; or ERR_PTR(-ENOMEM). */
struct file *shmem_file_setup(u64 size);

/* Fetch a path from user space into a fresh kernel buffer, or ERR_PTR. Free with kfree. */
char *get_user_path(const char __user *path);

#endif /* FS_H */
