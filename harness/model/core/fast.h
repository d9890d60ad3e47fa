/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The references that change nothing but the time of last use: those to pages that every profile
 * holds in its first level. Nearly all are; so this is inline, for the model's own entry points and
 * for callers that make hundreds of millions.
 */
#ifndef MODEL_FAST_H
#define MODEL_FAST_H

#include "state.h"

static inline struct page *fast_find(struct model *m, uint32_t number)
{
	const struct found *f = &m->found[number % NR_FOUND];

	return __builtin_expect(f->key == (m->found_epoch << 32 | number), 1) ? f->page : NULL;
}

/* True if that was all. The reference must not cross a page. */
static inline bool fast_data(struct model *m, uint32_t va)
{
	struct page *page = fast_find(m, va >> 12);

	/* A clean page must be told of writes; and where data goes through caches there is more to
	 * do. */
	if (!page || page->held[HELD_DTLB] != m->fast_data || !page->dirty)
		return false;
	page->used[DATA] = ++m->now;
	return true;
}

static inline bool fast_fetch(struct model *m, uint32_t va)
{
	uint32_t number = va >> 12;
	struct page *page;

	if (number == m->last_fetch)
		return true;
	page = fast_find(m, number);
	if (!page || page->held[HELD_ITLB] != m->all)
		return false;
	page->used[FETCH] = ++m->now;
	m->last_fetch = number;
	return true;
}

#endif /* MODEL_FAST_H */
