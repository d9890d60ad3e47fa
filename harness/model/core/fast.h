/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The references that change nothing but the time of last use: those to pages that every profile
 * holds in its first level. Nearly all are; so this is inline, for the model's own entry points and
 * for callers that make hundreds of millions.
 */
#ifndef MODEL_FAST_H
#define MODEL_FAST_H

#include "state.h"

/* True if that was all. The reference is to the bytes from va to last_va, at most 4096. */
static inline bool fast_data(struct model *m, uint32_t va, uint32_t last_va)
{
	struct page *page = recent_data(&m->recent, va, last_va);

	if (!page)
		return false;
	page->used[DATA] = ++m->now;
	return true;
}

static inline bool fast_fetch(struct model *m, uint32_t number)
{
	struct page *page;

	if (__builtin_expect(number == m->last_fetch, 1))
		return true;
	page = recent_find(&m->recent, number);
	if (!page || page->held[HELD_ITLB] != m->all)
		return false;
	page->used[FETCH] = ++m->now;
	m->last_fetch = number;
	return true;
}

#endif /* MODEL_FAST_H */
