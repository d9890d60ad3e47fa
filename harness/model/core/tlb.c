// SPDX-License-Identifier: GPL-2.0-or-later
#include <stdlib.h>
#include <string.h>

#include "tlb.h"

bool tlb_init(struct tlb *t, const struct tlb_geometry *g, profile_mask bit, enum holder holder)
{
	size_t slots = (size_t)g->sets * g->ways;

	t->set_mask = g->sets - 1;
	t->ways = g->ways;
	t->bit = bit;
	t->holder = holder;
	t->lazy = holder == HELD_ITLB || holder == HELD_DTLB;
	t->stream = holder == HELD_ITLB ? FETCH : DATA;
	t->epoch = calloc(slots, sizeof(t->epoch[0]));
	t->stamp = calloc(slots, sizeof(t->stamp[0]));
	t->page = calloc(slots, sizeof(t->page[0]));
	return t->epoch && t->stamp && t->page;
}

void tlb_free(struct tlb *t)
{
	free(t->epoch);
	free(t->stamp);
	free(t->page);
}

static uint32_t first_slot(const struct tlb *t, const struct page *page)
{
	return (page->number & t->set_mask) * t->ways;
}

static bool valid(const struct tlb *t, const struct epochs *e, uint32_t slot)
{
	return t->epoch[slot] == e->now[NOT_GLOBAL] || t->epoch[slot] == e->now[GLOBAL];
}

/*
 * A free slot, or the least recently used. A lazy stamp is a lower bound: the smallest is brought
 * up to date and the search repeated until the smallest is exact.
 */
static uint32_t choose(struct tlb *t, const struct epochs *e, uint32_t first)
{
	for (;;) {
		uint32_t best = first;
		uint64_t exact;

		for (uint32_t s = first; s < first + t->ways; s++) {
			if (!valid(t, e, s))
				return s;
			if (t->stamp[s] < t->stamp[best])
				best = s;
		}
		if (!t->lazy)
			return best;
		exact = t->page[best]->used[t->stream];
		if (exact == t->stamp[best])
			return best;
		t->stamp[best] = exact;
	}
}

void tlb_fill(struct tlb *t, const struct epochs *e, struct page *page, uint64_t now)
{
	uint32_t slot = choose(t, e, first_slot(t, page));
	unsigned int kind = page->walk.global ? GLOBAL : NOT_GLOBAL;

	if (valid(t, e, slot)) {
		t->page[slot]->held[t->holder] &= ~t->bit;
		t->live[t->epoch[slot] & 1]--;
	}
	t->live[kind]++;
	t->epoch[slot] = e->now[kind];
	t->stamp[slot] = now;
	t->page[slot] = page;
	page->held[t->holder] |= t->bit;
}

static uint32_t slot_of(const struct tlb *t, const struct epochs *e, const struct page *page)
{
	uint32_t s = first_slot(t, page);

	while (t->page[s] != page || !valid(t, e, s))
		s++;
	return s;
}

void tlb_drop(struct tlb *t, const struct epochs *e, struct page *page)
{
	uint32_t slot = slot_of(t, e, page);

	t->live[t->epoch[slot] & 1]--;
	t->epoch[slot] = 0;
	page->held[t->holder] &= ~t->bit;
}

void tlb_use(struct tlb *t, const struct epochs *e, struct page *page, uint64_t now)
{
	t->stamp[slot_of(t, e, page)] = now;
}
