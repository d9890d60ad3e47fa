// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Random mappings of all kinds by many tasks, held against a reference: what was written last to
 * each page. Every mapping must show that of all its pages, also after other tasks have run.
 */
#include "ktest.h"
#include "task.h"
#include "test_pages.h"
#include "vmalloc.h"

enum { NR_TASKS = 16, NR_STEPS = 640, NR_PAGES = 64, MAX_HELD = 4, MAX_VMAP = 8 };
_Static_assert(NR_TASKS *NR_STEPS >= 10000, "that many are promised");

static struct page *pages[NR_PAGES];
static u32 written[NR_PAGES]; /* the word at the page's own place in it */
static unsigned int wrong, done;

enum kind { KMAP, LOCAL, VMAP, ATOMIC, NR_KINDS };

struct mapping {
	enum kind kind;
	unsigned int nr, page[MAX_VMAP];
	char *addr;
};

static u32 next(u32 *state, u32 below)
{
	*state = *state * 1664525 + 1013904223;
	return (*state >> 16) % below;
}

static u32 *word(const struct mapping *m, unsigned int i)
{
	return (u32 *)(m->addr + i * PAGE_SIZE + m->page[i] * 8);
}

static void check(const struct mapping *m)
{
	unsigned int i;

	for (i = 0; i < m->nr; i++)
		wrong += *word(m, i) != written[m->page[i]];
}

static void change(const struct mapping *m, u32 value)
{
	unsigned int i;

	for (i = 0; i < m->nr; i++)
		*word(m, i) = written[m->page[i]] = value + i;
}

static void map(struct mapping *m, u32 *state)
{
	struct page *some[MAX_VMAP];
	unsigned int i;

	m->kind = next(state, NR_KINDS);
	m->nr = m->kind == VMAP ? 1 + next(state, MAX_VMAP) : 1;
	for (i = 0; i < m->nr; i++) {
		m->page[i] = next(state, NR_PAGES);
		some[i] = pages[m->page[i]];
	}
	switch (m->kind) {
	case KMAP:
		m->addr = kmap(some[0]);
		break;
	case LOCAL:
		m->addr = kmap_local_page(some[0]);
		break;
	case VMAP:
		m->addr = vmap(some, m->nr);
		break;
	default:
		m->addr = kmap_atomic(some[0], KM_USER1);
	}
}

static void unmap(const struct mapping *m)
{
	switch (m->kind) {
	case KMAP:
		kunmap(pages[m->page[0]]);
		break;
	case LOCAL:
		kunmap_local(m->addr);
		break;
	case VMAP:
		vunmap(m->addr);
		break;
	default:
		kunmap_atomic(m->addr, KM_USER1);
	}
}

/* Mappings are a stack, for the sake of kmap_local_page; one of kmap_atomic goes at once. */
static int map_at_random(void *arg)
{
	struct mapping held[MAX_HELD];
	u32 state = (unsigned long)arg, i;
	unsigned int n = 0, step;

	for (step = 0; step < NR_STEPS; done++) {
		if (n == MAX_HELD || (n && next(&state, 2))) {
			n--;
			check(&held[n]);
			unmap(&held[n]);
			continue;
		}
		map(&held[n], &state);
		step++;
		check(&held[n]);
		if (next(&state, 2))
			change(&held[n], state);
		if (held[n].kind == ATOMIC) {
			unmap(&held[n]);
		} else {
			n++;
			schedule();
		}
		for (i = 0; i < n; i++)
			check(&held[i]);
	}
	while (n--)
		unmap(&held[n]);
	return 0;
}

/* Every third is a lowmem page, which has a direct address in each of them. */
static bool is_high(unsigned int i)
{
	return i % 3;
}

KTEST(map_random, "mappings of all kinds: 10,000 at random, by many tasks, against a reference")
{
	unsigned int i;
	int status;

	for (i = 0; i < NR_PAGES; i++) {
		pages[i] = is_high(i) ? alloc_high_page() : alloc_page(GFP_KERNEL);
		clear_highpage(pages[i]);
		written[i] = 0;
	}
	wrong = done = 0;
	for (i = 0; i < NR_TASKS; i++)
		kernel_thread(map_at_random, (void *)(i + 1ul), "map-random");
	while (do_wait4(-1, &status, 0) > 0)
		;
	EXPECT_EQ(wrong, 0);
	EXPECT(done >= NR_TASKS * NR_STEPS);
	for (i = 0; i < NR_PAGES; i++) {
		u32 *addr = kmap_local_page(pages[i]);

		EXPECT_EQ(addr[i * 2], written[i]);
		kunmap_local(addr);
		if (is_high(i))
			free_high_page(pages[i]);
		else
			put_page(pages[i]);
	}
}
