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

bool table_is_numeric(const struct table *t, unsigned int column)
{
	bool all = t->cells > t->columns;

	for (unsigned int i = t->columns + column; i < t->cells && all; i += t->columns)
		all = numeric(t->text[i]);
	return all;
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

/* Of each column: the room that it needs, and whether it goes right. */
struct shape {
	int *room;
	bool *right;
};

static struct shape shape_of(const struct table *t)
{
	unsigned int rows = t->cells / t->columns;
	struct shape shape = { .room = xcalloc(t->columns, sizeof(*shape.room)),
			       .right = xcalloc(t->columns, sizeof(*shape.right)) };

	for (unsigned int c = 0; c < t->columns; c++) {
		shape.right[c] = table_is_numeric(t, c);
		for (unsigned int r = 0; r < rows; r++) {
			const char *s = t->text[r * t->columns + c];

			if (width(s) > shape.room[c])
				shape.room[c] = width(s);
		}
	}
	return shape;
}

static void shape_free(struct shape *shape)
{
	free(shape->room);
	free(shape->right);
}

void table_print(const struct table *t, FILE *f)
{
	struct shape shape = shape_of(t);

	for (unsigned int r = 0; r < t->cells / t->columns; r++) {
		for (unsigned int c = 0; c < t->columns; c++)
			print_cell(f, t->text[r * t->columns + c], shape.room[c], shape.right[c],
				   c + 1 == t->columns);
		for (unsigned int c = 0; r == 0 && c < t->columns; c++) {
			for (int i = 0; i < shape.room[c]; i++)
				fputc('-', f);
			fputs(c + 1 == t->columns ? "\n" : "  ", f);
		}
	}
	shape_free(&shape);
}

/* A bar in a cell would end it, a line break the row, and a less-than sign may begin a tag. */
static void print_markdown_cell(const char *s, FILE *f)
{
	for (; *s; s++) {
		if (*s == '\n') {
			fputs("<br>", f);
			continue;
		}
		if (*s == '|' || *s == '<')
			fputc('\\', f);
		fputc(*s, f);
	}
}

void table_print_markdown(const struct table *t, FILE *f)
{
	struct shape shape = shape_of(t);

	for (unsigned int i = 0; i < t->cells; i++) {
		bool last = i % t->columns == t->columns - 1;

		fputs("| ", f);
		print_markdown_cell(t->text[i], f);
		fputs(last ? " |\n" : " ", f);
		for (unsigned int c = 0; i + 1 == t->columns && c < t->columns; c++)
			fprintf(f, "|---%s%s", shape.right[c] ? ":" : "",
				c + 1 == t->columns ? "|\n" : "");
	}
	shape_free(&shape);
}

void table_free(struct table *t)
{
	for (unsigned int i = 0; i < t->cells; i++)
		free(t->text[i]);
	free(t->text);
	*t = (struct table){ 0 };
}
