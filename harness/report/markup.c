// SPDX-License-Identifier: GPL-2.0-or-later
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "markup.h"
#include "lib/util.h"

void markup_text(FILE *f, const char *text)
{
	for (; *text; text++) {
		switch (*text) {
		case '&':
			fputs("&amp;", f);
			break;
		case '<':
			fputs("&lt;", f);
			break;
		case '>':
			fputs("&gt;", f);
			break;
		case '"':
			fputs("&quot;", f);
			break;
		case '\'':
			fputs("&#39;", f);
			break;
		default:
			fputc(*text, f);
		}
	}
}

void markup_prose(FILE *f, const char *text)
{
	bool code = false;
	char *copy = xstrdup(text), *rest = copy, *piece;

	while ((piece = strsep(&rest, "`"))) {
		markup_text(f, piece);
		if (rest || code)
			fputs(code ? "</code>" : "<code>", f);
		code = !code;
	}
	free(copy);
}

/* What an id follows, as gnuplot and we write it. */
static const char *const before_ids[] = { " id='",    " id=\"", "href='#",
					  "href=\"#", "url(#",	"url('#" };

static size_t before_id(const char *text)
{
	for (size_t i = 0; i < ARRAY_SIZE(before_ids); i++)
		if (!strncmp(text, before_ids[i], strlen(before_ids[i])))
			return strlen(before_ids[i]);
	return 0;
}

/* The text behind the element, where it is the document's own title or description. */
static const char *behind_title(const char *text)
{
	static const char *const ends[] = { "<title>Gnuplot", "</title>", "<desc>", "</desc>" };

	for (size_t i = 0; i < ARRAY_SIZE(ends); i += 2) {
		const char *end =
			strncmp(text, ends[i], strlen(ends[i])) ? NULL : strstr(text, ends[i + 1]);

		if (end)
			return end + strlen(ends[i + 1]);
	}
	return NULL;
}

void markup_svg(FILE *f, const char *svg, const char *class, const char *label, const char *prefix)
{
	static const char tag[] = "<svg";
	const char *text = strstr(svg, tag), *behind;

	if (!text)
		return;
	fprintf(f, "<svg class=\"%s\" role=\"img\" aria-label=\"", class);
	markup_text(f, label);
	fputc('"', f);
	for (text += strlen(tag); *text;) {
		size_t len = before_id(text);

		if ((behind = behind_title(text))) {
			text = behind;
			continue;
		}
		fwrite(text, 1, len ? len : 1, f);
		if (len)
			fputs(prefix, f);
		text += len ? len : 1;
	}
}
