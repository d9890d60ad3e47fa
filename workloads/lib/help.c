// SPDX-License-Identifier: GPL-2.0-or-later
/* What several workloads need of the system: temporary files, children, memory. */
#include "lib.h"

#define MAX_TMP_FILES 4
#define TMP_PREFIX    "/tmp/splitbench-"

static char tmp_paths[MAX_TMP_FILES][sizeof(TMP_PREFIX) + 12];
static uint32_t nr_tmp;
static long tmp_owner;

/* The name has the process number in it: programs that run side by side do not meet. */
int tmp_file(void)
{
	char *path = tmp_paths[nr_tmp];

	if (nr_tmp == MAX_TMP_FILES)
		fail("a workload has at most %d temporary files: raise MAX_TMP_FILES",
		     MAX_TMP_FILES);
	tmp_owner = sys_getpid();
	memcpy(path, TMP_PREFIX, sizeof(TMP_PREFIX));
	path += sizeof(TMP_PREFIX) - 1;
	for (int shift = 28; shift >= 0; shift -= 4)
		*path++ = "0123456789abcdef"[tmp_owner >> shift & 15];
	*path++ = '.';
	*path++ = 'a' + nr_tmp;
	return must(sys_open(tmp_paths[nr_tmp++], O_RDWR | O_CREAT | O_TRUNC, 0600),
		    "open of a new file in /tmp");
}

const char *tmp_path(void)
{
	return tmp_paths[nr_tmp - 1];
}

/* A child of the program that made the files leaves them alone. */
void tmp_remove_all(void)
{
	if (nr_tmp && sys_getpid() != tmp_owner)
		return;
	while (nr_tmp)
		sys_unlink(tmp_paths[--nr_tmp]);
}

void write_all(int fd, const void *buf, uint32_t len)
{
	const char *from = buf;

	while (len) {
		long ret = sys_write(fd, from, len);

		if (ret <= 0)
			fail_ret("write", ret);
		from += ret;
		len -= ret;
	}
}

uint32_t child_wait(int pid)
{
	int status;

	must_be(sys_wait4(pid, &status), pid, "wait4");
	if (status & 0xff) /* the low byte is a signal's */
		fail("a child process was killed by signal %d", status & 0x7f);
	return status >> 8 & 0xff;
}

void *pages_map(uint32_t nr, int lazy)
{
	uint32_t *base = (uint32_t *)must(sys_mmap_anon(nr * PAGE_SIZE), "mmap");

	for (uint32_t i = 0; i < nr && !lazy; i++)
		base[i * PAGE_WORDS] = 0;
	return base;
}
