// SPDX-License-Identifier: GPL-2.0-or-later
/* Files without a name, for memory that processes share. */
#include <linux/memfd.h>
#include "internal.h"
#include "string.h"

struct file *shmem_file_setup(u64 size)
{
	struct inode *inode = new_regular(0777);
	struct file *file = inode ? file_alloc(inode, O_RDWR) : NULL;

	if (inode)
		inode_put(inode); /* the file's reference stays */
	if (!file)
		return ERR_PTR(-ENOMEM);
	inode->nlink = 0;
	inode->size = size;
	return file;
}

/* With a name that nobody can look up; sealing is not there. */
long sys_memfd_create(struct pt_regs *regs)
{
	u32 flags = regs->cx;
	struct file *file;
	char *name;
	int fd;

	if (flags & ~MFD_CLOEXEC)
		return -EINVAL;
	name = get_user_path((const char __user *)regs->bx);
	if (IS_ERR(name))
		return PTR_ERR(name) == -ENAMETOOLONG ? -EINVAL : PTR_ERR(name);
	fd = strlen(name) > NAME_MAX - 6 ? -EINVAL : 0; /* "memfd:" is before it */
	kfree(name);
	if (fd)
		return fd;
	file = shmem_file_setup(0);
	if (IS_ERR(file))
		return PTR_ERR(file);
	fd = fd_install(file, 0, flags & MFD_CLOEXEC);
	if (fd < 0)
		file_put(file);
	return fd;
}
