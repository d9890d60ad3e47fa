// SPDX-License-Identifier: GPL-2.0-or-later
/* Rows of values in every format. */
#include "test.h"

#include "lib/output.h"

static const char *const names[] = { "what", "n", "share", "of" };
static const struct value rows[][ARRAY_SIZE(names)] = {
	{ { .kind = VALUE_TEXT, .text = "a, \"b\"" },
	  { .kind = VALUE_INTEGER, .integer = -3 },
	  { .kind = VALUE_REAL, .real = 2 },
	  { .kind = VALUE_NULL } },
	{ { .kind = VALUE_TEXT, .text = "c|d" },
	  { .kind = VALUE_INTEGER, .integer = 40 },
	  { .kind = VALUE_REAL, .real = 0.25, .shown = "25 %" },
	  { .kind = VALUE_TEXT, .text = "e\nf" } },
};

static const struct {
	char *option;
	bool text;
	const char *printed;
} formats[] = {
	{ NULL, true,
	  "what     n  share  of\n"
	  "------  --  -----  ---\n"
	  "a, \"b\"  -3  2      \n"
	  "c|d     40  25 %   e\nf\n"
	  "\n"
	  "    e\n"
	  "-----\n"
	  "1e-07\n" },
	{ "--markdown", true,
	  "| what | n | share | of |\n"
	  "|---|---:|---|---|\n"
	  "| a, \"b\" | -3 | 2 |  |\n"
	  "| c\\|d | 40 | 25 % | e<br>f |\n"
	  "\n"
	  "| e |\n"
	  "|---:|\n"
	  "| 1e-07 |\n" },
	{ "--csv", false,
	  "what,n,share,of\n"
	  "\"a, \"\"b\"\"\",-3,2.0,\n"
	  "c|d,40,0.25,\"e\nf\"\n"
	  "e\n"
	  "1e-07\n" },
	{ "--json", false,
	  "[\n"
	  " {\n  \"what\": \"a, \\\"b\\\"\",\n  \"n\": -3,\n  \"share\": 2.0,\n  \"of\": null\n },\n"
	  " {\n  \"what\": \"c|d\",\n  \"n\": 40,\n  \"share\": 0.25,\n  \"of\": \"e\\nf\"\n },\n"
	  " {\n  \"e\": 1e-7\n }\n"
	  "]\n" },
};

/* A list of two rows, one without columns, which is none, and a second one. */
static void put_lists(struct output *o)
{
	output_begin(o, ARRAY_SIZE(names), names);
	for (size_t i = 0; i < ARRAY_SIZE(rows); i++)
		output_row(o, rows[i]);
	output_begin(o, 0, NULL);
	output_begin(o, 1, (const char *const[]){ "e" });
	output_row(o, &(struct value){ .kind = VALUE_REAL, .real = 1e-7 });
}

static void each_format_prints_it(void **state)
{
	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(formats); i++) {
		char *argv[] = { "test", formats[i].option, NULL }, *text;
		const struct output_format *format = NULL;
		struct output *o;
		size_t size;
		FILE *f = open_memstream(&text, &size);

		assert_int_equal(argp_parse(&output_argp, argv[1] ? 2 : 1, argv, 0, NULL, &format),
				 0);
		assert_int_equal(output_is_text(format), formats[i].text);
		o = output_new(format, f);
		put_lists(o);
		output_end(o);
		fclose(f);
		assert_string_equal(text, formats[i].printed);
		free(text);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_format_prints_it),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
