// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Regular files and descriptors: what read, write, seek, truncate, open and dup do to them.
 */
#include <asm/stat.h>
#include <linux/fs.h>
#include <linux/stat.h>
#include <linux/uio.h>
#include "lib.h"

#define BAD_POINTER ((void *)8)

static uint8_t buf[5 * PAGE_SIZE], back[5 * PAGE_SIZE];

static long open_new(const char *name)
{
	return sys(open, name, O_RDWR | O_CREAT | O_TRUNC, 0644);
}

static void fill(uint8_t *p, size_t n, unsigned int seed)
{
	for (size_t i = 0; i < n; i++)
		p[i] = (i * 7 + (i >> 8) + seed) | 1;
}

static bool all_zero(const uint8_t *p, size_t n)
{
	while (n && !p[n - 1])
		n--;
	return n == 0;
}

static long size_of(long fd)
{
	struct stat64 st;

	return sys(fstat64, fd, &st) ? -1 : (long)st.st_size;
}

/* Odd offsets and lengths, over page boundaries. */
static void test_contents(void)
{
	long fd = open_new("contents");

	fill(buf, sizeof(buf), 1);
	is(sys(write, fd, buf, 1), 1, "write of one byte");
	is(sys(write, fd, buf + 1, 3 * PAGE_SIZE + 5), 3 * PAGE_SIZE + 5, "write over three pages");
	is(sys(pwrite64, fd, buf + 100, 5000, 100, 0), 5000, "pwrite64 in the middle");
	is(sys(lseek, fd, 0, SEEK_CUR), 3 * PAGE_SIZE + 6, "pwrite64 leaves the position alone");
	is(sys(lseek, fd, 0, SEEK_SET), 0, "lseek to the start");
	is(sys(read, fd, back, sizeof(back)), 3 * PAGE_SIZE + 6, "read stops at the end");
	ok(same(buf, back, 3 * PAGE_SIZE + 6), "what was written is read");
	is(sys(read, fd, back, 1), 0, "read at the end");
	is(sys(pread64, fd, back, 10, PAGE_SIZE - 5, 0), 10, "pread64 over a page boundary");
	ok(same(buf + PAGE_SIZE - 5, back, 10), "its bytes");
	is(sys(pread64, fd, back, 10, 0, 1), 0, "pread64 beyond 4 GiB");
	is(sys(pread64, fd, back, 10, -1, -1), -EINVAL, "pread64 at a negative position");
	is(size_of(fd), 3 * PAGE_SIZE + 6, "st_size");
	is(sys(fsync, fd), 0, "fsync");
	is(sys(close, fd), 0, "close");
	is(sys(close, fd), -EBADF, "close again");
	is(sys(read, fd, back, 1), -EBADF, "read of a closed descriptor");
	is(sys(write, fd, back, 1), -EBADF, "write to a closed descriptor");
}

static void test_holes(void)
{
	long fd = open_new("holes");

	/* What the memory that comes next held before must not be seen. */
	fill(buf, sizeof(buf), 9);
	sys(write, fd, buf, sizeof(buf));
	sys(ftruncate, fd, 0);

	fill(buf, 10, 2);
	is(sys(lseek, fd, 2 * PAGE_SIZE + 100, SEEK_SET), 2 * PAGE_SIZE + 100,
	   "lseek beyond the end");
	is(sys(write, fd, buf, 10), 10, "write there");
	fill(back, sizeof(back), 3);
	is(sys(pread64, fd, back, sizeof(back), 0, 0), 2 * PAGE_SIZE + 110, "read from the start");
	ok(all_zero(back, 2 * PAGE_SIZE + 100), "the hole, and the page before the data, are zero");
	ok(same(back + 2 * PAGE_SIZE + 100, buf, 10), "the data");
	sys(ftruncate, fd, 3 * PAGE_SIZE);
	sys(pread64, fd, back, sizeof(back), 0, 0);
	ok(all_zero(back + 2 * PAGE_SIZE + 110, PAGE_SIZE - 110), "the rest of its page is zero");

	fill(buf, sizeof(buf), 4);
	sys(pwrite64, fd, buf, 2 * PAGE_SIZE, 0, 0);
	is(sys(ftruncate64, fd, 100, 0), 0, "ftruncate64 to 100 bytes");
	is(sys(ftruncate, fd, 3 * PAGE_SIZE), 0, "ftruncate to three pages");
	is(sys(pread64, fd, back, sizeof(back), 0, 0), 3 * PAGE_SIZE, "read all");
	ok(same(back, buf, 100), "the first 100 bytes have stayed");
	ok(all_zero(back + 100, 3 * PAGE_SIZE - 100), "the others are zero");
	is(sys(truncate64, "holes", 7, 0), 0, "truncate64 by name");
	is(size_of(fd), 7, "st_size");
	is(sys(ftruncate, fd, -1), -EINVAL, "ftruncate to a negative size");
	is(sys(truncate64, "nothing", 7, 0), -ENOENT, "truncate64 of nothing");
	is(sys(truncate64, ".", 7, 0), -EISDIR, "truncate64 of a directory");
	sys(close, fd);
	fd = sys(open, "holes", O_RDONLY, 0);
	is(sys(ftruncate, fd, 1), -EINVAL, "ftruncate of a file open for reading");
	is(sys(write, fd, buf, 1), -EBADF, "write to a file open for reading");
	sys(close, fd);
	fd = sys(open, "holes", O_WRONLY, 0);
	is(sys(read, fd, back, 1), -EBADF, "read of a file open for writing");
	sys(close, fd);
}

/* A copy that meets an unmapped page counts what it has done. */
static void test_faults(void)
{
	long fd = open_new("faults");
	uint8_t *map = (uint8_t *)mmap_anon(0, 2 * PAGE_SIZE, PROT_READ | PROT_WRITE, 0);

	sys(munmap, map + PAGE_SIZE, PAGE_SIZE);
	fill(map, PAGE_SIZE, 5);
	is(sys(write, fd, BAD_POINTER, 1), -EFAULT, "write from a bad pointer");
	is(size_of(fd), 0, "has written nothing");
	is(sys(write, fd, map + PAGE_SIZE - 16, 32), 16, "write up to an unmapped page");
	is(size_of(fd), 16, "has written that much");
	is(sys(lseek, fd, 0, SEEK_CUR), 16, "has moved the position as far");
	is(sys(pread64, fd, BAD_POINTER, 1, 0, 0), -EFAULT, "read to a bad pointer");
	is(sys(pread64, fd, (void *)-4096, 1, 0, 0), -EFAULT, "read to the top of memory");
	is(sys(pread64, fd, map + PAGE_SIZE - 8, 16, 0, 0), 8, "read up to an unmapped page");
	ok(same(map + PAGE_SIZE - 8, map + PAGE_SIZE - 16, 8), "its bytes");
	is(sys(read, fd, map + PAGE_SIZE, 16), 0, "read at the end does not touch the buffer");
	is(sys(open, BAD_POINTER, O_RDONLY, 0), -EFAULT, "open of a bad pointer");
	sys(munmap, map, PAGE_SIZE);
	sys(close, fd);
}

/* The source of a write is a mapping of the very page that it is to fill. */
static void test_write_from_own_hole(void)
{
	long fd = open_new("self");
	uint8_t *map;

	sys(ftruncate, fd, PAGE_SIZE);
	map = (uint8_t *)sys(mmap2, 0, PAGE_SIZE, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
	is(sys(pwrite64, fd, map + 100, 50, 0, 0), 50, "write from a mapping of the same hole");
	map[200] = 77;
	is(sys(pread64, fd, back, 1, 200, 0), 1, "read what the mapping has got");
	is(back[0], 77, "file and mapping are one page");
	is(sys(pwrite64, fd, "x", 1, 201, 0), 1, "write what the mapping is to get");
	is(map[201], 'x', "the mapping has it");
	sys(munmap, map, PAGE_SIZE);
	sys(close, fd);
}

static void test_append(void)
{
	long fd = open_new("append"), other = sys(open, "append", O_WRONLY | O_APPEND, 0);

	sys(write, fd, "12345", 5);
	is(sys(write, other, "678", 3), 3, "append");
	is(sys(lseek, other, 0, SEEK_CUR), 8, "the position follows");
	is(sys(write, fd, "x", 1), 1, "write by the first descriptor");
	is(sys(pread64, fd, back, 20, 0, 0), 8, "it had a position of its own");
	ok(same(back, "12345x78", 8), "the contents");
	is(sys(fcntl64, other, F_GETFL, 0), O_WRONLY | O_APPEND, "F_GETFL");
	is(sys(fcntl64, other, F_SETFL, O_NONBLOCK), 0, "F_SETFL");
	is(sys(fcntl64, other, F_GETFL, 0), O_WRONLY | O_NONBLOCK, "F_GETFL again");
	is(sys(write, other, "y", 1), 1, "write without O_APPEND");
	is(size_of(fd), 9, "is at the position");
	sys(close, fd);
	sys(close, other);
}

static void test_seek(void)
{
	long fd = open_new("seek");
	int64_t pos = 0;

	sys(ftruncate, fd, 1000);
	is(sys(lseek, fd, -10, SEEK_END), 990, "SEEK_END");
	is(sys(lseek, fd, -10, SEEK_CUR), 980, "SEEK_CUR");
	is(sys(lseek, fd, -1000, SEEK_CUR), -EINVAL, "lseek before the start");
	is(sys(lseek, fd, 0, 17), -EINVAL, "lseek from nowhere");
	is(sys(lseek, fd, 0, SEEK_CUR), 980, "failures leave the position alone");
	is(sys(_llseek, fd, 2, 3, &pos, SEEK_SET), 0, "_llseek beyond 8 GiB");
	ok(pos == (2ll << 32 | 3), "its result");
	is(sys(read, fd, back, 1), 0, "nothing to read there");
	is(sys(write, fd, back, 1), -EFBIG, "no writing there without O_LARGEFILE");
	is(sys(_llseek, fd, 0, 0, BAD_POINTER, SEEK_SET), -EFAULT, "_llseek to a bad pointer");
	is(sys(lseek, 99, 0, SEEK_SET), -EBADF, "lseek of nothing");
	sys(close, fd);
}

static void test_large(void)
{
	long fd = sys(open, "large", O_RDWR | O_CREAT | O_LARGEFILE, 0644), small;

	is(sys(fcntl64, fd, F_GETFL, 0), O_RDWR | O_LARGEFILE, "F_GETFL tells O_LARGEFILE");
	is(sys(pwrite64, fd, "end", 3, 0xc0000000, 0), 3, "write at 3 GiB");
	is(sys(pread64, fd, back, 3, 0xc0000000, 0), 3, "read it");
	ok(same(back, "end", 3), "the contents");
	/* tmpfs refuses that since Linux 6.6. */
	small = sys(open, "large", O_RDONLY, 0);
	ok(small >= 0 || small == -EOVERFLOW, "open without O_LARGEFILE");
	sys(close, small);
	is(sys(ftruncate64, fd, 0, 0), 0, "truncate to nothing");
	sys(close, fd);
}

static void test_vectors(void)
{
	long fd = open_new("vectors");
	struct iovec out[] = { { "abc", 3 }, { 0, 0 }, { "defgh", 5 } };
	struct iovec in[] = { { back, 4 }, { back + 100, 2 }, { back + 200, 50 } };
	struct iovec bad[] = { { "ij", 2 }, { BAD_POINTER, 3 } };

	is(sys(writev, fd, out, 3), 8, "writev");
	sys(lseek, fd, 0, SEEK_SET);
	is(sys(readv, fd, in, 3), 8, "readv");
	ok(same(back, "abcd", 4) && same(back + 100, "ef", 2) && same(back + 200, "gh", 2),
	   "each part has its bytes");
	is(sys(writev, fd, bad, 2), 2, "writev up to a bad part");
	is(sys(writev, fd, bad + 1, 1), -EFAULT, "writev of a bad part");
	is(sys(readv, fd, BAD_POINTER, 1), -EFAULT, "readv of a bad vector");
	is(sys(readv, fd, in, 1025), -EINVAL, "readv of too many");
	is(sys(readv, fd, in, 0), 0, "readv of none");
	is(sys(readv, 99, in, 1), -EBADF, "readv of nothing");
	sys(close, fd);
}

static void test_descriptors(void)
{
	struct stat64 a, b;
	long fd = open_new("dup"), copy = sys(dup, fd);

	ok(copy > fd, "dup gives another descriptor");
	sys(write, fd, "1", 1);
	is(sys(lseek, copy, 0, SEEK_CUR), 1, "it shares the position");
	is(sys(fcntl64, fd, F_DUPFD, 50), 50, "F_DUPFD from 50");
	is(sys(fcntl64, fd, F_DUPFD_CLOEXEC, 50), 51, "F_DUPFD_CLOEXEC from 50");
	is(sys(fcntl64, 51, F_GETFD, 0), FD_CLOEXEC, "F_GETFD of that");
	is(sys(fcntl64, 50, F_GETFD, 0), 0, "F_GETFD of the other");
	is(sys(fcntl64, 50, F_SETFD, FD_CLOEXEC), 0, "F_SETFD");
	is(sys(fcntl64, 50, F_GETFD, 0), FD_CLOEXEC, "F_GETFD after it");
	is(sys(dup2, fd, 50), 50, "dup2 over an open one");
	is(sys(fcntl64, 50, F_GETFD, 0), 0, "which clears close-on-exec");
	is(sys(dup2, 50, 50), 50, "dup2 to itself");
	is(sys(dup3, 50, 50, 0), -EINVAL, "dup3 to itself");
	is(sys(dup3, fd, 60, O_CLOEXEC), 60, "dup3 with O_CLOEXEC");
	is(sys(fcntl64, 60, F_GETFD, 0), FD_CLOEXEC, "has it");
	is(sys(dup2, 99, 100), -EBADF, "dup2 of nothing");
	is(sys(dup2, fd, -1), -EBADF, "dup2 to a negative descriptor");
	is(sys(dup, 99), -EBADF, "dup of nothing");
	is(sys(fcntl64, fd, 12345, 0), -EINVAL, "fcntl of an unknown command");
	is(sys(fcntl64, 99, F_GETFD, 0), -EBADF, "fcntl of nothing");
	is(sys(ioctl, fd, 0x5401, &a), -ENOTTY, "a file is no terminal");
	is(sys(ioctl, 99, 0x5401, &a), -EBADF, "nothing is none either");
	sys(close, fd);
	is(sys(open, "dup", O_RDONLY, 0), fd, "open takes the lowest free descriptor");
	sys(fstat64, fd, &a);
	sys(fstat64, 60, &b);
	ok(a.st_ino == b.st_ino && a.st_dev == b.st_dev, "and finds the same file");
	for (long i = fd; i <= 60; i++)
		sys(close, i);
}

static int exhaust(void *unused)
{
	long fd, last = -1;

	(void)unused;
	while ((fd = sys(open, ".", O_RDONLY, 0)) >= 0)
		last = fd;
	if (fd != -EMFILE || sys(dup, last) != -EMFILE || sys(pipe, buf) != -EMFILE)
		return 1;
	sys(close, 1);
	return sys(dup, last) == 1 ? 0 : 2;
}

static void test_inherited(void)
{
	long fd = open_new("inherited");
	int pid = sys(fork);

	if (pid == 0)
		quit(sys(write, fd, "child", 5) != 5 || sys(close, fd));
	sys(wait4, pid, 0, 0, 0);
	is(sys(lseek, fd, 0, SEEK_CUR), 5, "a child's write moves the position that both share");
	is(sys(close, fd), 0, "and its close leaves the parent's descriptor open");
	is(child_status(exhaust, 0), 0, "too many open files: EMFILE, and then one again");
}

static const char *const names[] = { "contents", "holes", "faults", "self",    "append",
				     "seek",	 "large", "dup",    "vectors", "inherited" };

static void test_main(int argc, char **argv, char **envp)
{
	static char dir[] = "/tmp/files-test";

	(void)argc, (void)argv, (void)envp;
	is(sys(mkdir, dir, 0755), 0, "mkdir for the test's files");
	is(sys(chdir, dir), 0, "chdir there");
	test_contents();
	test_holes();
	test_faults();
	test_write_from_own_hole();
	test_append();
	test_seek();
	test_large();
	test_vectors();
	test_descriptors();
	test_inherited();
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		sys(unlink, names[i]);
	sys(chdir, "/");
	is(sys(rmdir, dir), 0, "all files are gone");
}
