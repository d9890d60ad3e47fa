// SPDX-License-Identifier: GPL-2.0-or-later
#include "test.h"
#include "guest/records.h"

#define R "{\"splitbench\":1,\"record\":"
#define BEGIN                                                                                      \
	R "\"begin\",\"workload\":\"syscall/null\",\"params\":\"entry=int80\",\"ops\":10,\"samples\":2,\"warmup\":1}\n"
#define SAMPLE0 R "\"sample\",\"index\":0,\"cycles\":1000,\"checksum\":\"1\"}\n"
#define SAMPLE1 R "\"sample\",\"index\":1,\"cycles\":1010,\"checksum\":\"1\"}\n"
#define LEDGER1                                                                                    \
	R "\"ledger\",\"index\":1,\"counts\":{\"syscall_entry.cr3_load\":11},\"counters\":{\"syscalls\":12}}\n"
#define MACHINE                                                                                    \
	R "\"machine\",\"config\":\"4g4g\",\"user_top\":1,\"kernel_base\":2,\"direct_end\":3,"     \
	  "\"ram_kib\":2097152,\"low_total_kib\":4,\"low_free_kib\":5,\"high_total_kib\":6,"       \
	  "\"high_free_kib\":7,\"page_struct_kib\":8,\"tsc_khz\":1000000,\"boot_tsc\":5000000000}\n"
#define END R "\"end\",\"checksum\":\"00000000deadbeef\"}\n"

static void whole(void **state)
{
	struct records r;
	char *why;

	(void)state;
	assert_int_equal(records_parse("noise\n" BEGIN MACHINE SAMPLE1
				       "{\"other\":1}\n" SAMPLE0 LEDGER1 END,
				       &r, &why),
			 0);
	assert_null(why);
	assert_string_equal(r.workload, "syscall/null");
	assert_string_equal(r.params, "entry=int80");
	assert_int_equal(r.ops, 10);
	assert_int_equal(r.nr_samples, 2);
	assert_int_equal(r.samples[0].value, 1000);
	assert_int_equal(r.samples[1].value, 1010);
	assert_int_equal(r.samples[0].ledger[LEDGER_SYSCALL_ENTRY][LEDGER_KIND_CR3], 0);
	assert_int_equal(r.samples[1].ledger[LEDGER_SYSCALL_ENTRY][LEDGER_KIND_CR3], 11);
	assert_int_equal(r.samples[1].counters[COUNT_SYSCALLS], 12);
	assert_true(r.machine.present);
	assert_string_equal(r.machine.config, "4g4g");
	assert_int_equal(r.machine.boot_tsc, 5000000000);
	assert_string_equal(r.checksum, "00000000deadbeef");
	records_free(&r);
}

/* Every console here is wrong in one way; the reason must name it. */
static const struct {
	const char *console, *reason;
} damaged[] = {
	{ "", "printed no record" },
	{ BEGIN SAMPLE0 END, "sample 2 of 2 is missing" },
	{ BEGIN SAMPLE0 SAMPLE1, "the end record is missing" },
	{ BEGIN SAMPLE0 R "\"sample\",\"ind", "cut short" },
	{ BEGIN SAMPLE0 SAMPLE0, "came twice" },
	{ BEGIN BEGIN, "began twice" },
	{ SAMPLE0, "no begin before it" },
	{ BEGIN R "\"sample\",\"index\":2,\"cycles\":1}\n", "bad index" },
	{ BEGIN R "\"sample\",\"index\":0,\"cycles\":-1}\n", "no cycles" },
	{ BEGIN R "\"sample\",\"index\":0,\"cycles\":1.5}\n", "no cycles" },
	{ BEGIN R "\"pmu\",\"index\":0,\"counts\":{\"x\":1}}\n", "'x'" },
	{ BEGIN R "\"pmu\",\"index\":0,\"counts\":{\"cycles\":-1}}\n", "'cycles'" },
	{ BEGIN R "\"pmu\",\"index\":2,\"counts\":{\"cycles\":1}}\n", "no place" },
	{ BEGIN R "\"pmu\",\"index\":0}\n", "no counts" },
	{ BEGIN R "\"ledger\",\"index\":0,\"counts\":{\"x.cr3_load\":1},\"counters\":{}}\n",
	  "x.cr3_load" },
	{ BEGIN R "\"ledger\",\"index\":0,\"counts\":{\"syscall_entry\":1},\"counters\":{}}\n",
	  "syscall_entry" },
	{ BEGIN R "\"ledger\",\"index\":0,\"counts\":{},\"counters\":{\"sys\":1}}\n", "'sys'" },
	{ R "\"begin\",\"workload\":\"a\",\"params\":\"\",\"ops\":0,\"samples\":1}\n", "ops 0" },
	{ R "\"begin\",\"workload\":\"a\",\"params\":\"\",\"ops\":1,\"samples\":2000000}\n",
	  "samples 2000000" },
	{ R "\"begin\",\"workload\":\"a\"}\n", "lacks a field" },
	{ R "\"machine\",\"config\":\"4g4g\"}\n", "lacks ram_kib" },
	{ R "\"future\"}\n", "no known kind" },
	{ R "\"error\",\"what\":\"open /tmp/x: ENOSPC\"}\n", "open /tmp/x: ENOSPC" },
	{ R "\"nofit\",\"what\":\"no highmem\"}\n", "does not fit: no highmem" },
	{ R "\"nofit\"}\n", "does not say what" },
};

static void damage_is_named(void **state)
{
	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(damaged); i++) {
		struct records r;
		char *why;

		assert_int_equal(records_parse(damaged[i].console, &r, &why), -1);
		if (!strstr(why, damaged[i].reason))
			fail_msg("case %zu: '%s' does not say '%s'", i, why, damaged[i].reason);
		free(why);
		records_free(&r);
	}
}

static void median(void **state)
{
	struct sample s[4] = {
		{ .value = 400 }, { .value = 100 }, { .value = 300 }, { .value = 1000 }
	};
	struct records r = { .ops = 10, .nr_samples = 3, .samples = s };

	(void)state;
	assert_true(records_per_op(&r, -1) == 30);
	r.nr_samples = 4;
	assert_true(records_per_op(&r, -1) == 35);
}

#define SIZES                                                                                      \
	R "\"begin\",\"workload\":\"capacity/x\",\"params\":\"\",\"ops\":1,\"samples\":0,\"warmup\":0}\n"
#define SIZE(name, rest)                                                                           \
	R "\"capacity\",\"name\":\"" name "\",\"value\":7,\"unit\":\"KiB\"" rest "}\n"

static void sizes_are_read(void **state)
{
	struct records r;
	char *why;

	(void)state;
	assert_int_equal(
		records_parse(SIZES SIZE("one", "")
				      SIZE("two",
					   ",\"limited_by\":\"lowmem\",\"refusal\":\"ENOMEM\"") END,
			      &r, &why),
		0);
	assert_false(records_timed(&r));
	assert_int_equal(r.nr_samples, 0);
	assert_int_equal(r.nr_capacities, 2);
	assert_string_equal(r.capacities[0].name, "one");
	assert_int_equal(r.capacities[0].value, 7);
	assert_null(r.capacities[0].limited_by);
	assert_string_equal(r.capacities[1].unit, "KiB");
	assert_string_equal(r.capacities[1].limited_by, "lowmem");
	assert_string_equal(r.capacities[1].refusal, "ENOMEM");
	records_free(&r);
}

static void bad_sizes_are_refused(void **state)
{
	static const struct {
		const char *console, *says;
	} bad[] = {
		{ SIZES END, "neither a sample nor a capacity" },
		{ SIZES SIZE("one", ""), "end record is missing" },
		{ SIZE("one", "") SIZES END, "before begin" },
		{ BEGIN SIZE("one", "") SAMPLE0 SAMPLE1 END, "beside samples" },
		{ SIZES SIZE("one", "") SIZE("one", "") END, "'one' came twice" },
		{ SIZES R "\"capacity\",\"name\":\"a\",\"unit\":\"b\"}\n" END, "lacks" },
		{ SIZES R "\"capacity\",\"name\":\"a\",\"value\":-1,\"unit\":\"b\"}\n" END,
		  "lacks" },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(bad); i++) {
		struct records r;
		char *why;

		assert_int_equal(records_parse(bad[i].console, &r, &why), -1);
		if (!strstr(why, bad[i].says))
			fail_msg("'%s' does not say '%s'", why, bad[i].says);
		free(why);
		records_free(&r);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(whole),
		cmocka_unit_test(damage_is_named),
		cmocka_unit_test(median),
		cmocka_unit_test(sizes_are_read),
		cmocka_unit_test(bad_sizes_are_refused),
	};

	return cmocka_run_group_tests_name("records", tests, NULL, NULL);
}
