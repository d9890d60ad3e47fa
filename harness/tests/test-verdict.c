// SPDX-License-Identifier: GPL-2.0-or-later
#include "test.h"
#include "run/run.h"

#define N 4

static struct config named[N] = {
	{ .name = "a" }, { .name = "b" }, { .name = "c" }, { .name = "d" }
};

/*
 * Makes a group of OK results with these checksums, has it judged, and returns who failed as a bit
 * set.
 */
static unsigned int judge(const char *const checksums[N], const uint32_t ops[N])
{
	struct cell_result r[N] = { 0 }, *ptr[N];
	struct cell cells[N] = { 0 };
	unsigned int failed = 0, count;

	for (int i = 0; i < N; i++) {
		cells[i].config = &named[i];
		ptr[i] = checksums[i] ? &r[i] : NULL;
		r[i].detail = xstrdup("");
		r[i].records.checksum = xstrdup(checksums[i] ? checksums[i] : "");
		r[i].records.ops = ops[i];
	}
	count = group_verdict(cells, ptr, N);
	for (int i = 0; i < N; i++) {
		if (r[i].state == CELL_FAILED) {
			failed |= 1 << i;
			count--;
			assert_string_equal(r[i].reason, "checksum");
			assert_non_null(strstr(r[i].detail, "checksum"));
		}
		cell_result_free(&r[i]);
	}
	assert_int_equal(count, 0);
	return failed;
}

static void most_are_right(void **state)
{
	static const uint32_t same[N] = { 10, 10, 10, 10 }, other[N] = { 10, 10, 11, 10 };

	(void)state;
	assert_int_equal(judge((const char *[]){ "1", "1", "1", "1" }, same), 0);
	assert_int_equal(judge((const char *[]){ "1", "1", "2", "1" }, same), 1 << 2);
	assert_int_equal(judge((const char *[]){ "2", "1", "1", "1" }, same), 1 << 0);
	assert_int_equal(judge((const char *[]){ "1", "1", "1", "1" }, other), 1 << 2);
}

static void the_first_wins_a_tie(void **state)
{
	static const uint32_t same[N] = { 10, 10, 10, 10 };

	(void)state;
	assert_int_equal(judge((const char *[]){ "1", "1", "2", "2" }, same), 1 << 2 | 1 << 3);
	assert_int_equal(judge((const char *[]){ "1", "2", NULL, NULL }, same), 1 << 1);
}

static void absent_ones_do_not_count(void **state)
{
	static const uint32_t same[N] = { 10, 10, 10, 10 };

	(void)state;
	assert_int_equal(judge((const char *[]){ NULL, NULL, NULL, NULL }, same), 0);
	assert_int_equal(judge((const char *[]){ NULL, "1", NULL, "1" }, same), 0);
}

/* What the kernel counted and what the model saw in one sample, and whether that may be. */
static const struct {
	int64_t cr3_loads, invlpgs, global_flushes, irqs;
	int64_t seen_cr3, seen_invlpg, seen_cr4, seen_irqs;
	const char *says; /* NULL: they agree */
} witnesses[] = {
	{ 10, 3, 2, 1, 10, 3, 4, 1, NULL },
	{ 10, 3, 2, 1, 9, 3, 4, 1, "10 mov to CR3" },
	{ 10, 3, 2, 1, 11, 3, 4, 1, "the model saw 11" },
	{ 10, 3, 2, 1, 10, 2, 4, 1, "3 invlpg" },
	{ 10, 3, 2, 1, 10, 3, 2, 1, "4 mov to CR4" },
	{ 10, 3, 2, 0, 10, 3, 4, 1, "counted 0 interrupts, the model saw 1" },
	/* An interrupt between a statistics call and its marker has at most two CR3 loads. */
	{ 12, 3, 2, 2, 10, 3, 4, 1, NULL },
	{ 13, 3, 2, 2, 10, 3, 4, 1, "13 mov to CR3" },
	{ 10, 4, 2, 2, 10, 3, 4, 1, "4 invlpg" },
};

static void witnesses_must_agree(void **state)
{
	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(witnesses); i++) {
		struct sample s = { .present = true };
		struct model_sample m = { 0 };
		struct records r = { .nr_samples = 1, .samples = &s, .machine.present = true };
		char *why;

		/* Two causes: their sum counts. */
		s.ledger[LEDGER_SWITCH][LEDGER_KIND_CR3] = witnesses[i].cr3_loads - 1;
		s.ledger[LEDGER_EXEC][LEDGER_KIND_CR3] = 1;
		s.ledger[LEDGER_UNMAP][LEDGER_KIND_INVLPG] = witnesses[i].invlpgs;
		s.ledger[LEDGER_KMAP_WRAP][LEDGER_KIND_GLOBAL] = witnesses[i].global_flushes;
		s.counters[COUNT_IRQS] = witnesses[i].irqs;
		m.shared[SHARED_EVENTS + EVENT_CR3] = witnesses[i].seen_cr3;
		m.shared[SHARED_EVENTS + EVENT_INVLPG] = witnesses[i].seen_invlpg;
		m.shared[SHARED_EVENTS + EVENT_CR4] = witnesses[i].seen_cr4;
		m.shared[SHARED_IRQS_KERNEL] = witnesses[i].seen_irqs;
		r.model.nr_samples = 1;
		r.model.samples = &m;
		why = witness_mismatch(&r);
		if (!why != !witnesses[i].says || (why && !strstr(why, witnesses[i].says)))
			fail_msg("case %zu: '%s' does not say '%s'", i, why, witnesses[i].says);
		free(why);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(most_are_right),
		cmocka_unit_test(the_first_wins_a_tie),
		cmocka_unit_test(absent_ones_do_not_count),
		cmocka_unit_test(witnesses_must_agree),
	};

	return cmocka_run_group_tests_name("verdict", tests, NULL, NULL);
}
