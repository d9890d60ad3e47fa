// SPDX-License-Identifier: GPL-2.0-or-later
/* Runs another program with its output in a file. */
#include "app.h"
#include "lib.h"

#define MAX_PATH 256

static int output;

static void enter_files(void)
{
	static const char files[] = "files";
	const char *self = self_path();
	size_t len = strlen(self);
	char path[MAX_PATH];

	while (len && self[len - 1] != '/')
		len--;
	if (len + sizeof(files) > sizeof(path))
		fail("%s: too long a path", self);
	memcpy(path, self, len);
	memcpy(path + len, files, sizeof(files));
	must(sys_chdir(path), path);
}

void app_setup(void)
{
	output = tmp_file();
	enter_files();
}

static void __attribute__((noreturn)) child(const char *const argv[])
{
	static char *const envp[] = { (char *)"PATH=/bin", NULL };

	must(sys_dup2(output, 1), "dup2");
	must(sys_dup2(output, 2), "dup2");
	must(sys_close(output), "close");
	sys_execve(argv[0], (char *const *)argv, envp);
	sys_exit(127);
}

static void rewind_output(void)
{
	must_be(sys_lseek(output, 0, SEEK_SET), 0, "lseek");
}

/* What the program said is all that tells why it failed: it goes before the error record. */
static void __attribute__((noreturn)) failed(const char *name, int status)
{
	char text[1024];
	long n;

	rewind_output();
	while ((n = sys_read(output, text, sizeof(text))) > 0)
		write_all(1, text, n);
	if (status & 0x7f)
		fail("%s was killed by signal %d", name, status & 0x7f);
	fail("%s ended with exit status %d", name, status >> 8 & 0xff);
}

uint64_t app_run(uint32_t ops, const char *const argv[])
{
	for (uint32_t i = ops; i; i--) {
		int status, pid = must(sys_fork(), "fork");

		if (!pid)
			child(argv);
		must_be(sys_wait4(pid, &status), pid, "wait4");
		if (status)
			failed(argv[0], status);
	}
	return mix(CHECKSUM_INIT, ops);
}

uint64_t app_check(uint32_t ops)
{
	uint64_t sum = CHECKSUM_INIT;
	char text[PAGE_SIZE];
	uint32_t len = 0;
	long n;

	rewind_output();
	while ((n = must(sys_read(output, text, sizeof(text)), "read"))) {
		for (long i = 0; i < n; i++)
			sum = mix(sum, (unsigned char)text[i]);
		len += n;
	}
	if (len < ops)
		fail("the program has printed nothing");
	must(sys_ftruncate(output, 0), "ftruncate");
	rewind_output();
	return mix(sum, len);
}
