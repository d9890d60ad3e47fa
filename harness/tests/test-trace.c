// SPDX-License-Identifier: GPL-2.0-or-later
/* The trace of an operation: what is read, and what is not believed. */
#include "test.h"

#include "guest/trace.h"

#define RECORD(name, rest) "{\"splitbench\":1,\"record\":\"" name "\"," rest "}\n"
#define STEP(insns, mcycles)                                                                       \
	RECORD("step", "\"region\":\"user\",\"symbol\":\"run\",\"insns\":" #insns                  \
		       ",\"mcycles\":" #mcycles)
#define NOTE(what, mcycles)                                                                        \
	RECORD("note", "\"what\":\"" what "\",\"mcycles\":" #mcycles                               \
		       ",\"value\":4096,\"dropped\":3,\"refs\":2,\"fetch\":true,\"refill\":true,"  \
		       "\"large\":false,\"user\":true,\"global\":false,\"maps_program\":false,"    \
		       "\"where\":\"run\",\"offset\":16")
#define END(insns, mcycles)                                                                        \
	RECORD("operation", "\"cut_symbol\":\"run\",\"cut_offset\":7,\"cut_in_program\":true,"     \
			    "\"passes\":1,\"whole\":9,\"alike\":8,\"insns\":" #insns               \
			    ",\"mcycles\":" #mcycles ",\"sample_insns\":99,\"sample_mcycles\":"    \
			    "9900,\"whole_insns\":90,\"whole_mcycles\":9000")

static void a_trace_is_read(void **state)
{
	struct trace t;

	(void)state;
	assert_null(trace_parse(&t, STEP(4, 2500) NOTE("int", 500) NOTE("walk", 1000) STEP(6, 500)
					    END(10, 3000)));
	assert_int_equal(t.nr_steps, 2);
	assert_int_equal(t.steps[0].insns, 4);
	assert_int_equal(t.steps[0].nr_notes, 2);
	assert_int_equal(t.steps[1].nr_notes, 0);
	assert_string_equal(t.steps[0].notes[1].what, "walk");
	assert_string_equal(t.steps[0].notes[1].where, "run");
	assert_int_equal(t.steps[0].notes[1].offset, 16);
	assert_int_equal(t.steps[0].notes[1].refs, 2);
	assert_true(t.steps[0].notes[1].refill);
	assert_false(t.steps[0].notes[1].large);
	assert_int_equal(t.whole, 9);
	assert_int_equal(t.alike, 8);
	assert_int_equal(t.sample_mcycles, 9900);
	assert_int_equal(t.cut_offset, 7);
	trace_free(&t);
}

static void what_is_wrong_is_said(void **state)
{
	static const struct {
		const char *text, *says;
	} wrong[] = {
		{ "", "last record is missing" },
		{ STEP(4, 2000), "last record is missing" },
		{ STEP(4, 2000) END(5, 2000), "4 instructions" },
		{ STEP(4, 2000) END(4, 2001), "2000 mcycles" },
		{ STEP(4, 2000) NOTE("int", 2001) END(4, 2000), "step 1" },
		{ NOTE("int", 1) END(0, 0), "damaged" },
		{ RECORD("step", "\"region\":\"user\"") END(0, 0), "damaged" },
		{ RECORD("stop", "\"a\":1"), "damaged" },
		{ "nonsense\n", "damaged: nonsense" },
		{ STEP(4, 2000) END(4, 2000) END(4, 2000), "damaged" },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(wrong); i++) {
		struct trace t;
		char *why = trace_parse(&t, wrong[i].text);

		if (!why || !strstr(why, wrong[i].says))
			fail_msg("%zu: '%s' instead of '%s'", i, why ? why : "", wrong[i].says);
		free(why);
		trace_free(&t);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_trace_is_read),
		cmocka_unit_test(what_is_wrong_is_said),
	};

	return cmocka_run_group_tests_name("trace", tests, NULL, NULL);
}
