// SPDX-License-Identifier: GPL-2.0-or-later
/* Cases small enough to be worked out by hand: the numbers in the assertions are such results. */
#include <stdlib.h>

#include "support.h"

#define BASE	0x08000000u
#define PAGE(i) (BASE + ((i) << 12))

struct fixture {
	struct guest *g;
	struct model *m;
	uint32_t cr3;
	const struct model_counts *n;
};

/* A model of one profile, with `pages` small pages mapped from BASE, each used as often as CR3
 * allows. */
static struct fixture start(const struct profile *p, enum model_paging mode, unsigned int pages,
			    uint32_t flags)
{
	struct fixture f = { .g = guest_new(mode) };

	f.m = model_on(p, f.g);
	f.cr3 = guest_space(f.g);
	for (unsigned int i = 0; i < pages; i++)
		guest_map(f.g, f.cr3, PAGE(i), 0x100000 + (i << 12), PTE_US | PTE_RW | flags);
	model_load_cr3(f.m, f.cr3);
	model_reset_counts(f.m);
	f.n = model_counts(f.m, 0);
	return f;
}

static void stop(struct fixture *f)
{
	assert_int_equal(model_disagreements(f->m), 0);
	model_free(f->m);
	free(f->g);
}

static void read_pages(struct fixture *f, unsigned int nr, unsigned int rounds)
{
	while (rounds--) {
		for (unsigned int i = 0; i < nr; i++)
			model_read(f->m, PAGE(i), 4);
	}
}

static uint64_t walks_data(const struct fixture *f)
{
	return f->n->walks_data_refill + f->n->walks_data_capacity;
}

/* 8 entries, LRU: 8 pages in turn miss once each; 9 in turn miss always. */
static void test_reach(void **state)
{
	struct fixture f = start(&tiny, PAGING_TWO_LEVEL, 9, 0);

	(void)state;
	read_pages(&f, 8, 100);
	assert_int_equal(f.n->dtlb_misses, 8);
	stop(&f);

	f = start(&tiny, PAGING_TWO_LEVEL, 9, 0);
	read_pages(&f, 9, 100);
	assert_int_equal(f.n->dtlb_misses, 900);
	assert_int_equal(f.n->walks_data_capacity, 900);
	stop(&f);
}

static void test_fetch_reach(void **state)
{
	struct fixture f = start(&tiny, PAGING_TWO_LEVEL, 5, 0);

	(void)state;
	for (unsigned int i = 0; i < 40; i++)
		model_fetch(f.m, PAGE(i % 4));
	assert_int_equal(f.n->itlb_misses, 4);
	for (unsigned int i = 0; i < 40; i++)
		model_fetch(f.m, PAGE(i % 5));
	/* Pages 0 to 3 are there; then page 4 takes the place of 0, and each further one misses. */
	assert_int_equal(f.n->itlb_misses, 4 + 36);
	assert_int_equal(f.n->dtlb_misses, 0);
	stop(&f);
}

/* Every page-sized array of every profile: as many pages as it has entries fit, one more does not.
 */
static void test_profiles_reach(void **state)
{
	const struct profile *profiles[MODEL_MAX_PROFILES];
	unsigned int nr = load_profiles(profiles);

	(void)state;
	for (unsigned int i = 0; i < nr; i++) {
		const struct tlb_geometry *g = &profiles[i]->tlb[DTLB];
		unsigned int reach = g->sets * g->ways;
		struct fixture f = start(profiles[i], PAGING_TWO_LEVEL, 4000, 0);

		read_pages(&f, reach, 10);
		assert_int_equal(f.n->dtlb_misses, reach);
		stop(&f);

		/* One more: the set it falls into misses always, the others only once. */
		f = start(profiles[i], PAGING_TWO_LEVEL, 4000, 0);
		read_pages(&f, reach + 1, 10);
		assert_int_equal(f.n->dtlb_misses, (g->ways + 1) * 10 + reach - g->ways);
		stop(&f);

		g = &profiles[i]->tlb[STLB_DATA];
		if (g->kind != TLB_OWN)
			continue;
		reach = g->sets * g->ways;
		f = start(profiles[i], PAGING_TWO_LEVEL, 4000, 0);
		read_pages(&f, reach, 10);
		assert_int_equal(walks_data(&f), reach);
		assert_int_equal(f.n->stlb_hits, f.n->dtlb_misses - reach);
		stop(&f);
	}
}

static void test_refill_after_flush(void **state)
{
	struct fixture f = start(&tiny, PAGING_TWO_LEVEL, 8, 0);

	(void)state;
	read_pages(&f, 8, 2);
	assert_int_equal(f.n->walks_data_capacity, 8);
	for (unsigned int i = 1; i <= 10; i++) {
		model_load_cr3(f.m, f.cr3);
		read_pages(&f, 8, 3);
		assert_int_equal(f.n->walks_data_refill, 8 * i);
		assert_int_equal(f.n->flushed, 8 * i);
	}
	assert_int_equal(f.n->walks_data_capacity, 8);
	stop(&f);
}

static void test_global(void **state)
{
	struct fixture f = start(&tiny, PAGING_TWO_LEVEL, 8, PTE_G);

	(void)state;
	read_pages(&f, 8, 1);
	model_load_cr3(f.m, f.cr3);
	read_pages(&f, 8, 1);
	assert_int_equal(f.n->dtlb_misses, 8);
	assert_int_equal(f.n->flushed, 0);
	model_write_cr4(f.m);
	read_pages(&f, 8, 1);
	assert_int_equal(f.n->dtlb_misses, 16);
	assert_int_equal(f.n->walks_data_refill, 8);
	assert_int_equal(f.n->flushed, 8);
	/* INVLPG drops a global entry too, and only that one. */
	model_invlpg(f.m, PAGE(3) + 123);
	read_pages(&f, 8, 1);
	assert_int_equal(f.n->dtlb_misses, 17);
	stop(&f);
}

static void test_invlpg_large(void **state)
{
	struct fixture f = start(&tiny, PAGING_TWO_LEVEL, 1, 0);

	(void)state;
	guest_map(f.g, f.cr3, 0x40000000, 0x400000, PTE_PS | PTE_RW);
	guest_map(f.g, f.cr3, 0x40400000, 0x800000, PTE_PS | PTE_RW);
	for (unsigned int i = 0; i < 1024; i++)
		model_read(f.m, 0x40000000 + (i << 12), 4);
	model_read(f.m, 0x40400000, 4);
	assert_int_equal(f.n->dtlb_misses, 2);
	model_invlpg(f.m, 0x40000000 + 777 * 4096);
	model_read(f.m, 0x40000000, 4);
	model_read(f.m, 0x40400000, 4);
	assert_int_equal(f.n->dtlb_misses, 3);
	assert_int_equal(f.n->walks_data_refill, 1);
	stop(&f);
}

/* A walk reads directory and table entry, a large page's only the former; both modes alike. */
static void walk_references(enum model_paging mode)
{
	struct fixture f = start(&tiny, mode, 2, 0);

	guest_map(f.g, f.cr3, 0x40000000, 0x400000, PTE_PS | PTE_RW);
	model_read(f.m, PAGE(0), 4);
	assert_int_equal(f.n->walk_refs, 2);
	assert_int_equal(f.n->walk_refs_memory, 2);
	model_read(f.m, PAGE(1), 4);
	/* The neighbour: both entries are in lines that the first walk brought. */
	assert_int_equal(f.n->walk_refs, 4);
	assert_int_equal(f.n->walk_refs_l1, 2);
	model_read(f.m, 0x40000000, 4);
	assert_int_equal(f.n->walk_refs, 5);
	stop(&f);
}

static void test_walk_references(void **state)
{
	(void)state;
	walk_references(PAGING_TWO_LEVEL);
	walk_references(PAGING_PAE);
}

/* With a page-structure cache the second walk below a directory entry reads one entry only. */
static void test_psc(void **state)
{
	struct profile p = tiny;
	struct fixture f;

	(void)state;
	p.psc = 1;
	f = start(&p, PAGING_TWO_LEVEL, 2048, 0);
	model_read(f.m, PAGE(0), 4);
	model_read(f.m, PAGE(1), 4);
	assert_int_equal(f.n->walk_refs, 3);
	assert_int_equal(f.n->pde_hits, 1);
	/* Two regions of 4 MiB in turn do not fit into one entry. */
	model_read(f.m, PAGE(1024), 4);
	model_read(f.m, PAGE(2), 4);
	assert_int_equal(f.n->pde_hits, 1);
	/* INVLPG of any page drops directory entries (Intel SDM 4.10.4.1). */
	model_invlpg(f.m, PAGE(2000));
	model_read(f.m, PAGE(3), 4);
	assert_int_equal(f.n->pde_hits, 1);
	stop(&f);
}

/* Every mcycle by hand: tiny's costs, two cold walks and a warm one. */
static void test_parts(void **state)
{
	struct fixture f = start(&tiny, PAGING_TWO_LEVEL, 3, 0);
	uint64_t parts[NR_PARTS], sum = 0;
	unsigned int user = model_place(f.m, REGION_USER, "main");

	(void)state;
	model_at(f.m, user);
	*model_insns(f.m, user) += 5;
	model_fetch(f.m, PAGE(0)); /* 7 + 101 + 101 */
	model_read(f.m, PAGE(1), 4); /* 7 + 3 + 3 */
	model_read(f.m, PAGE(1), 4);
	guest_dirty(f.g, f.cr3, PAGE(1));
	model_write(f.m, PAGE(1), 4); /* 53 */
	model_write(f.m, PAGE(1), 4);
	model_load_cr3(f.m, f.cr3); /* 41 */
	model_write_cr4(f.m); /* 43 */
	model_invlpg(f.m, PAGE(2)); /* 47 */
	model_read(f.m, PAGE(1), 4); /* 7 + 3 + 3 */
	model_parts(f.m, 0, parts);
	assert_int_equal(parts[PART_USER], 5000);
	assert_int_equal(parts[PART_WALK_INSN_CAPACITY], 209000);
	assert_int_equal(parts[PART_WALK_DATA_CAPACITY], 13000);
	assert_int_equal(parts[PART_WALK_DATA_REFILL], 13000);
	assert_int_equal(parts[PART_DIRTY], 53000);
	assert_int_equal(parts[PART_FLUSH], 131000);
	for (unsigned int i = 0; i < NR_PARTS; i++)
		sum += parts[i];
	assert_int_equal(sum, 5000 + 209000 + 13000 + 13000 + 53000 + 131000);
	stop(&f);
}

/* A tagged TLB keeps the entries of a space that is away, and those of two spaces apart. */
static void test_tagged(void **state)
{
	struct profile p = tiny;
	struct fixture f;
	uint32_t other;

	(void)state;
	p.tagged = true;
	f = start(&p, PAGING_TWO_LEVEL, 4, 0);
	other = guest_space(f.g);
	for (unsigned int i = 0; i < 4; i++)
		guest_map(f.g, other, PAGE(i), 0x200000 + (i << 12), PTE_US);
	for (unsigned int i = 0; i < 10; i++) {
		model_load_cr3(f.m, i & 1 ? other : f.cr3);
		read_pages(&f, 4, 1);
	}
	assert_int_equal(f.n->dtlb_misses, 8);
	assert_int_equal(f.n->flushed, 0);
	/* `other` is loaded. A page of the first one changes; it is noticed when that comes back.
	 */
	*guest_entry(f.g, f.cr3, PAGE(2)) += 0x100000;
	model_load_cr3(f.m, f.cr3);
	read_pages(&f, 4, 1);
	assert_int_equal(f.n->dtlb_misses, 9);
	assert_int_equal(f.n->stale, 1);
	stop(&f);
}

/* An access that crosses a page refers to both; one that ends at it, to one. */
static void test_crossing(void **state)
{
	struct fixture f = start(&tiny, PAGING_TWO_LEVEL, 3, 0);

	(void)state;
	model_read(f.m, PAGE(1) - 4, 4);
	assert_int_equal(f.n->dtlb_misses, 1);
	model_read(f.m, PAGE(2) - 2, 4);
	assert_int_equal(f.n->dtlb_misses, 3);
	stop(&f);
}

static void test_disagreement(void **state)
{
	struct fixture f = start(&tiny, PAGING_TWO_LEVEL, 1, 0);

	(void)state;
	model_read(f.m, PAGE(1), 4);
	model_fetch(f.m, 0xf0000000);
	assert_int_equal(model_disagreements(f.m), 2);
	assert_int_equal(model_is_user(f.m, PAGE(0)), 1);
	assert_int_equal(model_is_user(f.m, PAGE(1)), -1);
	assert_true(model_translate(f.m, PAGE(0) + 5) == 0x100005);
	model_free(f.m);
	free(f.g);
}

/*
 * Published: flushed 1000 times a second, a TLB of 64 + 64 entries costs at most about 1.3 % at any
 * working set. With the Pentium III's at 1 GHz a flush comes every million cycles.
 */
static void test_published_flush_rate(void **state)
{
	const struct profile *profiles[MODEL_MAX_PROFILES];
	unsigned int nr = load_profiles(profiles);

	(void)state;
	for (unsigned int i = 0; i < nr; i++) {
		const struct profile *p = profiles[i];
		uint64_t parts[NR_PARTS];
		struct fixture f = start(p, PAGING_TWO_LEVEL, 128, 0);

		for (unsigned int round = 0; round < 3; round++) {
			model_load_cr3(f.m, f.cr3);
			model_reset_counts(f.m);
			for (unsigned int k = 0; k < 64; k++) {
				model_fetch(f.m, PAGE(k));
				model_read(f.m, PAGE(64 + k), 4);
			}
		}
		model_parts(f.m, 0, parts);
		assert_in_range(parts[PART_WALK_INSN_REFILL] + parts[PART_WALK_DATA_REFILL], 0,
				13000ull * MCYCLES);
		stop(&f);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_reach),
		cmocka_unit_test(test_fetch_reach),
		cmocka_unit_test(test_profiles_reach),
		cmocka_unit_test(test_refill_after_flush),
		cmocka_unit_test(test_global),
		cmocka_unit_test(test_invlpg_large),
		cmocka_unit_test(test_walk_references),
		cmocka_unit_test(test_psc),
		cmocka_unit_test(test_parts),
		cmocka_unit_test(test_tagged),
		cmocka_unit_test(test_crossing),
		cmocka_unit_test(test_disagreement),
		cmocka_unit_test(test_published_flush_rate),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
