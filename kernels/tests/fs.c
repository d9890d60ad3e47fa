// SPDX-License-Identifier: GPL-2.0-or-later
/* What the kernel itself does with names and files: look-up, open, descriptors, initial files. */
#include "fs/internal.h"
#include "ktest.h"
#include "printk.h"
#include "string.h"

static struct inode *look_up(const char *path)
{
	struct inode *inode = path_lookup(path, true);

	if (!IS_ERR(inode))
		inode_put(inode); /* its name holds it */
	return inode;
}

/* A file, link or directory, and all that is in it. */
static void remove_tree(const char *path)
{
	struct nameidata nd;
	struct dentry *d, *next;

	EXPECT_EQ(path_walk(root_inode, path, LOOKUP_PARENT, &nd), 0);
	if (!nd.inode)
		return;
	if (S_ISDIR(nd.inode->mode)) {
		list_for_each_entry_safe (d, next, &nd.inode->entries, link)
			dir_remove(nd.inode, d);
		nd.dir->nlink--;
	}
	dir_remove(nd.dir, dir_find(nd.dir, nd.name, nd.len));
}

KTEST(fs_tree, "files: the first directories and devices are there")
{
	EXPECT(S_ISDIR(look_up("/")->mode));
	EXPECT(S_ISDIR(look_up("/tmp")->mode));
	EXPECT(S_ISDIR(look_up("/bin")->mode));
	EXPECT(S_ISCHR(look_up("/dev/console")->mode));
	EXPECT(look_up("/dev/../dev/./null") == look_up("//dev//null"));
	EXPECT(look_up("/..") == root_inode);
	EXPECT(look_up("tmp") == look_up("/tmp"));
	EXPECT_EQ(look_up("/nothing"), -ENOENT);
	EXPECT_EQ(look_up("/dev/null/x"), -ENOTDIR);
	EXPECT_EQ(look_up(""), -ENOENT);
}

KTEST(fs_open, "files: open, references and descriptors")
{
	struct file *f = file_open("/tmp/test", O_RDWR | O_CREAT | O_EXCL, 0640), *again;
	struct inode *inode;
	int fd;

	EXPECT(!IS_ERR(f));
	inode = f->inode;
	EXPECT_EQ(inode->mode, S_IFREG | 0640);
	EXPECT_EQ(inode->refs, 2); /* the name and the open file */
	EXPECT_EQ(file_open("/tmp/test", O_RDWR | O_CREAT | O_EXCL, 0640), -EEXIST);
	EXPECT_EQ(file_open("/tmp", O_RDWR, 0), -EISDIR);
	again = file_open("/tmp/test", O_RDONLY, 0);
	EXPECT(again->inode == inode);
	EXPECT_EQ(inode->refs, 3);

	fd = fd_install(again, 0, true);
	EXPECT(fd_file(fd) == again);
	EXPECT(fd_cloexec(fd));
	EXPECT_EQ(fd_install(again, NR_OPEN_MAX, false), -EMFILE);
	EXPECT(!fd_file(fd + 1));
	EXPECT(!fd_file(-1));
	files_exec();
	EXPECT(!fd_file(fd));
	EXPECT_EQ(inode->refs, 2);
	remove_tree("/tmp/test");
	EXPECT_EQ(inode->refs, 1);
	file_put(f);
}

KTEST(fs_removed_dir, "files: a removed directory keeps its parent as long as somebody is in it")
{
	struct nameidata nd;
	struct inode *a, *b;
	u32 refs = look_up("/tmp")->refs;

	EXPECT_EQ(path_walk(root_inode, "/tmp/a", LOOKUP_PARENT, &nd), 0);
	EXPECT_EQ(create_dir(&nd, 0755), 0);
	EXPECT_EQ(path_walk(root_inode, "/tmp/a/b", LOOKUP_PARENT, &nd), 0);
	EXPECT_EQ(create_dir(&nd, 0755), 0);
	a = look_up("/tmp/a");
	b = path_lookup("/tmp/a/b", true);
	EXPECT_EQ(a->refs, 2); /* its name and b */
	EXPECT_EQ(a->nlink, 3);
	remove_tree("/tmp/a/b");
	remove_tree("/tmp/a");
	EXPECT_EQ(a->refs, 1);
	EXPECT(b->parent == a);
	EXPECT_EQ(look_up("/tmp")->refs, refs + 1);
	inode_put(b);
	EXPECT_EQ(look_up("/tmp")->refs, refs);
}

static int child_closes(void *arg)
{
	struct file *f = arg;

	EXPECT_EQ(f->refs, 2);
	EXPECT_EQ(fd_close(20), 0);
	EXPECT_EQ(f->refs, 1);
	return 0;
}

KTEST(fs_inherit, "files: a task shares its creator's open files, and not the table")
{
	struct file *f = file_open("/tmp", O_RDONLY, 0);
	int status, fd = fd_install(f, 20, false);
	u32 cwd_refs = current->fs->cwd->refs;

	EXPECT_EQ(fd, 20);
	EXPECT(kernel_thread(child_closes, f, "closes") != NULL);
	EXPECT(do_wait4(-1, &status, 0) > 0);
	EXPECT_EQ(status, 0);
	EXPECT(fd_file(20) == f);
	EXPECT_EQ(f->refs, 1);
	EXPECT_EQ(current->fs->cwd->refs, cwd_refs);
	EXPECT_EQ(fd_close(20), 0);
}

/* --- archives --- */

static char archive[8192];
static size_t archive_size;

static void pad(void)
{
	while (archive_size % 4)
		archive[archive_size++] = '\0';
}

static void add_member(const char *name, u32 mode, u32 nlink, const char *data, u32 size)
{
	archive_size +=
		snprintf(archive + archive_size, sizeof(archive) - archive_size,
			 "070701%08X%08x%08X%08X%08X%08X%08X%08X%08X%08X%08X%08zx%08X", 1u, mode,
			 0u, 0u, nlink, 0u, size, 0u, 0u, 5u, 1u, strlen(name) + 1, 0u);
	memcpy(archive + archive_size, name, strlen(name) + 1);
	archive_size += strlen(name) + 1;
	pad();
	memcpy(archive + archive_size, data, strlen(data));
	archive_size += strlen(data);
	pad();
}

static void begin_archive(void)
{
	archive_size = 0;
	add_member("tmp/a", S_IFDIR | 0700, 2, "", 0);
}

static int end_archive(void)
{
	add_member("TRAILER!!!", 0, 1, "", 0);
	return unpack_cpio(archive, archive_size);
}

KTEST(fs_cpio, "initial files: directories, files, links and devices of an archive")
{
	struct file *f;
	char buf[8];

	begin_archive();
	add_member(".", S_IFDIR | 0755, 2, "", 0);
	add_member("./tmp/a/file", S_IFREG | 0755, 1, "odd", 3);
	add_member("tmp/a/link", S_IFLNK | 0777, 1, "../a/file", 9);
	add_member("tmp/a/tty", S_IFCHR | 0600, 1, "", 0);
	EXPECT_EQ(end_archive(), 0);
	EXPECT_EQ(look_up("/tmp/a")->mode, S_IFDIR | 0700);
	EXPECT_EQ(look_up("/tmp/a/file")->mode, S_IFREG | 0755);
	EXPECT(look_up("/tmp/a/link") == look_up("/tmp/a/file"));
	EXPECT(look_up("/tmp/a/tty")->fops == look_up("/dev/console")->fops);
	f = file_open("/tmp/a/link", O_RDONLY, 0);
	EXPECT_EQ(kernel_read(f, buf, sizeof(buf), 0), 3);
	EXPECT(!memcmp(buf, "odd", 3));
	file_put(f);
	remove_tree("/tmp/a");
}

KTEST(fs_cpio_bad, "initial files: a damaged archive is refused at any place")
{
	size_t size;

	begin_archive();
	add_member("tmp/a/f", S_IFREG | 0644, 1, "contents", 8);
	for (size = 0; size <= archive_size; size++)
		EXPECT_EQ(unpack_cpio(archive, size), -EINVAL);
	EXPECT_EQ(end_archive(), -EEXIST); /* the file was whole at last */
	remove_tree("/tmp/a");

	begin_archive();
	archive[3] = 'x';
	EXPECT_EQ(end_archive(), -EINVAL);
	begin_archive();
	add_member("tmp/a/f", S_IFREG | 0644, 1, "", 0xfffffff0);
	EXPECT_EQ(end_archive(), -EINVAL);
	begin_archive();
	add_member("tmp/a/f", S_IFREG | 0644, 2, "", 0);
	EXPECT_EQ(end_archive(), -EMLINK);
	begin_archive();
	add_member("tmp/b/f", S_IFREG | 0644, 1, "", 0);
	EXPECT_EQ(end_archive(), -ENOENT);
	begin_archive();
	add_member("tmp/a/socket", S_IFSOCK | 0644, 1, "", 0);
	EXPECT_EQ(end_archive(), -EINVAL);
	remove_tree("/tmp/a");
}
