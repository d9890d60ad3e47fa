// SPDX-License-Identifier: GPL-2.0-or-later
#include <string.h>

#include "held.h"
#include "observe.h"

/* The masks of a page no longer hold for these profiles: a flush has been there. */
static void forget_held(struct model *m, struct page *page, profile_mask gone)
{
	profile_mask data = page->held[HELD_STLB_DATA];

	page->flushed[FETCH] |= gone & (page->held[HELD_ITLB] | page->held[HELD_STLB_INSN] |
					(data & m->unified[page_is_large(page)]));
	page->flushed[DATA] |= gone & (page->held[HELD_DTLB] | data);
	for (unsigned int i = 0; i < NR_HOLDERS; i++)
		page->held[i] &= ~gone;
}

profile_mask holders_of(const struct page *page)
{
	profile_mask mask = 0;

	for (unsigned int i = 0; i < NR_HOLDERS; i++)
		mask |= page->held[i];
	return mask;
}

void catch_up(struct model *m, struct page *page)
{
	if (page->epoch_all != m->epoch_all)
		forget_held(m, page, m->all);
	else if (page->epoch != m->epoch && page->tag != TAG_GLOBAL)
		forget_held(m, page, m->untagged);
	page->epoch_all = m->epoch_all;
	page->epoch = m->epoch;
}

profile_mask drop(struct model *m, struct page *page)
{
	profile_mask mask = holders_of(page);
	struct page before = *page;

	for_each_profile(i, mask) m->cpu[i].counts.flushed += cpu_drop(&m->cpu[i], page);
	memcpy(page->held, before.held, sizeof(page->held));
	forget_held(m, page, mask);
	return mask;
}

/*
 * An untagged TLB cannot have kept an entry whose table entry changed, if the kernel flushes as it
 * must. A tagged one can: a kernel for such a CPU would have dropped it by an INVLPG of sorts when
 * it changed the table; so that is what is charged.
 */
void drop_stale(struct model *m, struct page *page)
{
	profile_mask mask = drop(m, page);

	for_each_profile(i, mask)
	{
		struct cpu *c = &m->cpu[i];

		c->counts.stale++;
		c->extra[m->at][EXTRA(PART_FLUSH)] += c->profile->event[EVENT_INVLPG];
		tell(m, (struct model_note){
				.kind = NOTE_STALE,
				.profile = i,
				.value = page->number << page->walk.shift,
				.mcycles = c->profile->event[EVENT_INVLPG],
			});
	}
}
