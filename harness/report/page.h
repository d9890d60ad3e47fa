/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The kinds of page that a report is written as. A format is what to write for each thing that
 * stands on a page; text between `backticks` in prose is code.
 */
#ifndef HARNESS_PAGE_H
#define HARNESS_PAGE_H

#include <stdbool.h>
#include <stdio.h>

#include "lib/table.h"

/* An image in a folder beside the page, with the data that it was drawn from. */
struct figure {
	const char *name; /* of its files, without a suffix: a word */
	const char *title, *reading; /* reading: how to read it */
	const char *folder; /* from the page */
	const char *svg; /* the image itself */
	const struct table *data; /* one table each data set */
	unsigned int nr_data;
};

struct page_format {
	const char *suffix; /* of the file */
	void (*begin)(FILE *f, const char *title);
	/* level 2: a section; `anchor` is a word */
	void (*heading)(FILE *f, const char *text, const char *anchor);
	void (*paragraph)(FILE *f, const char *text);
	/* A sentence of a list, and in smaller letters what it rests on. */
	void (*begin_list)(FILE *f);
	void (*item)(FILE *f, const char *text, const char *note);
	void (*end_list)(FILE *f);
	/* A table with its title; folded: to be unfolded by the reader. */
	void (*table)(FILE *f, const char *title, const char *reading, const struct table *t,
		      bool folded);
	void (*figure)(FILE *f, const struct figure *figure);
	void (*end)(FILE *f);
};

extern const struct page_format page_html, page_markdown;

#endif /* HARNESS_PAGE_H */
