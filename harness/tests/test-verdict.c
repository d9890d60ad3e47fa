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

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(most_are_right),
		cmocka_unit_test(the_first_wins_a_tie),
		cmocka_unit_test(absent_ones_do_not_count),
	};

	return cmocka_run_group_tests_name("verdict", tests, NULL, NULL);
}
