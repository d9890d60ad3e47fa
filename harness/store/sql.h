/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Reading the database with somebody's SQL: the queries' and the plots' files, and the command
 * line's.
 */
#ifndef HARNESS_SQL_H
#define HARNESS_SQL_H

#include <stdbool.h>
#include <sqlite3.h>
#include <stdint.h>

#include "lib/output.h"

/* What :NAME is in a statement that has it. */
struct sql_named {
	const char *name;
	double value;
};

/*
 * What :run, :sweep, :ablation and :clock are in a statement that has them. :sweep is the run of a
 * question about memory sweeps, :ablation of one about ablations: `run`, unless it has a number of
 * its own.
 */
struct sql_values {
	int64_t run; /* 0: the latest, and the latest of each kind */
	int64_t sweep, ablation; /* 0: as said */
	const char *clock;
	const struct sql_named
		*named; /* and others; what a statement has and nothing names is NULL */
	unsigned int nr_named;
};

/* The kinds of runs: by which parameter a statement asks for one. */
enum { NR_RUN_KINDS = 3 };
struct run_kind {
	const char *kind; /* as the table `run` has it */
	const char *parameter;
	const char *view; /* of the latest */
	size_t own; /* where in struct sql_values its number is */
};
extern const struct run_kind run_kinds[NR_RUN_KINDS];
/* The number that the values have for a kind; 0 where it is not said there. */
int64_t *sql_run_of_kind(struct sql_values *v, const struct run_kind *k);

/* Where the rows go. */
struct sql_sink {
	void (*statement)(void *arg,
			  sqlite3_stmt *s); /* before the rows of each statement; may be NULL */
	void (*row)(void *arg, sqlite3_stmt *s);
	void *arg;
};

/*
 * Runs one or more statements, all of which must only read. Returns 0, or -1 with a malloc'ed
 * sentence in *why. log_text(blob) is available: the text of a stored log.
 */
int sql_run(sqlite3 *db, const char *sql, const struct sql_values *values,
	    const struct sql_sink *sink, char **why);

/* The same, and prints the rows: a list for each statement. */
int sql_print(sqlite3 *db, const char *sql, const struct sql_values *values, struct output *out,
	      char **why);

/* Makes log_text() known to a connection; sql_run() does so itself. */
void sql_functions(sqlite3 *db);
/* The id of the latest run; 0 if there is none. */
int64_t sql_latest_run(sqlite3 *db);
/*
 * The same of the kind that these statements ask for. Those of usual runs do not take one of
 * another kind where there is nothing else, as sql_latest_run() does.
 */
int64_t sql_latest_run_for(sqlite3 *db, const char *sql);
/* A row's column as malloc'ed text; NULL is an empty one. */
char *sql_column_text(sqlite3_stmt *s, int column);
/* One value as malloc'ed text, NULL for none: for the captions. :run and :clock as above. */
char *sql_text(sqlite3 *db, const char *sql, const struct sql_values *values);

/*
 * Of an SQL file, malloc'ed: its title, which is the first comment line that is not the licence's;
 * and how to read what it gives, the lines behind that up to one that is no comment or an empty
 * one. What follows an empty comment line is for those who read the SQL.
 */
char *sql_title(const char *sql);
char *sql_reading(const char *sql);

#endif /* HARNESS_SQL_H */
