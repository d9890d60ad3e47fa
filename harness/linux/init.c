// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Task 1 of a real Linux on the machine that our kernels get. It gives a program what they give to
 * theirs, so that the same command runs it: the root of the archive, a terminal whose output goes
 * to the console port and whose input comes from the serial port, the same environment, to be task
 * 1 itself (of a pid namespace) - and its end is the machine's, with its status in the log.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <sched.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/io.h>
#include <sys/ioctl.h>
#include <sys/klog.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>

#include "kernels/include/uapi/splitbench.h"

#define LOG_READ_ALL 3 /* klogctl's action */
#define INIT	     "init="
#define CHUNK	     4096

static char *const environment[] = { "HOME=/", "PATH=/bin", NULL };

static const struct {
	const char *type, *on;
} file_systems[] = {
	{ "devtmpfs", "/dev" },
	{ "devpts", "/dev/pts" },
};

static void __attribute__((noreturn)) end_machine(int value)
{
	outl(value, SPLITBENCH_PORT_EXIT);
	for (;;)
		pause();
}

static void log_text(const char *text)
{
	outsb(SPLITBENCH_PORT_LOG, text, strlen(text));
}

static void __attribute__((noreturn)) fail(const char *what)
{
	log_text("kernel panic: ");
	log_text(what);
	log_text(": ");
	log_text(strerror(errno));
	log_text("\n");
	end_machine(SPLITBENCH_EXIT_PANIC);
}

/* The terminal passes bytes as they are, and lines as a whole, as our console does. */
static void set_up(int tty, tcflag_t lflag)
{
	struct termios t;

	if (tcgetattr(tty, &t))
		fail("a terminal's attributes");
	cfmakeraw(&t);
	t.c_lflag = lflag;
	if (tcsetattr(tty, TCSANOW, &t))
		fail("a terminal's attributes");
}

/* The program, in its own pid namespace. */
static void __attribute__((noreturn)) run(const char *terminal, char **argv)
{
	int fd;

	setsid();
	fd = open(terminal, O_RDWR);
	if (fd < 0)
		fail(terminal);
	set_up(fd, ICANON);
	if (mount("proc", "/proc", "proc", 0, NULL))
		fail("/proc");
	for (int i = 0; i < 3; i++)
		dup2(fd, i);
	iopl(0);
	close_range(3, ~0u, 0);
	execve(argv[0], argv, environment);
	fail(argv[0]);
}

static bool pass_output(int master)
{
	char buf[CHUNK];
	ssize_t n = read(master, buf, sizeof(buf));

	if (n > 0)
		outsb(SPLITBENCH_PORT_CONSOLE, buf, n);
	return n > 0;
}

/* Between terminal and ports until nobody has the terminal open any more. */
static void pass(int master, int serial)
{
	struct pollfd fds[] = {
		{ .fd = master, .events = POLLIN },
		{ .fd = serial, .events = POLLIN },
	};

	for (;;) {
		char buf[CHUNK];
		ssize_t n;

		if (poll(fds, 2, -1) < 0)
			continue;
		if (fds[0].revents && !pass_output(master))
			return;
		n = fds[1].revents ? read(serial, buf, sizeof(buf)) : 0;
		if (n > 0 && write(master, buf, n) != n)
			return;
	}
}

/* The kernel's own messages, as far as it still has them. */
static void log_kernel(void)
{
	static char buf[1 << 18];
	int n = klogctl(LOG_READ_ALL, buf, sizeof(buf));

	if (n > 0)
		outsb(SPLITBENCH_PORT_LOG, buf, n);
}

static void log_end(int status)
{
	char line[64];

	if (WIFSIGNALED(status)) {
		snprintf(line, sizeof(line), "init: killed by signal %d\n", WTERMSIG(status));
		log_text(line);
	}
	snprintf(line, sizeof(line), "exit: %d\n",
		 WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status));
	log_text(line);
}

int main(int argc, char **argv)
{
	int master, serial, status, unlocked = 0;
	char *terminal;
	pid_t pid;

	if (iopl(3))
		return 1;
	/* What the kernel unpacks for this program only. */
	unlink(argv[0]);
	rmdir("/root");
	if (argc < 2 || strncmp(argv[1], INIT, strlen(INIT)))
		fail("no " INIT "PROGRAM after -- on the command line");
	argv[1] += strlen(INIT);
	mkdir("/proc", 0555);
	for (size_t i = 0; i < sizeof(file_systems) / sizeof(file_systems[0]); i++) {
		mkdir(file_systems[i].on, 0755);
		if (mount("none", file_systems[i].on, file_systems[i].type, 0, NULL))
			fail(file_systems[i].on);
	}
	master = posix_openpt(O_RDWR | O_NOCTTY);
	serial = open("/dev/ttyS0", O_RDWR | O_NOCTTY);
	if (master < 0 || serial < 0 || ioctl(master, TIOCSPTLCK, &unlocked))
		fail("a terminal");
	set_up(serial, 0);
	terminal = ptsname(master);
	pid = syscall(SYS_clone, CLONE_NEWPID | SIGCHLD, NULL, NULL, NULL, NULL);
	if (pid < 0)
		fail("a pid namespace");
	if (!pid)
		run(terminal, argv + 1);
	pass(master, serial);
	while (waitpid(pid, &status, 0) < 0 && errno == EINTR)
		;
	log_kernel();
	log_end(status);
	end_machine(SPLITBENCH_EXIT_INIT);
}
