/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Flame graphs: where the cycles of an operation go, and by how much two configurations differ.
 * Frames are region, symbol and part from the bottom up; widths are cycles.
 */
#ifndef HARNESS_FLAME_H
#define HARNESS_FLAME_H

#include <stdio.h>

#include "store/stacks.h"

/* What the graph is of: "syscall/null entry=int80, 2048 MiB: 4g4g over 3g1g"; malloc'ed. */
char *flame_title(const struct stacks *s);

/*
 * Writes complete stacks of one or two cells as an SVG document that needs nothing else. `clock` is
 * theirs and `caption` what stands below. With two sides a frame is as wide as the larger of both;
 * what both take is grey.
 */
void flame_svg(FILE *f, const struct stacks *s, const char *clock, const char *caption);

#endif /* HARNESS_FLAME_H */
