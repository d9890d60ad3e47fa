// SPDX-License-Identifier: GPL-2.0-or-later
/* From file to file within the kernel; several buffers at a place; files without a name, names
 * without a file. */
#include "abi.h"

static char buf[8192];
static long off32[] = { 2, -1, 0x7fffffff };
static int64_t off64[] = { 2, -1, 5, 1ll << 40, 0x7fffffffffffffff };
static int two[2];
static const uint32_t iov[2][2] = { { AT(buf), 3 }, { AT(buf + 3), 4 } };

/* 3 for both, 4 to read, 5 to write, 6 to append, 7 a directory, 8 and 9 a pipe's ends, 10 null. */
static const struct call opening[] = {
	CALL(open, AT("f"), O_RDWR | O_CREAT, 0600),
	CALL(write, 3, AT("0123456789"), 10),
	CALL(lseek, 3, 0, 0),
	CALL(open, AT("f"), O_RDONLY),
	CALL(open, AT("g"), O_WRONLY | O_CREAT, 0600),
	CALL(open, AT("h"), O_WRONLY | O_CREAT | O_APPEND, 0600),
	CALL(mkdir, AT("d"), 0755),
	CALL(open, AT("d"), O_RDONLY | O_DIRECTORY),
	CALL(pipe, AT(two)),
	CALL(open, AT("/dev/null"), O_RDWR),
};

static const struct call sending[] = {
	CALL(sendfile, 77, 4, 0, 1),
	CALL(sendfile, 5, 77, 0, 1),
	CALL(sendfile, 4, 4, 0, 1),
	CALL(sendfile, 5, 5, 0, 1),
	CALL(sendfile, 5, 7, 0, 1),
	CALL(sendfile, 6, 4, 0, 1),
	CALL(sendfile, 5, 8, 0, 1),
	CALL(sendfile, 5, 8, AT(off32), 1),
	CALL(sendfile, 5, 4, BAD, 1),
	CALL(sendfile, 5, 4, AT(off32 + 1), 1),
	CALL(sendfile, 5, 4, AT(off32 + 2), 1),
	CALL(sendfile, 5, 4, 0, -1),
	CALL(sendfile, 5, 4, 0, 0),
	CALL(sendfile, 5, 4, 0, 3),
	CALL(lseek, 4, 0, 1),
	CALL(lseek, 5, 0, 1),
	CALL(sendfile, 5, 4, AT(off32), 100),
	CALL(sendfile, 5, 4, AT(off32), 100),
	CALL(lseek, 4, 0, 1),
	CALL(sendfile, 9, 4, 0, 100),
	CALL(read, 8, AT(buf), 100),
	CALL(sendfile, 10, 4, AT(off32 + 2), 100),
	CALL(sendfile64, 10, 4, AT(off64), 4),
	CALL(sendfile64, 10, 4, AT(off64 + 1), 4),
	CALL(sendfile64, 10, 4, AT(off64 + 2), 4),
	CALL(sendfile64, 10, 4, AT(off64 + 3), 4),
	CALL(sendfile64, 10, 4, BAD, 4),
	CALL(sendfile64, 10, 4, 0, 4),
};

static const struct call copying[] = {
	CALL(ftruncate, 5, 0),
	CALL(lseek, 4, 0, 0),
	CALL(lseek, 5, 0, 0),
	CALL(copy_file_range, 77, 0, 5, 0, 1, 0),
	CALL(copy_file_range, 4, 0, 77, 0, 1, 0),
	CALL(copy_file_range, 4, 0, 5, 0, 1, 1),
	CALL(copy_file_range, 7, 0, 5, 0, 1, 0),
	CALL(copy_file_range, 4, 0, 7, 0, 1, 0),
	CALL(copy_file_range, 8, 0, 5, 0, 1, 0),
	CALL(copy_file_range, 4, 0, 10, 0, 1, 0),
	CALL(copy_file_range, 5, 0, 4, 0, 1, 0),
	CALL(copy_file_range, 4, 0, 6, 0, 1, 0),
	CALL(copy_file_range, 4, BAD, 5, 0, 1, 0),
	CALL(copy_file_range, 4, 0, 5, BAD, 1, 0),
	CALL(copy_file_range, 4, 0, 5, 0, 0, 0),
	CALL(copy_file_range, 4, 0, 5, 0, 4, 0),
	CALL(lseek, 4, 0, 1),
	CALL(lseek, 5, 0, 1),
	CALL(copy_file_range, 4, AT(off64 + 2), 5, 0, 100, 0),
	CALL(copy_file_range, 4, AT(off64 + 2), 5, 0, 100, 0),
	CALL(copy_file_range, 4, AT(off64 + 3), 5, 0, 100, 0),
	CALL(copy_file_range, 4, AT(off64 + 1), 5, 0, 100, 0),
	CALL(copy_file_range, 4, AT(off64 + 4), 5, 0, 100, 0),
	CALL(copy_file_range, 3, 0, 3, 0, 1, 0),
	CALL(lseek, 5, 0, 1),
};

static const struct call vectors[] = {
	CALL(preadv, 4, AT(iov), 2, 1, 0),	 CALL(preadv, 4, AT(iov), 2, 8, 0),
	CALL(preadv, 4, AT(iov), 2, 100, 0),	 CALL(preadv, 4, AT(iov), 2, -1, -1),
	CALL(preadv, 8, AT(iov), 2, 0, 0),	 CALL(preadv, 5, AT(iov), 2, 0, 0),
	CALL(pwritev, 3, AT(iov), 2, 8, 0),	 CALL(pwritev, 3, AT(iov), 2, -1, -1),
	CALL(pwritev, 4, AT(iov), 2, 0, 0),	 CALL(pwritev, 9, AT(iov), 2, 0, 0),
	CALL(pwritev, 3, BAD, 2, 0, 0),		 CALL(preadv2, 4, AT(iov), 2, 1, 0, 0),
	CALL(preadv2, 4, AT(iov), 2, -1, -1, 0), CALL(preadv2, 4, AT(iov), 2, 0, 0, 0x1000),
	CALL(pwritev2, 3, AT(iov), 2, 1, 0, 0),	 CALL(lseek, 3, 0, 2),
};

static const struct call ending[] = {
	CALL(close_range, 3, 10, 0), CALL(unlink, AT("f")), CALL(unlink, AT("g")),
	CALL(unlink, AT("h")),	     CALL(rmdir, AT("d")),
};

/* --- files without a name --- */

static const struct call nameless[] = {
	CALL(mkdir, AT("d"), 0755),
	CALL(open, AT("d"), O_TMPFILE | O_RDONLY, 0600),
	CALL(open, AT("d"), O_TMPFILE | O_RDWR | O_CREAT, 0600),
	CALL(open, AT("d"), __O_TMPFILE | O_RDWR, 0600),
	CALL(open, AT("none"), O_TMPFILE | O_RDWR, 0600),
	CALL(open, AT("/dev/null"), O_TMPFILE | O_RDWR, 0600),
	CALL(open, AT("/proc"), O_TMPFILE | O_RDWR, 0600),
	CALL(open, AT("d"), O_TMPFILE | O_RDWR, 0640),
	CALL(fcntl64, 3, F_GETFL),
	CALL(write, 3, AT("nameless"), 8),
	CALL(rmdir, AT("d")),
	CALL(linkat, 3, AT(""), AT_FDCWD, AT("named"), AT_EMPTY_PATH),
	CALL(linkat, 3, AT(""), AT_FDCWD, AT("named"), AT_EMPTY_PATH),
	CALL(access, AT("named"), 4),
	CALL(unlink, AT("named")),
	CALL(linkat, 3, AT(""), AT_FDCWD, AT("named"), AT_EMPTY_PATH),
	CALL(close, 3),
	CALL(open, AT("."), O_TMPFILE | O_WRONLY | O_EXCL, 0600),
	CALL(linkat, 3, AT(""), AT_FDCWD, AT("named"), AT_EMPTY_PATH),
	CALL(close, 3),
};

/* --- names without a file --- */

static const struct call paths[] = {
	CALL(mkdir, AT("d"), 0755),
	CALL(symlink, AT("d"), AT("l")),
	CALL(open, AT("d/f"), O_RDWR | O_CREAT, 0600),
	CALL(close, 3),
	CALL(open, AT("none"), O_PATH),
	CALL(open, AT("none"), O_PATH | O_CREAT, 0600),
	CALL(open, AT("d/f"), O_PATH | O_DIRECTORY),
	CALL(open, AT("l"), O_PATH | O_DIRECTORY | O_NOFOLLOW),
	CALL(open, AT("d/f"), O_PATH | O_RDWR | O_TRUNC | O_APPEND),
	CALL(fcntl64, 3, F_GETFL),
	CALL(fcntl64, 3, F_GETFD),
	CALL(fcntl64, 3, F_SETFD, 1),
	CALL(fcntl64, 3, F_SETFL, O_NONBLOCK),
	CALL(fcntl64, 3, F_GETLK, AT(buf)),
	CALL(fcntl64, 3, F_DUPFD, 20),
	CALL(fcntl64, 20, F_GETFL),
	CALL(close, 20),
	CALL(dup, 3),
	CALL(close, 4),
	CALL(dup2, 3, 5),
	CALL(close, 5),
	CALL(read, 3, AT(buf), 1),
	CALL(write, 3, AT(buf), 1),
	CALL(lseek, 3, 0, 0),
	CALL(ftruncate, 3, 0),
	CALL(fsync, 3),
	CALL(fchmod, 3, 0600),
	CALL(fchown, 3, 0, 0),
	CALL(ioctl, 3, 0x5451, 0),
	CALL(mmap2, 0, 4096, PROT_READ, MAP_PRIVATE, 3, 0),
	CALL(fstat64, 3, AT(buf)),
	CALL(fstatfs, 3, AT(buf)),
	CALL(getdents64, 3, AT(buf), sizeof(buf)),
	CALL(fchdir, 3),
	CALL(utimensat, 3, 0, 0, 0),
	CALL(sendfile, 3, 3, 0, 1),
	CALL(openat, 3, AT("f"), O_RDONLY),
	CALL(fstatat64, 3, AT(""), AT(buf), AT_EMPTY_PATH),
	CALL(close, 3),
	CALL(open, AT("d"), O_PATH | O_CLOEXEC),
	CALL(fcntl64, 3, F_GETFD),
	CALL(getdents64, 3, AT(buf), sizeof(buf)),
	CALL(openat, 3, AT("f"), O_RDONLY),
	CALL(close, 4),
	CALL(fchdir, 3),
	CALL(access, AT("f"), 0),
	CALL(chdir, AT("..")),
	CALL(close, 3),
	CALL(open, AT("l"), O_PATH | O_NOFOLLOW),
	CALL(readlinkat, 3, AT(""), AT(buf), 10),
	CALL(fchdir, 3),
	CALL(openat, 3, AT("f"), O_RDONLY),
	CALL(close, 3),
	CALL(open, AT("/dev/tty"), O_PATH),
	CALL(read, 3, AT(buf), 1),
	CALL(close, 3),
	CALL(unlink, AT("d/f")),
	CALL(unlink, AT("l")),
	CALL(rmdir, AT("d")),
};

/* --- getdents: all names of a directory, by both layouts --- */

static void names(long nr, unsigned int name_at, const char *what)
{
	long args[7] = { nr, sys(open, "d", O_RDONLY | O_DIRECTORY), AT(buf), sizeof(buf) }, n;

	args[3] = 10;
	print("%s into 10 bytes: %d\n", what, syscall_frame(args));
	args[3] = sizeof(buf);
	n = syscall_frame(args);
	print("%s: %d bytes\n", what, n);
	for (char *e = buf; e < buf + n;) {
		unsigned int len = *(uint16_t *)(e + name_at - 2 - (nr == __NR_getdents64));
		uint8_t type = nr == __NR_getdents64 ? e[name_at - 1] : e[len - 1];

		print("  %s: %d bytes, type %d\n", e + name_at, len, type);
		e += len;
	}
	print("%s: %d\n", what, syscall_frame(args));
	sys(close, args[1]);
}

static void directory(void)
{
	sys(mkdir, "d", 0755);
	sys(mkdir, "d/sub", 0755);
	names(__NR_getdents, 10, "getdents");
	names(__NR_getdents64, 19, "getdents64");
	sys(rmdir, "d/sub");
	sys(symlink, "x", "d/a longer name than that");
	names(__NR_getdents, 10, "getdents");
	sys(unlink, "d/a longer name than that");
	sys(rmdir, "d");
}

static void show_file(const char *path)
{
	long fd = sys(open, path, O_RDONLY), n = sys(read, fd, buf, sizeof(buf));

	show_bytes(path, buf, n < 0 ? 0 : n);
	sys(close, fd);
}

/* More than a page, and more than a pipe takes. */
static void much(void)
{
	long in = sys(open, "f", O_RDWR | O_CREAT, 0600),
	     out = sys(open, "g", O_RDWR | O_CREAT, 0600);
	uint32_t sum = 0, v;

	for (v = 0; v < 50000; v++)
		sys(write, in, &v, 4);
	print("sendfile: %d\n", sys(sendfile, out, in, &(long){ 1000 }, 1 << 20));
	sys(lseek, out, 0, 0);
	while (sys(read, out, &v, 4) == 4)
		sum = sum * 31 + v;
	print("what arrived: %x\n", sum);
	sys(pipe, two);
	print("into a pipe: %d\n", sys(sendfile, two[1], in, &(long){ 0 }, 1 << 20) == 65536);
	for (int i = 0; i < 4; i++)
		sys(close, in + i);
	sys(unlink, "f");
	sys(unlink, "g");
}

static void test_main(int argc, char **argv, char **envp)
{
	(void)argc, (void)argv, (void)envp;
	sys(umask, 022);
	SHOW_CALLS(opening);
	SHOW_CALLS(sending);
	show_bytes("offsets", off32, sizeof(off32));
	show_bytes("offsets", off64, sizeof(off64));
	show_file("g");
	SHOW_CALLS(copying);
	show_bytes("offsets", off64, sizeof(off64));
	show_file("g");
	SHOW_CALLS(vectors);
	show_file("f");
	SHOW_CALLS(ending);
	SHOW_CALLS(nameless);
	sys(rmdir, "d");
	SHOW_CALLS(paths);
	directory();
	much();
	quit(0);
}
