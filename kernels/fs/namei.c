// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * From a path to an inode.
 */
#include "internal.h"
#include "string.h"

#define MAXSYMLINKS 40 /* in one path, as in Linux */

struct walk {
	const char *path; /* what is left of the string at hand */
	const char *rest[MAXSYMLINKS]; /* what was left where links were followed; not empty */
	unsigned int depth;
};

/* Set name, len, and whether slashes are before it; false if there is none, only slashes maybe. */
static bool next_component(struct walk *w, struct nameidata *nd)
{
	nd->slash = false;
	for (;;) {
		while (*w->path == '/') {
			nd->slash = true;
			w->path++;
		}
		if (*w->path)
			break;
		if (!w->depth)
			return false;
		w->path = w->rest[--w->depth];
	}
	nd->name = w->path;
	while (*w->path && *w->path != '/')
		w->path++;
	nd->len = w->path - nd->name;
	return true;
}

/* "." and ".." are no entries of a directory here, but known to it. */
static struct inode *lookup(struct inode *dir, const char *name, u32 len)
{
	struct dentry *d;

	if (name[0] == '.') {
		if (len == 1)
			return dir;
		if (len == 2 && name[1] == '.')
			return dir->parent;
	}
	d = dir_find(dir, name, len);
	if (unlikely(!d && dir->fops->refresh)) {
		dir->fops->refresh(dir);
		d = dir_find(dir, name, len);
	}
	return d ? d->inode : NULL;
}

/* A link at the end is not followed when it is itself meant; "link/" means the directory. */
static bool follows(const struct walk *w, enum lookup how)
{
	const char *p = w->path;

	if (how == LOOKUP_PARENT)
		while (*p == '/')
			p++;
	return how == LOOKUP_FOLLOW || *p || w->depth;
}

/*
 * A symbolic link is followed by going on in its target, and after that with what was left of the
 * path.
 */
int path_walk(struct inode *base, const char *path, enum lookup how, struct nameidata *nd)
{
	unsigned int links = 0;
	struct walk w;

	if (!*path)
		return -ENOENT;
	w.path = path;
	w.depth = 0;
	nd->inode = *path == '/' ? root_inode : base;
	nd->len = 0;
	while (next_component(&w, nd)) {
		nd->dir = nd->inode;
		if (!nd->dir)
			return -ENOENT;
		if (!S_ISDIR(nd->dir->mode))
			return -ENOTDIR;
		if (nd->len > NAME_MAX)
			return -ENAMETOOLONG;
		nd->inode = lookup(nd->dir, nd->name, nd->len);
		if (!nd->inode || !S_ISLNK(nd->inode->mode) || !follows(&w, how))
			continue;
		if (++links > MAXSYMLINKS)
			return -ELOOP;
		if (nd->inode->fops) {
			nd->inode = nd->inode->fops->follow(nd->inode);
			if (IS_ERR(nd->inode))
				return PTR_ERR(nd->inode);
			continue;
		}
		if (*w.path)
			w.rest[w.depth++] = w.path;
		w.path = nd->inode->symlink;
		nd->inode = *w.path == '/' ? root_inode : nd->dir;
		nd->len = 0;
	}
	if (nd->slash && how != LOOKUP_PARENT && nd->inode && !S_ISDIR(nd->inode->mode))
		return -ENOTDIR;
	return 0;
}

int path_walk_at(int dfd, const char *path, enum lookup how, struct nameidata *nd)
{
	struct inode *base = current->fs->cwd;
	struct file *f;

	if (dfd != AT_FDCWD && *path && *path != '/') {
		f = fd_raw_file(dfd);
		if (!f)
			return -EBADF;
		base = f->inode; /* if it is no directory, the walk sees that */
	}
	return path_walk(base, path, how, nd);
}

struct inode *inode_at(int dfd, const char *path, int flags)
{
	enum lookup how = flags & AT_SYMLINK_NOFOLLOW ? LOOKUP_NOFOLLOW : LOOKUP_FOLLOW;
	struct nameidata nd;
	struct file *f;
	int err;

	if (!*path && (flags & AT_EMPTY_PATH)) {
		if (dfd == AT_FDCWD)
			return current->fs->cwd;
		f = fd_raw_file(dfd);
		return f ? f->inode : ERR_PTR(-EBADF);
	}
	err = path_walk_at(dfd, path, how, &nd);
	if (err)
		return ERR_PTR(err);
	return nd.inode ? nd.inode : ERR_PTR(-ENOENT);
}

struct inode *user_inode(int dfd, const char __user *user_path, int flags)
{
	char *path = get_user_path(user_path);
	struct inode *inode;

	if (IS_ERR(path))
		return ERR_CAST(path);
	inode = inode_at(dfd, path, flags);
	kfree(path);
	return inode;
}

struct inode *path_lookup(const char *path, bool follow)
{
	struct inode *inode = inode_at(AT_FDCWD, path, follow ? 0 : AT_SYMLINK_NOFOLLOW);

	if (!IS_ERR(inode))
		inode_get(inode);
	return inode;
}

char *get_user_path(const char __user *path)
{
	char *buf = kmalloc(PATH_MAX, GFP_KERNEL);
	long len;

	if (!buf)
		return ERR_PTR(-ENOMEM);
	len = strncpy_from_user(buf, path, PATH_MAX);
	if (likely(len >= 0 && len < PATH_MAX))
		return buf;
	kfree(buf);
	return ERR_PTR(len < 0 ? len : -ENAMETOOLONG);
}
