/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The last translations of this address space, direct mapped by page number, and which of them any
 * data reference may be to without changing more than a time stamp. What is asked hundreds of
 * millions of times is one comparison; who changes anything says so here.
 */
#ifndef MODEL_RECENT_H
#define MODEL_RECENT_H

#include "page.h"

#define NR_RECENT 4096
#define NO_PAGE	  UINT32_MAX /* is no page number: those have 20 bits */

struct recent_entry {
	uint32_t number; /* virtual address >> 12, or NO_PAGE */
	uint32_t data; /* the same, if every profile holds the page for data and it is dirty */
	struct page *page;
};

struct recent {
	struct recent_entry entry[NR_RECENT];
	/* Places in there: those that are not empty, and those of large pages that have `data`. */
	unsigned int nr_filled, nr_large;
	uint16_t filled[NR_RECENT], large[NR_RECENT];
};

void recent_init(struct recent *r);
void recent_put(struct recent *r, uint32_t number, struct page *page);
/* The page is held by all, and dirty. Nothing happens if it is not in there. */
void recent_hold(struct recent *r, uint32_t number, const struct page *page);
/* It no longer is. */
void recent_lose(struct recent *r, const struct page *page);
/* Translations may have changed. */
void recent_forget(struct recent *r);

static inline struct page *recent_find(const struct recent *r, uint32_t number)
{
	const struct recent_entry *e = &r->entry[number % NR_RECENT];

	return __builtin_expect(e->number == number, 1) ? e->page : NULL;
}

/* The page of a data reference if that is to one page and a hit everywhere, otherwise NULL. */
static inline struct page *recent_data(const struct recent *r, uint32_t va, uint32_t last_va)
{
	const struct recent_entry *e = &r->entry[va >> 12 & (NR_RECENT - 1)];

	/* Two pages in succession are never in one place. */
	return __builtin_expect(e->data == last_va >> 12, 1) ? e->page : NULL;
}

#endif /* MODEL_RECENT_H */
