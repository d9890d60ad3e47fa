// SPDX-License-Identifier: GPL-2.0-or-later
/* How a workload ends when something is wrong: with an error record, and no files left behind. */
#include "lib.h"

#define STATUS_NOFIT 124 /* as `splitbench exec` has it for a kernel that does not fit */

static const struct {
	int nr;
	const char *name, *meaning;
} errnos[] = {
	{ EPERM, "EPERM", "not permitted" },
	{ ENOENT, "ENOENT", "no such file" },
	{ ESRCH, "ESRCH", "no such process" },
	{ EINTR, "EINTR", "interrupted" },
	{ EIO, "EIO", "input or output error" },
	{ E2BIG, "E2BIG", "argument list too long" },
	{ ENOEXEC, "ENOEXEC", "not an executable the kernel knows" },
	{ EBADF, "EBADF", "bad file descriptor" },
	{ ECHILD, "ECHILD", "no child process" },
	{ EAGAIN, "EAGAIN", "no more processes, or try again" },
	{ ENOMEM, "ENOMEM", "out of memory: give the guest more" },
	{ EACCES, "EACCES", "access denied" },
	{ EFAULT, "EFAULT", "bad address" },
	{ EEXIST, "EEXIST", "the file exists: remove it" },
	{ ENOTDIR, "ENOTDIR", "not a directory" },
	{ EISDIR, "EISDIR", "is a directory" },
	{ EINVAL, "EINVAL", "invalid argument" },
	{ ENFILE, "ENFILE", "too many open files in the system" },
	{ EMFILE, "EMFILE", "too many open files" },
	{ EFBIG, "EFBIG", "file too large" },
	{ ENOSPC, "ENOSPC", "no space left: give the guest more memory" },
	{ ESPIPE, "ESPIPE", "illegal seek" },
	{ EPIPE, "EPIPE", "the pipe has no reader" },
	{ ENOSYS, "ENOSYS", "the kernel lacks this system call" },
};

/* One record of what keeps the program from going on, and its end. */
static void __attribute__((noreturn))
give_up(const char *record, int status, const char *fmt, va_list args)
{
	char what[256];

	vformat(what, sizeof(what), fmt, args);
	tmp_remove_all();
	out("{\"splitbench\":1,\"record\":\"%s\",\"what\":", record);
	out_json(what);
	out("}\n");
	out_flush();
	sys_exit(status);
}

void fail(const char *fmt, ...)
{
	va_list args;

	va_start(args, fmt);
	give_up("error", 1, fmt, args);
}

void nofit(const char *fmt, ...)
{
	va_list args;

	va_start(args, fmt);
	give_up("nofit", STATUS_NOFIT, fmt, args);
}

const char *errno_name(long ret)
{
	for (uint32_t i = 0; i < ARRAY_SIZE(errnos); i++) {
		if (ret == -errnos[i].nr)
			return errnos[i].name;
	}
	return "an error without a name here";
}

void fail_ret(const char *what, long ret)
{
	for (uint32_t i = 0; i < ARRAY_SIZE(errnos); i++) {
		if (ret == -errnos[i].nr)
			fail("%s: %s (%s)", what, errnos[i].name, errnos[i].meaning);
	}
	fail("%s: unexpected result %d", what, (int)ret);
}
