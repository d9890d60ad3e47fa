// SPDX-License-Identifier: GPL-2.0-or-later
#include <stdlib.h>
#include <string.h>

#include "tlb.h"

bool tlb_init(struct tlb *t, const struct tlb_geometry *g, profile_mask bit, enum holder holder)
{
	t->set_mask = g->sets - 1;
	t->ways = g->ways;
	t->bit = bit;
	t->holder = holder;
	t->lazy = holder == HELD_ITLB || holder == HELD_DTLB;
	t->stream = holder == HELD_ITLB ? FETCH : DATA;
	t->slots = calloc((size_t)g->sets * (g->ways + 1), sizeof(t->slots[0]));
	if (!t->slots)
		return false;
	for (uint32_t i = 0; i < g->sets * (g->ways + 1); i++) {
		uint32_t way = i % (g->ways + 1);

		t->slots[i].next = way == g->ways ? 0 : way + 1;
		t->slots[i].prev = way ? way - 1 : g->ways;
	}
	return true;
}

void tlb_free(struct tlb *t)
{
	free(t->slots);
}

static struct tlb_slot *set_of(const struct tlb *t, const struct page *page)
{
	return t->slots + (size_t)(page->number & t->set_mask) * (t->ways + 1);
}

static bool valid(const struct epochs *e, const struct tlb_slot *s)
{
	return s->epoch == e->now[NOT_GLOBAL] || s->epoch == e->now[GLOBAL];
}

/* Takes slot `way` out of its place in the ring and puts it behind `after`. */
static void move(struct tlb_slot *set, uint32_t way, uint32_t after)
{
	struct tlb_slot *s = &set[way];

	if (way == after)
		return;
	set[s->prev].next = s->next;
	set[s->next].prev = s->prev;
	s->prev = after;
	s->next = set[after].next;
	set[s->next].prev = way;
	set[after].next = way;
}

/* The page is there no longer. */
static void lost(struct tlb *t, struct page *page)
{
	page->held[t->holder] &= ~t->bit;
	if (t->recent)
		recent_lose(t->recent, page);
}

/* Slots that flushes have emptied since the set was last looked through come to the front. */
static void find_flushed(const struct tlb *t, const struct epochs *e, struct tlb_slot *set)
{
	for (uint32_t way = 0; way < t->ways; way++) {
		if (!valid(e, &set[way]))
			move(set, way, t->ways);
	}
}

/*
 * The first of the ring, if it is free or has the oldest stamp. A lazy stamp is a lower bound: it
 * is brought up to date, and the slot to its place, until the first slot's is exact.
 */
static uint32_t choose(const struct tlb *t, const struct epochs *e, struct tlb_slot *set)
{
	struct tlb_slot *head = &set[t->ways];
	uint32_t flushes = e->now[NOT_GLOBAL] + e->now[GLOBAL];

	for (;;) {
		uint32_t way = head->next, after = head->prev;
		struct tlb_slot *s = &set[way];
		uint64_t exact;

		if (!valid(e, s))
			return way;
		if (head->epoch != flushes) {
			head->epoch = flushes;
			find_flushed(t, e, set);
			continue;
		}
		exact = t->lazy ? s->page->used[t->stream] : s->stamp;
		if (exact == s->stamp)
			return way;
		s->stamp = exact;
		while (after != way && set[after].stamp > exact)
			after = set[after].prev;
		move(set, way, after);
	}
}

void tlb_fill(struct tlb *t, const struct epochs *e, struct page *page, uint64_t now)
{
	struct tlb_slot *set = set_of(t, page);
	uint32_t way = choose(t, e, set);
	unsigned int kind = page->walk.global ? GLOBAL : NOT_GLOBAL;

	if (valid(e, &set[way])) {
		lost(t, set[way].page);
		t->live[set[way].epoch & 1]--;
	}
	t->live[kind]++;
	set[way].epoch = e->now[kind];
	set[way].stamp = now;
	set[way].page = page;
	move(set, way, set[t->ways].prev);
	page->held[t->holder] |= t->bit;
}

static uint32_t way_of(const struct epochs *e, const struct tlb_slot *set, const struct page *page)
{
	uint32_t way = 0;

	while (set[way].page != page || !valid(e, &set[way]))
		way++;
	return way;
}

void tlb_drop(struct tlb *t, const struct epochs *e, struct page *page)
{
	struct tlb_slot *set = set_of(t, page);
	uint32_t way = way_of(e, set, page);

	t->live[set[way].epoch & 1]--;
	set[way].epoch = 0;
	move(set, way, t->ways);
	lost(t, page);
}

void tlb_use(struct tlb *t, const struct epochs *e, struct page *page, uint64_t now)
{
	struct tlb_slot *set = set_of(t, page);
	uint32_t way = way_of(e, set, page);

	set[way].stamp = now;
	move(set, way, set[t->ways].prev);
}
