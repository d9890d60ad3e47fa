// SPDX-License-Identifier: GPL-2.0-or-later
/* Pages and flame graphs: what stands in the text is said and not done, and widths are numbers. */
#include "test.h"

#include "report/flame.h"
#include "report/markup.h"
#include "report/page.h"
#include "store/sql.h"

/* What is written to the stream that `stream` opens, once it is closed. */
struct written {
	char *text;
	size_t size;
	FILE *f;
};

static FILE *begin(struct written *w)
{
	w->f = open_memstream(&w->text, &w->size);
	assert_non_null(w->f);
	return w->f;
}

static void wrote(struct written *w, const char *expected)
{
	fclose(w->f);
	assert_string_equal(w->text, expected);
	free(w->text);
}

static void comments_say_what_a_file_is(void **state)
{
	static const struct {
		const char *sql, *title, *reading;
	} files[] = {
		{ "-- SPDX-License-Identifier: X\n-- Title\n-- how\n--  to read\n--\n-- for others\nSELECT 1;\n-- no\n",
		  "Title", "how to read" },
		{ "-- Title\nSELECT 1", "Title", "" },
		{ "-- Title\n-- to the end", "Title", "to the end" },
		{ "--\n-- Title\n--\n-- others\n", "Title", "" },
		{ "SELECT 1; -- none", "", "" },
		{ "", "", "" },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(files); i++) {
		char *title = sql_title(files[i].sql), *reading = sql_reading(files[i].sql);

		assert_string_equal(title, files[i].title);
		assert_string_equal(reading, files[i].reading);
		free(title);
		free(reading);
	}
}

static void text_stays_text(void **state)
{
	struct written w;

	(void)state;
	markup_text(begin(&w), "a<b>&\"c\" 'd' \xc2\xb7");
	wrote(&w, "a&lt;b&gt;&amp;&quot;c&quot; &#39;d&#39; \xc2\xb7");
	markup_prose(begin(&w), "x `a<b` and `c`, ` open");
	wrote(&w, "x <code>a&lt;b</code> and <code>c</code>, <code> open</code>");
	markup_prose(begin(&w), "");
	wrote(&w, "");
	page_markdown.paragraph(begin(&w), "a_b *x* <i> `*_<` a|b _c [d]");
	wrote(&w, "\na_b \\*x\\* \\<i\\> `*_<` a\\|b \\_c \\[d\\]\n");
}

static void images_do_not_meet(void **state)
{
	static const char svg[] = "<?xml version=\"1.0\"?>\n<svg width=\"2\"><title>Gnuplot</title>"
				  "<desc>Produced by</desc><path id='p'/><use xlink:href='#p'/>"
				  "<g id=\"q\" fill=\"url(#p)\"><title>kept</title></g></svg>\n";
	struct written w;

	(void)state;
	markup_svg(begin(&w), svg, "plot", "a \"b\"", "n-");
	wrote(&w, "<svg class=\"plot\" role=\"img\" aria-label=\"a &quot;b&quot;\" width=\"2\">"
		  "<path id='n-p'/><use xlink:href='#n-p'/>"
		  "<g id=\"n-q\" fill=\"url(#n-p)\"><title>kept</title></g></svg>\n");
	markup_svg(begin(&w), "no image", "plot", "", "n-");
	wrote(&w, "");
}

static void tables_are_escaped(void **state)
{
	struct table t;
	struct written w;

	(void)state;
	table_init(&t, 2);
	table_add(&t, "name");
	table_add(&t, "n");
	table_add(&t, "<b>|x");
	table_add(&t, "1.5");
	page_html.table(begin(&w), "T & U", "", &t, true);
	wrote(&w,
	      "<details><summary>T &amp; U</summary>\n<div class=\"wide\" tabindex=\"0\"><table>\n"
	      "<tr><th>name</th><th class=\"n\">n</th></tr>\n"
	      "<tr><td>&lt;b&gt;|x</td><td class=\"n\">1.5</td></tr>\n</table></div>\n</details>\n");
	page_markdown.table(begin(&w), "T", "how", &t, false);
	wrote(&w, "\n### T\n\nhow\n\n| name | n |\n|---|---:|\n| \\<b>\\|x | 1.5 |\n");
	table_free(&t);
}

/* The widths of all rectangles of a colour, in frames: those of the legend are 22 wide. */
static double width_of(const char *svg, const char *fill)
{
	char *wanted = xasprintf("fill=\"%s\" stroke", fill);
	double sum = 0;

	for (const char *p = svg; (p = strstr(p, "<rect x=")); p++) {
		const char *end = strchr(p, '>'), *found = strstr(p, wanted);

		if (found && found < end)
			sum += strtod(strstr(p, "width=\"") + 7, NULL);
	}
	free(wanted);
	return sum;
}

static char *draw(const char *const *sides, unsigned int n)
{
	struct stacks s = { 0 };
	struct written w;
	char *why;

	for (unsigned int i = 0; i < n; i++) {
		assert_true(stacks_add(&s, i, sides[i], "icount", 1, &why));
		s.cell[s.sides++] = (struct stacks_cell){
			.config = xstrdup(i ? "b&b" : "a"),
			.workload = xstrdup("g/w"),
			.params = xstrdup(""),
			.mem_mib = 64,
		};
	}
	stacks_complete(&s);
	flame_svg(begin(&w), &s, "icount", "run 1 <");
	fclose(w.f);
	stacks_free(&s);
	return w.text;
}

/* 1068 pixels are the whole. */
static void widths_are_what_parts_take(void **state)
{
	static const char *const sides[] = {
		"stack icount\nkernel;f;kernel 4000\nkernel;f;flush 2000\nkernel;g;kernel 1000\nuser;f;user 1000\n",
		"stack icount\nkernel;f;kernel 3000\nkernel;f;flush 6000\nkernel;g;kernel 1000\n",
	};
	char *svg;

	(void)state;
	svg = draw(sides, 1);
	assert_float_equal(width_of(svg, "#56b4e9"), 1068 * 5 / 8.0, 0.05);
	assert_float_equal(width_of(svg, "#d55e00"), 1068 * 2 / 8.0, 0.05);
	assert_float_equal(width_of(svg, "#d0d0d0"), 1068 * 1 / 8.0, 0.05);
	assert_non_null(strstr(svg, "<title>kernel;f;flush: 2.0 instructions, 25.0 %</title>"));
	assert_non_null(strstr(svg, "<title>kernel;f: 6.0 instructions, 75.0 %</title>"));
	assert_non_null(strstr(svg, "<title>kernel: 7.0 instructions, 87.5 %</title>"));
	assert_non_null(strstr(svg, ">g/w, 64 MiB: a</text>"));
	assert_non_null(strstr(svg, ">run 1 &lt;</text>"));
	free(svg);

	/* Of both the larger: 4 + 6 + 1 + 1. The second takes 4 more and 2 less: the difference
	 * is 2. */
	svg = draw(sides, 2);
	assert_float_equal(width_of(svg, "#d55e00"), 1068 * 4 / 12.0, 0.05);
	assert_float_equal(width_of(svg, "#0072b2"), 1068 * 2 / 12.0, 0.05);
	assert_float_equal(width_of(svg, "#d0d0d0"), 1068 * 6 / 12.0, 0.05);
	assert_non_null(strstr(
		svg, "<title>kernel;f;flush: a 2.0, b&amp;b 6.0 instructions: +4.0</title>"));
	assert_non_null(
		strstr(svg, "<title>an operation: a 8.0, b&amp;b 10.0 instructions: +2.0</title>"));
	assert_non_null(strstr(svg, ">g/w, 64 MiB: b&amp;b over a</text>"));
	free(svg);
}

static void nothing_is_drawn_as_nothing(void **state)
{
	static const char *const side = "stack icount\n";
	char *svg;

	(void)state;
	svg = draw(&side, 1);
	assert_non_null(strstr(svg, "</svg>"));
	assert_null(strstr(svg, "nan"));
	free(svg);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(comments_say_what_a_file_is),
		cmocka_unit_test(text_stays_text),
		cmocka_unit_test(images_do_not_meet),
		cmocka_unit_test(tables_are_escaped),
		cmocka_unit_test(widths_are_what_parts_take),
		cmocka_unit_test(nothing_is_drawn_as_nothing),
	};

	return cmocka_run_group_tests_name("report", tests, NULL, NULL);
}
