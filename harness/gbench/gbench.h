/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Google Benchmark from C: benchmarks registered at run time, with manual time. Stands on its own;
 * behind it is one C++ file. Not thread safe: everything from one thread.
 */
#ifndef GBENCH_H
#define GBENCH_H

#include <stdbool.h>
#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

struct gbench_state; /* one running benchmark */

/* A benchmark's body: calls gbench_next() until it is false, or gbench_skip() once. */
typedef void (*gbench_fn)(struct gbench_state *st, void *arg);

/*
 * Takes the library's own --benchmark_* flags out of argv (a list ended by NULL); a bad one ends
 * the program with the library's usage. May be called again: later flags win.
 */
void gbench_init(int *argc, char **argv);

/* A benchmark of `iterations` iterations a repetition, whose time is what the body says it is. */
void gbench_register(const char *name, size_t iterations, gbench_fn fn, void *arg);

/*
 * Calls `fn` with the name of every registered benchmark that --benchmark_filter selects, in order;
 * the name is as registered, without the library's suffixes. Returns how many.
 */
size_t gbench_selected(void (*fn)(const char *name, void *arg), void *arg);

/*
 * Runs the selected benchmarks one after another, or prints their names if --benchmark_list_tests
 * was given. `table`: print the library's own report on stdout; --benchmark_out is written either
 * way.
 */
size_t gbench_run(bool table);

/* In a body: starts the next iteration; false after the last one. */
bool gbench_next(struct gbench_state *st);
/* In a body, once an iteration: its time. */
void gbench_set_seconds(struct gbench_state *st, double seconds);
/* In a body: a value reported beside the time, as it is. */
void gbench_counter(struct gbench_state *st, const char *name, double value);
void gbench_label(struct gbench_state *st, const char *text);
/* In a body, instead of iterations: reports an error. */
void gbench_skip(struct gbench_state *st, const char *why);

#ifdef __cplusplus
}
#endif

#endif /* GBENCH_H */
