// SPDX-License-Identifier: GPL-2.0-or-later
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "pin.h"
#include "watch.h"
#include "lib/util.h"

#define TICK_MS	       100 /* how often the limits are looked at */
#define PIN_TICK_MS    2 /* and whether the guest's CPU is there, until it is */
#define MAX_FILE_BYTES (64UL << 20)
#define INPUT_CHUNK    512
#define CONSOLE_CHUNK  65536

pid_t watch_start(char *const argv[], const char *dir, int input, int ram)
{
	const struct rlimit file = { MAX_FILE_BYTES, MAX_FILE_BYTES }, core = { 0, 0 };
	pid_t parent = getpid(), pid = fork();
	sigset_t none;
	int fd;

	if (pid)
		return pid;
	/* Only async-signal-safe calls from here on: the parent has threads. */
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	if (getppid() != parent)
		_exit(127);
	setpgid(0, 0);
	sigemptyset(&none);
	sigprocmask(SIG_SETMASK, &none, NULL);
	signal(SIGXFSZ, SIG_DFL);
	signal(SIGPIPE, SIG_DFL);
	setrlimit(RLIMIT_FSIZE, &file);
	setrlimit(RLIMIT_CORE, &core);
	if (chdir(dir))
		_exit(127);
	fd = open("/dev/null", O_RDWR);
	dup2(input < 0 ? fd : input, STDIN_FILENO);
	dup2(fd, STDOUT_FILENO);
	fd = open(MACHINE_ERRORS, O_WRONLY | O_CREAT | O_TRUNC, 0644);
	dup2(fd, STDERR_FILENO);
	if (ram == MACHINE_RAM_FD)
		fcntl(ram, F_SETFD, 0);
	else if (ram >= 0)
		dup2(ram, MACHINE_RAM_FD);
	execvp(argv[0], argv);
	dprintf(STDERR_FILENO, "%s: %s\n", argv[0], strerror(errno));
	_exit(127);
}

/* Processor time of a child so far, in clock ticks; fields 14 and 15 of proc(5)'s stat. */
static unsigned long cpu_ticks(pid_t pid)
{
	unsigned long user = 0, system = 0;
	char path[32], *stat, *p;

	snprintf(path, sizeof(path), "/proc/%d/stat", pid);
	stat = read_file(path, NULL);
	p = stat ? strrchr(stat, ')') : NULL;
	if (p)
		sscanf(p + 1, " %*c %*d %*d %*d %*d %*d %*u %*u %*u %*u %*u %lu %lu", &user,
		       &system);
	free(stat);
	return user + system;
}

/* Memory that a child has in use, shared or not: the second field of proc(5)'s statm, in KiB. */
static long resident_kib(pid_t pid)
{
	long pages = 0;
	char path[32], *statm;

	snprintf(path, sizeof(path), "/proc/%d/statm", pid);
	statm = read_file(path, NULL);
	if (statm)
		sscanf(statm, "%*d %ld", &pages);
	free(statm);
	return pages * (sysconf(_SC_PAGESIZE) / 1024);
}

/* What has been seen of a child, to hold its limits against. */
struct progress {
	double started, moved; /* wall time: of the start, and when it last used the processor */
	unsigned long ticks;
};

static enum watch_end check_limits(pid_t pid, const struct guest_limits *l, struct progress *p)
{
	double now = now_seconds();
	unsigned long ticks = cpu_ticks(pid), hz = sysconf(_SC_CLK_TCK);

	if (ticks != p->ticks) {
		p->ticks = ticks;
		p->moved = now;
	}
	if (l->cpu_s &&
	    (ticks >= l->cpu_s * hz || now - p->started >= (double)l->cpu_s * WALL_TIMES_CPU))
		return WATCH_TIMEOUT;
	if (l->stall_s && now - p->moved >= l->stall_s)
		return WATCH_HANG;
	return WATCH_ENDED;
}

static void write_all(int fd, const char *p, size_t n)
{
	while (n) {
		ssize_t done = write(fd, p, n);

		if (done < 0 && errno != EINTR)
			return;
		if (done > 0) {
			p += done;
			n -= done;
		}
	}
}

/* Passes on what the guest printed. Returns false at its end. */
static bool pass_console(int fd)
{
	char buf[CONSOLE_CHUNK];
	ssize_t n = read(fd, buf, sizeof(buf));

	if (n > 0)
		write_all(STDOUT_FILENO, buf, n);
	return n > 0 || (n < 0 && (errno == EINTR || errno == EAGAIN));
}

/*
 * Passes on a piece of stdin. Its end is told as on a terminal: Ctrl-D at the beginning of a line,
 * which text without a last newline needs one for.
 */
static bool pass_input(struct live *live)
{
	static const char end[] = { '\n', 4 };
	char buf[INPUT_CHUNK];
	ssize_t n = read(STDIN_FILENO, buf, sizeof(buf));

	if (n > 0) {
		write_all(live->input, buf, n);
		live->in_line = buf[n - 1] != '\n';
	} else {
		write_all(live->input, live->in_line ? end : end + 1, live->in_line ? 2 : 1);
	}
	return n > 0;
}

/* Waits a tick for news of the child or of the live pipes. True once the child has ended. */
static bool wait_tick(int pidfd, struct live *live, int ms)
{
	struct pollfd fds[] = {
		{ .fd = pidfd, .events = POLLIN },
		{ .fd = live ? live->console : -1, .events = POLLIN },
		{ .fd = live && live->input >= 0 ? STDIN_FILENO : -1, .events = POLLIN },
		{ .fd = live ? live->input : -1, .events = POLLOUT },
	};
	bool want_input = fds[2].fd >= 0;

	/* Without input at hand, the writable pipe alone must not wake us. */
	if (want_input && poll(&fds[2], 1, 0) <= 0)
		fds[3].fd = -1;
	else if (want_input)
		fds[2].fd = -1;
	if (poll(fds, ARRAY_SIZE(fds), ms) <= 0)
		return false;
	if (fds[1].revents && !pass_console(live->console)) {
		close(live->console);
		live->console = -1;
	}
	if (fds[3].revents && want_input) {
		if ((fds[3].revents & POLLERR) || !pass_input(live)) {
			close(live->input);
			live->input = -1;
		}
	}
	return fds[0].revents != 0;
}

static void watch_hardware(pid_t pid, struct watched *w)
{
	long huge = huge_kib(pid);

	if (w->pinned_cpu < 0)
		w->pinned_cpu = pin_guest_cpu(pid);
	if (huge > w->huge_kib)
		w->huge_kib = huge;
}

enum watch_end watch_wait(pid_t pid, const struct guest *g, struct live *live, struct watched *w)
{
	struct progress p = { .started = now_seconds(), .moved = now_seconds() };
	int pidfd = syscall(SYS_pidfd_open, pid, 0);
	enum watch_end end = WATCH_ENDED;

	*w = (struct watched){ .pinned_cpu = -1, .huge_kib = -1 };
	if (pidfd < 0)
		die("pidfd_open: %s; Linux 5.3 or later is needed", strerror(errno));
	while (!wait_tick(pidfd, live, g->kvm && w->pinned_cpu < 0 ? PIN_TICK_MS : TICK_MS)) {
		if (g->kvm)
			watch_hardware(pid, w);
		if (g->resident_kib)
			*g->resident_kib = resident_kib(pid);
		end = g->cancel && *g->cancel ? WATCH_CANCELLED : check_limits(pid, &g->limits, &p);
		if (end != WATCH_ENDED) {
			kill(pid, SIGKILL);
			break;
		}
	}
	close(pidfd);
	while (waitpid(pid, &w->status, 0) < 0 && errno == EINTR)
		;
	if (live && live->console >= 0)
		while (pass_console(live->console))
			;
	return end;
}
