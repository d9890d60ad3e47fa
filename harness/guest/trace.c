// SPDX-License-Identifier: GPL-2.0-or-later
#include <inttypes.h>
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "trace.h"
#include "lib/util.h"

static bool take_step(struct trace *t, json_t *line)
{
	const char *region, *symbol;
	json_int_t insns, mcycles;

	if (json_unpack(line, "{s:s, s:s, s:I, s:I}", "region", &region, "symbol", &symbol, "insns",
			&insns, "mcycles", &mcycles))
		return false;
	t->steps = xrealloc(t->steps, (t->nr_steps + 1) * sizeof(*t->steps));
	t->steps[t->nr_steps++] = (struct trace_step){
		.region = xstrdup(region),
		.symbol = xstrdup(symbol),
		.insns = insns,
		.mcycles = mcycles,
	};
	return true;
}

static bool take_note(struct trace *t, json_t *line)
{
	struct trace_step *s = t->nr_steps ? &t->steps[t->nr_steps - 1] : NULL;
	json_int_t mcycles, value, dropped, refs, offset = 0;
	int fetch, refill, large, user, global, maps;
	const char *what, *where = NULL;

	if (!s ||
	    json_unpack(line, "{s:s, s:I, s:I, s:I, s:I, s:b, s:b, s:b, s:b, s:b, s:b, s?s, s?I}",
			"what", &what, "mcycles", &mcycles, "value", &value, "dropped", &dropped,
			"refs", &refs, "fetch", &fetch, "refill", &refill, "large", &large, "user",
			&user, "global", &global, "maps_program", &maps, "where", &where, "offset",
			&offset))
		return false;
	s->notes = xrealloc(s->notes, (s->nr_notes + 1) * sizeof(*s->notes));
	s->notes[s->nr_notes++] = (struct trace_note){
		.what = xstrdup(what),
		.mcycles = mcycles,
		.value = value,
		.dropped = dropped,
		.refs = refs,
		.fetch = fetch,
		.refill = refill,
		.large = large,
		.user = user,
		.global = global,
		.maps_program = maps,
		.where = where ? xstrdup(where) : NULL,
		.offset = offset,
	};
	return true;
}

static bool take_end(struct trace *t, json_t *line)
{
	json_int_t offset, passes, n[8];
	const char *symbol;
	int in_program;

	if (t->cut_symbol ||
	    json_unpack(line, "{s:s, s:I, s:b, s:I, s:I, s:I, s:I, s:I, s:I, s:I, s:I, s:I}",
			"cut_symbol", &symbol, "cut_offset", &offset, "cut_in_program", &in_program,
			"passes", &passes, "whole", &n[0], "alike", &n[1], "insns", &n[2],
			"mcycles", &n[3], "whole_insns", &n[4], "whole_mcycles", &n[5],
			"sample_insns", &n[6], "sample_mcycles", &n[7]))
		return false;
	t->cut_symbol = xstrdup(symbol);
	t->cut_offset = offset;
	t->cut_in_program = in_program;
	t->cut_passes = passes;
	t->whole = n[0];
	t->alike = n[1];
	t->insns = n[2];
	t->mcycles = n[3];
	t->whole_insns = n[4];
	t->whole_mcycles = n[5];
	t->sample_insns = n[6];
	t->sample_mcycles = n[7];
	return true;
}

static const struct {
	const char *record;
	bool (*take)(struct trace *t, json_t *line);
} takers[] = { { "step", take_step }, { "note", take_note }, { "operation", take_end } };

static bool take_line(struct trace *t, const char *line)
{
	json_t *json = json_loadb(line, strcspn(line, "\n"), 0, NULL);
	const char *record = json_string_value(json_object_get(json, "record"));
	bool good = false;

	for (size_t i = 0; record && i < ARRAY_SIZE(takers); i++)
		if (!strcmp(record, takers[i].record))
			good = takers[i].take(t, json);
	json_decref(json);
	return good;
}

/* The steps are all of the operation, and what happened in one cost no more than it. */
static char *check(const struct trace *t)
{
	int64_t insns = 0, mcycles = 0;

	for (unsigned int i = 0; i < t->nr_steps; i++) {
		int64_t rest = t->steps[i].mcycles;

		insns += t->steps[i].insns;
		mcycles += t->steps[i].mcycles;
		for (unsigned int k = 0; k < t->steps[i].nr_notes; k++)
			rest -= t->steps[i].notes[k].mcycles;
		if (rest < 0)
			return xasprintf(
				"what happened in step %u of the trace cost more than the step",
				i + 1);
	}
	if (insns != t->insns || mcycles != t->mcycles)
		return xasprintf("the steps of the trace sum to %" PRId64
				 " instructions and %" PRId64 " mcycles, the operation has %" PRId64
				 " and %" PRId64,
				 insns, mcycles, t->insns, t->mcycles);
	return NULL;
}

char *trace_parse(struct trace *t, const char *text)
{
	*t = (struct trace){ 0 };
	for (const char *line = text; *line; line = next_line(line))
		if (!take_line(t, line))
			return xasprintf("a record of the trace is cut short or damaged: %.*s",
					 (int)strcspn(line, "\n") > 80 ? 80
								       : (int)strcspn(line, "\n"),
					 line);
	if (!t->cut_symbol)
		return xstrdup("the trace's last record is missing");
	return check(t);
}

void trace_free(struct trace *t)
{
	for (unsigned int i = 0; i < t->nr_steps; i++) {
		struct trace_step *s = &t->steps[i];

		for (unsigned int k = 0; k < s->nr_notes; k++) {
			free(s->notes[k].what);
			free(s->notes[k].where);
		}
		free(s->notes);
		free(s->region);
		free(s->symbol);
	}
	free(t->steps);
	free(t->cut_symbol);
	*t = (struct trace){ 0 };
}
