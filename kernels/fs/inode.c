// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Inodes: they come with the first name or open file, and go with the last.
 */
#include "internal.h"
#include "printk.h"
#include "string.h"

struct inode *root_inode;

static struct kmem_cache *inode_cache;

struct inode_time current_time(void)
{
	static struct inode_time now; /* 0 seconds until the clock runs */
	static u64 tick;

	if (unlikely(tick != jiffies || !now.sec)) {
		tick = jiffies;
		now.sec = div_u64_rem(ktime_get_real_ns(), NSEC_PER_SEC, &now.nsec);
	}
	return now;
}

struct inode *new_inode(u32 mode, const struct file_operations *fops)
{
	static u32 last_ino;
	struct inode *inode = kmem_cache_alloc(inode_cache, GFP_KERNEL | __GFP_ZERO);

	if (!inode)
		return NULL;
	inode->ino = ++last_ino;
	inode->mode = mode;
	inode->nlink = 1;
	inode->refs = 1;
	inode->fops = fops;
	inode->atime = inode->mtime = inode->ctime = current_time();
	return inode;
}

/* Frees what it holds; the inode whose last reference goes with it, or NULL. */
static struct inode *inode_free(struct inode *inode)
{
	struct inode *parent = NULL;

	switch (inode->mode & S_IFMT) {
	case S_IFREG:
		truncate_pages(&inode->data, 0);
		break;
	case S_IFDIR:
		parent = inode->parent;
		break;
	case S_IFLNK:
		kfree(inode->symlink);
		break;
	case S_IFIFO:
		pipe_free(inode->pipe);
		break;
	}
	kmem_cache_free(inode_cache, inode);
	return parent && --parent->refs == 0 ? parent : NULL;
}

/* Not by recursion: a chain of removed directories may be long, and the kernel stack is not. */
void inode_put(struct inode *inode)
{
	if (--inode->refs)
		return;
	do {
		inode = inode_free(inode);
	} while (inode);
}

static int __init make_dir(const char *path, u32 mode)
{
	struct nameidata nd;
	int err = path_walk(root_inode, path, LOOKUP_PARENT, &nd);

	return err ? err : create_dir(&nd, mode);
}

void __init fs_init(void)
{
	inode_cache = kmem_cache_create("inode", sizeof(struct inode), sizeof(u64));
	filemap_init();
	files_init();
	root_inode = new_dir(0755, NULL);
	if (!root_inode)
		panic("no memory for the root directory");
	inode_get(root_inode);
	current->fs->cwd = root_inode;
	if (make_dir("/bin", 0755) || make_dir("/dev", 0755) || make_dir("/tmp", 01777) ||
	    make_dir("/proc", 0555) || devices_init())
		panic("no memory for the first directories");
	proc_init();
}
