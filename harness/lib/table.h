/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A table of text for a terminal: columns as wide as they need to be, numbers to the right. */
#ifndef HARNESS_TABLE_H
#define HARNESS_TABLE_H

#include <stdbool.h>
#include <stdio.h>

struct table {
	unsigned int columns, cells;
	char **text; /* row after row; the first row is the heading */
};

void table_init(struct table *t, unsigned int columns);
/* Adds the next cell; a copy is kept. */
void table_add(struct table *t, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
/* Are all cells of a column below its heading numbers, or empty? Not where there are none. */
bool table_is_numeric(const struct table *t, unsigned int column);
/* Prints the heading, a line, and the rows; a column of numbers goes right. */
void table_print(const struct table *t, FILE *f);
/* The same as a table of Markdown. */
void table_print_markdown(const struct table *t, FILE *f);
void table_free(struct table *t);

#endif /* HARNESS_TABLE_H */
