/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Text inside HTML and SVG. */
#ifndef HARNESS_MARKUP_H
#define HARNESS_MARKUP_H

#include <stdio.h>

/* Writes the text so that it says itself, between tags and in a quoted attribute. */
void markup_text(FILE *f, const char *text);
/* The same, with what stands between `backticks` as <code>. */
void markup_prose(FILE *f, const char *text);

/*
 * Writes an SVG document as an element of an HTML page: without its prologue, its own title and
 * description, with `class` and `label` as attributes, and with `prefix` in front of each id and
 * each reference to one, so that several on a page do not meet. Nothing where `svg` is no SVG.
 */
void markup_svg(FILE *f, const char *svg, const char *class, const char *label, const char *prefix);

#endif /* HARNESS_MARKUP_H */
