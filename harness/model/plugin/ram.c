// SPDX-License-Identifier: GPL-2.0-or-later
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "ram.h"

bool ram_map(struct ram *r, const char *path, uint64_t below_4g, char *err, size_t err_size)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	struct stat st;

	if (fd < 0 || fstat(fd, &st) < 0) {
		snprintf(err, err_size, "%s: %s", path, strerror(errno));
		return false;
	}
	r->size = st.st_size;
	r->below_4g = below_4g && below_4g < r->size ? below_4g : r->size;
	r->base = mmap(NULL, r->size, PROT_READ, MAP_SHARED, fd, 0);
	close(fd);
	if (r->base == MAP_FAILED) {
		snprintf(err, err_size, "%s: cannot be mapped: %s", path, strerror(errno));
		return false;
	}
	return true;
}

uint32_t ram_read32(void *ram, uint64_t pa)
{
	const struct ram *r = ram;
	uint64_t offset = pa;
	uint32_t v;

	if (pa >= 1ull << 32)
		offset = pa - (1ull << 32) + r->below_4g;
	else if (pa >= r->below_4g)
		return 0;
	if (offset + sizeof(v) > r->size)
		return 0;
	memcpy(&v, r->base + offset, sizeof(v));
	return v;
}
