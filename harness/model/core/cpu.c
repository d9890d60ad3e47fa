// SPDX-License-Identifier: GPL-2.0-or-later
#include <stdlib.h>
#include <string.h>

#include "cpu.h"

static const enum holder holders[NR_TLBS] = {
	[ITLB] = HELD_ITLB,	      [ITLB_LARGE] = HELD_ITLB,
	[DTLB] = HELD_DTLB,	      [DTLB_LARGE] = HELD_DTLB,
	[STLB_INSN] = HELD_STLB_INSN, [STLB_INSN_LARGE] = HELD_STLB_INSN,
	[STLB_DATA] = HELD_STLB_DATA, [STLB_DATA_LARGE] = HELD_STLB_DATA,
};

/* The array that serves as `id`: its own or, by the profile, another's. */
static struct tlb *array(struct cpu *c, enum tlb_id id)
{
	switch (c->profile->tlb[id].kind) {
	case TLB_OWN:
		return &c->tlb[id];
	case TLB_SHARED:
		return array(c, id - 1); /* large to small: see enum tlb_id */
	case TLB_UNIFIED:
		return array(c, id + STLB_DATA - STLB_INSN);
	default:
		return NULL;
	}
}

bool cpu_init(struct cpu *c, const struct profile *p, profile_mask bit,
	      const struct model_options *o, struct recent *recent)
{
	c->profile = p;
	c->bit = bit;
	c->epochs = (struct epochs){ .now = { [NOT_GLOBAL] = 2, [GLOBAL] = 3 } };
	for (unsigned int i = 0; i < NR_TLBS; i++) {
		if (p->tlb[i].kind == TLB_OWN && !tlb_init(&c->tlb[i], &p->tlb[i], bit, holders[i]))
			return false;
		if (holders[i] == HELD_DTLB)
			c->tlb[i].recent = recent;
	}
	for (unsigned int large = 0; large < NR_PAGE_SIZES; large++) {
		c->first[FETCH][large] = array(c, ITLB + large);
		c->first[DATA][large] = array(c, DTLB + large);
		c->second[FETCH][large] = array(c, STLB_INSN + large);
		c->second[DATA][large] = array(c, STLB_DATA + large);
	}
	c->extra = calloc(MODEL_MAX_PLACES, sizeof(c->extra[0]));
	return c->extra && caches_init(&c->caches, p, o->data_caches ? 1 : p->walk_share);
}

void cpu_free(struct cpu *c)
{
	for (unsigned int i = 0; i < NR_TLBS; i++)
		tlb_free(&c->tlb[i]);
	caches_free(&c->caches);
	free(c->extra);
}

/* One table entry read by the walker: mcycles. */
static uint32_t walk_reference(struct cpu *c, uint64_t pa)
{
	unsigned int level = caches_access(&c->caches, pa);

	c->counts.walk_refs++;
	if (level == c->caches.nr)
		c->counts.walk_refs_memory++;
	else
		(&c->counts.walk_refs_l1)[level]++;
	return c->caches.latency[level];
}

_Static_assert(offsetof(struct model_counts, walk_refs_l2) ==
			       offsetof(struct model_counts, walk_refs_l1) + sizeof(uint64_t) &&
		       offsetof(struct model_counts, walk_refs_l3) ==
			       offsetof(struct model_counts, walk_refs_l1) + 2 * sizeof(uint64_t),
	       "the levels' counts are used as an array");

/*
 * Looks the directory entry up and, if it is not there, puts it in place of the oldest. An entry
 * whose table or rights have changed is no hit: only a tagged profile can have kept one.
 */
static bool psc_lookup(struct cpu *c, const struct walk *w, uint32_t tag, uint64_t now)
{
	const uint64_t accessed_dirty = 0x60;
	struct psc_entry *victim = c->psc;

	for (struct psc_entry *e = c->psc; e < c->psc + c->profile->psc; e++) {
		if (e->epoch != c->epochs.now[NOT_GLOBAL]) {
			e->used = 0;
		} else if (e->tag == tag && e->pde_pa == w->pde_pa) {
			bool same = !((e->pde ^ w->pde) & ~accessed_dirty);

			e->pde = w->pde;
			e->used = now;
			return same;
		}
		if (e->used < victim->used)
			victim = e;
	}
	if (c->profile->psc)
		*victim = (struct psc_entry){ c->epochs.now[NOT_GLOBAL], tag, w->pde_pa, w->pde,
					      now };
	return false;
}

static uint32_t walk_cost(struct cpu *c, const struct walk *w, uint32_t tag, uint64_t now)
{
	uint32_t cost = c->profile->walk;

	if (!w->pte_pa)
		return cost + walk_reference(c, w->pde_pa);
	if (psc_lookup(c, w, tag, now))
		c->counts.pde_hits++;
	else
		cost += walk_reference(c, w->pde_pa);
	return cost + walk_reference(c, w->pte_pa);
}

static void walk(struct cpu *c, struct page *page, enum stream stream, uint32_t tag, uint64_t now,
		 unsigned int place, struct model_note *note)
{
	static const enum model_part parts[NR_STREAMS][2] = {
		[FETCH] = { PART_WALK_INSN_CAPACITY, PART_WALK_INSN_REFILL },
		[DATA] = { PART_WALK_DATA_CAPACITY, PART_WALK_DATA_REFILL },
	};
	uint64_t *const counts[NR_STREAMS][2] = {
		[FETCH] = { &c->counts.walks_insn_capacity, &c->counts.walks_insn_refill },
		[DATA] = { &c->counts.walks_data_capacity, &c->counts.walks_data_refill },
	};
	bool refill = page->flushed[stream] & c->bit;
	uint64_t refs = c->counts.walk_refs;
	uint32_t cost = walk_cost(c, &page->walk, tag, now);

	++*counts[stream][refill];
	c->extra[place][EXTRA(parts[stream][refill])] += cost;
	if (note) {
		note->kind = NOTE_WALK;
		note->refill = refill;
		note->refs = c->counts.walk_refs - refs;
		note->mcycles = cost;
	}
	page->flushed[stream] &= ~c->bit;
	if (cpu_unified(c, page_is_large(page)))
		page->flushed[!stream] &= ~c->bit;
}

bool cpu_miss(struct cpu *c, struct page *page, enum stream stream, uint32_t tag, uint64_t now,
	      unsigned int place, struct model_note *note)
{
	bool large = page_is_large(page), walked = true;
	struct tlb *second = c->second[stream][large];

	if (stream == FETCH)
		c->counts.itlb_misses++;
	else
		c->counts.dtlb_misses++;
	if (second && page->held[second->holder] & c->bit) {
		tlb_use(second, &c->epochs, page, now);
		c->counts.stlb_hits++;
		c->extra[place][EXTRA(PART_STLB)] += c->profile->stlb_hit;
		if (note) {
			note->kind = NOTE_STLB;
			note->mcycles = c->profile->stlb_hit;
		}
		walked = false;
	} else {
		walk(c, page, stream, tag, now, place, note);
		if (second)
			tlb_fill(second, &c->epochs, page, now);
	}
	tlb_fill(c->first[stream][large], &c->epochs, page, now);
	return walked;
}

void cpu_flush(struct cpu *c, bool global_too)
{
	for (unsigned int kind = NOT_GLOBAL; kind <= (global_too ? GLOBAL : NOT_GLOBAL); kind++) {
		for (unsigned int i = 0; i < NR_TLBS; i++) {
			c->counts.flushed += c->tlb[i].live[kind];
			c->tlb[i].live[kind] = 0;
		}
		c->epochs.now[kind] += NR_KINDS;
	}
}

unsigned int cpu_drop(struct cpu *c, struct page *page)
{
	bool large = page_is_large(page);
	struct tlb *const served[] = {
		c->first[FETCH][large],
		c->first[DATA][large],
		c->second[FETCH][large],
		c->second[DATA][large],
	};
	unsigned int dropped = 0;

	for (unsigned int i = 0; i < sizeof(served) / sizeof(served[0]); i++) {
		if (served[i] && page->held[served[i]->holder] & c->bit) {
			tlb_drop(served[i], &c->epochs, page);
			dropped++;
		}
	}
	return dropped;
}

void cpu_drop_psc(struct cpu *c, uint32_t tag)
{
	for (unsigned int i = 0; i < c->profile->psc; i++) {
		if (c->psc[i].tag == tag)
			c->psc[i].epoch = 0;
	}
}
