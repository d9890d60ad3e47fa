/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The reference's own reading of the guest's page tables; it shares nothing with core/walk.c. */
#ifndef TESTS_TABLES_H
#define TESTS_TABLES_H

#include "guest.h"

struct mapping {
	unsigned int shift; /* log2 of the page's size */
	uint64_t pa; /* of its first byte */
	unsigned int depth; /* entries that were read, from the directory on: 1 or 2 */
	uint64_t entry_pa[2], entry[2];
	bool user, writable, dirty, global;
};

/* False where va is not mapped. */
bool tables_look_up(struct guest *g, uint32_t cr3, uint32_t va, struct mapping *m);

#endif /* TESTS_TABLES_H */
