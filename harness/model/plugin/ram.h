/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The guest's memory: the file behind QEMU's shared memory backend, mapped a second time. */
#ifndef PLUGIN_RAM_H
#define PLUGIN_RAM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct ram {
	const uint8_t *base;
	uint64_t size;
	uint64_t below_4g; /* how much of it is below 4 GiB; the rest begins there */
};

/* Maps the file. below_4g 0: all of it. False with a message in err. */
bool ram_map(struct ram *r, const char *path, uint64_t below_4g, char *err, size_t err_size);

/* A callback of the model; `ram` is a struct ram. What is not memory reads as 0. */
uint32_t ram_read32(void *ram, uint64_t pa);

#endif /* PLUGIN_RAM_H */
