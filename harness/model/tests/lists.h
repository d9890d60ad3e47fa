/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Sets of entries as lists in order of use: all that the reference's TLBs and caches are made of.
 */
#ifndef TESTS_LISTS_H
#define TESTS_LISTS_H

#include <stdbool.h>
#include <stdint.h>

#include "core/profile.h"

struct key {
	uint32_t tag, number, shift;
};

/* What a TLB, a page-structure cache or a data cache has; the fields that are not used are 0. */
struct entry {
	struct entry *next;
	struct key key;
	bool global, user, writable, dirty;
	uint64_t pa, pde;
};

/* Sets of entries, each list with the one used last in front. */
struct array {
	uint32_t sets, ways;
	struct entry **list;
	enum tlb_kind kind;
};

void list_make(struct array *a, uint32_t sets, uint32_t ways);
void list_free_array(struct array *a);
bool list_same_key(struct key a, struct key b);
struct entry **list_set_of(struct array *a, struct key key);
/* Takes the entry out of its list; NULL if it is not there. */
struct entry *list_take(struct entry **list, struct key key);
/* Finds an entry and moves it to the front; NULL if it is not there. */
struct entry *list_use(struct array *a, struct key key);
/* A new entry in front; the last one goes if there are too many. */
void list_put(struct array *a, const struct entry *value);

#endif /* TESTS_LISTS_H */
