/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The page walk: what the guest's tables say of an address, and which entries a walker reads. */
#ifndef MODEL_WALK_H
#define MODEL_WALK_H

#include "model.h"

struct walk {
	uint64_t pa; /* of the page's first byte */
	uint64_t pde_pa, pte_pa; /* where the entries are; pte_pa is 0 for a large page */
	uint64_t pde;
	uint8_t shift; /* log2 of the page's size: 12, 21 or 22 */
	bool user, writable, dirty, global;
};

/* False where an entry is not present. cr3 is as loaded. */
bool walk_tables(const struct model_options *o, enum model_paging mode, uint32_t cr3, uint32_t va,
		 struct walk *w);

#endif /* MODEL_WALK_H */
