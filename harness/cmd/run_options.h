/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The command line of `splitbench run`. */
#ifndef HARNESS_RUN_OPTIONS_H
#define HARNESS_RUN_OPTIONS_H

#include "run/run.h"

struct run_arguments {
	struct selection sel;
	struct run_options opt; /* jobs 0: to be chosen; cancel is not set */
	const char *db;
	const char *clocks, *profiles; /* as asked for; NULL: the default */
	bool resume, fresh;
	bool tsc_invariant; /* the probe says so of KVM */
	bool table; /* Google Benchmark's table is wanted */
	bool list; /* --benchmark_list_tests */
	int gbench_argc; /* its flags, behind the program's name */
	char **gbench_argv;
};

/* Stops the program where the command line is bad. */
void run_options_parse(int argc, char **argv, struct run_arguments *a);

/* The selection as the options that make it; malloc'ed. */
char *run_selection_text(const struct run_arguments *a);

#endif /* HARNESS_RUN_OPTIONS_H */
