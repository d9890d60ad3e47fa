// SPDX-License-Identifier: GPL-2.0-or-later
/* Files by name: opening, making, removing, renaming, and everything that can be wrong with a path.
 */
#include "abi.h"

#define LONG_NAME                                                                                    \
	"123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890" \
	"123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890" \
	"1234567890123456789012345678901234567890123456789012345678901234567890123456789"

static char buf[256];

/* Descriptors are 3 and up, lowest first, all through. */
static const struct call making[] = {
	CALL(open, AT("f"), O_RDWR | O_CREAT | O_EXCL, 0640),
	CALL(open, AT("f"), O_RDWR | O_CREAT | O_EXCL, 0640),
	CALL(write, 3, AT("hello"), 5),
	CALL(mkdir, AT("d"), 0755),
	CALL(mkdir, AT("d"), 0755),
	CALL(mkdir, AT("d/"), 0755),
	CALL(mkdir, AT("none/d"), 0755),
	CALL(mkdir, AT("f/d"), 0755),
	CALL(mkdir, AT(""), 0755),
	CALL(mkdir, AT("/"), 0755),
	CALL(mkdir, AT("."), 0755),
	CALL(mkdir, AT(".."), 0755),
	CALL(mkdir, AT("d/."), 0755),
	CALL(mkdir, AT("new/"), 0755),
	CALL(symlink, AT("f"), AT("l")),
	CALL(symlink, AT("f"), AT("l")),
	CALL(symlink, AT(""), AT("empty")),
	CALL(symlink, AT("nowhere"), AT("dangling")),
	CALL(symlink, AT("loop"), AT("loop")),
	CALL(symlink, AT("d"), AT("ld")),
	CALL(mkdir, AT("d/sub"), 0700),
};

static const struct call opening[] = {
	CALL(open, AT("f"), O_RDONLY | O_DIRECTORY),
	CALL(open, AT("f/"), O_RDONLY),
	CALL(open, AT("f/x"), O_RDONLY),
	CALL(open, AT("none"), O_RDONLY),
	CALL(open, AT("none/"), O_RDONLY | O_CREAT, 0600),
	CALL(open, AT("d"), O_WRONLY),
	CALL(open, AT("d"), O_RDWR),
	CALL(open, AT("d"), O_RDONLY | O_CREAT, 0600),
	CALL(open, AT("d"), O_RDONLY | O_TRUNC),
	CALL(open, AT("loop"), O_RDONLY),
	CALL(open, AT("l"), O_RDONLY | O_NOFOLLOW),
	CALL(open, AT("dangling"), O_RDONLY),
	CALL(open, AT("dangling"), O_RDONLY | O_CREAT | O_EXCL, 0600),
	CALL(open, AT("ld"), O_RDONLY | O_DIRECTORY | O_NOFOLLOW),
	CALL(open, AT(""), O_RDONLY),
	CALL(open, BAD, O_RDONLY),
	CALL(open, 0, O_RDONLY),
	CALL(open, HIGH, O_RDONLY),
	CALL(open, AT(LONG_NAME), O_RDONLY),
	CALL(open, AT(LONG_NAME), O_RDWR | O_CREAT, 0600),
	CALL(open, AT("d/" LONG_NAME), O_RDONLY),
	CALL(open, AT("/dev/null/x"), O_RDONLY),
	CALL(open, AT("f"), O_WRONLY | O_APPEND),
	CALL(write, 4, AT(" world"), 6),
	CALL(pread64, 3, AT(buf), 20, 0, 0),
	CALL(read, 4, AT(buf), 1),
	CALL(close, 4),
	CALL(close, 4),
	CALL(open, AT("f"), O_RDONLY | O_TRUNC),
	CALL(pread64, 3, AT(buf), 20, 0, 0),
	CALL(write, 4, AT("x"), 1),
	CALL(close, 4),
	CALL(open, AT("d"), O_RDONLY),
	CALL(read, 4, AT(buf), 1),
	CALL(write, 4, AT("x"), 1),
	CALL(lseek, 4, -1, 0),
	CALL(getdents64, 4, AT(buf), 8),
	CALL(getdents64, 3, AT(buf), 200),
	CALL(getdents64, 4, BAD, 200),
	CALL(ftruncate, 4, 0),
	CALL(close, 4),
	CALL(creat, AT("d"), 0600),
	CALL(creat, AT("f"), 0600),
	CALL(close, 4),
};

static const struct call naming[] = {
	CALL(access, AT("f"), 0),
	CALL(access, AT("f"), 7),
	CALL(access, AT("f"), 8),
	CALL(access, AT("none"), 0),
	CALL(access, AT("f/"), 0),
	CALL(access, AT("d/"), 0),
	CALL(readlink, AT("l"), AT(buf), 10),
	CALL(readlink, AT("l"), AT(buf), 0),
	CALL(readlink, AT("l"), AT(buf), -1),
	CALL(readlink, AT("l"), BAD, 10),
	CALL(readlink, AT("f"), AT(buf), 10),
	CALL(readlink, AT("d"), AT(buf), 10),
	CALL(readlink, AT("none"), AT(buf), 10),
	CALL(readlink, AT(""), AT(buf), 10),
	CALL(chdir, AT("f")),
	CALL(chdir, AT("none")),
	CALL(chdir, AT("")),
	CALL(chdir, BAD),
	CALL(chdir, AT("loop")),
	CALL(chdir, AT("d")),
	CALL(chdir, AT("..")),
	CALL(getcwd, AT(buf), 1),
	CALL(getcwd, AT(buf), 0),
	CALL(getcwd, BAD, 100),
	CALL(rmdir, AT("d")),
	CALL(rmdir, AT("f")),
	CALL(rmdir, AT("ld")),
	CALL(rmdir, AT("none")),
	CALL(rmdir, AT("d/sub/.")),
	CALL(rmdir, AT("d/sub/..")),
	CALL(rmdir, AT(".")),
	CALL(rmdir, AT("/")),
	CALL(rmdir, AT("")),
	CALL(unlink, AT("d")),
	CALL(unlink, AT("d/")),
	CALL(unlink, AT("f/")),
	CALL(unlink, AT("none")),
	CALL(unlink, AT("none/x")),
	CALL(unlink, AT("")),
	CALL(unlink, AT(".")),
	CALL(unlink, AT("/")),
	CALL(rename, AT("none"), AT("x")),
	CALL(rename, AT("f"), AT("d")),
	CALL(rename, AT("d"), AT("f")),
	CALL(rename, AT("d"), AT("d/sub/x")),
	CALL(rename, AT("d/sub"), AT("d")),
	CALL(rename, AT("d"), AT("d")),
	CALL(rename, AT("f"), AT("f")),
	CALL(rename, AT("f"), AT("f/")),
	CALL(rename, AT("f"), AT("none/x")),
	CALL(rename, AT("f"), AT("")),
	CALL(rename, AT(""), AT("x")),
	CALL(rename, AT("."), AT("x")),
	CALL(rename, AT("d"), AT(".")),
	CALL(rename, AT("d"), AT("..")),
	CALL(rename, AT("new"), AT("d")),
	CALL(rename, BAD, AT("x")),
	CALL(rename, AT("f"), BAD),
	CALL(rename, AT("l"), AT("l2")),
	CALL(readlink, AT("l2"), AT(buf), 10),
	CALL(rename, AT("d/sub"), AT("new")),
	CALL(rename, AT("f"), AT(LONG_NAME)),
	CALL(truncate, AT("f"), 10),
	CALL(truncate, AT("f"), -1),
	CALL(truncate, AT("d"), 0),
	CALL(truncate, AT("none"), 0),
};

static const struct call ending[] = {
	CALL(unlink, AT("f")),		 CALL(fstat64, 3, BAD),
	CALL(fstat64, 9, AT(buf)),	 CALL(stat64, AT("f"), AT(buf)),
	CALL(stat64, AT("l2"), AT(buf)), CALL(lstat64, AT("l2"), AT(buf)),
	CALL(stat64, AT("d"), BAD),	 CALL(stat64, BAD, AT(buf)),
	CALL(write, 3, AT("more"), 4),	 CALL(close, 3),
	CALL(unlink, AT("l2")),		 CALL(unlink, AT("dangling")),
	CALL(unlink, AT("loop")),	 CALL(unlink, AT("ld")),
	CALL(rmdir, AT("new")),		 CALL(rmdir, AT("d")),
};

static void test_main(int argc, char **argv, char **envp)
{
	(void)argc, (void)argv, (void)envp;
	sys(umask, 022);
	SHOW_CALLS(making);
	SHOW_CALLS(opening);
	SHOW_CALLS(naming);
	SHOW_CALLS(ending);
	quit(0);
}
