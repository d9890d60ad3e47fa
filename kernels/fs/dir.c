// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Directories: lists of names, searched from end to end, and reading them.
 */
#include <linux/fs.h>
#include "internal.h"
#include "string.h"

#define FIRST_COOKIE 2 /* after "." and ".." */

struct dentry *dir_find(const struct inode *dir, const char *name, u32 len)
{
	struct dentry *d;

	list_for_each_entry (d, &dir->entries, link)
		if (d->len == len && !memcmp(d->name, name, len))
			return d;
	return NULL;
}

int dir_add(struct inode *dir, const char *name, u32 len, struct inode *inode)
{
	struct dentry *d;

	if (!dir->nlink)
		return -ENOENT; /* removed, and still somebody's current directory */
	d = kmalloc(sizeof(*d) + len, GFP_KERNEL);
	if (!d)
		return -ENOMEM;
	d->inode = inode;
	d->cookie = dir->next_cookie++;
	d->len = len;
	memcpy(d->name, name, len);
	list_add_tail(&d->link, &dir->entries);
	inode_get(inode);
	inode_modified(dir);
	return 0;
}

void dir_remove(struct inode *dir, struct dentry *d)
{
	list_del(&d->link);
	inode_modified(dir);
	inode_put(d->inode);
	kfree(d);
}

/* Give a new inode (NULL: there was no memory for it) its name; on failure it is gone. */
static int add_new(struct nameidata *nd, struct inode *inode)
{
	int err;

	if (!inode)
		return -ENOMEM;
	err = dir_add(nd->dir, nd->name, nd->len, inode);
	inode_put(inode);
	if (!err)
		nd->inode = inode;
	return err;
}

int create_file(struct nameidata *nd, u32 mode)
{
	return add_new(nd, new_regular(mode));
}

int create_device(struct nameidata *nd, u32 mode, u32 rdev)
{
	struct inode *inode = new_inode(S_IFCHR | mode, device_ops(rdev));

	if (inode)
		inode->rdev = rdev;
	return add_new(nd, inode);
}

int create_fifo(struct nameidata *nd, u32 mode)
{
	return add_new(nd, new_inode(S_IFIFO | mode, &fifo_ops));
}

struct inode *new_dir(u32 mode, struct inode *parent)
{
	struct inode *inode = new_inode(S_IFDIR | mode, &dir_ops);

	if (!inode)
		return NULL;
	INIT_LIST_HEAD(&inode->entries);
	inode->nlink = 2;
	inode->next_cookie = FIRST_COOKIE;
	inode->parent = parent ? parent : inode;
	inode_get(inode->parent);
	return inode;
}

int create_dir(struct nameidata *nd, u32 mode)
{
	int err = add_new(nd, new_dir(mode, nd->dir));

	if (!err)
		nd->dir->nlink++;
	return err;
}

int create_symlink(struct nameidata *nd, const char *target)
{
	size_t len = strlen(target);
	struct inode *inode = new_inode(S_IFLNK | 0777, NULL);

	if (inode) {
		inode->size = len;
		inode->symlink = kmalloc(len + 1, GFP_KERNEL);
		if (!inode->symlink) {
			inode_put(inode);
			return -ENOMEM;
		}
		memcpy(inode->symlink, target, len + 1);
	}
	return add_new(nd, inode);
}

/* --- reading --- */

/* What getdents64(2) and getdents(2) return; uapi has no declaration of them. */
struct linux_dirent64 {
	u64 ino;
	s64 off; /* where the next entry is read */
	u16 reclen;
	u8 type; /* of the inode: S_IFMT's four bits */
	char name[NAME_MAX + sizeof(u64)]; /* with the padding */
} __attribute__((packed));

struct linux_dirent {
	u32 ino, off;
	u16 reclen;
	char name[NAME_MAX + 1 + sizeof(u32)]; /* with the padding, and the type in the last byte */
};

struct dir_reader {
	bool (*emit)(struct dir_reader *r, const struct inode *inode, u32 cookie, const char *name,
		     u32 len); /* false when it does not fit any more, or cannot be copied */
	char __user *to;
	size_t left;
	int err;
};

static bool copy_entry(struct dir_reader *r, const void *entry, size_t len)
{
	if (len > r->left)
		r->err = -EINVAL;
	else if (copy_to_user(r->to, entry, len))
		r->err = -EFAULT;
	if (r->err)
		return false;
	r->to += len;
	r->left -= len;
	return true;
}

static bool emit64(struct dir_reader *r, const struct inode *inode, u32 cookie, const char *name,
		   u32 len)
{
	struct linux_dirent64 e;
	size_t size = offsetof(struct linux_dirent64, name) + len + 1;

	e.ino = inode->ino;
	e.off = cookie + 1;
	e.reclen = ALIGN(size, sizeof(u64));
	e.type = inode->mode >> 12;
	memcpy(e.name, name, len);
	memset(e.name + len, 0, e.reclen - size + 1);
	return copy_entry(r, &e, e.reclen);
}

static bool emit32(struct dir_reader *r, const struct inode *inode, u32 cookie, const char *name,
		   u32 len)
{
	struct linux_dirent e = { inode->ino, cookie + 1, 0, {} };

	e.reclen = ALIGN(offsetof(struct linux_dirent, name) + len + 2, sizeof(u32));
	memcpy(e.name, name, len);
	((u8 *)&e)[e.reclen - 1] = inode->mode >> 12;
	return copy_entry(r, &e, e.reclen);
}

/* The entries from the file's position on: it is a cookie. "." and ".." have the first two. */
static void read_entries(struct dir_reader *r, struct file *f)
{
	struct inode *dir = f->inode;
	struct dentry *d;

	if (f->pos == 0) {
		if (dir->fops->refresh)
			dir->fops->refresh(dir);
		if (!r->emit(r, dir, 0, ".", 1))
			return;
		f->pos++;
	}
	if (f->pos == 1) {
		if (!r->emit(r, dir->parent, 1, "..", 2))
			return;
		f->pos++;
	}
	list_for_each_entry (d, &dir->entries, link) {
		if (d->cookie < f->pos)
			continue;
		if (!r->emit(r, d->inode, d->cookie, d->name, d->len))
			return;
		f->pos = d->cookie + 1;
	}
}

static long getdents(const struct pt_regs *regs, typeof(emit64) *emit)
{
	struct file *f = fd_file(regs->bx);
	struct dir_reader r = { emit, (char __user *)regs->cx, regs->dx, 0 };

	if (!f)
		return -EBADF;
	if (!S_ISDIR(f->inode->mode))
		return -ENOTDIR;
	if (!f->inode->nlink)
		return -ENOENT;
	read_entries(&r, f);
	return r.left < regs->dx ? (long)(regs->dx - r.left) : r.err;
}

long sys_getdents64(struct pt_regs *regs)
{
	return getdents(regs, emit64);
}

long sys_getdents(struct pt_regs *regs)
{
	return getdents(regs, emit32);
}

ssize_t dir_read(struct file *f, void __user *buf, size_t n, loff_t *pos)
{
	(void)f, (void)buf, (void)n, (void)pos;
	return -EISDIR;
}

loff_t dir_llseek(struct file *f, loff_t off, int whence)
{
	return whence == SEEK_END ? -EINVAL : seek_to(f, off, whence, 0);
}

const struct file_operations dir_ops = {
	.read = dir_read,
	.llseek = dir_llseek,
	.can_sync = true,
};
