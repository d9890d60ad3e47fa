// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Calls whose paths begin at a descriptor, hard links, attributes, and files that shrink under a
 * mapping.
 */
#include <asm/stat.h>
#include <asm/statfs.h>
#include <linux/close_range.h>
#include <linux/fadvise.h>
#include <linux/fs.h>
#include <linux/memfd.h>
#include <linux/stat.h>
#include <linux/uio.h>
#include "fault.h"

#define DIR "/tmp/at-test"

static struct stat64 st;

static struct stat64 *stat_of(int dfd, const char *path)
{
	memset(&st, 0, sizeof(st));
	return sys(fstatat64, dfd, path, &st, AT_SYMLINK_NOFOLLOW) ? NULL : &st;
}

static void test_directories(int dir)
{
	int fd;

	is(sys(mkdirat, dir, "sub", 0755), 0, "mkdirat");
	is(sys(mkdirat, dir, "sub", 0755), -EEXIST, "mkdirat: it is there");
	is(sys(mkdirat, 99, "sub", 0755), -EBADF, "mkdirat: no such descriptor");
	is(sys(mkdirat, 99, "", 0755), -ENOENT, "an empty path comes before a bad descriptor");
	is(sys(mkdirat, 99, DIR "/absolute", 0755), 0,
	   "an absolute path does not ask for the descriptor");
	is(sys(unlinkat, 99, DIR "/absolute", AT_REMOVEDIR), 0, "unlinkat removes a directory");
	is(sys(unlinkat, dir, "sub", 0), -EISDIR, "unlinkat: not without AT_REMOVEDIR");
	is(sys(unlinkat, dir, "sub", 1), -EINVAL, "unlinkat: unknown flag");
	is(sys(mknodat, dir, "sub/file", S_IFREG | 0600, 0), 0, "mknodat makes an empty file");
	fd = sys(openat, dir, "sub/file", O_RDWR);
	ok(fd >= 0, "openat below it");
	is(sys(mkdirat, fd, "x", 0755), -ENOTDIR, "a file is no place to begin");
	is(sys(openat, 99, "sub/file", O_RDWR), -EBADF, "openat: no such descriptor");
	is(sys(fchdir, fd), -ENOTDIR, "fchdir: a file");
	sys(close, fd);
	is(sys(fchdir, dir), 0, "fchdir");
	is(sys(access, "sub/file", 0), 0, "...goes there");
	is(sys(faccessat, dir, "sub/none", 0), -ENOENT, "faccessat: nothing there");
	is(sys(faccessat, dir, "sub/file", 8), -EINVAL, "faccessat: no such right");
	is(sys(faccessat2, dir, "sub/file", 4, 0x10000), -EINVAL, "faccessat2: no such flag");
}

static void test_links(int dir)
{
	char target[16] = "";

	is(sys(symlinkat, "file", dir, "sub/link"), 0, "symlinkat");
	is(sys(readlinkat, dir, "sub/link", target, sizeof(target)), 4, "readlinkat");
	ok(same(target, "file", 4), "...has its target");
	is(sys(readlinkat, dir, "sub/file", target, sizeof(target)), -EINVAL, "...of a file");
	is(sys(linkat, dir, "sub/file", dir, "hard", 0), 0, "linkat");
	is(sys(linkat, dir, "sub/file", dir, "hard", 0), -EEXIST, "linkat: it is there");
	is(sys(linkat, dir, "sub", dir, "hard2", 0), -EPERM, "no hard links to directories");
	is(stat_of(dir, "hard") ? st.st_nlink : 0, 2, "the file has two names");
	is(sys(linkat, dir, "sub/link", dir, "to-link", 0), 0, "linkat does not follow links");
	ok(stat_of(dir, "to-link") && S_ISLNK(st.st_mode), "...it made another name of the link");
	is(sys(linkat, dir, "sub/link", dir, "followed", AT_SYMLINK_FOLLOW), 0,
	   "...but if told to");
	is(stat_of(dir, "followed") ? st.st_nlink : 0, 3, "...it does");
	is(sys(renameat2, dir, "hard", dir, "followed", RENAME_NOREPLACE), -EEXIST,
	   "renameat2: RENAME_NOREPLACE");
	is(sys(renameat2, dir, "hard", dir, "moved", RENAME_NOREPLACE), 0, "...to a free name");
	is(sys(renameat2, dir, "hard", dir, "moved", 0x80), -EINVAL, "renameat2: unknown flag");
	is(sys(renameat, dir, "moved", dir, "followed"), 0, "renameat: two names of one file");
	ok(stat_of(dir, "moved") && stat_of(dir, "followed"), "...both stay");
	is(sys(unlinkat, dir, "moved", 0), 0, "unlinkat");
	is(stat_of(dir, "followed") ? st.st_nlink : 0, 2, "...takes one of them");
	sys(unlinkat, dir, "followed", 0);
	sys(unlinkat, dir, "to-link", 0);
}

static void test_attributes(int dir)
{
	struct {
		long sec, nsec;
	} times[2] = { { 1000, 1 }, { 2000, 2 } };
	struct statfs64 fs;
	struct statx stx;

	is(sys(fchmodat, dir, "sub/file", 04751), 0, "fchmodat");
	is(stat_of(dir, "sub/file") ? st.st_mode : 0, S_IFREG | 04751, "...sets the mode");
	is(sys(fchownat, dir, "sub/file", 5, 6, 0), 0, "fchownat");
	ok(stat_of(dir, "sub/file") && st.st_uid == 5 && st.st_gid == 6, "...sets the owner");
	is(st.st_mode, S_IFREG | 0751, "...and takes S_ISUID");
	is(sys(fchownat, dir, "sub/file", -1, 7, 0), 0, "fchownat with one owner");
	ok(stat_of(dir, "sub/file") && st.st_uid == 5 && st.st_gid == 7, "...leaves the other");
	is(sys(fchownat, dir, "sub/file", 0, 0, 2), -EINVAL, "fchownat: unknown flag");
	is(sys(utimensat, dir, "sub/file", times, 0), 0, "utimensat");
	ok(stat_of(dir, "sub/file") && st.st_atime == 1000 && st.st_mtime == 2000 &&
		   st.st_mtime_nsec == 2,
	   "...sets the times");
	times[0].nsec = 0x3ffffffe; /* UTIME_OMIT */
	times[1].nsec = 1000000000;
	is(sys(utimensat, dir, "sub/file", times, 0), -EINVAL, "utimensat: too many nanoseconds");
	times[1].nsec = 3;
	is(sys(utimensat, dir, "sub/file", times, 0), 0, "utimensat with UTIME_OMIT");
	ok(stat_of(dir, "sub/file") && st.st_atime_nsec == 1 && st.st_mtime_nsec == 3,
	   "...leaves that time");
	is(sys(utimensat, dir, "none", 0, 0), -ENOENT, "utimensat: nothing there");
	is(sys(statx, dir, "sub/file", 0, STATX_BASIC_STATS, &stx), 0, "statx");
	ok(stx.stx_ino == st.st_ino && stx.stx_mode == st.st_mode && stx.stx_uid == 5 &&
		   stx.stx_mtime.tv_nsec == 3 && (stx.stx_mask & STATX_SIZE),
	   "...says the same as fstatat64");
	is(sys(statx, dir, "", AT_EMPTY_PATH, STATX_BASIC_STATS, &stx), 0, "statx of a descriptor");
	ok(S_ISDIR(stx.stx_mode), "...a directory");
	is(sys(statx, dir, "", 0, STATX_BASIC_STATS, &stx), -ENOENT, "statx of nothing");
	is(sys(statx, dir, "", AT_EMPTY_PATH, 0x80000000, &stx), -EINVAL, "statx: reserved mask");
	is(sys(statfs64, "/tmp", sizeof(fs), &fs), 0, "statfs64");
	ok(fs.f_blocks >= fs.f_bfree && fs.f_bsize && fs.f_namelen == 255, "...has sizes");
	is(sys(statfs64, "/tmp", sizeof(fs) + 1, &fs), -EINVAL, "statfs64: another size");
	is(sys(fstatfs64, 99, sizeof(fs), &fs), -EBADF, "fstatfs64: no such descriptor");
}

static void test_vectors(int fd)
{
	char a[4] = "abc", b[4] = "def";
	struct iovec iov[2] = { { a, 3 }, { b, 3 } };

	is(sys(pwritev, fd, iov, 2, 10, 0), 6, "pwritev");
	is(sys(lseek, fd, 0, 1), 0, "...leaves the position");
	memset(a, 0, sizeof(a));
	memset(b, 0, sizeof(b));
	is(sys(preadv, fd, iov, 2, 10, 0), 6, "preadv");
	ok(same(a, "abc", 3) && same(b, "def", 3), "...what was written");
	is(sys(preadv2, fd, iov, 2, -1, -1, 0), 6, "preadv2 at the file's position");
	is(sys(lseek, fd, 0, 1), 6, "...moves it");
	is(sys(preadv2, fd, iov, 2, 0, 0, 0x8000), -EOPNOTSUPP, "preadv2: unknown flag");
	is(sys(preadv, fd, iov, 2, 0, 0x80000000), -EINVAL, "preadv: negative position");
}

static void test_holes(int fd)
{
	sys(ftruncate, fd, 0);
	sys(pwrite64, fd, "x", 1, 2 * PAGE_SIZE, 0);
	sys(ftruncate, fd, 4 * PAGE_SIZE);
	is(sys(lseek, fd, 0, SEEK_DATA), 2 * PAGE_SIZE, "SEEK_DATA passes a hole");
	is(sys(lseek, fd, 5, SEEK_HOLE), 5, "SEEK_HOLE in it stays");
	is(sys(lseek, fd, 2 * PAGE_SIZE + 1, SEEK_HOLE), 3 * PAGE_SIZE, "...passes data");
	is(sys(lseek, fd, 3 * PAGE_SIZE, SEEK_DATA), -ENXIO, "there is no more data");
	is(sys(lseek, fd, 4 * PAGE_SIZE, SEEK_HOLE), -ENXIO, "nor anything beyond the end");
	is(sys(lseek, fd, 0, SEEK_SET), 0, "back to the start");
}

static void test_advice(int fd)
{
	int ends[2];

	is(sys(fdatasync, fd), 0, "fdatasync");
	is(sys(syncfs, fd), 0, "syncfs");
	is(sys(syncfs, 99), -EBADF, "syncfs: no such descriptor");
	is(sys(fadvise64_64, fd, 0, 0, 0, 0, POSIX_FADV_DONTNEED), 0, "fadvise64_64");
	is(sys(fadvise64_64, fd, 0, 0, 0, 0, 77), -EINVAL, "fadvise64_64: no such advice");
	sys(pipe, ends);
	is(sys(fadvise64, ends[0], 0, 0, 0, POSIX_FADV_NORMAL), -ESPIPE, "fadvise64: a pipe");
	is(sys(fsync, ends[0]), -EINVAL, "fsync: a pipe");
	is(sys(sync_file_range, fd, 0, 0, 0, 0, 8), -EINVAL, "sync_file_range: unknown flag");
	is(sys(sync_file_range, fd, 0, 0, 0, 0, 2), 0, "sync_file_range");
	is(sys(close_range, ends[0], ends[1], CLOSE_RANGE_CLOEXEC), 0, "close_range marks");
	is(sys(fcntl64, ends[1], F_GETFD), FD_CLOEXEC, "...for exec");
	is(sys(close_range, ends[0], ends[1], 0), 0, "close_range closes");
	is(sys(fcntl64, ends[0], F_GETFD), -EBADF, "...the first");
	is(sys(fcntl64, ends[1], F_GETFD), -EBADF, "...and the last");
	is(sys(close_range, 5, 4, 0), -EINVAL, "close_range backwards");
}

/* Both mappings have pages beyond the new end, one of them its own. */
static void test_shrinking(int fd)
{
	char *shared, *own, byte = 1;

	fault_catch(0);
	sys(ftruncate, fd, 3 * PAGE_SIZE);
	shared = (char *)sys(mmap2, 0, 3 * PAGE_SIZE, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
	own = (char *)sys(mmap2, 0, 3 * PAGE_SIZE, PROT_READ | PROT_WRITE, MAP_PRIVATE, fd, 0);
	for (int i = 0; i < 3; i++) {
		shared[i * PAGE_SIZE] = 'a' + i;
		own[i * PAGE_SIZE] = 'A' + i;
	}
	is(sys(ftruncate, fd, PAGE_SIZE + 1), 0, "a file shrinks under its mappings");
	is(shared[PAGE_SIZE], 'b', "what is left of it is there");
	is(own[PAGE_SIZE], 'B', "a page of one's own, too");
	is(TRY_READ(&shared[2 * PAGE_SIZE]), SIGBUS, "beyond its end there is nothing");
	is(TRY_READ(&own[2 * PAGE_SIZE]), SIGBUS, "...nor of one's own");
	is(sys(ftruncate, fd, 3 * PAGE_SIZE), 0, "it grows again");
	is(shared[2 * PAGE_SIZE], 0, "and is zero there");
	is(own[2 * PAGE_SIZE], 0, "...in both");
	is(sys(pread64, fd, &byte, 1, 2 * PAGE_SIZE, 0) == 1 ? byte : -1, 0, "...and in the file");
	sys(munmap, shared, 3 * PAGE_SIZE);
	sys(munmap, own, 3 * PAGE_SIZE);
}

static void test_memfd(void)
{
	int fd = sys(memfd_create, "name", MFD_CLOEXEC);

	ok(fd >= 0, "memfd_create");
	is(sys(write, fd, "abc", 3), 3, "...makes a file");
	is(sys(fstat64, fd, &st) ? -1 : (long)st.st_size, 3, "...with a size");
	is(st.st_nlink, 0, "...and no name");
	is(sys(memfd_create, "name", 0x100), -EINVAL, "memfd_create: unknown flag");
	sys(close, fd);
}

static void test_main(int argc, char **argv, char **envp)
{
	int dir, fd;

	(void)argc, (void)argv, (void)envp;
	sys(mkdir, DIR, 0755);
	dir = sys(open, DIR, O_RDONLY | O_DIRECTORY);
	test_directories(dir);
	test_links(dir);
	test_attributes(dir);
	fd = sys(openat, dir, "data", O_RDWR | O_CREAT | O_TRUNC, 0600);
	test_vectors(fd);
	test_holes(fd);
	test_advice(fd);
	test_shrinking(fd);
	test_memfd();
	is(sys(truncate, DIR "/data", 5), 0, "truncate");
	is(stat_of(dir, "data") ? (long)st.st_size : -1, 5, "...sets the size");
	is(sys(truncate, DIR, 5), -EISDIR, "truncate: a directory");
	sys(chdir, "/");
	sys(unlinkat, dir, "data", 0);
	sys(unlinkat, dir, "sub/link", 0);
	sys(unlinkat, dir, "sub/file", 0);
	is(sys(unlinkat, dir, "sub", AT_REMOVEDIR), 0, "all is gone again");
	sys(rmdir, DIR);
}
