// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * The initial files: a cpio archive of the "newc" kind, as Linux's initramfs. Each member is a
 * header of ASCII digits, the name, and the data, the last two padded to 4 bytes. (cpio(5);
 * Linux's Documentation/driver-api/early-userspace/buffer-format.rst) The archive stays in memory:
 * it is what the files' pages are read from.
 */
#include "internal.h"
#include "printk.h"
#include "string.h"

struct newc_header {
	char magic[6];
	/* 8 hexadecimal digits each */
	char ino[8], mode[8], uid[8], gid[8], nlink[8], mtime[8], filesize[8], devmajor[8],
		devminor[8], rdevmajor[8], rdevminor[8], namesize[8], check[8];
};

#define NEWC_MAGIC "070701"
#define TRAILER	   "TRAILER!!!"

struct member {
	const char *name; /* terminated */
	u32 mode, nlink, rdev, size;
	const char *data;
};

/* Anything but digits is taken for zero; the magic number says that there are some. */
static u32 field(const char digits[8])
{
	u32 v = 0;
	int i;

	for (i = 0; i < 8; i++) {
		char c = digits[i];

		v = v << 4 | (c >= '0' && c <= '9'		     ? c - '0'
			      : (c | ' ') >= 'a' && (c | ' ') <= 'f' ? (c | ' ') - 'a' + 10
								     : 0);
	}
	return v;
}

/* The member at *at, which moves on to the next; false if there is no whole one. */
static bool next_member(const char *archive, size_t size, size_t *at, struct member *m)
{
	const struct newc_header *h = (const struct newc_header *)(archive + *at);
	size_t name, data;
	u32 namesize;

	if (*at > size || size - *at < sizeof(*h) || memcmp(h->magic, NEWC_MAGIC, 6))
		return false;
	namesize = field(h->namesize);
	m->size = field(h->filesize);
	name = *at + sizeof(*h);
	if (!namesize || namesize > PATH_MAX || namesize > size - name)
		return false;
	data = ALIGN(name + namesize, 4u);
	if (data > size || m->size > size - data || archive[name + namesize - 1])
		return false;
	m->name = archive + name;
	m->data = archive + data;
	m->mode = field(h->mode);
	m->nlink = field(h->nlink);
	m->rdev = MKDEV(field(h->rdevmajor), field(h->rdevminor));
	*at = ALIGN(data + m->size, 4u);
	return true;
}

/* Nothing is copied: pages are read from the archive as they are looked at. */
static int unpack_file(struct nameidata *nd, const struct member *m)
{
	int err = m->nlink > 1 ? -EMLINK : create_file(nd, m->mode & 07777);

	if (err)
		return err;
	nd->inode->size = m->size;
	nd->inode->data.backing = m->data;
	nd->inode->data.backing_size = m->size;
	return 0;
}

/* Directories may be there already: "." and those that fs_init() made. */
static int unpack_dir(struct nameidata *nd, const struct member *m)
{
	if (!nd->inode)
		return create_dir(nd, m->mode & 07777);
	if (!S_ISDIR(nd->inode->mode))
		return -ENOTDIR;
	nd->inode->mode = S_IFDIR | (m->mode & 07777);
	return 0;
}

static int unpack_symlink(struct nameidata *nd, const struct member *m)
{
	char *target;
	int err;

	if (!m->size || m->size >= PATH_MAX)
		return -EINVAL;
	target = kmalloc(m->size + 1, GFP_KERNEL);
	if (!target)
		return -ENOMEM;
	memcpy(target, m->data, m->size);
	target[m->size] = '\0';
	err = create_symlink(nd, target);
	kfree(target);
	return err;
}

static int unpack_member(const struct member *m)
{
	struct nameidata nd;
	int err = path_walk(current->fs->cwd, m->name, LOOKUP_PARENT, &nd);

	if (err)
		return err;
	if (S_ISDIR(m->mode))
		return unpack_dir(&nd, m);
	if (nd.inode)
		return -EEXIST;
	if (S_ISREG(m->mode))
		return unpack_file(&nd, m);
	if (S_ISLNK(m->mode))
		return unpack_symlink(&nd, m);
	return S_ISCHR(m->mode) ? create_device(&nd, m->mode & 07777, m->rdev) : -EINVAL;
}

int unpack_cpio(const void *archive, size_t size)
{
	struct member m;
	size_t at = 0;
	int err;

	while (next_member(archive, size, &at, &m)) {
		if (!strcmp(m.name, TRAILER))
			return 0;
		err = unpack_member(&m);
		if (err) {
			printk("initial files: %s: error %d\n", m.name, -err);
			return err;
		}
	}
	printk("initial files: no newc member at byte %zu of %zu\n", at, size);
	return -EINVAL;
}
