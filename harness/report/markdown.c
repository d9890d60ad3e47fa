// SPDX-License-Identifier: GPL-2.0-or-later
/* The same page as Markdown, with links to the images and their data beside it. */
#include <ctype.h>
#include <string.h>

#include "page.h"

/*
 * Prose, in which what means something in Markdown is only that between backticks. An underscore
 * between letters means nothing.
 */
static void prose(FILE *f, const char *text)
{
	bool code = false;

	for (const char *p = text; *p; p++) {
		bool inside = *p == '_' && p > text && isalnum(p[-1]) && isalnum(p[1]);

		if (*p == '`')
			code = !code;
		else if (!code && strchr("\\*_[]<>|", *p) && !inside)
			fputc('\\', f);
		fputc(*p, f);
	}
}

static void begin(FILE *f, const char *title)
{
	fputs("# ", f);
	prose(f, title);
	fputs("\n", f);
}

static void heading(FILE *f, const char *text, const char *anchor)
{
	(void)anchor;
	fputs("\n## ", f);
	prose(f, text);
	fputs("\n", f);
}

static void paragraph(FILE *f, const char *text)
{
	fputs("\n", f);
	prose(f, text);
	fputs("\n", f);
}

static void begin_list(FILE *f)
{
	fputs("\n", f);
}

static void item(FILE *f, const char *text, const char *note)
{
	fputs("- ", f);
	prose(f, text);
	fputs(" (", f);
	prose(f, note);
	fputs(")\n", f);
}

static void end_list(FILE *f)
{
	(void)f;
}

static void table(FILE *f, const char *title, const char *reading, const struct table *t,
		  bool folded)
{
	(void)folded;
	fputs("\n### ", f);
	prose(f, title);
	fputs("\n", f);
	if (*reading)
		paragraph(f, reading);
	fputs("\n", f);
	table_print_markdown(t, f);
}

static void figure(FILE *f, const struct figure *g)
{
	fputs("\n### ", f);
	prose(f, g->title);
	fputs("\n", f);
	if (*g->reading)
		paragraph(f, g->reading);
	fprintf(f, "\n![%s](%s/%s.svg)\n", g->name, g->folder, g->name);
	if (g->nr_data)
		fprintf(f, "\n[Its data](%s/%s.dat)\n", g->folder, g->name);
}

static void end(FILE *f)
{
	(void)f;
}

const struct page_format page_markdown = {
	.suffix = "md",
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
