// SPDX-License-Identifier: GPL-2.0-or-later
#include <ctype.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>

#include "table.h"
#include "util.h"

void table_init(struct table *t, unsigned int columns)
{
	*t = (struct table){ .columns = columns };
}

void table_add(struct table *t, const char *fmt, ...)
{
	va_list ap;

	t->text = xrealloc(t->text, (t->cells + 1) * sizeof(*t->text));
	va_start(ap, fmt);
	if (vasprintf(&t->text[t->cells++], fmt, ap) < 0)
		die("out of memory");
	va_end(ap);
}

/* Columns on the screen; bytes where the text is no valid multibyte string. */
static int width(const char *s)
{
	wchar_t wide[1024];
	size_t n = mbstowcs(wide, s, ARRAY_SIZE(wide));
	int w = n < ARRAY_SIZE(wide) ? wcswidth(wide, n) : -1;

	return w < 0 ? (int)strlen(s) : w;
}

/* A number, with a unit sign or multiplication sign around it at most. */
static bool numeric(const char *s)
{
	return !s[strspn(s, "0123456789.,+-exX ")];
}

static void print_cell(FILE *f, const char *s, int room, bool right, bool last)
{
	int pad = room - width(s);

	if (right)
		fprintf(f, "%*s%s", pad, "", s);
	else
		fprintf(f, "%s%*s", s, last ? 0 : pad, "");
	fputs(last ? "\n" : "  ", f);
}

void table_print(const struct table *t, FILE *f)
{
	unsigned int rows = t->cells / t->columns;
	int *room = xcalloc(t->columns, sizeof(*room));
	bool *right = xcalloc(t->columns, sizeof(*right));

	for (unsigned int c = 0; c < t->columns; c++) {
		right[c] = rows > 1;
		for (unsigned int r = 0; r < rows; r++) {
			const char *s = t->text[r * t->columns + c];

			if (width(s) > room[c])
				room[c] = width(s);
			if (r && !numeric(s))
				right[c] = false;
		}
	}
	for (unsigned int r = 0; r < rows; r++) {
		for (unsigned int c = 0; c < t->columns; c++)
			print_cell(f, t->text[r * t->columns + c], room[c], right[c],
				   c + 1 == t->columns);
		for (unsigned int c = 0; r == 0 && c < t->columns; c++) {
			for (int i = 0; i < room[c]; i++)
				fputc('-', f);
			fputs(c + 1 == t->columns ? "\n" : "  ", f);
		}
	}
	free(room);
	free(right);
}

void table_print_markdown(const struct table *t, FILE *f)
{
	for (unsigned int i = 0; i < t->cells; i++) {
		bool last = i % t->columns == t->columns - 1;

		fprintf(f, "| %s %s", t->text[i], last ? "|\n" : "");
		for (unsigned int c = 0; i + 1 == t->columns && c < t->columns; c++)
			fputs(c + 1 == t->columns ? "|---|\n" : "|---", f);
	}
}

void table_free(struct table *t)
{
	for (unsigned int i = 0; i < t->cells; i++)
		free(t->text[i]);
	free(t->text);
	*t = (struct table){ 0 };
}
