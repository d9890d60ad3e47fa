// SPDX-License-Identifier: GPL-2.0-or-later
/* A file whose pages can be told apart. */
#include "lib.h"

#define CHUNK_PAGES 16

int page_file(uint32_t mib)
{
	static uint32_t buf[CHUNK_PAGES][PAGE_WORDS] __attribute__((aligned(PAGE_SIZE)));
	int fd;

	if (!mib || mib > 2047)
		fail("mib=%u: 1 to 2047 is wanted", mib);
	fd = tmp_file();
	for (uint32_t at = 0; at < mib * 256; at += CHUNK_PAGES) {
		for (uint32_t p = 0; p < CHUNK_PAGES; p++)
			fill_pattern(buf[p], PAGE_FILE_WORDS, at + p);
		write_all(fd, buf, sizeof(buf));
	}
	return fd;
}
