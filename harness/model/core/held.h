/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Who holds a page, and how it is lost. */
#ifndef MODEL_HELD_H
#define MODEL_HELD_H

#include "state.h"

#define for_each_profile(i, mask)                                                                  \
	for (unsigned int _m = (mask), i; _m && (i = __builtin_ctz(_m), 1); _m &= _m - 1)

profile_mask holders_of(const struct page *page);

/* Takes account of the flushes since the page was last looked at. */
void catch_up(struct model *m, struct page *page);

/* Drops a page that has caught up wherever it is held: by whom. The entries are counted as flushed.
 */
profile_mask drop(struct model *m, struct page *page);

/* Drops a page whose table entry has changed, and charges for it. */
void drop_stale(struct model *m, struct page *page);

#endif /* MODEL_HELD_H */
