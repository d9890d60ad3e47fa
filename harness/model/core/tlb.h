/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * One TLB array of one profile: set associative, true LRU.
 *
 * A flush is not a walk over the entries: each slot carries the epoch in which it was filled, and
 * is valid while that epoch is the current one of its kind (global or not).
 */
#ifndef MODEL_TLB_H
#define MODEL_TLB_H

#include "recent.h"

enum { NOT_GLOBAL, GLOBAL, NR_KINDS };

/* Epochs of entries that are not global are even, the others odd: so one number says both. */
struct epochs {
	uint32_t now[NR_KINDS];
};

struct tlb_slot {
	struct page *page;
	uint64_t stamp; /* last use; where `lazy`, it may be older than the page's own */
	uint32_t epoch;
	uint16_t next, prev; /* in the set, in order of stamp: a ring through the set's head */
};

struct tlb {
	uint32_t set_mask, ways;
	struct tlb_slot *slots; /* sets * (ways + 1): the last of each set is its ring's head */
	uint32_t live[NR_KINDS]; /* valid slots */
	enum holder holder; /* the mask in struct page that says "is in here" */
	profile_mask bit;
	bool lazy; /* first level: the page knows when it was last used, by stream */
	enum stream stream;
	struct recent *recent; /* is told of what is lost; NULL: nobody is */
};

bool tlb_init(struct tlb *t, const struct tlb_geometry *g, profile_mask bit, enum holder holder);
void tlb_free(struct tlb *t);

/* Fills in a page that is not there, in place of the least recently used one if the set is full. */
void tlb_fill(struct tlb *t, const struct epochs *e, struct page *page, uint64_t now);
/* Drops a page that is there. */
void tlb_drop(struct tlb *t, const struct epochs *e, struct page *page);
/* Marks a page that is there as used now; for arrays that are not lazy. */
void tlb_use(struct tlb *t, const struct epochs *e, struct page *page, uint64_t now);

#endif /* MODEL_TLB_H */
