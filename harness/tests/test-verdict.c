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

/*
 * What one sample of the kernel's is changed by, what one of the model's, and what is said. As they
 * are, they agree: 3 calls by int 0x80 and 2 by sysenter, 4 exceptions and one of 2 interrupts in
 * user mode, one exception and one interrupt in the kernel, which return to it.
 */
enum side { LEDGER, COUNTER, MODEL };
static const struct {
	enum side side;
	unsigned int what;
	int change;
	int irqs_outside; /* that the kernel alone has counted */
	const char *says; /* NULL: they agree */
} witnesses[] = {
	{ LEDGER, LEDGER_KIND_CR3, 0, 0, NULL },
	{ LEDGER, LEDGER_KIND_CR3, -1, 0, "19 loads of CR3, the model saw 20" },
	{ LEDGER, LEDGER_KIND_CR3, 1, 0, "21 loads of CR3, the model saw 20" },
	{ LEDGER, LEDGER_KIND_INVLPG, 1, 0, "4 INVLPGs, the model saw 3" },
	{ LEDGER, LEDGER_KIND_GLOBAL, -1, 0, "2 writes of CR4, the model saw 4" },
	{ COUNTER, COUNT_IRQS, -1, 0, "1 interrupts, the model saw 2" },
	{ COUNTER, COUNT_USER_ENTRIES, -1, 0, "9 entries from user mode, the model saw 10" },
	{ COUNTER, COUNT_USER_ENTRIES, 1, 0, "11 entries from user mode, the model saw 10" },
	{ COUNTER, COUNT_USER_EXITS, 1, 0, "11 returns to user mode, the model saw 10" },
	{ COUNTER, COUNT_SYSCALLS, 1, 0, "6 system calls, the model saw 5" },
	{ COUNTER, COUNT_FAULTS, 1, 0, "5 exceptions in user mode, the model saw 4" },
	{ MODEL, SHARED_EVENTS + EVENT_SYSENTER, 1, 0, "entries from user mode, the model saw 11" },
	{ MODEL, SHARED_EVENTS + EVENT_SYSEXIT, 1, 0, "returns to user mode, the model saw 11" },
	{ MODEL, SHARED_EVENTS + EVENT_IRET, -1, 0, "returns to user mode, the model saw 9" },
	{ MODEL, SHARED_FAULTS_KERNEL, 1, 0, "returns to user mode, the model saw 9" },
	/* An interrupt between a statistics call and its marker has at most two CR3 loads, one
	   entry and one return. */
	{ LEDGER, LEDGER_KIND_CR3, 2, 1, NULL },
	{ LEDGER, LEDGER_KIND_CR3, 3, 1, "23 loads of CR3" },
	{ LEDGER, LEDGER_KIND_CR3, -1, 1, "19 loads of CR3" },
	{ LEDGER, LEDGER_KIND_INVLPG, 1, 1, "4 INVLPGs" },
	{ COUNTER, COUNT_USER_ENTRIES, 1, 1, NULL },
	{ COUNTER, COUNT_USER_ENTRIES, 2, 1, "12 entries" },
	{ COUNTER, COUNT_USER_EXITS, 1, 1, NULL },
	{ COUNTER, COUNT_USER_EXITS, 2, 1, "12 returns" },
	{ COUNTER, COUNT_SYSCALLS, 1, 1, "6 system calls" },
};

static const struct sample kernel_saw = {
	.present = true,
	/* Two causes: their sum counts. */
	.ledger = { [LEDGER_SWITCH] = { [LEDGER_KIND_CR3] = 19,
					[LEDGER_KIND_INVLPG] = 3,
					[LEDGER_KIND_GLOBAL] = 2 },
		    [LEDGER_EXEC] = { [LEDGER_KIND_CR3] = 1 } },
	.counters = { [COUNT_IRQS] = 2,
		      [COUNT_USER_ENTRIES] = 10,
		      [COUNT_USER_EXITS] = 10,
		      [COUNT_SYSCALLS] = 5,
		      [COUNT_FAULTS] = 4 },
};
static const struct model_sample model_saw = {
	.shared = { [SHARED_EVENTS + EVENT_CR3] = 20,
		    [SHARED_EVENTS + EVENT_INVLPG] = 3,
		    [SHARED_EVENTS + EVENT_CR4] = 4,
		    [SHARED_EVENTS + EVENT_INT] = 3,
		    [SHARED_EVENTS + EVENT_SYSENTER] = 2,
		    [SHARED_EVENTS + EVENT_SYSEXIT] = 2,
		    [SHARED_EVENTS + EVENT_IRET] = 10,
		    [SHARED_FAULTS_USER] = 4,
		    [SHARED_FAULTS_KERNEL] = 1,
		    [SHARED_IRQS_USER] = 1,
		    [SHARED_IRQS_KERNEL] = 1 },
};

static void witnesses_must_agree(void **state)
{
	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(witnesses); i++) {
		struct sample s = kernel_saw;
		struct model_sample m = model_saw;
		struct records r = { .nr_samples = 1, .samples = &s, .machine.present = true };
		int64_t *const numbers[] = { s.ledger[LEDGER_SWITCH], s.counters, m.shared };
		char *why;

		numbers[witnesses[i].side][witnesses[i].what] += witnesses[i].change;
		s.counters[COUNT_IRQS] += witnesses[i].irqs_outside;
		r.model.nr_samples = 1;
		r.model.samples = &m;
		why = witness_mismatch(&r);
		if (!why != !witnesses[i].says || (why && !strstr(why, witnesses[i].says)))
			fail_msg("case %zu: '%s' does not say '%s'", i, why, witnesses[i].says);
		free(why);
	}
}

/* A group of three whose user code took so many instructions, with a tolerance: who failed, as a
 * bit set. */
static unsigned int judge_paths(const int64_t insns[3], uint32_t user_ppm)
{
	struct program program = { .user_ppm = user_ppm };
	struct model_sample samples[3] = { 0 };
	struct cell_result r[3] = { 0 }, *ptr[3];
	struct cell cells[3] = { 0 };
	unsigned int failed = 0;

	for (int i = 0; i < 3; i++) {
		cells[i].config = &named[i];
		cells[i].program = &program;
		ptr[i] = &r[i];
		r[i].detail = xstrdup("");
		r[i].records.checksum = (char *)"1";
		samples[i].shared[SHARED_INSNS + REGION_USER] = insns[i];
		r[i].records.model =
			(struct model_records){ .nr_samples = 1, .samples = &samples[i] };
	}
	group_verdict(cells, ptr, 3);
	for (int i = 0; i < 3; i++) {
		if (r[i].state == CELL_FAILED) {
			failed |= 1 << i;
			assert_string_equal(r[i].reason, "user_path");
		}
		free(r[i].detail);
	}
	return failed;
}

static void user_code_goes_one_way(void **state)
{
	static const int64_t near[] = { 1000000, 1000000, 1000001 },
			     far[] = { 1000000, 998999, 1001000 },
			     /* More than 32 bits hold, in instructions and in their product. */
		many[] = { 50000000000, 50050000000, 50050000001 };

	(void)state;
	assert_int_equal(judge_paths(near, 0), 1 << 2);
	assert_int_equal(judge_paths(near, 1), 0);
	assert_int_equal(judge_paths(far, 1000), 1 << 1);
	assert_int_equal(judge_paths(many, 1000), 1 << 2);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(most_are_right),	    cmocka_unit_test(the_first_wins_a_tie),
		cmocka_unit_test(absent_ones_do_not_count), cmocka_unit_test(witnesses_must_agree),
		cmocka_unit_test(user_code_goes_one_way),
	};

	return cmocka_run_group_tests_name("verdict", tests, NULL, NULL);
}
