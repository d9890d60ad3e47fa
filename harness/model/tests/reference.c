// SPDX-License-Identifier: GPL-2.0-or-later
#include <stdlib.h>
#include <string.h>

#include "lists.h"
#include "reference.h"
#include "tables.h"

enum { INSN, DATA };

struct reference {
	const struct profile *p;
	struct guest *guest;
	bool data_caches;
	uint32_t cr3;
	struct array tlb[NR_TLBS], psc, cache[NR_CACHES];
	uint32_t latency[NR_LEVELS + 1];
	unsigned int nr_caches;
	struct array flushed[2]; /* keys whose last entry a flush took, by stream; any number */
	struct model_counts n;
	uint64_t parts[NR_PARTS];
};

struct reference *reference_new(const struct profile *p, struct guest *g, bool data_caches)
{
	struct reference *r = calloc(1, sizeof(*r));

	r->p = p;
	r->guest = g;
	r->data_caches = data_caches;
	for (unsigned int i = 0; i < NR_TLBS; i++) {
		list_make(&r->tlb[i], p->tlb[i].sets ? p->tlb[i].sets : 1, p->tlb[i].ways);
		r->tlb[i].kind = p->tlb[i].kind;
	}
	list_make(&r->psc, 1, p->psc);
	list_make(&r->cache[CACHE_L1I], p->cache[CACHE_L1I].sets, p->cache[CACHE_L1I].ways);
	list_make(&r->flushed[INSN], 4096, UINT32_MAX);
	list_make(&r->flushed[DATA], 4096, UINT32_MAX);
	for (unsigned int i = 0; i < NR_LEVELS && p->cache[i].ways; i++) {
		uint32_t sets = data_caches ? p->cache[i].sets : p->cache[i].sets / p->walk_share;

		list_make(&r->cache[i], sets ? sets : 1, p->cache[i].ways);
		r->latency[r->nr_caches++] = p->cache[i].latency;
	}
	r->latency[r->nr_caches] = p->memory_latency;
	return r;
}

void reference_free(struct reference *r)
{
	for (unsigned int i = 0; i < NR_TLBS; i++)
		list_free_array(&r->tlb[i]);
	list_free_array(&r->psc);
	for (unsigned int i = 0; i < r->nr_caches; i++)
		list_free_array(&r->cache[i]);
	list_free_array(&r->cache[CACHE_L1I]);
	list_free_array(&r->flushed[INSN]);
	list_free_array(&r->flushed[DATA]);
	free(r);
}

/* The array that serves as tlb `id`; NULL if none does. */
static struct array *serving(struct reference *r, unsigned int id)
{
	if (r->tlb[id].kind == TLB_UNIFIED)
		id += 2;
	if (r->tlb[id].kind == TLB_SHARED)
		id--;
	if (r->tlb[id].kind == TLB_UNIFIED)
		id += 2;
	return r->tlb[id].kind == TLB_NONE ? NULL : &r->tlb[id];
}

static struct array *first(struct reference *r, int stream, const struct entry *e)
{
	return serving(r, (stream == INSN ? ITLB : DTLB) + (e->key.shift != 12));
}

static struct array *second(struct reference *r, int stream, const struct entry *e)
{
	return serving(r, (stream == INSN ? STLB_INSN : STLB_DATA) + (e->key.shift != 12));
}

static void mark_flushed(struct reference *r, int stream, struct key key)
{
	struct entry e = { .key = key };

	if (!list_use(&r->flushed[stream], key))
		list_put(&r->flushed[stream], &e);
}

/* Was it? From now on it is not. */
static bool unmark_flushed(struct reference *r, int stream, struct key key)
{
	struct entry *e = list_take(list_set_of(&r->flushed[stream], key), key);
	bool was = e;

	free(e);
	return was;
}

static bool is(const struct entry *e, struct key key)
{
	return list_same_key(e->key, key);
}

/* Takes out of one array what `goes` says, and remembers for which streams. */
static unsigned int flush_array(struct reference *r, struct array *a,
				bool (*goes)(const struct entry *, struct key), struct key key)
{
	unsigned int n = 0;

	for (uint32_t s = 0; s < a->sets; s++) {
		if (goes == is && s != key.number % a->sets)
			continue;
		for (struct entry **list = &a->list[s]; *list;) {
			struct entry *e = *list;

			if (!goes(e, key)) {
				list = &e->next;
				continue;
			}
			*list = e->next;
			n++;
			for (int stream = INSN; stream <= DATA; stream++) {
				if (a == first(r, stream, e) || a == second(r, stream, e))
					mark_flushed(r, stream, e->key);
			}
			free(e);
		}
	}
	return n;
}

static unsigned int flush_tlbs(struct reference *r, bool (*goes)(const struct entry *, struct key),
			       struct key key)
{
	unsigned int n = 0;

	for (unsigned int i = 0; i < NR_TLBS; i++)
		n += flush_array(r, &r->tlb[i], goes, key);
	r->n.flushed += n;
	return n;
}

static bool not_global(const struct entry *e, struct key key)
{
	return (void)key, !e->global;
}

static bool any(const struct entry *e, struct key key)
{
	return (void)e, (void)key, true;
}

static void drop_psc(struct reference *r, bool all)
{
	for (struct entry **list = r->psc.list; *list;) {
		struct entry *e = *list;

		if (!all && e->key.tag != r->cr3) {
			list = &e->next;
			continue;
		}
		*list = e->next;
		free(e);
	}
}

/* From a level on: the level that has it, or the number of levels. */
static unsigned int touch_from(struct reference *r, unsigned int i, uint64_t pa)
{
	for (; i < r->nr_caches; i++) {
		struct entry line = { .key.number = pa / r->p->cache[i].line };

		if (list_use(&r->cache[i], line.key))
			break;
		list_put(&r->cache[i], &line);
	}
	return i;
}

static unsigned int touch_caches(struct reference *r, uint64_t pa)
{
	return touch_from(r, 0, pa);
}

static void charge(struct reference *r, unsigned int level)
{
	r->n.cache_misses += level > 0;
	r->parts[PART_CACHE] += r->latency[level] - r->latency[0];
}

static void fetch_line(struct reference *r, uint64_t pa)
{
	struct entry line = { .key.number = pa / r->p->cache[CACHE_L1I].line };

	if (list_use(&r->cache[CACHE_L1I], line.key))
		return;
	list_put(&r->cache[CACHE_L1I], &line);
	charge(r, touch_from(r, 1, pa));
}

void reference_load_cr3(struct reference *r, uint32_t cr3)
{
	r->cr3 = cr3;
	if (!r->p->tagged) {
		flush_tlbs(r, not_global, (struct key){ 0 });
		drop_psc(r, true);
	}
	if (r->guest->mode == PAGING_PAE)
		r->parts[PART_FLUSH] += r->latency[touch_caches(r, cr3)];
	r->parts[PART_FLUSH] += r->p->event[EVENT_CR3];
}

void reference_write_cr4(struct reference *r)
{
	flush_tlbs(r, any, (struct key){ 0 });
	drop_psc(r, true);
	r->parts[PART_FLUSH] += r->p->event[EVENT_CR4];
}

void reference_invlpg(struct reference *r, uint32_t va)
{
	for (uint32_t shift = 12; shift <= 22; shift++) {
		flush_tlbs(r, is, (struct key){ r->cr3, va >> shift, shift });
		flush_tlbs(r, is, (struct key){ 1, va >> shift, shift });
	}
	drop_psc(r, false);
	r->parts[PART_FLUSH] += r->p->event[EVENT_INVLPG];
}

static uint64_t entry_reference(struct reference *r, uint64_t pa)
{
	uint64_t *const by_level[] = { &r->n.walk_refs_l1, &r->n.walk_refs_l2, &r->n.walk_refs_l3 };
	unsigned int level = touch_caches(r, pa);

	r->n.walk_refs++;
	++*(level == r->nr_caches ? &r->n.walk_refs_memory : by_level[level]);
	return r->latency[level];
}

static void walk(struct reference *r, int stream, const struct entry *e, const struct mapping *m)
{
	struct entry pde = { .key = { r->cr3, m->entry_pa[0], 0 }, .pde = m->entry[0] & ~0x60ull };
	bool refill = unmark_flushed(r, stream, e->key);
	struct entry *kept = NULL;
	uint64_t cost = r->p->walk;
	bool hit = false;

	if (m->depth == 2) {
		kept = list_use(&r->psc, pde.key);
		hit = kept && kept->pde == pde.pde;
		if (kept)
			kept->pde = pde.pde;
		else
			list_put(&r->psc, &pde);
	}
	if (hit)
		r->n.pde_hits++;
	else
		cost += entry_reference(r, m->entry_pa[0]);
	if (m->depth == 2)
		cost += entry_reference(r, m->entry_pa[1]);
	if (second(r, INSN, e) && second(r, INSN, e) == second(r, DATA, e))
		unmark_flushed(r, !stream, e->key);
	if (stream == INSN) {
		++*(refill ? &r->n.walks_insn_refill : &r->n.walks_insn_capacity);
		r->parts[refill ? PART_WALK_INSN_REFILL : PART_WALK_INSN_CAPACITY] += cost;
	} else {
		++*(refill ? &r->n.walks_data_refill : &r->n.walks_data_capacity);
		r->parts[refill ? PART_WALK_DATA_REFILL : PART_WALK_DATA_CAPACITY] += cost;
	}
}

/* Entries that no longer say what the tables say; only a tagged TLB can have any. */
static void drop_changed(struct reference *r, const struct entry *now)
{
	for (unsigned int i = 0; i < NR_TLBS; i++) {
		struct entry *e = *list_set_of(&r->tlb[i], now->key);

		while (e && !list_same_key(e->key, now->key))
			e = e->next;
		if (!e || (e->pa == now->pa && e->user == now->user &&
			   e->writable == now->writable && !(e->dirty && !now->dirty)))
			continue;
		flush_tlbs(r, is, now->key);
		r->n.stale++;
		r->parts[PART_FLUSH] += r->p->event[EVENT_INVLPG];
		return;
	}
}

/* True if the entry was there, at either level, with the dirty bit clear. */
static bool refer(struct reference *r, int stream, struct entry *e, const struct mapping *m)
{
	struct array *one = first(r, stream, e), *two = second(r, stream, e);
	struct entry *found = list_use(one, e->key);

	if (found)
		return !found->dirty;
	++*(stream == INSN ? &r->n.itlb_misses : &r->n.dtlb_misses);
	found = two ? list_use(two, e->key) : NULL;
	if (found) {
		r->n.stlb_hits++;
		r->parts[PART_STLB] += r->p->stlb_hit;
		list_put(one, found);
		return !found->dirty;
	}
	walk(r, stream, e, m);
	if (two)
		list_put(two, e);
	list_put(one, e);
	return false;
}

static void make_dirty(struct reference *r, struct key key)
{
	for (unsigned int i = 0; i < NR_TLBS; i++) {
		for (struct entry *e = *list_set_of(&r->tlb[i], key); e; e = e->next)
			e->dirty |= list_same_key(e->key, key);
	}
}

/* The physical address. */
static uint64_t reference(struct reference *r, uint32_t va, int stream, bool write)
{
	struct entry e = { 0 };
	struct mapping m;
	bool clean;

	if (!tables_look_up(r->guest, r->cr3, va, &m))
		abort();
	e.key = (struct key){ m.global ? 1 : r->cr3, va >> m.shift, m.shift };
	e.global = m.global;
	e.user = m.user;
	e.writable = m.writable;
	e.dirty = m.dirty;
	e.pa = m.pa;
	if (r->p->tagged)
		drop_changed(r, &e);
	clean = refer(r, stream, &e, &m);
	if (write && clean) {
		r->n.dirty_updates++;
		r->parts[PART_DIRTY] += r->p->dirty;
		make_dirty(r, e.key);
	}
	return m.pa + va % (1u << m.shift);
}

void reference_fetch(struct reference *r, uint32_t va, uint32_t size)
{
	uint64_t pa = reference(r, va, INSN, false), line = r->p->cache[CACHE_L1I].line;

	for (uint64_t p = pa / line; r->data_caches && p <= (pa + size - 1) / line; p++)
		fetch_line(r, p * line);
}

void reference_data(struct reference *r, uint32_t va, bool write)
{
	uint64_t pa = reference(r, va, DATA, write);

	if (r->data_caches)
		charge(r, touch_caches(r, pa));
}

const struct model_counts *reference_counts(const struct reference *r)
{
	return &r->n;
}

const uint64_t *reference_parts(const struct reference *r)
{
	return r->parts;
}
