// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Pipes: what goes in comes out, who waits for whom, and what wakes them.
 */
#include <asm/stat.h>
#include <linux/fs.h>
#include <linux/stat.h>
#include <linux/uio.h>
#include "lib.h"

#define BAD_POINTER ((void *)8)
#define PIPE_BUF    4096
#define PIPE_SIZE   65536
#define BULK	    (1u << 20) /* bytes that one process sends another */

static uint8_t buf[PIPE_SIZE + PIPE_BUF];
static int fds[2];

/* The i-th byte of any stream here: it does not repeat with a page or a ring. */
static uint8_t stream(uint32_t i)
{
	return i * 31 + (i >> 8) * 17 + (i >> 16);
}

static void make_stream(uint8_t *p, size_t n, uint32_t at)
{
	while (n--)
		*p++ = stream(at++);
}

static bool is_stream(const uint8_t *p, size_t n, uint32_t at)
{
	while (n && *p++ == stream(at++))
		n--;
	return n == 0;
}

static void open_pipe(int flags)
{
	if (sys(pipe2, fds, flags))
		ok(false, "pipe2");
}

static void close_both(void)
{
	sys(close, fds[0]);
	sys(close, fds[1]);
}

static void test_calls(void)
{
	struct stat64 st;
	long next;

	is(sys(pipe, fds), 0, "pipe");
	next = fds[1] + 1;
	is(fds[1], fds[0] + 1, "two descriptors, the lowest");
	is(sys(pipe, BAD_POINTER), -EFAULT, "pipe to a bad pointer");
	is(sys(dup, 1), next, "leaves no descriptor open");
	sys(close, next);
	is(sys(fstat64, fds[0], &st), 0, "fstat64");
	is(st.st_mode & S_IFMT, S_IFIFO, "a pipe");
	is(sys(lseek, fds[0], 0, SEEK_SET), -ESPIPE, "lseek");
	is(sys(pread64, fds[0], buf, 1, 0, 0), -ESPIPE, "pread64");
	is(sys(pwrite64, fds[1], buf, 1, 0, 0), -ESPIPE, "pwrite64");
	is(sys(fsync, fds[1]), -EINVAL, "fsync");
	is(sys(ioctl, fds[1], 0x5401, buf), -ENOTTY, "no terminal");
	is(sys(read, fds[1], buf, 1), -EBADF, "read of the end for writing");
	is(sys(write, fds[0], buf, 1), -EBADF, "write to the end for reading");
	is(sys(write, fds[1], buf, 0), 0, "write of nothing");
	is(sys(read, fds[0], buf, 0), 0, "read of nothing does not wait");
	close_both();
	is(sys(pipe2, fds, 0x10), -EINVAL, "pipe2 with an unknown flag");
	is(sys(pipe2, fds, O_CLOEXEC | O_NONBLOCK), 0, "pipe2");
	is(sys(fcntl64, fds[1], F_GETFD, 0), FD_CLOEXEC, "O_CLOEXEC");
	is(sys(fcntl64, fds[1], F_GETFL, 0), O_WRONLY | O_NONBLOCK, "O_NONBLOCK");
	is(sys(fcntl, fds[1], F_GETFL, 0), O_WRONLY | O_NONBLOCK, "by the older call, too");
	is(sys(fcntl, 200, F_GETFL, 0), -EBADF, "which needs an open descriptor");
	close_both();
}

static void test_bytes(void)
{
	struct iovec in[] = { { buf, 3 }, { buf + 10, 5 } };
	struct iovec out[] = { { "ab", 2 }, { "cdef", 4 } };
	int copy;

	open_pipe(0);
	is(sys(write, fds[1], "12345678", 8), 8, "write");
	is(sys(read, fds[0], BAD_POINTER, 3), -EFAULT, "read to a bad pointer");
	is(sys(read, fds[0], buf, 3), 3, "read of a part");
	is(sys(read, fds[0], buf + 3, 100), 5, "read of more than there is");
	ok(same(buf, "12345678", 8), "the bytes");
	is(sys(write, fds[1], BAD_POINTER, 3), -EFAULT, "write from a bad pointer");
	is(sys(writev, fds[1], out, 2), 6, "writev");
	is(sys(readv, fds[0], in, 2), 6, "readv");
	ok(same(buf, "abc", 3) && same(buf + 10, "def", 3), "the bytes");
	sys(write, fds[1], "xyz", 3);
	is(sys(readv, fds[0], in, 2), 3, "readv does not wait when it has something");

	copy = sys(dup, fds[1]);
	sys(write, fds[1], "end", 3);
	sys(close, fds[1]);
	is(sys(write, copy, "!", 1), 1, "a copy of the end for writing");
	sys(close, copy);
	is(sys(read, fds[0], buf, 100), 4, "what was written before the end");
	is(sys(read, fds[0], buf, 100), 0, "the end");
	is(sys(read, fds[0], buf, 100), 0, "still the end");
	sys(close, fds[0]);
}

static int write_without_reader(void *unused)
{
	(void)unused;
	sys(write, fds[1], buf, 1);
	return 0;
}

static volatile int handled;

static void on_signal(int sig, void *info, void *context)
{
	(void)info, (void)context;
	handled = sig;
}

static void test_broken(void)
{
	open_pipe(0);
	sys(close, fds[0]);
	is(WTERMSIG(child_status(write_without_reader, 0)), SIGPIPE, "SIGPIPE kills");
	set_handler(SIGPIPE, on_signal, 0);
	is(sys(write, fds[1], buf, 1), -EPIPE, "write without a reader");
	is(handled, SIGPIPE, "SIGPIPE was handled");
	set_handler(SIGPIPE, HANDLER_IGN, 0);
	is(sys(write, fds[1], buf, 1), -EPIPE, "write with SIGPIPE ignored");
	sys(close, fds[1]);
}

/* What the kernel has free, in KiB; always 0 on Linux, which does not tell. */
static unsigned int free_kib(void)
{
	const struct splitbench_stats *s = stats();

	return s ? s->low_free_kib + s->high_free_kib : 0;
}

static void test_full(void)
{
	unsigned int before;
	long n, total = 0;

	make_stream(buf, sizeof(buf), 0); /* so that its own pages are there */
	before = free_kib();
	open_pipe(O_NONBLOCK);
	is(sys(read, fds[0], buf, 1), -EAGAIN, "read of an empty pipe");
	while ((n = sys(write, fds[1], buf, PIPE_BUF)) == PIPE_BUF)
		total += n;
	is(n, -EAGAIN, "write to a full pipe");
	is(total, PIPE_SIZE, "the capacity");
	is(sys(read, fds[0], buf, 100), 100, "make some room");
	is(sys(write, fds[1], buf, 200), -EAGAIN, "a small write goes as a whole or not at all");
	is(sys(read, fds[0], buf, PIPE_BUF - 100), PIPE_BUF - 100, "make more room");
	is(sys(write, fds[1], buf, PIPE_BUF), PIPE_BUF, "now it goes");
	is(sys(read, fds[0], buf, PIPE_SIZE + 1), PIPE_SIZE, "read all");
	is(sys(write, fds[1], buf, PIPE_SIZE + 100), PIPE_SIZE,
	   "a large write goes as far as it can");
	close_both();
	is(free_kib(), before, "a pipe's memory comes back with its last end");
}

/* All ways in which a ring can wrap: sizes that have nothing to do with a page. */
static void test_ring(void)
{
	uint32_t in = 0, out = 0, seed = 1, wrong = 0;

	open_pipe(O_NONBLOCK);
	while (out < BULK) {
		uint32_t n;
		long done;

		seed = seed * 1103515245 + 12345;
		n = seed >> 8 & (seed & 0x80 ? 0x3fff : 0xff);
		if (seed & 0x40000000 && in < BULK) {
			make_stream(buf, n, in);
			done = sys(write, fds[1], buf, n);
			in += done > 0 ? done : 0;
		} else {
			done = sys(read, fds[0], buf, n);
			wrong += done > 0 && !is_stream(buf, done, out);
			out += done > 0 ? done : 0;
		}
	}
	is(wrong, 0, "all comes out as it went in, whatever the sizes");
	ok(out >= BULK, "all of it");
	close_both();
}

static int send_bulk(void *part)
{
	uint32_t at, n;

	sys(close, fds[0]);
	for (at = 0; at < BULK; at += n) {
		n = (uint32_t)part < BULK - at ? (uint32_t)part : BULK - at;
		make_stream(buf, n, at);
		if (sys(write, fds[1], buf, n) != (long)n)
			return 1;
	}
	return 0;
}

/* Writer and reader wait for each other many times. */
static void test_bulk(uint32_t part, uint32_t read_part)
{
	uint32_t at = 0, wrong = 0;
	int status, pid;
	long n;

	open_pipe(0);
	pid = sys(fork);
	if (pid == 0)
		quit(send_bulk((void *)part));
	sys(close, fds[1]);
	while ((n = sys(read, fds[0], buf, read_part)) > 0) {
		wrong += !is_stream(buf, n, at);
		at += n;
	}
	sys(close, fds[0]);
	sys(wait4, pid, &status, 0, 0);
	ok(!wrong && at == BULK && !status && !n, "1 MiB by writes of %d and reads of %d bytes",
	   part, read_part);
}

static int read_end(void *unused)
{
	(void)unused;
	sys(close, fds[1]);
	return sys(read, fds[0], buf, 1);
}

static int write_until_broken(void *unused)
{
	long n;

	(void)unused;
	sys(close, fds[0]);
	while ((n = sys(write, fds[1], buf, PIPE_BUF)) > 0)
		;
	return n == -EPIPE ? 0 : 1;
}

/* The child is about to wait, or does, when the other end goes away. */
static void test_close_wakes(int (*fn)(void *), const char *what)
{
	int status, pid;

	open_pipe(0);
	pid = sys(fork);
	if (pid == 0)
		quit(fn(0));
	for (int i = 0; i < 10; i++)
		sys(sched_yield);
	close_both();
	sys(wait4, pid, &status, 0, 0);
	is(status, 0, what);
}

/* A handler that asks for it restarts the read; another makes it fail. */
static void test_signals(unsigned long flags, long want, const char *what)
{
	int status, pid;

	open_pipe(0);
	handled = 0;
	set_handler(SIGUSR1, on_signal, flags);
	pid = sys(fork);
	if (pid == 0)
		quit(sys(read, fds[0], buf, 1) == want && (handled || want > 0) ? 0 : 1);
	for (int i = 0; i < 20; i++) {
		sys(kill, pid, SIGUSR1);
		sys(sched_yield);
	}
	if (want > 0)
		sys(write, fds[1], "x", 1);
	while (sys(wait4, pid, &status, WNOHANG, 0) == 0) {
		sys(kill, pid, SIGUSR1);
		sys(sched_yield);
	}
	is(status, 0, what);
	set_handler(SIGUSR1, HANDLER_DFL, 0);
	close_both();
}

static void test_devices(void)
{
	struct stat64 st;
	long null = sys(open, "/dev/null", O_RDWR, 0), zero = sys(open, "/dev/zero", O_RDWR, 0);
	long full = sys(open, "/dev/full", O_RDWR, 0);

	is(sys(fstat64, null, &st), 0, "fstat64 of /dev/null");
	is(st.st_mode & S_IFMT, S_IFCHR, "a character device");
	is(st.st_rdev, 0x103, "its number");
	is(sys(read, null, buf, 10), 0, "nothing to read");
	is(sys(write, null, buf, 10), 10, "writes go away");
	is(sys(lseek, null, 10, SEEK_SET), 0, "no position");
	make_stream(buf, 100, 0);
	is(sys(read, zero, buf, 99), 99, "read of /dev/zero");
	ok(!buf[0] && !buf[98] && buf[99] == stream(99), "as many zeroes");
	is(sys(read, zero, BAD_POINTER, 10), -EFAULT, "read to a bad pointer");
	is(sys(write, zero, buf, 10), 10, "write to /dev/zero");
	is(sys(write, full, buf, 10), -ENOSPC, "write to /dev/full");
	is(sys(read, full, buf, 10), 10, "read of /dev/full");
	is(sys(ftruncate, null, 0), -EINVAL, "ftruncate of a device");
	is(sys(close, sys(open, "/dev/null", O_WRONLY | O_CREAT | O_TRUNC, 0666)), 0,
	   "open as a shell does for redirection");
	sys(close, null);
	sys(close, zero);
	sys(close, full);
}

static void test_main(int argc, char **argv, char **envp)
{
	(void)argc, (void)argv, (void)envp;
	test_calls();
	test_bytes();
	test_broken();
	test_full();
	test_ring();
	test_bulk(1000, 4096);
	test_bulk(PIPE_BUF, 100);
	test_bulk(PIPE_SIZE + 77, 9999);
	test_bulk(7777, PIPE_SIZE);
	test_close_wakes(read_end, "a reader wakes when the last writer closes");
	test_close_wakes(write_until_broken, "a writer wakes when the last reader closes");
	test_signals(0, -EINTR, "a signal interrupts a read");
	test_signals(SA_RESTART, 1, "a read goes on after a signal with SA_RESTART");
	test_devices();
}
