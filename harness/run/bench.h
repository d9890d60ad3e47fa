/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Cells as Google Benchmark's benchmarks: one iteration a sample, time an operation. */
#ifndef HARNESS_BENCH_H
#define HARNESS_BENCH_H

#include "run.h"

struct bench;

/*
 * Registers every cell and clears `selected` of those that --benchmark_filter leaves out;
 * gbench_init() has been called. With R repetitions, repetition k reports the k-th R-th part of a
 * cell's samples. The result is to be freed after the run.
 */
struct bench *bench_register(struct run *run, struct cells *cells, unsigned int repetitions);

#endif /* HARNESS_BENCH_H */
