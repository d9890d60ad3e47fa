/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What the commands on the database ask of it: which file, which run, which clock. */
#ifndef HARNESS_CHOICE_H
#define HARNESS_CHOICE_H

#include <argp.h>

#include "lib/output.h"
#include "store/sql.h"

struct choice {
	struct sql_values values; /* run 0: the latest */
	const char *db;
};

/* The usual database, its latest run, instructions. */
struct choice choice_default(void);

/*
 * The options for it, as an argp child. The command's parser passes the struct on at ARGP_KEY_INIT:
 * state->child_inputs[0] = &choice.
 */
extern const struct argp_child choice_options[];
/* The parser of a command that has no others: its input is the struct. */
error_t choice_parse(int key, char *arg, struct argp_state *state);
/* The same without the clock; and with the file only. */
extern const struct argp_child choice_run_options[], choice_db_options[];
extern const struct argp choice_run_argp;

/* The same, and how rows are printed: state->child_inputs[1] is a const struct output_format **. */
extern const struct argp_child choice_output_options[];

#endif /* HARNESS_CHOICE_H */
