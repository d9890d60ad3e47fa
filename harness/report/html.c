// SPDX-License-Identifier: GPL-2.0-or-later
/* A page that needs no other file and no network: page.css and all images are in it. No script. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "markup.h"
#include "page.h"
#include "lib/paths.h"
#include "lib/util.h"

static void element(FILE *f, const char *tag, const char *text)
{
	fprintf(f, "<%s>", tag);
	markup_prose(f, text);
	fprintf(f, "</%s>\n", tag);
}

static void begin(FILE *f, const char *title)
{
	char *path = in_root("harness/report/page.css"), *css = read_file(path, NULL);

	if (!css)
		die("cannot read %s: %s", path, strerror(errno));
	fputs("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
	      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n",
	      f);
	element(f, "title", title);
	fprintf(f, "<style>\n%s</style>\n</head>\n<body>\n<main>\n", css);
	element(f, "h1", title);
	free(path);
	free(css);
}

static void heading(FILE *f, const char *text, const char *anchor)
{
	fprintf(f, "<h2 id=\"%s\">", anchor);
	markup_prose(f, text);
	fputs("</h2>\n", f);
}

static void paragraph(FILE *f, const char *text)
{
	element(f, "p", text);
}

static void begin_list(FILE *f)
{
	fputs("<ul>\n", f);
}

static void item(FILE *f, const char *text, const char *note)
{
	fputs("<li>", f);
	markup_prose(f, text);
	fputs(" <small>", f);
	markup_prose(f, note);
	fputs("</small></li>\n", f);
}

static void end_list(FILE *f)
{
	fputs("</ul>\n", f);
}

/* In a box of its own, as it may be wider than the page. */
static void rows(FILE *f, const struct table *t)
{
	bool *number = xcalloc(t->columns, sizeof(*number));

	for (unsigned int c = 0; c < t->columns; c++)
		number[c] = table_is_numeric(t, c);
	fputs("<div class=\"wide\" tabindex=\"0\"><table>\n", f);
	for (unsigned int i = 0; i < t->cells; i++) {
		unsigned int c = i % t->columns;
		const char *tag = i < t->columns ? "th" : "td";

		fprintf(f, "%s<%s%s>", c ? "" : "<tr>", tag, number[c] ? " class=\"n\"" : "");
		markup_text(f, t->text[i]);
		fprintf(f, "</%s>%s", tag, c + 1 == t->columns ? "</tr>\n" : "");
	}
	fputs("</table></div>\n", f);
	free(number);
}

static void table(FILE *f, const char *title, const char *reading, const struct table *t,
		  bool folded)
{
	fputs(folded ? "<details><summary>" : "<h3>", f);
	markup_prose(f, title);
	fputs(folded ? "</summary>\n" : "</h3>\n", f);
	if (*reading)
		element(f, "p", reading);
	rows(f, t);
	if (folded)
		fputs("</details>\n", f);
}

static void figure(FILE *f, const struct figure *g)
{
	char *prefix = xasprintf("%s-", g->name);

	fprintf(f, "<figure id=\"plot-%s\">\n<h3>", g->name);
	markup_prose(f, g->title);
	fputs("</h3>\n", f);
	if (*g->reading)
		element(f, "figcaption", g->reading);
	fputs("<div class=\"wide paper\" tabindex=\"0\">", f);
	markup_svg(f, g->svg, "plot", g->title, prefix);
	fputs("</div>\n", f);
	if (g->nr_data)
		fputs("<details><summary>Its data</summary>\n", f);
	for (unsigned int i = 0; i < g->nr_data; i++)
		rows(f, &g->data[i]);
	fputs(g->nr_data ? "</details>\n</figure>\n" : "</figure>\n", f);
	free(prefix);
}

static void end(FILE *f)
{
	fputs("</main>\n</body>\n</html>\n", f);
}

const struct page_format page_html = {
	.suffix = "html",
	.begin = begin,
	.heading = heading,
	.paragraph = paragraph,
	.begin_list = begin_list,
	.item = item,
	.end_list = end_list,
	.table = table,
	.figure = figure,
	.end = end,
};
