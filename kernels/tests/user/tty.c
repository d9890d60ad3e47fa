// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Devices that every system has, what ioctl says of any descriptor, and random numbers. The
 * terminal itself is only asked where there is one.
 */
#include <asm/ioctls.h>
#include <asm/stat.h>
#include <asm/termios.h>
#include <linux/poll.h>
#include <linux/random.h>
#include <linux/stat.h>
#include "lib.h"

static unsigned char buf[512];

static void test_devices(void)
{
	static const struct {
		const char *name;
		unsigned int rdev;
	} devices[] = {
		{ "/dev/null", 0x103 },	   { "/dev/zero", 0x105 },    { "/dev/full", 0x107 },
		{ "/dev/random", 0x108 },  { "/dev/urandom", 0x109 }, { "/dev/tty", 0x500 },
		{ "/dev/console", 0x501 },
	};
	struct stat64 st;

	for (unsigned int i = 0; i < sizeof(devices) / sizeof(devices[0]); i++) {
		if (sys(stat64, devices[i].name, &st)) {
			skip(devices[i].name, "not there");
			continue;
		}
		ok((st.st_mode & S_IFMT) == S_IFCHR && st.st_rdev == devices[i].rdev, "%s",
		   devices[i].name);
	}
}

static void test_any(void)
{
	int fds[2], n = -1;
	long null = sys(open, "/dev/null", O_RDWR);

	sys(pipe, fds);
	is(sys(ioctl, null, TCGETS, buf), -ENOTTY, "/dev/null is no terminal");
	is(sys(ioctl, fds[0], TIOCGWINSZ, buf), -ENOTTY, "nor is a pipe");
	is(sys(ioctl, 99, TCGETS, buf), -EBADF, "nor what is not open");
	sys(write, fds[1], "abc", 3);
	is(sys(ioctl, fds[0], FIONREAD, &n), 0, "FIONREAD of a pipe");
	is(n, 3, "three bytes");
	is(sys(ioctl, fds[0], FIONREAD, 8), -EFAULT, "to a bad pointer");
	is(sys(ioctl, fds[0], FIOCLEX), 0, "FIOCLEX");
	is(sys(fcntl64, fds[0], F_GETFD), FD_CLOEXEC, "closes at an execve");
	is(sys(ioctl, fds[0], FIONCLEX), 0, "FIONCLEX");
	is(sys(fcntl64, fds[0], F_GETFD), 0, "does not");
	n = 1;
	is(sys(ioctl, fds[0], FIONBIO, &n), 0, "FIONBIO");
	sys(read, fds[0], buf, 3);
	is(sys(read, fds[0], buf, 1), -EAGAIN, "no read waits");
	n = 0;
	is(sys(ioctl, fds[0], FIONBIO, &n), 0, "FIONBIO back");
	is(sys(fcntl64, fds[0], F_GETFL), O_RDONLY, "reads would wait again");
}

static void test_file(void)
{
	long fd = sys(open, "/tmp/tty-test", O_RDWR | O_CREAT | O_TRUNC, 0600);
	int n = 0;

	sys(write, fd, "12345", 5);
	sys(lseek, fd, 2, 0);
	is(sys(ioctl, fd, FIONREAD, &n), 0, "FIONREAD of a file");
	is(n, 3, "what is behind the position");
	sys(unlink, "/tmp/tty-test");
}

static void test_random(void)
{
	long fd = sys(open, "/dev/urandom", O_RDONLY);
	unsigned int bits = 0;

	is(sys(getrandom, buf, 256, 0), 256, "getrandom gives up to 256 bytes at once");
	for (unsigned int i = 0; i < 256; i++)
		bits += __builtin_popcount(buf[i]);
	ok(bits > 800 && bits < 1248, "about as many ones as zeroes");
	is(sys(getrandom, buf, 0, 0), 0, "nothing of nothing");
	is(sys(getrandom, buf, 1, 8), -EINVAL, "a flag that has no meaning");
	is(sys(getrandom, buf, 1, GRND_RANDOM | GRND_INSECURE), -EINVAL, "or contradicts another");
	is(sys(getrandom, 8, 1, 0), -EFAULT, "to a bad pointer");
	is(sys(read, fd, buf, 100), 100, "urandom gives as many as asked");
	is(sys(read, fd, buf + 100, 100), 100, "and others");
	ok(!same(buf, buf + 100, 100), "the next time");
	is(sys(read, fd, 8, 1), -EFAULT, "but not to a bad pointer");
}

static void test_terminal(void)
{
	struct termios t, u;
	struct winsize w = { 24, 80, 0, 0 }, x;
	long fd = sys(open, "/dev/tty", O_RDWR);
	struct pollfd p = { fd, POLLOUT, 0 };
	int pgrp = 0;

	if (fd < 0) {
		is(fd, -ENXIO, "there is no controlling terminal");
		return;
	}
	is(sys(ioctl, fd, TCGETS, &t), 0, "TCGETS");
	ok(t.c_lflag & ICANON, "by lines");
	is(t.c_cc[VEOF], 4, "Ctrl-D");
	u = t;
	u.c_lflag &= ~ICANON;
	is(sys(ioctl, fd, TCSETS, &u), 0, "TCSETS");
	is(sys(ioctl, fd, TCGETS, &u), 0, "TCGETS");
	ok(!(u.c_lflag & ICANON), "by bytes");
	is(sys(ioctl, fd, TCSETSW, &t), 0, "and back");
	is(sys(ioctl, fd, TCGETS, 8), -EFAULT, "a bad pointer");
	is(sys(ioctl, fd, TIOCGWINSZ, &x), 0, "TIOCGWINSZ");
	is(sys(ioctl, fd, TIOCSWINSZ, &w), 0, "TIOCSWINSZ");
	is(sys(ioctl, fd, TIOCGWINSZ, &w), 0, "TIOCGWINSZ");
	ok(w.ws_row == 24 && w.ws_col == 80, "what was set");
	sys(ioctl, fd, TIOCSWINSZ, &x);
	is(sys(ioctl, fd, TIOCGPGRP, &pgrp), 0, "TIOCGPGRP");
	is(sys(ioctl, fd, TIOCSPGRP, &pgrp), 0, "TIOCSPGRP of the same");
	pgrp = -1;
	is(sys(ioctl, fd, TIOCSPGRP, &pgrp), -EINVAL, "of none");
	is(sys(ioctl, fd, TIOCGSID, &pgrp), 0, "TIOCGSID");
	is(pgrp, sys(getsid, 0), "the own session");
	is(sys(poll, &p, 1, 0), 1, "it can be written to");
	sys(close, fd);
}

static int without_terminal(void *unused)
{
	(void)unused;
	sys(setsid);
	return sys(open, "/dev/tty", O_RDWR) != -ENXIO;
}

static void test_main(int argc, char **argv, char **envp)
{
	(void)argc, (void)argv, (void)envp;
	test_devices();
	test_any();
	test_file();
	test_random();
	test_terminal();
	is(child_status(without_terminal, 0), 0, "a new session has no terminal");
}
