// SPDX-License-Identifier: GPL-2.0-or-later
/* References and flushes: what is common to all profiles, and who has to be asked at all. */
#include <stdlib.h>
#include <string.h>

#include "fast.h"
#include "held.h"
#include "observe.h"

struct model *model_new(const struct profile *const *profiles, unsigned int nr,
			const struct model_options *options)
{
	struct model *m = calloc(1, sizeof(*m));

	if (!m)
		return NULL;
	m->options = *options;
	recent_init(&m->recent);
	m->last_fetch = NO_PAGE;
	m->last_line = NO_LINE;
	for (unsigned int i = 0; i < nr; i++) {
		struct cpu *c = &m->cpu[i];
		profile_mask bit = 1u << i;

		m->nr++;
		if (!cpu_init(c, profiles[i], bit, options, &m->recent)) {
			model_free(m);
			return NULL;
		}
		m->all |= bit;
		m->untagged |= profiles[i]->tagged ? 0 : bit;
		for (unsigned int large = 0; large < NR_PAGE_SIZES; large++)
			m->unified[large] |= cpu_unified(c, large) ? bit : 0;
	}
	m->fast_data = !options->data_caches && !options->no_fast_path;
	if (!pages_init(&m->pages)) {
		model_free(m);
		return NULL;
	}
	model_place(m, REGION_KERNEL, "?");
	return m;
}

void model_free(struct model *m)
{
	if (!m)
		return;
	for (unsigned int i = 0; i < m->nr; i++)
		cpu_free(&m->cpu[i]);
	for (unsigned int i = 0; i < m->nr_places; i++)
		free(m->places[i].name);
	pages_free(&m->pages);
	free(m);
}

static bool keep_page(void *opaque, struct page *page)
{
	catch_up(opaque, page);
	return holders_of(page);
}

static struct page *make_page(struct model *m, uint32_t tag, const struct walk *w, uint32_t number)
{
	struct page *page = page_new(&m->pages, tag, w->shift, number);

	if (!page) {
		pages_forget(&m->pages, keep_page, m);
		recent_forget(&m->recent);
		page = page_new(&m->pages, tag, w->shift, number);
		if (!page)
			abort(); /* more pages in TLBs than any profile has entries */
	}
	page->walk = *w;
	page->dirty = w->dirty;
	page->epoch = m->epoch;
	page->epoch_all = m->epoch_all;
	return page;
}

/* What the tables say of va now. NULL: nothing, though the machine has just used it. */
static struct page *look_up(struct model *m, uint32_t va)
{
	struct page *page;
	struct walk w;
	uint32_t tag;
	bool changed;

	if (!walk_tables(&m->options, m->mode, m->cr3, va, &w)) {
		m->disagreements++;
		return NULL;
	}
	tag = w.global ? TAG_GLOBAL : m->cr3;
	page = page_find(&m->pages, tag, w.shift, va >> w.shift);
	if (!page)
		return make_page(m, tag, &w, va >> w.shift);
	catch_up(m, page);
	changed = page->walk.pa != w.pa || page->walk.user != w.user ||
		  page->walk.writable != w.writable || (page->dirty && !w.dirty);
	if (changed && holders_of(page))
		drop_stale(m, page);
	/* The machine has set the dirty bit by now: entries loaded before still have it clear. */
	if (!holders_of(page))
		page->dirty = w.dirty;
	page->walk = w;
	return page;
}

static struct page *find(struct model *m, uint32_t va)
{
	uint32_t number = va >> 12;
	struct page *page = recent_find(&m->recent, number);

	if (page)
		return page;
	page = look_up(m, va);
	if (page && !m->options.no_fast_path)
		recent_put(&m->recent, number, page);
	return page;
}

/* Those for whom the page's first level missed; returns those who walked. */
static profile_mask miss(struct model *m, struct page *page, enum stream stream, uint32_t va,
			 profile_mask missing)
{
	struct model_note note, *told = m->options.observe ? &note : NULL;
	profile_mask walked = 0;

	for_each_profile(i, missing)
	{
		if (told)
			note = (struct model_note){
				.profile = i,
				.value = va,
				.fetch = stream == FETCH,
				.large = page_is_large(page),
				.user = page->walk.user,
				.global = page->walk.global,
			};
		if (cpu_miss(&m->cpu[i], page, stream, m->cr3, m->now, m->at, told))
			walked |= m->cpu[i].bit;
		if (told)
			tell(m, note);
	}
	m->last_line = NO_LINE; /* walks touch the caches */
	return walked;
}

void model_fetch(struct model *m, uint32_t va)
{
	struct page *page;
	profile_mask missing;

	if (fast_fetch(m, va >> 12) || m->mode == PAGING_OFF)
		return;
	page = find(m, va);
	if (!page)
		return;
	if (!m->options.no_fast_path)
		m->last_fetch = va >> 12;
	page->used[FETCH] = ++m->now;
	missing = m->all & ~page->held[HELD_ITLB];
	if (missing)
		miss(m, page, FETCH, va, missing);
}

static void charge_cache(struct model *m, struct cpu *c, unsigned int level)
{
	if (!level)
		return;
	c->counts.cache_misses++;
	c->extra[m->at][EXTRA(PART_CACHE)] +=
		c->caches.latency[level] - c->caches.latency[CACHE_L1D];
}

static uint64_t physical(const struct page *page, uint32_t va)
{
	return page->walk.pa + (va & ((1u << page->walk.shift) - 1));
}

void model_fetch_code(struct model *m, uint32_t va, uint32_t size)
{
	struct page *page;
	uint64_t pa;

	model_fetch(m, va);
	if (!m->options.data_caches || m->mode == PAGING_OFF || !(page = find(m, va)))
		return;
	pa = physical(page, va);
	for (struct cpu *c = m->cpu; c < m->cpu + m->nr; c++) {
		uint32_t line = c->profile->cache[CACHE_L1I].line;

		for (uint64_t p = pa & -(uint64_t)line; p < pa + size; p += line)
			charge_cache(m, c, caches_fetch(&c->caches, p));
	}
}

/* The first write through entries that were loaded with the dirty bit clear. */
static void set_dirty(struct model *m, struct page *page, uint32_t va, profile_mask had)
{
	page->dirty = true;
	for_each_profile(i, had)
	{
		m->cpu[i].counts.dirty_updates++;
		m->cpu[i].extra[m->at][EXTRA(PART_DIRTY)] += m->cpu[i].profile->dirty;
		tell(m, (struct model_note){
				.kind = NOTE_DIRTY,
				.profile = i,
				.value = va,
				.large = page_is_large(page),
				.user = page->walk.user,
				.global = page->walk.global,
				.mcycles = m->cpu[i].profile->dirty,
			});
	}
}

static void through_caches(struct model *m, uint64_t pa)
{
	const unsigned int min_line = 4; /* log2 of the shortest line that a profile may have */

	if (pa >> min_line == m->last_line && !m->options.no_fast_path)
		return;
	m->last_line = pa >> min_line;
	for (struct cpu *c = m->cpu; c < m->cpu + m->nr; c++)
		charge_cache(m, c, caches_access(&c->caches, pa));
}

static void data(struct model *m, uint32_t va, bool write)
{
	struct page *page = find(m, va);
	profile_mask missing, walked = 0;

	if (!page)
		return;
	page->used[DATA] = ++m->now;
	missing = m->all & ~page->held[HELD_DTLB];
	if (missing)
		walked = miss(m, page, DATA, va, missing);
	if (write && !page->dirty)
		set_dirty(m, page, va, m->all & ~walked);
	if (m->fast_data && page->dirty)
		recent_hold(&m->recent, va >> 12, page);
	if (m->options.data_caches)
		through_caches(m, physical(page, va));
}

static void data_range(struct model *m, uint32_t va, uint32_t size, bool write)
{
	bool crosses = (va ^ (va + size - 1)) >> 12;

	if (fast_data(m, va, va + size - 1) || m->mode == PAGING_OFF)
		return;
	data(m, va, write);
	if (crosses)
		data(m, va + size - 1, write);
}

void model_read(struct model *m, uint32_t va, uint32_t size)
{
	data_range(m, va, size, false);
}

void model_write(struct model *m, uint32_t va, uint32_t size)
{
	data_range(m, va, size, true);
}

static void forget_recent(struct model *m)
{
	recent_forget(&m->recent);
	m->last_fetch = NO_PAGE;
	m->last_line = NO_LINE;
}

static void flush_all(struct model *m)
{
	m->epoch++;
	m->epoch_all++;
	for (struct cpu *c = m->cpu; c < m->cpu + m->nr; c++)
		cpu_flush(c, true);
	forget_recent(m);
}

void model_paging(struct model *m, enum model_paging mode)
{
	m->mode = mode;
	flush_all(m);
}

/* The four pointers of PAE are read at once. */
static void read_pointers(struct model *m, struct cpu *c)
{
	uint32_t cost = c->caches.latency[caches_access(&c->caches, m->cr3 & ~0x1fu)];

	c->extra[m->at][EXTRA(PART_FLUSH)] += cost;
	tell(m, (struct model_note){
			.kind = NOTE_POINTERS,
			.profile = c - m->cpu,
			.refs = 1,
			.mcycles = cost,
		});
}

void model_load_cr3(struct model *m, uint32_t cr3)
{
	m->cr3 = cr3;
	m->epoch++;
	for (struct cpu *c = m->cpu; c < m->cpu + m->nr; c++) {
		if (!c->profile->tagged)
			cpu_flush(c, false);
		if (m->mode == PAGING_PAE)
			read_pointers(m, c);
	}
	forget_recent(m);
	m->event_value = cr3;
	model_event(m, EVENT_CR3);
}

void model_write_cr4(struct model *m)
{
	flush_all(m);
	model_event(m, EVENT_CR4);
}

void model_invlpg(struct model *m, uint32_t va)
{
	static const unsigned int shifts[] = { 12, 21, 22 };

	for (unsigned int i = 0; i < sizeof(shifts) / sizeof(shifts[0]); i++) {
		const uint32_t tags[] = { m->cr3, TAG_GLOBAL };

		for (unsigned int t = 0; t < 2; t++) {
			struct page *page =
				page_find(&m->pages, tags[t], shifts[i], va >> shifts[i]);

			if (!page)
				continue;
			catch_up(m, page);
			drop(m, page);
		}
	}
	for (struct cpu *c = m->cpu; c < m->cpu + m->nr; c++)
		cpu_drop_psc(c, m->cr3);
	forget_recent(m);
	m->event_value = va;
	model_event(m, EVENT_INVLPG);
}

int model_is_user(struct model *m, uint32_t va)
{
	struct walk w;

	if (m->mode == PAGING_OFF || !walk_tables(&m->options, m->mode, m->cr3, va, &w))
		return -1;
	return w.user;
}

uint64_t model_translate(struct model *m, uint32_t va)
{
	struct walk w;

	if (m->mode == PAGING_OFF)
		return va;
	if (!walk_tables(&m->options, m->mode, m->cr3, va, &w))
		return UINT64_MAX;
	return w.pa + (va & ((1u << w.shift) - 1));
}
