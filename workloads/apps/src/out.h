/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What the programs over Debian's libraries have in common. These are ordinary C programs: what
 * they print is the same on every machine, and so has no time, address or process number in it.
 */
#ifndef WORKLOADS_APPS_OUT_H
#define WORKLOADS_APPS_OUT_H

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#define MIB (1u << 20)

/* Ends the program: what went wrong is the last thing that is said on standard error. */
#define must(ok, what)                                                                             \
	do {                                                                                       \
		if (!(ok)) {                                                                       \
			fprintf(stderr, "%s\n", what);                                             \
			exit(1);                                                                   \
		}                                                                                  \
	} while (0)

/* Bytes with the repetitions of a text, so that there is something to compress; always the same. */
static inline void fill_text(unsigned char *to, uint32_t len)
{
	static const char letters[] = "etaoin shrdlu cmfwyp vbgkjq xz e";
	uint32_t x = 20260101, back = 0, left = 0;

	for (uint32_t i = 0; i < len; i++) {
		if (!left) {
			x = x * 1664525 + 1013904223; /* Numerical Recipes' */
			left = 16 + (x >> 25);
			back = i < 65536 || !(x >> 21 & 15) ? 0 : 1 + (x >> 8 & 0x7fff);
		}
		left--;
		if (back) {
			to[i] = to[i - back];
		} else {
			x = x * 1664525 + 1013904223;
			to[i] = letters[x >> 27];
		}
	}
}

#endif /* WORKLOADS_APPS_OUT_H */
