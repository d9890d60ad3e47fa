/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Drawing the pairs plots/NAME.sql and plots/NAME.gp, by the plot contract of harness/README.md.
 * What is wrong with a file of these stops the program.
 */
#ifndef HARNESS_PLOTS_H
#define HARNESS_PLOTS_H

#include "store/sql.h"

struct plot {
	char *name, *sql, *title, *reading; /* reading: how to read it; "" if nothing is said */
};

/* All pairs whose name matches the glob, by name. */
struct plots {
	struct plot *v;
	unsigned int n;
};

struct plots plots_find(const char *pattern);
void plots_free(struct plots *p);

/* Makes the folder of the images, with the scripts that others load. */
void plots_folder(const char *dir);


enum plot_end { PLOT_DRAWN, PLOT_NO_RUN, PLOT_NO_DATA, PLOT_FAILED };

/* What to say where there is no image; NULL for PLOT_DRAWN. */
const char *plot_end_text(enum plot_end end);

/*
 * Draws one in each of the formats, a list of "svg" and "png" that ends with NULL. Images of
 * another run do not stay. values->run 0 is PLOT_NO_RUN.
 */
enum plot_end plot_draw(sqlite3 *db, const struct plot *p, const struct sql_values *values,
			const char *dir, const char *const *formats);

#endif /* HARNESS_PLOTS_H */
