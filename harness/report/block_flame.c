// SPDX-License-Identifier: GPL-2.0-or-later
/* Flame graphs in a report. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "flame.h"
#include "internal.h"
#include "lib/util.h"
#include "store/plot_files.h"
#include "store/stacks.h"

/* A file's name and an anchor of "syscall/null": "flame-syscall-null"; malloc'ed. */
static char *flame_name(const struct block *b)
{
	char *name = xasprintf("flame-%s%s", b->name,
			       b->kind == BLOCK_FLAME_DIFFERENCE ? "-difference" : "");

	for (char *p = name; *p; p++)
		if (*p == '/')
			*p = '-';
	return name;
}

/* Draws the complete stacks into a file of that name, and shows it. */
static void put_flame_figure(struct report *r, const struct block *b, const struct stacks *s,
			     const struct sql_values *values)
{
	char *name = flame_name(b), *path = xasprintf("%s/%s.svg", r->folder, name);
	char *caption = plot_caption(r->db, values), *of = flame_title(s), *svg;
	struct figure figure = {
		.name = name,
		.folder = PLOTS,
		.title = xasprintf("Flame graph of %s", of),
		.reading =
			s->sides > 1
				? "Region, function and part from the bottom up, as wide as what the dearer one takes of them: "
				  "what both take is grey. The text of a frame that is too narrow for it is its tooltip."
				: "Region, function and part from the bottom up, as wide as what they take of an operation. Only parts "
				  "have a colour. The text of a frame that is too narrow for it is its tooltip.",
	};
	FILE *f = fopen(path, "we");

	if (!f)
		die("cannot write %s: %s", path, strerror(errno));
	flame_svg(f, s, values->clock, caption);
	if (fclose(f))
		die("cannot write %s: %s", path, strerror(errno));
	figure.svg = svg = read_image(r, name, "svg");
	PUT(r, figure, &figure);
	free(svg);
	free((char *)figure.title);
	free(caption);
	free(of);
	free(path);
	free(name);
}

/*
 * On the clock of the report where that is a modelled one, otherwise on the newest CPU of the run:
 * of the configuration with page tables of its own, and of what it is held against.
 */
void put_flame(struct report *r, const struct block *b)
{
	static const char clock_sql[] =
		"SELECT iif(:clock GLOB 'model:?*', :clock, (SELECT clock FROM "
		"v_few_clocks WHERE run = :run AND nth > 1 ORDER BY nth DESC LIMIT 1))";
	static const char baseline_sql[] = "SELECT config FROM v_baseline WHERE run = :run";
	static const char own_sql[] = "SELECT config FROM v_own WHERE run = :run";
	struct sql_values values = r->values;
	char *clock, *configs[2], *why = NULL;
	struct stacks s = { 0 };
	bool good = true;

	if (!has_run(r, own_sql))
		return;
	clock = sql_text(r->db, clock_sql, &values);
	values.clock = clock;
	configs[0] = sql_text(r->db, baseline_sql, &values);
	configs[1] = sql_text(r->db, own_sql, &values);
	for (unsigned int i = b->kind == BLOCK_FLAME; i < 2 && good; i++) {
		struct stacks_cell wanted = {
			.config = configs[i],
			.workload = (char *)b->name,
			.params = (char *)(b->params ? b->params : ""),
		};

		good = clock && configs[i] && stacks_add_cell(&s, r->db, &values, &wanted, &why);
	}
	stacks_complete(&s);
	if (good) {
		put_flame_figure(r, b, &s, &values);
	} else {
		char *title = xasprintf("Flame graph of %s", b->name);

		is_missing(r, title);
		free(title);
	}
	stacks_free(&s);
	free(why);
	free(clock);
	free(configs[0]);
	free(configs[1]);
}
