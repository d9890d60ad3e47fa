/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A small file as a string, for tests of what /proc says. */
#ifndef TESTS_USER_READ_FILE_H
#define TESTS_USER_READ_FILE_H

#include "lib.h"

static char text[16384];

/* The file as the string `text`; its length or -errno. */
static long read_file(const char *path)
{
	long fd = sys(open, path, O_RDONLY), n, used = 0;

	if (fd < 0)
		return fd;
	while ((n = sys(read, fd, text + used, sizeof(text) - 1 - used)) > 0)
		used += n;
	sys(close, fd);
	text[used] = '\0';
	return n < 0 ? n : used;
}

#endif /* TESTS_USER_READ_FILE_H */
