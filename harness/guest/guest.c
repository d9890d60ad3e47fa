// SPDX-License-Identifier: GPL-2.0-or-later
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/statvfs.h>
#include <sys/wait.h>
#include <unistd.h>

#include "guest.h"
#include "watch.h"
#include "lib/util.h"
#include "kernels/include/uapi/splitbench.h"

#define QEMU_STATUS(code) (((code) << 1) | 1) /* what isa-debug-exit makes of a written value */
#define QEMU_STATUS_RESET 0 /* -no-reboot: a reset is an orderly end */
#define QEMU_STATUS_ERROR 1 /* a bad option, or no memory for the guest */
#define STATUS_NO_EXEC	  127
#define STATUS_SIGNAL	  256

/* The directory a guest runs in, and the files in it. */
struct den {
	char path[PATH_MAX];
};

static char *den_file(const struct den *d, const char *name)
{
	return xasprintf("%s/%s", d->path, name);
}

static void finish(struct guest_result *r, enum guest_end end, char *detail)
{
	free(r->detail);
	r->end = end;
	r->detail = detail;
}

static enum guest_end end_of_errno(int err, enum guest_end otherwise)
{
	return err == ENOSPC || err == EDQUOT || err == EFBIG ? GUEST_DISK_FULL : otherwise;
}

/* Makes the directory, with the kernel under its fixed name and the archive. False: see r. */
static bool den_make(struct den *d, const struct guest *g, struct guest_result *r)
{
	const char *tmp = getenv("TMPDIR");
	char *kernel, *initrd, *program, *why, *target;
	int err;

	target = realpath(g->kernel, NULL);
	if (!target) {
		finish(r, GUEST_NO_KERNEL,
		       xasprintf("%s is missing; run make to build it", g->kernel));
		return false;
	}
	snprintf(d->path, sizeof(d->path), "%s/splitbench-XXXXXX", tmp ? tmp : "/tmp");
	if (!mkdtemp(d->path)) {
		err = errno;
		finish(r, end_of_errno(err, GUEST_SPAWN),
		       xasprintf("cannot make a directory %s: %s; TMPDIR names another place",
				 d->path, strerror(err)));
		d->path[0] = '\0';
		free(target);
		return false;
	}
	/*
	 * A link of a fixed name: the loader passes the path on to the kernel, and a longer one
	 * would cost it instructions.
	 */
	kernel = den_file(d, MACHINE_KERNEL);
	initrd = den_file(d, MACHINE_INITRD);
	err = symlink(target, kernel) ? errno : 0;
	if (err)
		finish(r, end_of_errno(err, GUEST_SPAWN),
		       xasprintf("cannot write %s: %s", kernel, strerror(err)));
	program = g->model ? realpath(g->model->program, NULL) : NULL;
	if (!err && program) {
		char *link = den_file(d, MACHINE_PROGRAM);

		err = symlink(program, link) ? errno : 0;
		if (err)
			finish(r, end_of_errno(err, GUEST_SPAWN),
			       xasprintf("cannot write %s: %s", link, strerror(err)));
		free(link);
	}
	free(program);
	if (!err) {
		err = cpio_write(initrd, g->files, g->nr_files, &why);
		if (err)
			finish(r, end_of_errno(err, err == ENOENT ? GUEST_NO_FILE : GUEST_SPAWN),
			       why);
	}
	free(target);
	free(kernel);
	free(initrd);
	return !err;
}

static char *take_text(const struct den *d, const char *name)
{
	char *path = den_file(d, name), *text = read_file(path, NULL);

	free(path);
	return text ? text : xstrdup("");
}

static void den_remove(const struct den *d)
{
	static const char *const names[] = { MACHINE_KERNEL, MACHINE_INITRD, MACHINE_CONSOLE,
					     MACHINE_LOG,    MACHINE_ERRORS, MACHINE_PROGRAM,
					     MACHINE_MODEL,  MACHINE_FOLDED, MACHINE_TRACE };

	for (size_t i = 0; i < ARRAY_SIZE(names); i++) {
		char *path = den_file(d, names[i]);

		unlink(path);
		free(path);
	}
	rmdir(d->path);
}

/* The init program's exit status: the log's last line "exit: N". */
static bool exit_code(const char *log, int *code)
{
	return sscanf(last_lines(log, 1), "exit: %d", code) == 1;
}

static const struct {
	int status;
	enum guest_end end;
} known_statuses[] = {
	{ QEMU_STATUS(SPLITBENCH_EXIT_INIT), GUEST_EXIT },
	{ QEMU_STATUS(SPLITBENCH_EXIT_PANIC), GUEST_PANIC },
	{ QEMU_STATUS(SPLITBENCH_EXIT_NOFIT), GUEST_NOFIT },
	{ QEMU_STATUS_RESET, GUEST_RESET },
	{ QEMU_STATUS_ERROR, GUEST_SPAWN },
	{ STATUS_NO_EXEC, GUEST_SPAWN },
};

/* Why the kernel ended the machine: the last line of its log, or what it put above a backtrace. */
static const char *last_words(const char *log)
{
	static const char mark[] = "kernel panic: ";
	const char *panic = strstr(log, mark);

	return panic ? panic + strlen(mark) : last_lines(log, 1);
}

/* What a status means, once the texts are in r. */
static void judge_status(struct guest_result *r)
{
	enum guest_end end = r->qemu_status >= STATUS_SIGNAL ? GUEST_KILLED : GUEST_OTHER;

	for (size_t i = 0; i < ARRAY_SIZE(known_statuses); i++)
		if (known_statuses[i].status == r->qemu_status)
			end = known_statuses[i].end;
	if (end == GUEST_EXIT && !exit_code(r->log, &r->exit_code))
		finish(r, GUEST_OTHER,
		       xstrdup("the kernel ended the machine without an exit line in its log"));
	else if (end == GUEST_SPAWN)
		finish(r, end,
		       xasprintf("QEMU says: %s",
				 *r->errors ? last_lines(r->errors, 1) : "nothing"));
	else if (end == GUEST_KILLED)
		finish(r, end,
		       xasprintf("by signal %d (%s)", r->qemu_status - STATUS_SIGNAL,
				 strsignal(r->qemu_status - STATUS_SIGNAL)));
	else if (end == GUEST_OTHER)
		finish(r, end, xasprintf("exit status %d", r->qemu_status));
	else
		finish(r, end,
		       xstrdup(end == GUEST_PANIC || end == GUEST_NOFIT ? last_words(r->log) : ""));
	r->detail[strcspn(r->detail, "\n")] = '\0';
}

static bool live_open(struct live *live, struct machine *m, int inner[2])
{
	static char console[32];
	int con[2], in[2];

	if (pipe2(con, 0) || pipe2(in, 0))
		return false;
	fcntl(con[0], F_SETFD, FD_CLOEXEC);
	fcntl(in[0], F_SETFD, FD_CLOEXEC);
	fcntl(in[1], F_SETFD, FD_CLOEXEC);
	snprintf(console, sizeof(console), "/proc/self/fd/%d", con[1]);
	m->console = console;
	m->input = true;
	inner[0] = con[1];
	inner[1] = in[0];
	*live = (struct live){ .console = con[0], .input = in[1] };
	return true;
}

static void live_close(struct live *live)
{
	if (live->console >= 0)
		close(live->console);
	if (live->input >= 0)
		close(live->input);
}

/* A file system with less than a page free has dropped what did not fit. */
static bool no_room(const struct den *d)
{
	struct statvfs fs;

	return !statvfs(d->path, &fs) && fs.f_bavail * fs.f_frsize < 4096;
}

/* The child starts in another directory: a path is made absolute, a bare name is left to PATH. */
static char *program_path(const char *name)
{
	char *path = strchr(name, '/') ? realpath(name, NULL) : NULL;

	return path ? path : xstrdup(name);
}

/*
 * Memory for a guest that the model looks into, as a file without a name, which only costs what is
 * touched and goes away with its last user, however that ends. -1: see r.
 */
static int make_ram(const struct guest *g, struct guest_result *r)
{
	int fd = memfd_create("splitbench-ram", MFD_CLOEXEC);

	if (fd >= 0 && !ftruncate(fd, (off_t)g->mem_mib << 20))
		return fd;
	finish(r, GUEST_SPAWN, xasprintf("cannot make memory for the guest: %s", strerror(errno)));
	if (fd >= 0)
		close(fd);
	return -1;
}

static void run_in_den(const struct den *d, const struct guest *g, struct guest_result *r)
{
	char *qemu = program_path(g->qemu);
	struct machine m = {
		.qemu = qemu, .mem_mib = g->mem_mib, .append = g->append, .kvm = g->kvm
	};
	struct live live = { .console = -1, .input = -1 };
	struct command_line cl;
	enum watch_end watched;
	int inner[2] = { -1, -1 }, ram = -1;
	struct watched w;
	pid_t pid;

	if (g->model) {
		ram = make_ram(g, r);
		if (ram < 0) {
			free(qemu);
			return;
		}
		m.plugin = g->model->plugin;
		m.cpus = g->model->cpus;
		m.operations = g->model->operations;
	}
	if (g->live && !live_open(&live, &m, inner)) {
		finish(r, GUEST_SPAWN, xasprintf("cannot make a pipe: %s", strerror(errno)));
		if (ram >= 0)
			close(ram);
		free(qemu);
		return;
	}
	machine_command(&m, &cl);
	free(qemu);
	free(r->command);
	r->command = command_text(&cl);
	pid = watch_start(cl.argv, d->path, inner[1], ram);
	command_free(&cl);
	if (ram >= 0)
		close(ram);
	if (g->live) {
		close(inner[0]);
		close(inner[1]);
	}
	if (pid < 0) {
		finish(r, GUEST_SPAWN, xasprintf("cannot start a process: %s", strerror(errno)));
		live_close(&live);
		return;
	}
	watched = watch_wait(pid, g, g->live ? &live : NULL, &w);
	live_close(&live);
	r->qemu_status =
		WIFSIGNALED(w.status) ? STATUS_SIGNAL + WTERMSIG(w.status) : WEXITSTATUS(w.status);
	r->pinned_cpu = w.pinned_cpu;
	r->huge_kib = w.huge_kib;
	free(r->console);
	free(r->log);
	free(r->errors);
	free(r->model);
	free(r->folded);
	free(r->trace);
	r->console = take_text(d, MACHINE_CONSOLE);
	r->log = take_text(d, MACHINE_LOG);
	r->errors = take_text(d, MACHINE_ERRORS);
	r->model = take_text(d, MACHINE_MODEL);
	r->folded = take_text(d, MACHINE_FOLDED);
	r->trace = take_text(d, MACHINE_TRACE);
	r->disk_full = no_room(d);
	if (watched == WATCH_ENDED)
		judge_status(r);
	else if (watched == WATCH_HANG)
		finish(r, GUEST_HANG, xasprintf("no processor time in %u s", g->limits.stall_s));
	else if (watched == WATCH_TIMEOUT)
		finish(r, GUEST_TIMEOUT,
		       xasprintf("%u s of processor time; --timeout sets another",
				 g->limits.cpu_s));
	else
		finish(r, GUEST_CANCELLED, xstrdup(""));
}

void guest_run(const struct guest *g, struct guest_result *r)
{
	double start = now_seconds();
	struct den d = { "" };

	*r = (struct guest_result){ .qemu_status = -1, .pinned_cpu = -1, .huge_kib = -1 };
	r->detail = xstrdup("");
	r->command = xstrdup("");
	r->console = xstrdup("");
	r->log = xstrdup("");
	r->errors = xstrdup("");
	r->model = xstrdup("");
	r->folded = xstrdup("");
	r->trace = xstrdup("");
	if (den_make(&d, g, r))
		run_in_den(&d, g, r);
	if (d.path[0])
		den_remove(&d);
	r->seconds = now_seconds() - start;
}

void guest_result_free(struct guest_result *r)
{
	free(r->detail);
	free(r->command);
	free(r->console);
	free(r->log);
	free(r->errors);
	free(r->model);
	free(r->folded);
	free(r->trace);
	memset(r, 0, sizeof(*r));
}
