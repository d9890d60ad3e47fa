// SPDX-License-Identifier: GPL-2.0-or-later
/* Locks on files: fcntl(2)'s, of a process and of an open file, and flock(2)'s. */
#include <linux/fs.h>
#include "lib.h"

#define PATH "/tmp/locks-test"

#ifndef LOCK_SH
#define LOCK_SH 1
#define LOCK_EX 2
#define LOCK_NB 4
#define LOCK_UN 8
#endif

static int fd, other;

static long lock(int to, int cmd, int type, long start, long len)
{
	struct flock64 l = { .l_type = type, .l_start = start, .l_len = len };

	return sys(fcntl64, to, cmd, &l);
}

static struct flock64 found;

/* What a child sees that wants the range for itself. */
static long blocker(long start, long len)
{
	found = (struct flock64){ .l_type = F_WRLCK, .l_start = start, .l_len = len };
	return sys(fcntl64, fd, F_GETLK64, &found);
}

static int sees_none(void *arg)
{
	return blocker((long)arg, 1) || found.l_type != F_UNLCK;
}

static int sees_own_parent(void *arg)
{
	return blocker((long)arg, 1) || found.l_type != F_WRLCK || found.l_pid != sys(getppid) ||
	       found.l_start != 10 || found.l_len != 20;
}

static int is_refused(void *arg)
{
	return lock(fd, F_SETLK64, F_RDLCK, (long)arg, 1) != -EAGAIN;
}

static int closes_another(void *arg)
{
	(void)arg;
	if (lock(fd, F_SETLK64, F_WRLCK, 100, 1))
		return 1;
	sys(close, sys(open, PATH, O_RDONLY));
	return 0;
}

static int waits(void *arg)
{
	(void)arg;
	return lock(fd, F_SETLKW64, F_WRLCK, 10, 1) != 0;
}

static void ranges(void)
{
	is(lock(fd, F_SETLK64, F_WRLCK, 10, 10), 0, "F_SETLK64");
	is(lock(fd, F_SETLK64, F_WRLCK, 20, 10), 0, "the range behind it");
	is(child_status(sees_own_parent, (void *)15), 0, "are one to F_GETLK64");
	is(child_status(is_refused, (void *)29), 0, "a child has no part in it");
	is(child_status(sees_none, (void *)30), 0, "nothing lies behind it");
	is(lock(fd, F_SETLK64, F_UNLCK, 15, 5), 0, "the middle is given up");
	is(child_status(sees_none, (void *)15), 0, "...and free");
	is(child_status(is_refused, (void *)14), 0, "...what is before it is not");
	is(child_status(is_refused, (void *)20), 0, "...nor what is behind it");
	is(lock(fd, F_SETLK64, F_RDLCK, 10, 20), 0, "all becomes a read lock");
	is(lock(other, F_SETLK64, F_WRLCK, 10, 1), -EBADF, "a write lock wants a writable file");
	is(lock(fd, F_SETLK64, 7, 10, 1), -EINVAL, "there is no such type");
	is(lock(fd, F_SETLK64, F_WRLCK, -1, 1), -EINVAL, "a file has no byte before its first");
	is(lock(fd, F_SETLK64, F_WRLCK, 40, -10), 0, "a length may be negative");
	is(child_status(is_refused, (void *)30), 0, "...from there back");
	is(child_status(sees_none, (void *)40), 0, "...and no further");
	is(lock(fd, F_SETLK64, F_UNLCK, 0, 0), 0, "length 0 is all the rest");
	is(child_status(sees_none, (void *)10), 0, "...nothing is left");
}

static void ends(void)
{
	is(lock(fd, F_SETLK64, F_WRLCK, 10, 20), 0, "a lock again");
	is(child_status(closes_another, 0), 0, "a child closes the file by another descriptor");
	is(child_status(is_refused, (void *)10), 0, "...the parent's lock stays");
	is(child_status(sees_none, (void *)100), 0, "...the child's went with it");
	sys(close, sys(open, PATH, O_RDONLY));
	is(child_status(sees_none, (void *)10), 0, "a close ends all locks of the process");
}

static void waiting(void)
{
	int status = -1;
	long pid;

	is(lock(fd, F_SETLK64, F_WRLCK, 10, 1), 0, "a lock");
	pid = sys(fork);
	if (!pid)
		quit(waits(0));
	for (int i = 0; i < 10; i++)
		sys(sched_yield);
	is(sys(wait4, pid, &status, WNOHANG, 0), 0, "F_SETLKW64 waits");
	is(lock(fd, F_SETLK64, F_UNLCK, 10, 1), 0, "...until it is given up");
	is(sys(wait4, pid, &status, 0, 0), pid, "...and has it");
	is(status, 0, "...without an error");
}

static void open_files(void)
{
	int again = sys(open, PATH, O_RDWR);
	struct flock64 l = { .l_type = F_WRLCK, .l_pid = 1 };

	is(lock(fd, F_OFD_SETLK, F_WRLCK, 0, 10), 0, "F_OFD_SETLK");
	is(lock(again, F_OFD_SETLK, F_WRLCK, 5, 10), -EAGAIN, "another open file is another owner");
	is(lock(again, F_SETLK64, F_WRLCK, 5, 10), -EAGAIN, "so is the process");
	is(sys(fcntl64, again, F_OFD_SETLK, &l), -EINVAL, "l_pid must be 0");
	is(lock(fd, F_OFD_SETLK, F_UNLCK, 0, 0), 0, "it is given up");
	is(sys(flock, fd, LOCK_EX), 0, "flock");
	is(sys(flock, again, LOCK_SH | LOCK_NB), -EAGAIN, "...is an open file's as well");
	is(lock(again, F_SETLK64, F_WRLCK, 0, 0), 0, "...and nothing to fcntl");
	is(sys(flock, fd, LOCK_SH), 0, "it may be shared");
	is(sys(flock, again, LOCK_SH | LOCK_NB), 0, "...by two");
	is(sys(flock, fd, LOCK_UN), 0, "LOCK_UN");
	is(sys(flock, again, LOCK_EX | LOCK_NB), 0, "...leaves it to the other");
	sys(close, again);
	is(sys(flock, fd, LOCK_EX | LOCK_NB), 0, "...whose end leaves it, too");
	is(sys(flock, fd, 3), -EINVAL, "flock: no such operation");
	is(sys(flock, 99, LOCK_SH), -EBADF, "flock: no such descriptor");
}

static void old_layout(void)
{
	struct flock l = { .l_type = F_WRLCK, .l_start = 3, .l_len = 4 };

	is(sys(fcntl64, fd, F_SETLK, &l), 0, "F_SETLK");
	is(child_status(is_refused, (void *)6), 0, "...has the range");
	is(sys(fcntl64, fd, F_SETLK, 8), -EFAULT, "F_SETLK: a bad pointer");
}

static void test_main(int argc, char **argv, char **envp)
{
	(void)argc, (void)argv, (void)envp;
	fd = sys(open, PATH, O_RDWR | O_CREAT | O_TRUNC, 0600);
	other = sys(open, PATH, O_RDONLY);
	ranges();
	ends();
	waiting();
	open_files();
	old_layout();
	sys(unlink, PATH);
}
