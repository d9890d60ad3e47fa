// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * The model against the reference, on streams of references as a machine might make them: working
 * sets that drift, flushes, large and global pages, tables that change. Every count and every part
 * must be the same, for each profile, with and without fast paths, all at once and one at a time.
 * The steps below times nine profiles are more than ten million references.
 */
#include <stdlib.h>
#include <string.h>

#include "reference.h"
#include "support.h"
#include "tables.h"

#define NR_SPACES    4
#define USER_PAGES   700 /* more than any first level has; from 0x08000000 */
#define KERNEL_PAGES 300 /* global; from 0xc0000000 */
#define LARGE_PAGES  40 /* global or not; from 0xe0000000 */
#define LOCAL_LARGE  12 /* user; from 0x40000000 */

struct stream {
	struct guest *g;
	uint32_t cr3[NR_SPACES];
	unsigned int space;
	uint64_t random;
	uint32_t base; /* the working set drifts */
	struct model *models[MODEL_MAX_PROFILES];
	unsigned int nr_models;
	struct reference *refs[MODEL_MAX_PROFILES];
	unsigned int nr_refs;
};

static uint32_t rnd(struct stream *s, uint32_t below)
{
	/* xorshift64* (Vigna, 2014) */
	s->random ^= s->random >> 12;
	s->random ^= s->random << 25;
	s->random ^= s->random >> 27;
	return (s->random * 0x2545f4914f6cdd1dull >> 32) % below;
}

#define EACH_MODEL(call)                                                                           \
	for (unsigned int i = 0; i < s->nr_models; i++) {                                          \
		struct model *m = s->models[i];                                                    \
		call;                                                                              \
	}
#define EACH_REF(call)                                                                             \
	for (unsigned int i = 0; i < s->nr_refs; i++) {                                            \
		struct reference *r = s->refs[i];                                                  \
		call;                                                                              \
	}

static uint32_t large_size(const struct stream *s)
{
	return s->g->mode == PAGING_PAE ? 2u << 20 : 4u << 20;
}

static void fill_space(struct stream *s, uint32_t cr3)
{
	uint32_t size = large_size(s);

	for (uint32_t i = 0; i < USER_PAGES; i++)
		guest_map(s->g, cr3, 0x08000000 + (i << 12),
			  (uint64_t)rnd(s, s->g->mode == PAGING_PAE ? 1 << 24 : 4096) << 12,
			  PTE_US | (rnd(s, 4) ? PTE_RW : 0));
	for (uint32_t i = 0; i < LOCAL_LARGE; i++)
		guest_map(s->g, cr3, 0x40000000 + i * size, (uint64_t)rnd(s, 1 << 14) * size,
			  PTE_PS | PTE_US | PTE_RW);
	for (uint32_t i = 0; i < KERNEL_PAGES; i++)
		guest_map(s->g, cr3, 0xc0000000 + (i << 12), (uint64_t)i << 12,
			  PTE_RW | PTE_G | PTE_D);
	for (uint32_t i = 0; i < LARGE_PAGES; i++)
		guest_map(s->g, cr3, 0xe0000000 + i * size, (uint64_t)i * size,
			  PTE_PS | PTE_RW | PTE_D | (i & 1 ? PTE_G : 0));
}

static uint32_t address(struct stream *s)
{
	switch (rnd(s, 16)) {
	case 0:
		return 0x40000000 + rnd(s, LOCAL_LARGE) * large_size(s) + rnd(s, 1u << 20);
	case 1:
		return 0xe0000000 + rnd(s, LARGE_PAGES) * large_size(s) + rnd(s, 1u << 20);
	case 2:
		return 0xc0000000 + rnd(s, (KERNEL_PAGES - 1) << 12);
	case 3:
		return 0x08000000 + rnd(s, (USER_PAGES - 1) << 12);
	default:
		return 0x08000000 + (s->base << 12) + rnd(s, rnd(s, 2) ? 12 << 12 : 80 << 12);
	}
}

/* Counts alone would not tell two addresses apart that are both wrong in the same way. */
static void translate(struct stream *s, uint32_t va)
{
	struct mapping m;

	assert_true(tables_look_up(s->g, s->cr3[s->space], va, &m));
	assert_int_equal(model_translate(s->models[0], va), m.pa + va % (1u << m.shift));
	assert_int_equal(model_is_user(s->models[0], va), m.user);
}

static void refer_data(struct stream *s)
{
	uint32_t va = address(s), size = 1u << rnd(s, 3);
	bool write = !rnd(s, 3), crosses = (va ^ (va + size - 1)) >> 12;
	uint32_t cr3 = s->cr3[s->space];

	translate(s, va);
	if (write)
		guest_dirty(s->g, cr3, va);
	if (write && crosses)
		guest_dirty(s->g, cr3, va + size - 1);
	EACH_MODEL(write ? model_write(m, va, size) : model_read(m, va, size));
	EACH_REF(reference_data(r, va, write));
	if (crosses)
		EACH_REF(reference_data(r, va + size - 1, write));
}

static void refer_fetch(struct stream *s)
{
	uint32_t va = address(s), size = 1 + rnd(s, 200), rest = 4096 - (va & 4095);

	if (size > rest)
		size = rest;
	EACH_MODEL(model_fetch_code(m, va, size));
	EACH_REF(reference_fetch(r, va, size));
}

static void switch_space(struct stream *s)
{
	s->space = rnd(s, NR_SPACES);
	EACH_MODEL(model_load_cr3(m, s->cr3[s->space]));
	EACH_REF(reference_load_cr3(r, s->cr3[s->space]));
}

static void invlpg(struct stream *s, uint32_t va)
{
	EACH_MODEL(model_invlpg(m, va));
	EACH_REF(reference_invlpg(r, va));
}

static void flush_global(struct stream *s)
{
	EACH_MODEL(model_write_cr4(m));
	EACH_REF(reference_write_cr4(r));
}

/* Another space's directory changes what all pages of one table may be used for. */
static void change_directory(struct stream *s)
{
	unsigned int space = rnd(s, NR_SPACES);

	if (space != s->space)
		*guest_directory(s->g, s->cr3[space], 0x08000000 + (rnd(s, USER_PAGES) << 12)) ^=
			rnd(s, 2) ? PTE_RW : PTE_US;
}

/* The kernel changes an entry: of this space, and says so; or of another, which need not. */
static void change_entry(struct stream *s)
{
	unsigned int space = rnd(s, NR_SPACES);
	uint32_t va = 0x08000000 + ((s->base + rnd(s, 12)) << 12);
	uint32_t *e = guest_entry(s->g, s->cr3[space], va);

	switch (rnd(s, 4)) {
	case 0:
		*e ^= PTE_RW;
		break;
	case 1:
		*e &= ~PTE_D;
		break;
	default:
		*e = (*e & 0xfff & ~PTE_D) | rnd(s, 4096) << 12;
	}
	if (space == s->space)
		invlpg(s, va);
}

static void step(struct stream *s)
{
	uint32_t what = rnd(s, 2000);

	if (what < 1)
		flush_global(s);
	else if (what < 9)
		switch_space(s);
	else if (what < 17)
		change_entry(s);
	else if (what < 20)
		invlpg(s, address(s));
	else if (what < 21)
		change_directory(s);
	else if (what < 23)
		s->base = rnd(s, USER_PAGES - 80);
	else if (what < 600)
		refer_fetch(s);
	else
		refer_data(s);
}

static void begin(struct stream *s, enum model_paging mode)
{
	memset(s, 0, sizeof(*s));
	s->random = 20031;
	s->g = guest_new(mode);
	for (unsigned int i = 0; i < NR_SPACES; i++) {
		s->cr3[i] = guest_space(s->g);
		fill_space(s, s->cr3[i]);
	}
}

static void add_model(struct stream *s, const struct profile *const *p, unsigned int nr, bool slow,
		      bool data)
{
	struct model_options o = {
		.read_phys32 = guest_read,
		.opaque = s->g,
		.no_fast_path = slow,
		.data_caches = data,
	};
	struct model *m = model_new(p, nr, &o);

	assert_non_null(m);
	model_paging(m, s->g->mode);
	s->models[s->nr_models++] = m;
}

static void end(struct stream *s)
{
	EACH_MODEL(model_free(m));
	EACH_REF(reference_free(r));
	free(s->g);
}

#define X(member, what) #member,
static const char *const count_names[] = { MODEL_COUNTS(X) };
#undef X
#define NR_COUNTS (sizeof(struct model_counts) / sizeof(uint64_t))

static void compare(const char *profile, const void *a_counts, const void *b_counts,
		    const uint64_t *a_parts, const uint64_t *b_parts)
{
	const uint64_t *a = a_counts, *b = b_counts;
	unsigned int wrong = 0;

	for (unsigned int i = 0; i < NR_COUNTS; i++) {
		if (a[i] != b[i])
			print_error("%s: %s is %lu, not %lu\n", profile, count_names[i], a[i],
				    b[i]);
		wrong += a[i] != b[i];
	}
	for (unsigned int i = 0; i < NR_PARTS; i++) {
		if (a_parts[i] != b_parts[i])
			print_error("%s: part %s is %lu, not %lu\n", profile, part_names[i],
				    a_parts[i], b_parts[i]);
		wrong += a_parts[i] != b_parts[i];
	}
	assert_int_equal(wrong, 0);
}

static void against_reference(enum model_paging mode, unsigned int steps, bool data)
{
	const struct profile *profiles[MODEL_MAX_PROFILES];
	unsigned int nr = load_profiles(profiles);
	struct stream *s = malloc(sizeof(*s));
	uint64_t parts[NR_PARTS];

	begin(s, mode);
	add_model(s, profiles, nr, false, data);
	for (unsigned int i = 0; i < nr; i++)
		s->refs[s->nr_refs++] = reference_new(profiles[i], s->g, data);
	switch_space(s);
	while (steps--)
		step(s);
	assert_int_equal(model_disagreements(s->models[0]), 0);
	for (unsigned int i = 0; i < nr; i++) {
		model_parts(s->models[0], i, parts);
		/* A stream that leaves a count at zero would not test it. */
		assert_true(model_counts(s->models[0], i)->walks_data_refill);
		assert_true(model_counts(s->models[0], i)->walks_insn_capacity);
		assert_true(model_counts(s->models[0], i)->dirty_updates);
		assert_int_equal(!!model_counts(s->models[0], i)->stale, profiles[i]->tagged);
		compare(profiles[i]->name, model_counts(s->models[0], i),
			reference_counts(s->refs[i]), parts, reference_parts(s->refs[i]));
	}
	end(s);
	free(s);
}

static void test_two_level(void **state)
{
	(void)state;
	against_reference(PAGING_TWO_LEVEL, 700000, false);
}

static void test_pae(void **state)
{
	(void)state;
	against_reference(PAGING_PAE, 500000, false);
}

static void test_data_caches(void **state)
{
	(void)state;
	against_reference(PAGING_TWO_LEVEL, 120000, true);
	against_reference(PAGING_PAE, 100000, true);
}

/* Model 0: all profiles, fast. 1: all, no fast path. 2 and up: one profile each. */
static void test_fast_and_alone(void **state)
{
	const struct profile *profiles[MODEL_MAX_PROFILES];
	unsigned int nr = load_profiles(profiles);
	struct stream *s = malloc(sizeof(*s));
	uint64_t a[NR_PARTS], b[NR_PARTS];

	(void)state;
	begin(s, PAGING_TWO_LEVEL);
	add_model(s, profiles, nr, false, true);
	add_model(s, profiles, nr, true, true);
	for (unsigned int i = 0; i < nr; i++)
		add_model(s, &profiles[i], 1, false, true);
	switch_space(s);
	for (unsigned int i = 0; i < 300000; i++)
		step(s);
	for (unsigned int i = 0; i < nr; i++) {
		model_parts(s->models[0], i, a);
		model_parts(s->models[1], i, b);
		compare(profiles[i]->name, model_counts(s->models[0], i),
			model_counts(s->models[1], i), a, b);
		model_parts(s->models[2 + i], 0, b);
		compare(profiles[i]->name, model_counts(s->models[0], i),
			model_counts(s->models[2 + i], 0), a, b);
	}
	end(s);
	free(s);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_two_level),
		cmocka_unit_test(test_pae),
		cmocka_unit_test(test_data_caches),
		cmocka_unit_test(test_fast_and_alone),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
