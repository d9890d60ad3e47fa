// SPDX-License-Identifier: GPL-2.0-or-later
/* Pipes with a name. */
#include <asm/stat.h>
#include <linux/poll.h>
#include <linux/stat.h>
#include "lib.h"

static char buf[16];

static int write_later(void *unused)
{
	long fd = sys(open, "fifo", O_WRONLY);

	(void)unused;
	return fd < 0 || sys(write, fd, "ping", 4) != 4;
}

static void test_name(void)
{
	struct stat64 st;

	is(sys(mknod, "fifo", S_IFIFO | 0666, 0), 0, "mknod of a FIFO");
	is(sys(stat64, "fifo", &st), 0, "it is there");
	is(st.st_mode, S_IFIFO | 0640, "its mode, without what the umask takes");
	is(sys(mknodat, AT_FDCWD, "fifo", S_IFIFO | 0600, 0), -EEXIST, "mknodat over a name");
	is(sys(mknod, "x", S_IFDIR | 0700, 0), -EPERM, "no directory is made like that");
	is(sys(mknod, "x", S_IFLNK | 0700, 0), -EINVAL, "nor a link");
	is(sys(open, "fifo", O_WRONLY | O_NONBLOCK), -ENXIO, "nobody reads it");
}

static void test_open(void)
{
	long pid = sys(fork), fd;
	int status;

	if (!pid)
		quit(write_later(0));
	fd = sys(open, "fifo", O_RDONLY);
	ok(fd >= 0, "it opens when the other end does");
	is(sys(read, fd, buf, sizeof(buf)), 4, "and carries bytes");
	ok(same(buf, "ping", 4), "those that were written");
	is(sys(read, fd, buf, sizeof(buf)), 0, "until the writer has gone");
	sys(wait4, pid, &status, 0, 0);
	is(status, 0, "who could write");
	sys(close, fd);
}

static void test_both_ends(void)
{
	struct pollfd p = { sys(open, "fifo", O_RDONLY | O_NONBLOCK), POLLIN, 0 };
	long w;

	ok(p.fd >= 0, "a reader that does not wait");
	is(sys(read, p.fd, buf, 1), 0, "reads its end without a writer");
	is(sys(poll, &p, 1, 0), 0, "but poll knows that there was none yet");
	w = sys(open, "fifo", O_WRONLY);
	ok(w >= 0, "then a writer does not wait either");
	is(sys(read, p.fd, buf, 1), -EAGAIN, "nothing is there");
	sys(write, w, "xy", 2);
	is(sys(read, p.fd, buf, 1), 1, "a byte is");
	sys(close, w);
	is(sys(poll, &p, 1, 0), 1, "the writer's end is an event");
	is(p.revents, POLLIN | POLLHUP, "beside the byte that is left");
	sys(close, p.fd);
	p.fd = sys(open, "fifo", O_RDWR | O_NONBLOCK);
	ok(p.fd >= 0, "both ends in one");
	is(sys(read, p.fd, buf, 1), -EAGAIN, "what nobody read has gone with the last");
	is(sys(write, p.fd, "z", 1), 1, "one writes");
	is(sys(read, p.fd, buf, 2), 1, "and reads");
	is(sys(lseek, p.fd, 0, 0), -ESPIPE, "but has no position");
	sys(close, p.fd);
}

static void test_main(int argc, char **argv, char **envp)
{
	(void)argc, (void)argv, (void)envp;
	sys(chdir, "/tmp");
	sys(umask, 027);
	sys(unlink, "fifo");
	test_name();
	test_open();
	test_both_ends();
	is(sys(unlink, "fifo"), 0, "its end");
}
