// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Names: paths, directories, symbolic links, and the calls that make, move and remove them.
 */
#include <asm/stat.h>
#include <linux/fs.h>
#include <linux/stat.h>
#include "lib.h"

#define BAD_POINTER ((void *)8)

static char buf[8192];

static long touch(const char *name)
{
	long fd = sys(open, name, O_WRONLY | O_CREAT, 0644);

	return fd < 0 ? fd : sys(close, fd);
}

static unsigned int mode_of(const char *name)
{
	struct stat64 st;

	return sys(lstat64, name, &st) ? 0 : st.st_mode;
}

static unsigned int links_of(const char *name)
{
	struct stat64 st;

	return sys(stat64, name, &st) ? 0 : st.st_nlink;
}

static void test_lookup(void)
{
	is(sys(mkdir, "d", 0755), 0, "mkdir");
	is(sys(mkdir, "d/e/", 0755), 0, "mkdir with a slash behind it");
	is(touch("d/e/f"), 0, "a file in it");
	is(mode_of("d/e/f"), S_IFREG | 0644, "its mode");
	is(mode_of("./d//e/../e/./f"), S_IFREG | 0644, "the same by dots and slashes");
	is(mode_of("/../../tmp") & S_IFMT, S_IFDIR, "the root is its own parent");
	is(sys(open, "", O_RDONLY, 0), -ENOENT, "the empty path");
	is(sys(open, "x", O_RDONLY, 0), -ENOENT, "what is not there");
	is(sys(open, "x/y", O_RDONLY, 0), -ENOENT, "in what is not there");
	is(sys(open, "d/e/f/g", O_RDONLY, 0), -ENOTDIR, "in a file");
	is(sys(open, "d/e/f/..", O_RDONLY, 0), -ENOTDIR, "above a file");
	is(sys(open, "d/e/f/", O_RDONLY, 0), -ENOTDIR, "a file with a slash behind it");
	is(sys(open, "d/e", O_WRONLY, 0), -EISDIR, "a directory for writing");
	is(sys(open, "d/e", O_RDONLY | O_CREAT, 0), -EISDIR, "a directory to be created");
	is(sys(open, "d/g/", O_RDWR | O_CREAT, 0), -EISDIR, "a file to be created with a slash");
	is(sys(open, "d/e/f", O_RDWR | O_CREAT | O_EXCL, 0), -EEXIST, "O_EXCL of what is there");
	is(sys(open, "d/e/f", O_RDONLY | O_DIRECTORY, 0), -ENOTDIR, "O_DIRECTORY of a file");

	for (int i = 0; i < NAME_MAX + 1; i++)
		buf[i] = 'n';
	buf[NAME_MAX + 1] = 0;
	is(touch(buf), -ENAMETOOLONG, "a name of 256 bytes");
	buf[NAME_MAX] = 0;
	is(touch(buf), 0, "a name of 255 bytes");
	is(sys(unlink, buf), 0, "and its end");
	for (int i = 0; i < PATH_MAX; i++)
		buf[i] = "./"[i & 1];
	buf[PATH_MAX] = 0;
	is(sys(access, buf, 0), -ENAMETOOLONG, "a path of 4096 bytes");
	buf[PATH_MAX - 1] = 0;
	is(sys(access, buf, 0), 0, "a path of 4095 bytes");

	is(sys(access, "d/e/f", 4 | 2), 0, "access for reading and writing");
	is(sys(access, "d/e/f", 1), -EACCES, "access for executing what nobody may");
	is(sys(access, "d/e", 1), 0, "access for searching");
	is(sys(access, "d/x", 0), -ENOENT, "access to nothing");
	is(sys(access, "d", 8), -EINVAL, "access for nothing known");
}

static void test_at(void)
{
	long d = sys(open, "d", O_RDONLY | O_DIRECTORY, 0), f = sys(open, "d/e/f", O_RDONLY, 0), fd;

	fd = sys(openat, d, "e/f", O_RDONLY, 0);
	ok(fd >= 0, "openat from a directory");
	sys(close, fd);
	fd = sys(openat, AT_FDCWD, "d/e/f", O_RDONLY, 0);
	ok(fd >= 0, "openat from the current directory");
	sys(close, fd);
	fd = sys(openat, 99, "/tmp", O_RDONLY, 0);
	ok(fd >= 0, "openat of an absolute path needs no descriptor");
	sys(close, fd);
	is(sys(openat, 99, "d", O_RDONLY, 0), -EBADF, "openat from nothing");
	is(sys(openat, f, "d", O_RDONLY, 0), -ENOTDIR, "openat from a file");
	is(sys(read, d, buf, 1), -EISDIR, "read of a directory");
	sys(close, d);
	sys(close, f);
}

static char *name_link(int i)
{
	static char name[] = "k?";

	name[1] = '0' + i;
	return name;
}

static void test_symlinks(void)
{
	is(sys(symlink, "d/e", "l"), 0, "symlink");
	is(mode_of("l"), S_IFLNK | 0777, "lstat64 of it");
	is(mode_of("l/") & S_IFMT, S_IFDIR, "lstat64 with a slash behind it follows");
	is(mode_of("l/f") & S_IFMT, S_IFREG, "a link in the middle is followed");
	is(sys(readlink, "l", buf, sizeof(buf)), 3, "readlink");
	ok(same(buf, "d/e", 3), "the target");
	is(sys(readlink, "l", buf, 2), 2, "readlink into a small buffer");
	is(sys(readlink, "l", buf, 0), -EINVAL, "readlink into none");
	is(sys(readlink, "d", buf, 9), -EINVAL, "readlink of a directory");
	is(sys(readlink, "l", BAD_POINTER, 9), -EFAULT, "readlink to a bad pointer");
	is(sys(symlink, "x", "l"), -EEXIST, "symlink over one");
	is(sys(symlink, "", "m"), -ENOENT, "symlink to the empty path");
	is(sys(open, "l", O_RDONLY | O_NOFOLLOW, 0), -ELOOP, "O_NOFOLLOW");
	is(sys(rmdir, "l"), -ENOTDIR, "rmdir of a link");
	is(sys(rmdir, "l/"), -ENOTDIR, "rmdir of a link with a slash behind it");
	is(sys(mkdir, "l", 0755), -EEXIST, "mkdir over a link");

	is(sys(symlink, "target", "dangling"), 0, "a dangling link");
	is(sys(open, "dangling", O_RDONLY, 0), -ENOENT, "open of it");
	is(sys(open, "dangling", O_RDWR | O_CREAT | O_EXCL, 0644), -EEXIST,
	   "O_EXCL does not follow");
	is(touch("dangling"), 0, "O_CREAT does");
	is(mode_of("target"), S_IFREG | 0644, "and makes the target");
	is(sys(unlink, "dangling"), 0, "unlink of a link");
	is(sys(unlink, "target"), 0, "leaves the target");

	sys(symlink, "loop2", "loop1");
	sys(symlink, "loop1", "loop2");
	is(sys(open, "loop1", O_RDONLY, 0), -ELOOP, "two links to each other");
	is(sys(unlink, "loop1"), 0, "can be removed");
	is(sys(unlink, "loop2"), 0, "both");

	/* k0 leads here, and each other one to the one before it. */
	sys(symlink, ".", name_link(0));
	for (int i = 1; i < 41; i++) {
		copy_bytes(buf, name_link(i - 1), 3);
		sys(symlink, buf, name_link(i));
	}
	is(sys(access, "k9/d/e/f", 0), 0, "ten links, one after another");
	is(sys(access, "kV/d", 0), 0, "39 links");
	is(sys(access, "kW/d", 0), 0, "40 links");
	is(sys(access, "kX/d", 0), -ELOOP, "41 links");
	for (int i = 0; i < 41; i++)
		sys(unlink, name_link(i));
	is(sys(unlink, "l"), 0, "and the first");
}

static void test_removal(void)
{
	is(sys(rmdir, "d"), -ENOTEMPTY, "rmdir of a directory that is not empty");
	is(sys(rmdir, "d/e/f"), -ENOTDIR, "rmdir of a file");
	is(sys(rmdir, "d/e/."), -EINVAL, "rmdir of \".\"");
	is(sys(rmdir, "d/e/.."), -ENOTEMPTY, "rmdir of \"..\"");
	is(sys(rmdir, "/"), -EBUSY, "rmdir of the root");
	is(sys(rmdir, "x"), -ENOENT, "rmdir of nothing");
	is(sys(unlink, "d"), -EISDIR, "unlink of a directory");
	is(sys(unlink, "x"), -ENOENT, "unlink of nothing");
	is(sys(unlink, "d/e/f/"), -ENOTDIR, "unlink of a file with a slash behind it");
	is(sys(mkdir, "d/e/f", 0755), -EEXIST, "mkdir over a file");
	is(sys(mkdir, "d/e/f/g", 0755), -ENOTDIR, "mkdir in a file");
	is(sys(mkdir, ".", 0755), -EEXIST, "mkdir of \".\"");
	is(sys(mkdir, "x/y", 0755), -ENOENT, "mkdir in nothing");
}

/* An open file outlives its name, and a current directory too. */
static void test_outlive(void)
{
	struct stat64 st;
	long fd;

	touch("u");
	fd = sys(open, "u", O_RDWR, 0);
	sys(write, fd, "data", 4);
	is(sys(unlink, "u"), 0, "unlink of an open file");
	is(sys(open, "u", O_RDONLY, 0), -ENOENT, "the name is gone");
	is(sys(pread64, fd, buf, 10, 0, 0), 4, "the file is not");
	is(sys(fstat64, fd, &st), 0, "fstat64 of it");
	is(st.st_nlink, 0, "it has no name");
	sys(close, fd);

	sys(mkdir, "v", 0755);
	sys(mkdir, "v/w", 0755);
	sys(chdir, "v/w");
	is(sys(rmdir, "../../v/w"), 0, "rmdir of the current directory");
	is(touch("x"), -ENOENT, "nothing can be made in it");
	is(sys(mkdir, "x", 0755), -ENOENT, "no directory either");
	is(sys(getcwd, buf, sizeof(buf)), -ENOENT, "it has no path");
	is(sys(chdir, ".."), 0, "it still has a parent");
	is(sys(chdir, ".."), 0, "and that one has, too");
	is(sys(rmdir, "v"), 0, "rmdir of the parent");
}

static void test_rename(void)
{
	/* There are file systems that do not count them: there it is always one. */
	bool counts = links_of("d") > 1;

	touch("r1");
	is(sys(rename, "r1", "r2"), 0, "rename");
	is(mode_of("r1"), 0, "the old name is gone");
	is(mode_of("r2"), S_IFREG | 0644, "the new one is there");
	is(sys(rename, "r2", "r2"), 0, "rename to itself");
	is(sys(rename, "r1", "r3"), -ENOENT, "rename of nothing");
	is(sys(rename, "r2", "x/y"), -ENOENT, "rename into nothing");
	is(sys(rename, "r2", "d"), -EISDIR, "rename of a file over a directory");
	is(sys(rename, "d", "r2"), -ENOTDIR, "rename of a directory over a file");
	is(sys(rename, "r2", "r3/"), -ENOTDIR, "rename of a file to what can only be a directory");
	is(sys(rename, "d", "d/e/g"), -EINVAL, "rename of a directory into itself");
	is(sys(rename, "d/.", "g"), -EBUSY, "rename of \".\"");

	touch("r3");
	is(sys(rename, "r2", "r3"), 0, "rename over a file");
	is(links_of("d"), counts ? 3 : 1, "a directory has a link from each directory in it");
	is(sys(mkdir, "g", 0755), 0, "another directory");
	is(sys(rename, "d/e", "g"), 0, "rename of a directory over an empty one");
	is(links_of("d"), counts ? 2 : 1, "the old parent has a link less");
	is(mode_of("g/f"), S_IFREG | 0644, "the file in it has come along");
	is(sys(rename, "g", "d/e"), 0, "rename back");
	is(links_of("d"), counts ? 3 : 1, "the link has come back");
	sys(chdir, "d/e");
	sys(getcwd, buf, sizeof(buf));
	ok(same(buf, "/tmp/names-test/d/e", 20), "getcwd after the rename");
	sys(chdir, "../..");
	is(sys(mkdir, "g", 0755), 0, "another directory again");
	is(sys(rename, "g", "d"), -ENOTEMPTY, "rename over a directory that is not empty");
	is(sys(rmdir, "g"), 0, "rmdir of it");
	is(sys(unlink, "r3"), 0, "unlink of the file");
}

#define MANY 60

struct entry {
	uint64_t ino, off;
	uint16_t reclen;
	uint8_t type;
	char name[];
};

static void name_many(char *name, int i)
{
	name[0] = 'd', name[1] = '/', name[2] = 'a' + i / 8, name[3] = 'a' + i % 8, name[4] = 0;
}

/* Read with a small buffer, and remove what has been read, as rm -r does. */
static void test_getdents(void)
{
	bool seen[MANY] = { 0 };
	int dots = 0, dirs = 0, files = 0, strange = 0;
	long fd, n, at;
	char name[8];

	for (int i = 0; i < MANY; i++) {
		name_many(name, i);
		touch(name);
	}
	fd = sys(open, "d", O_RDONLY | O_DIRECTORY, 0);
	while ((n = sys(getdents64, fd, buf, 200)) > 0) {
		for (at = 0; at < n; at += ((struct entry *)(buf + at))->reclen) {
			struct entry *e = (struct entry *)(buf + at);
			int i = (e->name[0] - 'a') * 8 + e->name[1] - 'a';

			if (e->name[0] == '.') {
				dots++;
			} else if (e->type == 4 && same(e->name, "e", 2)) {
				dirs++;
			} else if (e->type != 8 || i < 0 || i >= MANY || seen[i]) {
				strange++;
			} else {
				seen[i] = true;
				files++;
				name_many(name, i);
				sys(unlink, name);
			}
		}
	}
	is(n, 0, "getdents64 ends");
	is(dots, 2, "\".\" and \"..\" are there");
	is(dirs, 1, "so is the directory");
	is(files, MANY, "and each file");
	is(strange, 0, "once");
	is(sys(lseek, fd, 0, SEEK_SET), 0, "back to the start");
	is(sys(getdents64, fd, buf, 10), -EINVAL, "a buffer too small for any");
	is(sys(getdents64, fd, BAD_POINTER, 500), -EFAULT, "a bad pointer");
	ok(sys(getdents64, fd, buf, 500) > 0, "failures leave the position alone");
	is(sys(getdents64, 99, buf, 500), -EBADF, "getdents64 of nothing");
	sys(close, fd);
	fd = sys(open, "d/e/f", O_RDONLY, 0);
	is(sys(getdents64, fd, buf, 500), -ENOTDIR, "getdents64 of a file");
	sys(close, fd);
}

static void test_cwd_umask(void)
{
	is(sys(getcwd, buf, sizeof(buf)), 16, "getcwd tells the length with the terminator");
	ok(same(buf, "/tmp/names-test", 16), "and the path");
	is(sys(getcwd, buf, 15), -ERANGE, "getcwd into a small buffer");
	is(sys(getcwd, BAD_POINTER, 100), -EFAULT, "getcwd to a bad pointer");
	is(sys(chdir, "d/e/f"), -ENOTDIR, "chdir to a file");
	is(sys(chdir, "x"), -ENOENT, "chdir to nothing");
	is(sys(umask, 077), 022, "umask");
	touch("m");
	is(mode_of("m"), S_IFREG | 0600, "a file made under it");
	is(sys(mkdir, "n", 0777), 0, "a directory made under it");
	is(mode_of("n"), S_IFDIR | 0700, "its mode");
	is(sys(umask, 022), 077, "umask back");
	sys(unlink, "m");
	sys(rmdir, "n");
}

/* What the kernel has free, in KiB; always 0 on Linux, which does not tell. */
static unsigned int free_kib(void)
{
	const struct splitbench_stats *s = stats();

	return s ? s->low_free_kib + s->high_free_kib : 0;
}

/* Each call keeps a page for a path: none may stay behind when it fails. */
static void test_no_leaks(void)
{
	unsigned int before = 0;

	for (int i = 0; i < 20; i++) {
		if (i == 2)
			before = free_kib();
		sys(open, "x", O_RDONLY, 0);
		sys(open, "d/e/f", O_RDONLY | O_CREAT | O_EXCL, 0);
		sys(access, "d", 8);
		sys(access, "x", 0);
		sys(mkdir, "d", 0755);
		sys(rmdir, "d");
		sys(unlink, "x");
		sys(rename, "x", "y");
		sys(rename, "d", BAD_POINTER);
		sys(symlink, "x", "d");
		sys(symlink, "x", BAD_POINTER);
		sys(readlink, "d", buf, 10);
		sys(truncate64, "x", 0, 0);
		sys(stat64, "d", BAD_POINTER);
		sys(chdir, "d/e/f");
		sys(getcwd, buf, 3);
		sys(open, BAD_POINTER, O_RDONLY, 0);
	}
	is(free_kib(), before, "calls that fail keep no memory");
}

static void test_main(int argc, char **argv, char **envp)
{
	static char dir[] = "/tmp/names-test";

	(void)argc, (void)argv, (void)envp;
	sys(umask, 022);
	is(sys(mkdir, dir, 0755), 0, "mkdir for the test's files");
	is(sys(chdir, dir), 0, "chdir there");
	test_lookup();
	test_at();
	test_symlinks();
	test_removal();
	test_outlive();
	test_rename();
	test_getdents();
	test_cwd_umask();
	test_no_leaks();
	sys(unlink, "d/e/f");
	sys(rmdir, "d/e");
	sys(rmdir, "d");
	sys(chdir, "/");
	is(sys(rmdir, dir), 0, "all files are gone");
}
