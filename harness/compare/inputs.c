// SPDX-License-Identifier: GPL-2.0-or-later
/* May two sides be compared at all? Only what ran the same programs, on the same clocks. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "compare.h"
#include "guest/clock.h"
#include "lib/util.h"
#include "store/sql.h"

static const struct input *find(const struct side *s, const char *workload, const char *name)
{
	for (unsigned int i = 0; i < s->nr_inputs; i++)
		if (!strcmp(s->inputs[i].workload, workload) && !strcmp(s->inputs[i].name, name))
			return &s->inputs[i];
	return NULL;
}

static bool is_same(const struct comparison *c, const char *name)
{
	const struct input *a = find(&c->side[0], "", name), *b = find(&c->side[1], "", name);

	return !a || !b || !strcmp(a->id, b->id);
}

bool comparison_same_model(const struct comparison *c, const char *clock)
{
	const char *profile = clock_profile(clock);

	return !profile || (is_same(c, profile) && is_same(c, ""));
}

/* Is a workload compared, or, for NULL, any? */
static bool is_compared(const struct comparison *c, const char *workload)
{
	for (unsigned int i = 0; i < c->side[0].n; i++) {
		const struct side_cell *cell = &c->side[0].cells[i];

		if ((!workload || !strcmp(cell->workload, workload)) &&
		    comparison_takes(c, 0, cell) && comparison_other(c, 0, cell))
			return true;
	}
	return false;
}

/* Does it matter to the clock that was asked for? A profile that only one has is a clock less. */
static bool matters(const struct comparison *c, const char *clock, const struct input *input,
		    bool both)
{
	const char *profile = clock_profile(clock);

	if (*input->workload)
		return is_compared(c, input->workload);
	if (!both || (!profile && strcmp(clock, "all")))
		return false;
	return !profile || !*input->name || !strcmp(profile, input->name);
}

/* A line for each input of one side that is another, or none, on the other side. */
static void list_differences(const struct comparison *c, const char *clock, FILE *f)
{
	for (unsigned int side = 0; side < 2; side++)
		for (unsigned int i = 0; i < c->side[side].nr_inputs; i++) {
			const struct input *mine = &c->side[side].inputs[i],
					   *other = find(&c->side[!side], mine->workload,
							 mine->name);

			if ((other && (side || !strcmp(mine->id, other->id))) ||
			    !matters(c, clock, mine, other))
				continue;
			if (!*mine->name)
				fprintf(f, "\n  the cycle model: build ID ");
			else
				fprintf(f, "\n  %s%s: %s",
					*mine->workload ? "" : "the CPU profile ", mine->name,
					other ? "SHA-256 " : "");
			if (other)
				fprintf(f, "%.12s in A, %.12s in B", mine->id, other->id);
			else
				fprintf(f, "in %c only", 'A' + side);
		}
}

/* Is it so that a side has values, but none on that clock? */
static bool lacks_clock(const struct comparison *c, unsigned int side, const char *clock)
{
	bool any = false;

	for (unsigned int i = 0; i < c->side[side].n; i++) {
		const struct side_cell *cell = &c->side[side].cells[i];

		if (!comparison_takes(c, side, cell) || !cell->ok)
			continue;
		if (cell_series(cell, clock))
			return false;
		any = true;
	}
	return any;
}

static char *no_clock(const struct comparison *c, unsigned int side, const char *clock)
{
	static const char sql[] =
		"SELECT group_concat(clock, ' ') FROM (SELECT DISTINCT clock FROM measure JOIN cell"
		" ON cell.id = measure.cell WHERE run = :run ORDER BY clock)";
	const struct sql_values values = { .run = c->side[side].run };
	char *have = sql_text(c->side[side].db, sql, &values);
	char *why = xasprintf("%c has no values on the clock %s; its run has: %s", 'A' + side,
			      clock, have ? have : "none");

	free(have);
	return why;
}

char *comparison_refusal(const struct comparison *c, const char *clock)
{
	char *list, *why = NULL;
	size_t size;
	FILE *f = open_memstream(&list, &size);

	list_differences(c, clock, f);
	fclose(f);
	if (!is_compared(c, NULL))
		why = xstrdup(
			"A and B have no cell in common: none of the same workload, parameters "
			"and memory in the same configuration, or in those that are named");
	else if (*list)
		why = xasprintf(
			"A and B did not run the same, so that a difference says nothing of "
			"the kernels:%s\n--workload names what to compare, --clock "
			"another clock",
			list);
	for (unsigned int side = 0; side < 2 && !why && strcmp(clock, "all"); side++)
		if (lacks_clock(c, side, clock))
			why = no_clock(c, side, clock);
	free(list);
	return why;
}
