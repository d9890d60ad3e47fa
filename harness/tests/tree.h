/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A build tree in which each kernel image says what its guest does: see fake-qemu.sh. */
#ifndef HARNESS_TEST_TREE_H
#define HARNESS_TEST_TREE_H

#include "test.h"

struct tree {
	char *dir; /* the build directory */
	char *db;
	char *output; /* what the last command printed */
};

/* cmocka's setup and teardown: *state is a tree with one workload and good kernels. */
int tree_setup(void **state);
/* The same with a model and two profiles. */
int tree_setup_modelled(void **state);
int tree_teardown(void **state);

/* One of the fixtures that are built for the tests becomes a workload. */
void add_workload(const struct tree *t, const char *fixture);

/* Writes a file, makes a directory, and replaces a configuration's kernel. */
void put(const struct tree *t, const char *name, const char *text);
void make_subdir(const struct tree *t, const char *name);
void kernel(const struct tree *t, const char *config, const char *what);

/* Runs splitbench with these arguments; returns its exit status, 256 + signal if one killed it. */
int splitbench(struct tree *t, const char *fmt, ...) __attribute__((format(printf, 2, 3)));

#define QEMU "--qemu harness/tests/fake-qemu.sh"
#define FOUR " --config 3g1g,2g2g,1g3g,4g4g"

/* `run` with the quick case, which makes one cell a configuration, and more options. */
int run(struct tree *t, const char *more);
/* The same with all clocks; the profiles are those in the tree's folder "profiles". */
int run_modelled(struct tree *t, const char *more);

/* What the kernel of 2g2g does, the reason that is recorded for it, and what the sentence is LIKE.
 */
struct failure {
	const char *what, *options, *reason, *detail;
};

/*
 * Runs with each: the cell of 2g2g must fail so, be shown as failed and leave no value, and the
 * other three be good. `how` is run() or run_modelled().
 */
void each_fails(struct tree *t, int (*how)(struct tree *t, const char *more),
		const struct failure *failures, size_t n);

/* Fails unless the last command's output holds the text. */
void said(const struct tree *t, const char *text);
/* Fails unless the first column of the query's first row is that text; "" for no row, or NULL. */
void answer(const struct tree *t, const char *sql, const char *expected);

/* Changes the database behind the harness's back. */
void change(const struct tree *t, const char *sql);
/* Everything that a database holds, as SQL; malloc'ed. */
char *dump(const char *db);

#endif /* HARNESS_TEST_TREE_H */
