/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Rows of values for a person or a program: a table, Markdown, CSV or JSON, as the user's options
 * say. Every command that prints rows prints them through this.
 */
#ifndef HARNESS_OUTPUT_H
#define HARNESS_OUTPUT_H

#include <argp.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

enum value_kind { VALUE_NULL, VALUE_INTEGER, VALUE_REAL, VALUE_TEXT };

/*
 * One value of a row; a zeroed one is NULL: an empty field, or null in JSON. `shown`, where it is
 * not NULL, is what a reader is shown for it (in tables and Markdown); CSV and JSON have the value.
 */
struct value {
	enum value_kind kind;
	union {
		int64_t integer;
		double real;
		const char *text;
	};
	const char *shown;
};

/* How rows are printed: an opaque row of a table in output.c. */
struct output_format;

/*
 * --csv, --json and --markdown, as an argp child whose input is a const struct output_format **.
 * The first is what is printed without an option: a table.
 */
extern const struct argp output_argp;
extern const struct output_format *const output_table, *const output_csv;

/* How the name of a file in this format ends: "csv". */
const char *output_suffix(const struct output_format *format);

/* Is it for a reader, so that a line of text may stand around the rows? */
bool output_is_text(const struct output_format *format);

struct output;

struct output *output_new(const struct output_format *format, FILE *f);
/* Begins a list of rows with these column names, which are copied; a second one may follow. None:
 * no list. */
void output_begin(struct output *o, unsigned int columns, const char *const names[]);
/* One value a column. */
void output_row(struct output *o, const struct value *row);
/* Prints what is not printed yet, and frees. JSON without any list is an empty array. */
void output_end(struct output *o);

#endif /* HARNESS_OUTPUT_H */
