// SPDX-License-Identifier: GPL-2.0-or-later
#include <stdlib.h>
#include <string.h>

#include "flame.h"
#include "markup.h"
#include "guest/clock.h"
#include "lib/util.h"
#include "model/core/names.h"

/* Pixels. */
#define WIDTH	  1100
#define MARGIN	  16
#define FRAME	  24 /* height of a frame */
#define TOP	  38
#define LEGEND	  18 /* height of a line of the legend */
#define LETTER	  6.3 /* width of a letter, about */
#define MIN_FRAME 0.2 /* a narrower frame is not drawn: a thousandth of a cycle is none */
#define LEVELS	  3 /* names in a stack */
#define FONT	  "font-family=\"sans-serif\""

/*
 * Colours of the parts: Okabe and Ito's palette (2008), which is told apart with any common colour
 * blindness, and tints of it for pairs that belong together. A part that is not here is grey, and
 * has its name in it all the same.
 */
static const struct colour {
	const char *part, *fill, *ink;
} colours[] = {
	{ "user", "#d0d0d0", "#000" },
	{ "kernel", "#56b4e9", "#000" },
	{ "entry_exit", "#0072b2", "#fff" },
	{ "user_copy", "#009e73", "#fff" },
	{ "kmap", "#f0e442", "#000" },
	{ "flush", "#d55e00", "#fff" },
	{ "stlb", "#e8b5d0", "#000" },
	{ "walk_insn_refill", "#f3c766", "#000" },
	{ "walk_data_refill", "#e69f00", "#000" },
	{ "walk_insn_capacity", "#dd99bf", "#000" },
	{ "walk_data_capacity", "#cc79a7", "#000" },
	{ "dirty", "#8a8a3a", "#fff" },
	{ "cache", "#555555", "#fff" },
};
static const struct colour plain = { NULL, "#ececec", "#000" };
static const struct colour both = { "in both", "#d0d0d0", "#000" };
static const struct colour more = { "more", "#d55e00", "#fff" };
static const struct colour less = { "less", "#0072b2", "#fff" };

struct drawing {
	FILE *f;
	const struct stacks *s;
	const char *unit;
	double scale; /* pixels a thousandth */
	double base; /* y of the lower edge of the lowest frame */
};

/* What some neighbouring stacks take together. */
struct sum {
	uint64_t side[STACKS_MAX_SIDES];
	uint64_t width; /* of each the larger side */
};

static uint64_t larger(const struct stack *s)
{
	return s->value[0] > s->value[1] ? s->value[0] : s->value[1];
}

static struct sum sum_of(const struct stacks *s, unsigned int from, unsigned int to)
{
	struct sum sum = { 0 };

	for (unsigned int i = from; i < to; i++) {
		for (unsigned int side = 0; side < STACKS_MAX_SIDES; side++)
			sum.side[side] += s->v[i].value[side];
		sum.width += larger(&s->v[i]);
	}
	return sum;
}

static const struct colour *colour_of(const char *part)
{
	for (size_t i = 0; i < ARRAY_SIZE(colours); i++)
		if (!strcmp(colours[i].part, part))
			return &colours[i];
	return &plain;
}

static const char *meaning_of(const char *part)
{
	for (unsigned int i = 0; i < NR_PARTS; i++)
		if (!strcmp(part_names[i], part))
			return part_meanings[i];
	return "";
}

/* "122.5 cycles", of 207.1: 59.2 %; or both sides and the difference. malloc'ed. */
static char *amount(const struct drawing *d, const struct sum *sum)
{
	const struct stacks_cell *cell = d->s->cell;
	struct sum all = sum_of(d->s, 0, d->s->n);
	double a = sum->side[0] / 1000.0, b = sum->side[1] / 1000.0;

	if (d->s->sides > 1)
		return xasprintf("%s %.1f, %s %.1f %s: %+.1f", cell[0].config, a, cell[1].config, b,
				 d->unit, b - a);
	return xasprintf("%.1f %s, %.1f %%", a, d->unit, 100.0 * sum->side[0] / all.side[0]);
}

static void rectangle(const struct drawing *d, double x, double y, double width,
		      const struct colour *c)
{
	fprintf(d->f,
		"<rect x=\"%.2f\" y=\"%.2f\" width=\"%.2f\" height=\"%d\" fill=\"%s\" stroke=\"#fff\" "
		"stroke-width=\"0.6\"/>",
		x, y, width, FRAME - 1, c->fill);
}

static bool fits(const char *text, double width)
{
	return LETTER * (strlen(text) + 1) < width;
}

/* As much of the text as there is room for, or nothing of it. */
static void label(const struct drawing *d, double x, double y, double width, const char *text,
		  const char *ink)
{
	int room = (width - 6) / LETTER, len = strlen(text);
	char *shown;

	if (room < 3)
		return;
	shown = len <= room ? xstrdup(text) : xasprintf("%.*s..", room - 2, text);
	fprintf(d->f, "<text x=\"%.2f\" y=\"%.2f\" font-size=\"11\" fill=\"%s\">", x + 4,
		y + FRAME - 8, ink);
	markup_text(d->f, shown);
	fputs("</text>", d->f);
	free(shown);
}

/* The length of a stack's first `levels` names, with the separators between them. */
static size_t prefix(const char *name, unsigned int levels)
{
	const char *end = name;

	for (unsigned int i = 0; i < levels && *end; i++)
		end += strcspn(end + (i > 0), ";") + (i > 0);
	return end - name;
}

/* Draws the frame itself; returns the colours to write on it with. */
static const struct colour *box(const struct drawing *d, const struct sum *sum, unsigned int level,
				double x, double y, const char *name)
{
	double width = sum->width * d->scale, a = sum->side[0] * d->scale,
	       b = sum->side[1] * d->scale;
	const struct colour *c = level == LEVELS ? colour_of(name) : &plain;
	double common = a < b ? a : b;

	if (level < LEVELS || d->s->sides == 1) {
		rectangle(d, x, y, width, c);
		return c;
	}
	c = b > a ? &more : &less;
	rectangle(d, x, y, common, &both);
	rectangle(d, x + common, y, width - common, c);
	return common > width / 2 ? &both : c;
}

/*
 * A frame over some stacks, from x on: level 0 is the whole operation, LEVELS a part, which alone
 * has a colour. With the amount in it where there is room, and in the tooltip always.
 */
static void frame(const struct drawing *d, unsigned int from, unsigned int to, unsigned int level,
		  double x, const char *name)
{
	struct sum sum = sum_of(d->s, from, to);
	double width = sum.width * d->scale, y = d->base - (level + 1) * FRAME;
	char *path = strndup(d->s->v[from].name, prefix(d->s->v[from].name, level));
	char *text = amount(d, &sum), *whole = xasprintf("%s: %s", name, text);
	char *brief = d->s->sides > 1 ? xasprintf("%s %+.1f", name,
						  sum.side[1] / 1000.0 - sum.side[0] / 1000.0)
				      : xasprintf("%s %.1f", name, sum.side[0] / 1000.0);
	const struct colour *c;

	if (width >= MIN_FRAME) {
		fputs("<g><title>", d->f);
		markup_text(d->f, level ? path : name);
		fputs(": ", d->f);
		markup_text(d->f, text);
		fputs("</title>", d->f);
		c = box(d, &sum, level, x, y, name);
		label(d, x, y, width,
		      fits(whole, width)   ? whole
		      : fits(brief, width) ? brief
					   : name,
		      c->ink);
		fputs("</g>\n", d->f);
	}
	free(path);
	free(text);
	free(whole);
	free(brief);
}

/* The frames of a level over some stacks, and what stands on them. */
static void frames(const struct drawing *d, unsigned int from, unsigned int to, unsigned int level,
		   double x)
{
	while (level <= LEVELS && from < to) {
		const char *name = d->s->v[from].name;
		size_t below = level > 1 ? prefix(name, level - 1) + 1 : 0;
		size_t len = prefix(name, level);
		unsigned int end = from + 1;
		char *own;

		if (below >= len)
			return;
		while (end < to && !strncmp(d->s->v[end].name, name, len) &&
		       prefix(d->s->v[end].name, level) == len)
			end++;
		own = strndup(name + below, len - below);
		frame(d, from, end, level, x, own);
		frames(d, from, end, level + 1, x);
		free(own);
		x += sum_of(d->s, from, end).width * d->scale;
		from = end;
	}
}

static bool occurs(const struct stacks *s, const char *part)
{
	for (unsigned int i = 0; i < s->n; i++) {
		const char *last = strrchr(s->v[i].name, ';');

		if (last && !strcmp(last + 1, part))
			return true;
	}
	return false;
}

/* One line of the legend. */
static void legend(FILE *f, unsigned int line, const struct colour *c, const char *meaning)
{
	int y = TOP + (LEVELS + 1) * FRAME + 12 + line * LEGEND;

	fprintf(f,
		"<rect x=\"%d\" y=\"%d\" width=\"22\" height=\"12\" fill=\"%s\"/>"
		"<text x=\"%d\" y=\"%d\" font-size=\"11\">",
		MARGIN, y, c->fill, MARGIN + 30, y + 10);
	markup_text(f, c->part);
	fputs(": ", f);
	markup_text(f, meaning);
	fputs("</text>\n", f);
}

static unsigned int legend_lines(const struct stacks *s)
{
	unsigned int n = 0;

	for (size_t i = 0; i < ARRAY_SIZE(colours); i++)
		n += occurs(s, colours[i].part);
	return s->sides > 1 ? 3 : n;
}

/* "4g4g takes that much more than 3g1g"; malloc'ed. */
static char *comparison(const struct stacks *s, const char *word)
{
	return xasprintf("%s takes that much %s than %s", s->cell[1].config, word,
			 s->cell[0].config);
}

static void legends(FILE *f, const struct stacks *s)
{
	unsigned int line = 0;

	for (size_t i = 0; s->sides == 1 && i < ARRAY_SIZE(colours); i++)
		if (occurs(s, colours[i].part))
			legend(f, line++, &colours[i], meaning_of(colours[i].part));
	if (s->sides > 1) {
		char *dearer = comparison(s, more.part), *cheaper = comparison(s, less.part);

		legend(f, 0, &both, "what both take; a frame is as wide as the larger of the two");
		legend(f, 1, &more, dearer);
		legend(f, 2, &less, cheaper);
		free(dearer);
		free(cheaper);
	}
}

char *flame_title(const struct stacks *s)
{
	const struct stacks_cell *c = &s->cell[s->sides - 1];

	return xasprintf("%s%s%s, %u MiB: %s%s%s", c->workload, *c->params ? " " : "", c->params,
			 c->mem_mib, c->config, s->sides > 1 ? " over " : "",
			 s->sides > 1 ? s->cell[0].config : "");
}

void flame_svg(FILE *f, const struct stacks *s, const char *clock, const char *caption)
{
	struct sum all = sum_of(s, 0, s->n);
	struct drawing d = {
		.f = f,
		.s = s,
		.unit = clock_unit(clock),
		.scale = all.width ? (WIDTH - 2.0 * MARGIN) / all.width : 0,
		.base = TOP + (LEVELS + 1) * FRAME,
	};
	int height = d.base + 12 + legend_lines(s) * LEGEND + 26;
	char *title = flame_title(s);

	fprintf(f,
		"<svg width=\"%d\" height=\"%d\" viewBox=\"0 0 %d %d\" "
		"xmlns=\"http://www.w3.org/2000/svg\" " FONT ">\n"
		"<rect width=\"%d\" height=\"%d\" fill=\"#ffffff\"/>\n"
		"<text x=\"%d\" y=\"24\" font-size=\"14\" font-weight=\"bold\">",
		WIDTH, height, WIDTH, height, WIDTH, height, MARGIN);
	markup_text(f, title);
	fputs("</text>\n", f);
	if (s->n)
		frame(&d, 0, s->n, 0, MARGIN, "an operation");
	frames(&d, 0, s->n, 1, MARGIN);
	legends(f, s);
	fprintf(f, "<text x=\"%d\" y=\"%d\" font-size=\"10\" fill=\"#606060\">", MARGIN,
		height - 12);
	markup_text(f, caption);
	fputs("</text>\n</svg>\n", f);
	free(title);
}
