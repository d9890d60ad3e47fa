/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The files of a plot beside its images: data and script, by the plot contract of
 * harness/README.md.
 */
#ifndef HARNESS_PLOT_FILES_H
#define HARNESS_PLOT_FILES_H

#include "sql.h"

/* Number of data sets in a .dat file, and of rows in the first. */
struct plot_data {
	unsigned int sets, rows;
};

/* Runs the SQL into `path`. Returns 0, or -1 with a malloc'ed sentence in *why. */
int plot_write_data(sqlite3 *db, const char *sql, const struct sql_values *values, const char *path,
		    struct plot_data *data, char **why);

/* Writes the preamble and the script's own text. The same result. */
int plot_write_script(sqlite3 *db, const struct sql_values *values, const char *path,
		      const char *name, const char *title, const char *body,
		      const struct plot_data *data, char **why);

/* What stands below a plot: clock, run, commit and QEMU; malloc'ed. */
char *plot_caption(sqlite3 *db, const struct sql_values *values);

#endif /* HARNESS_PLOT_FILES_H */
