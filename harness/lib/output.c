// SPDX-License-Identifier: GPL-2.0-or-later
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "output.h"
#include "table.h"
#include "util.h"

struct output {
	const struct output_format *format;
	FILE *f;
	unsigned int columns;
	char **names;
	bool begun;
	struct table table;
	json_t *json;
};

/* What a format does when a list begins, with a row, and when a list has ended. */
struct output_format {
	const char *suffix;
	bool text; /* is for a reader */
	void (*begin)(struct output *o);
	void (*row)(struct output *o, const struct value *row);
	void (*list_end)(struct output *o);
	void (*end)(struct output *o); /* of everything */
};

static void table_begin(struct output *o)
{
	if (o->begun)
		fputc('\n', o->f);
	table_init(&o->table, o->columns);
	for (unsigned int i = 0; i < o->columns; i++)
		table_add(&o->table, "%s", o->names[i]);
}

static void table_row(struct output *o, const struct value *row)
{
	for (unsigned int i = 0; i < o->columns; i++) {
		const struct value *v = &row[i];

		if (v->shown)
			table_add(&o->table, "%s", v->shown);
		else if (v->kind == VALUE_REAL)
			table_add(&o->table, "%.10g", v->real);
		else if (v->kind == VALUE_INTEGER)
			table_add(&o->table, "%lld", (long long)v->integer);
		else
			table_add(&o->table, "%s", v->kind == VALUE_TEXT ? v->text : "");
	}
}

static void table_list_end(struct output *o)
{
	table_print(&o->table, o->f);
	table_free(&o->table);
}

static void markdown_list_end(struct output *o)
{
	table_print_markdown(&o->table, o->f);
	table_free(&o->table);
}

/* RFC 4180: quotes around what holds a comma, a quote or a line break. */
static void csv_field(struct output *o, const char *text, unsigned int column)
{
	if (strpbrk(text, ",\"\r\n")) {
		fputc('"', o->f);
		for (; *text; text++) {
			if (*text == '"')
				fputc('"', o->f);
			fputc(*text, o->f);
		}
		fputc('"', o->f);
	} else {
		fputs(text, o->f);
	}
	fputc(column + 1 == o->columns ? '\n' : ',', o->f);
}

static void csv_begin(struct output *o)
{
	for (unsigned int i = 0; i < o->columns; i++)
		csv_field(o, o->names[i], i);
}

/* Whole numbers that are real keep a point, as SQLite writes them. */
static void csv_real(struct output *o, double real, unsigned int column)
{
	char text[64];

	snprintf(text, sizeof(text), "%.15g", real);
	if (!text[strspn(text, "-0123456789")])
		strcat(text, ".0");
	csv_field(o, text, column);
}

static void csv_row(struct output *o, const struct value *row)
{
	char text[32];

	for (unsigned int i = 0; i < o->columns; i++) {
		snprintf(text, sizeof(text), "%lld", (long long)row[i].integer);
		if (row[i].kind == VALUE_REAL)
			csv_real(o, row[i].real, i);
		else if (row[i].kind == VALUE_INTEGER)
			csv_field(o, text, i);
		else
			csv_field(o, row[i].kind == VALUE_TEXT ? row[i].text : "", i);
	}
}

/* All lists together are one array: a row names its columns. */
static void json_row(struct output *o, const struct value *row)
{
	json_t *object = json_object();

	for (unsigned int i = 0; i < o->columns; i++) {
		json_t *value = json_null();

		if (row[i].kind == VALUE_INTEGER)
			value = json_integer(row[i].integer);
		else if (row[i].kind == VALUE_REAL)
			value = json_real(row[i].real);
		else if (row[i].kind == VALUE_TEXT)
			value = json_string(row[i].text);
		json_object_set_new(object, o->names[i], value ? value : json_null());
	}
	json_array_append_new(o->json, object);
}

/* 15 digits, as in CSV and as SQLite prints them: 0.1 and not 0.10000000000000001. */
static void json_end(struct output *o)
{
	json_dumpf(o->json, o->f, JSON_INDENT(1) | JSON_REAL_PRECISION(15));
	fputc('\n', o->f);
}

static const struct output_format table_format = {
	.suffix = "txt",
	.text = true,
	.begin = table_begin,
	.row = table_row,
	.list_end = table_list_end,
};
static const struct output_format markdown_format = {
	.suffix = "md",
	.text = true,
	.begin = table_begin,
	.row = table_row,
	.list_end = markdown_list_end,
};
static const struct output_format csv_format = { .suffix = "csv",
						 .begin = csv_begin,
						 .row = csv_row };
static const struct output_format json_format = { .suffix = "json",
						  .row = json_row,
						  .end = json_end };

const struct output_format *const output_table = &table_format, *const output_csv = &csv_format;

enum { KEY_CSV = 'C', KEY_JSON = 'J', KEY_MARKDOWN = 'M' };

static const struct argp_option options[] = {
	{ 0, 0, 0, 0, "Output:", 9 },
	{ "csv", KEY_CSV, 0, 0, "print comma-separated values", 9 },
	{ "json", KEY_JSON, 0, 0, "print a JSON array of objects", 9 },
	{ "markdown", KEY_MARKDOWN, 0, 0, "print a table of Markdown", 9 },
	{ 0 },
};

static error_t parse(int key, char *arg, struct argp_state *state)
{
	const struct output_format **format = state->input;

	(void)arg;
	switch (key) {
	case KEY_CSV:
		*format = &csv_format;
		return 0;
	case KEY_JSON:
		*format = &json_format;
		return 0;
	case KEY_MARKDOWN:
		*format = &markdown_format;
		return 0;
	case ARGP_KEY_INIT:
		*format = output_table;
		return 0;
	}
	return ARGP_ERR_UNKNOWN;
}

const struct argp output_argp = { .options = options, .parser = parse };

const char *output_suffix(const struct output_format *format)
{
	return format->suffix;
}

bool output_is_text(const struct output_format *format)
{
	return format->text;
}

struct output *output_new(const struct output_format *format, FILE *f)
{
	struct output *o = xcalloc(1, sizeof(*o));

	*o = (struct output){ .format = format, .f = f, .json = json_array() };
	return o;
}

static void end_list(struct output *o)
{
	if (o->columns && o->format->list_end)
		o->format->list_end(o);
	for (unsigned int i = 0; i < o->columns; i++)
		free(o->names[i]);
	free(o->names);
	o->names = NULL;
	o->columns = 0;
}

void output_begin(struct output *o, unsigned int columns, const char *const names[])
{
	end_list(o);
	if (!columns)
		return;
	o->columns = columns;
	o->names = xcalloc(columns, sizeof(*o->names));
	for (unsigned int i = 0; i < columns; i++)
		o->names[i] = xstrdup(names[i]);
	if (o->format->begin)
		o->format->begin(o);
	o->begun = true;
}

void output_row(struct output *o, const struct value *row)
{
	o->format->row(o, row);
}

void output_end(struct output *o)
{
	end_list(o);
	if (o->format->end)
		o->format->end(o);
	json_decref(o->json);
	free(o);
}
