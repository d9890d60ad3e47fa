// SPDX-License-Identifier: GPL-2.0-or-later
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "stacks.h"
#include "guest/clock.h"
#include "lib/util.h"

/* The text's first line names the columns: "stack", then icount and the profiles. */
static int column_of(const char *text, const char *clock)
{
	const char *profile = clock_profile(clock), *name = profile ? profile : clock;
	const char *end = text + strcspn(text, "\n");

	for (int column = 0; text < end; column++) {
		size_t len = strcspn(text, " \n");

		if (column && len == strlen(name) && !strncmp(text, name, len))
			return column;
		text += len + (text + len < end);
	}
	return -1;
}

/* The columns behind the first are the clock icount, then those of the model. */
static char *no_such_clock(const char *text, const char *clock)
{
	char *why = xasprintf("there are no stacks on the clock %s; there are:", clock);
	char *head = strndup(text, strcspn(text, "\n")), *state,
	     *name = strtok_r(head, " ", &state);

	for (unsigned int column = 1; (name = strtok_r(NULL, " ", &state)); column++) {
		char *more = xasprintf("%s %s%s", why, column > 1 ? "model:" : "", name);

		free(why);
		why = more;
	}
	free(head);
	return why;
}

/* The number in a column of a line; false where the line has none. */
static bool number_at(const char *line, int column, uint64_t *value)
{
	char *end;

	while (column-- && line) {
		line = strpbrk(line, " \n");
		line = line && *line == ' ' ? line + 1 : NULL;
	}
	if (!line)
		return false;
	*value = strtoull(line, &end, 10);
	return end != line && (*end == ' ' || *end == '\n');
}

bool stacks_add(struct stacks *s, unsigned int side, const char *text, const char *clock,
		uint64_t operations, char **why)
{
	int column = column_of(text, clock);

	if (column < 0) {
		*why = no_such_clock(text, clock);
		return false;
	}
	for (const char *line = next_line(text); *line; line = next_line(line)) {
		struct stack stack = { .name = strndup(line, strcspn(line, " \n")) };
		uint64_t sum;

		if (!number_at(line, column, &sum)) {
			*why = xasprintf("the stack %s has no number on the clock %s", stack.name,
					 clock);
			free(stack.name);
			return false;
		}
		stack.value[side] = (sum + operations / 2) / operations;
		s->v = xrealloc(s->v, (s->n + 1) * sizeof(*s->v));
		s->v[s->n++] = stack;
	}
	return true;
}

static int by_name(const void *a, const void *b)
{
	return strcmp(((const struct stack *)a)->name, ((const struct stack *)b)->name);
}

static bool is_nothing(const struct stack *s)
{
	uint64_t any = 0;

	for (unsigned int side = 0; side < STACKS_MAX_SIDES; side++)
		any |= s->value[side];
	return !any;
}

void stacks_complete(struct stacks *s)
{
	unsigned int kept = 0;

	if (s->n)
		qsort(s->v, s->n, sizeof(*s->v), by_name);
	for (unsigned int i = 0; i < s->n; i++) {
		struct stack *last = kept ? &s->v[kept - 1] : NULL;

		if (last && !strcmp(last->name, s->v[i].name)) {
			for (unsigned int side = 0; side < STACKS_MAX_SIDES; side++)
				last->value[side] += s->v[i].value[side];
			free(s->v[i].name);
		} else if (is_nothing(&s->v[i])) {
			free(s->v[i].name);
		} else {
			s->v[kept++] = s->v[i];
		}
	}
	s->n = kept;
}

void stacks_free(struct stacks *s)
{
	for (unsigned int i = 0; i < s->n; i++)
		free(s->v[i].name);
	for (unsigned int side = 0; side < s->sides; side++) {
		free(s->cell[side].config);
		free(s->cell[side].workload);
		free(s->cell[side].params);
	}
	free(s->v);
	*s = (struct stacks){ 0 };
}
