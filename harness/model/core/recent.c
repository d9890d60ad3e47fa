// SPDX-License-Identifier: GPL-2.0-or-later
#include "recent.h"

void recent_init(struct recent *r)
{
	for (unsigned int i = 0; i < NR_RECENT; i++)
		r->entry[i] = (struct recent_entry){ NO_PAGE, NO_PAGE, NULL };
	r->nr_filled = r->nr_large = 0;
}

void recent_put(struct recent *r, uint32_t number, struct page *page)
{
	struct recent_entry *e = &r->entry[number % NR_RECENT];

	if (e->number == NO_PAGE)
		r->filled[r->nr_filled++] = number % NR_RECENT;
	*e = (struct recent_entry){ number, NO_PAGE, page };
}

static void lose_large(struct recent *r)
{
	while (r->nr_large)
		r->entry[r->large[--r->nr_large]].data = NO_PAGE;
}

void recent_hold(struct recent *r, uint32_t number, const struct page *page)
{
	struct recent_entry *e = &r->entry[number % NR_RECENT];

	if (e->number != number || e->data == number)
		return;
	if (page->walk.shift != 12) {
		/* Some may be listed twice, after another page had their place. */
		if (r->nr_large == NR_RECENT)
			lose_large(r);
		r->large[r->nr_large++] = number % NR_RECENT;
	}
	e->data = number;
}

/* Which places a large page has is not kept: all of them go, and come back when they are used. */
void recent_lose(struct recent *r, const struct page *page)
{
	struct recent_entry *e = &r->entry[page->number % NR_RECENT];

	if (page->walk.shift != 12)
		lose_large(r);
	else if (e->page == page)
		e->data = NO_PAGE;
}

void recent_forget(struct recent *r)
{
	while (r->nr_filled)
		r->entry[r->filled[--r->nr_filled]] =
			(struct recent_entry){ NO_PAGE, NO_PAGE, NULL };
	r->nr_large = 0;
}
