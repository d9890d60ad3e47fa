/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What the files that write a report share. */
#ifndef HARNESS_REPORT_INTERNAL_H
#define HARNESS_REPORT_INTERNAL_H

#include <stdbool.h>
#include <stdio.h>

#include "page.h"
#include "plots.h"
#include "sections.h"
#include "store/sql.h"

#define PLOTS "plots" /* the folder of the images, beside the page */

enum { NR_PAGES = 2 };
extern const struct page_format *const page_formats[NR_PAGES];

struct report {
	sqlite3 *db;
	struct sql_values values; /* a kind of which there is no run: 0 */
	char *folder; /* of the images */
	FILE *page[NR_PAGES];
	struct plots plots;
	bool *shown; /* of each of these */
	bool in_list;
	/* Of the section: the titles of what is not there, and whether that is for want of a run.
	 */
	char *missing;
	bool lacks[NR_RUN_KINDS]; /* a run of each kind, in this section */
	bool all_drawn;
};

/* The same on each page. */
#define PUT(r, what, ...)                                                                          \
	do {                                                                                       \
		for (size_t page = 0; page < NR_PAGES; page++)                                     \
			page_formats[page]->what((r)->page[page], ##__VA_ARGS__);                  \
	} while (0)

/* Ends the list of sentences, where there is one. */
void leave_list(struct report *r);
/* Notes what the section has not got. */
void is_missing(struct report *r, const char *title);
/*
 * Is there a run of a kind that the SQL asks for? What asks for several is content with one, what
 * asks for none needs none.
 */
bool has_run(struct report *r, const char *sql);
/* A file beside the images, malloc'ed. */
char *read_image(const struct report *r, const char *name, const char *suffix);

void put_plot(struct report *r, const struct plot *p);
void put_flame(struct report *r, const struct block *b);
void put_block(struct report *r, const struct block *b);

#endif /* HARNESS_REPORT_INTERNAL_H */
