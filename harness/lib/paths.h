/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Where things are: the source tree, what was built, and results. */
#ifndef HARNESS_PATHS_H
#define HARNESS_PATHS_H

/*
 * The build directory is two levels above the running program; SPLITBENCH_BUILD in the environment
 * names another. The source tree is the directory above it if that holds kernels/configs.def,
 * otherwise the current directory; SPLITBENCH_ROOT names another.
 */
const char *path_root(void);
const char *path_build(void);

/* malloc'ed "root/NAME" and "build/NAME"; the name is made printf-like. */
char *in_root(const char *fmt, ...) __attribute__((format(printf, 1, 2)));
char *in_build(const char *fmt, ...) __attribute__((format(printf, 1, 2)));

/* The kernel image of a configuration; `variant` is "" or "-test". */
char *path_kernel(const char *config, const char *variant);
/*
 * The default database, malloc'ed: results/results.db. SPLITBENCH_DB in the environment names
 * another.
 */
char *path_db(void);

#endif /* HARNESS_PATHS_H */
