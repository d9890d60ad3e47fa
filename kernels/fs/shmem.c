// SPDX-License-Identifier: GPL-2.0-or-later
/* Files without a name, for memory that processes share. */
#include "internal.h"

struct file *shmem_file_setup(u64 size)
{
	struct inode *inode = new_inode(S_IFREG | 0777, &tmpfs_file_ops);
	struct file *file = inode ? file_alloc(inode, O_RDWR) : NULL;

	if (inode)
		inode_put(inode); /* the file's reference stays */
	if (!file)
		return ERR_PTR(-ENOMEM);
	inode->size = size;
	return file;
}
