// SPDX-License-Identifier: GPL-2.0-or-later
/* Reading one cell back. */
#include <string.h>

#include "internal.h"
#include "lib/util.h"

/*
 * The sample a row of one of the LOAD statements belongs to; the rows come by index, so room grows
 * by one.
 */
static struct sample *loaded_sample(struct records *r, int64_t idx)
{
	if (idx >= r->nr_samples) {
		r->samples = xrealloc(r->samples, (idx + 1) * sizeof(*r->samples));
		memset(&r->samples[r->nr_samples], 0,
		       (idx + 1 - r->nr_samples) * sizeof(*r->samples));
		for (uint32_t i = r->nr_samples; i <= idx; i++)
			for (int e = 0; e < NR_PMU_EVENTS; e++)
				r->samples[i].pmu[e] = -1;
		r->nr_samples = idx + 1;
	}
	return &r->samples[idx];
}

static const char *text(sqlite3_stmt *s, int column)
{
	const char *t = (const char *)sqlite3_column_text(s, column);

	return t ? t : "";
}

static void load_samples(struct store *st, int64_t cell, const char *clock, struct records *r)
{
	sqlite3_stmt *s = store_bind(st, ST_LOAD_MEASURES, "it", cell, clock);

	while (sqlite3_step(s) == SQLITE_ROW) {
		struct sample *sample = loaded_sample(r, sqlite3_column_int64(s, 0));

		sample->present = true;
		sample->value = sqlite3_column_int64(s, 1);
	}
	sqlite3_reset(s);
	s = store_bind(st, ST_LOAD_LEDGER, "i", cell);
	while (sqlite3_step(s) == SQLITE_ROW) {
		int cause =
			enum_find(cause_names, NR_LEDGER_CAUSES, text(s, 1), strlen(text(s, 1)));
		int kind = enum_find(kind_names, NR_LEDGER_KINDS, text(s, 2), strlen(text(s, 2)));

		if (cause >= 0 && kind >= 0)
			loaded_sample(r, sqlite3_column_int64(s, 0))->ledger[cause][kind] =
				sqlite3_column_int64(s, 3);
	}
	sqlite3_reset(s);
	s = store_bind(st, ST_LOAD_COUNTERS, "i", cell);
	while (sqlite3_step(s) == SQLITE_ROW) {
		int i = enum_find(counter_names, NR_COUNTERS, text(s, 1), strlen(text(s, 1)));

		if (i >= 0)
			loaded_sample(r, sqlite3_column_int64(s, 0))->counters[i] =
				sqlite3_column_int64(s, 2);
	}
	sqlite3_reset(s);
	s = store_bind(st, ST_LOAD_PMU_EVENTS, "i", cell);
	while (sqlite3_step(s) == SQLITE_ROW) {
		int i = enum_find(pmu_event_names, NR_PMU_EVENTS, text(s, 1), strlen(text(s, 1)));

		if (i >= 0)
			loaded_sample(r, sqlite3_column_int64(s, 0))->pmu[i] =
				sqlite3_column_int64(s, 2);
	}
	sqlite3_reset(s);
}

static int name_index(const struct enum_name *names, unsigned int n, const char *name)
{
	return enum_find(names, n, name, strlen(name));
}

/* What the model has counted on one clock, once all samples are there. */
static void load_events(struct store *st, int64_t cell, const char *clock, struct records *r,
			int cpu)
{
	sqlite3_stmt *s = store_bind(st, ST_LOAD_MODEL_EVENTS, "it", cell, clock);

	while (sqlite3_step(s) == SQLITE_ROW) {
		struct model_sample *m = &r->model.samples[sqlite3_column_int64(s, 0)];
		int i = cpu < 0 ? name_index(model_shared_names, NR_MODEL_SHARED, text(s, 1))
				: name_index(model_count_names, NR_MODEL_COUNTS, text(s, 1));

		if (i >= 0)
			*(cpu < 0 ? &m->shared[i] : &m->of[cpu].counts[i]) =
				sqlite3_column_int64(s, 2);
	}
	sqlite3_reset(s);
}

static void load_charges(struct store *st, int64_t cell, const char *clock, struct records *r,
			 int cpu)
{
	sqlite3_stmt *s = store_bind(st, ST_LOAD_MEASURES, "it", cell, clock);

	while (sqlite3_step(s) == SQLITE_ROW) {
		struct model_charge *c = &r->model.samples[sqlite3_column_int64(s, 0)].of[cpu];

		c->present = true;
		c->cycles = sqlite3_column_int64(s, 1);
	}
	sqlite3_reset(s);
	s = store_bind(st, ST_LOAD_MODEL_CYCLES, "it", cell, clock);
	while (sqlite3_step(s) == SQLITE_ROW) {
		int part = name_index(model_part_names, NR_PARTS, text(s, 1));

		if (part >= 0)
			r->model.samples[sqlite3_column_int64(s, 0)].of[cpu].parts[part] =
				sqlite3_column_int64(s, 2);
	}
	sqlite3_reset(s);
}

static void load_model(struct store *st, int64_t cell, const struct clocks *clocks,
		       struct records *r)
{
	model_records_init(&r->model, &clocks->cpus, r->nr_samples);
	load_events(st, cell, clocks->guest->name, r, -1);
	for (unsigned int i = 0; i < clocks->cpus.n; i++) {
		load_charges(st, cell, clocks->cpus.v[i].clock, r, i);
		load_events(st, cell, clocks->cpus.v[i].clock, r, i);
	}
}

int store_load(struct store *st, int64_t run, const struct cell *c, const struct clocks *clocks,
	       struct cell_result *r)
{
	sqlite3_stmt *row;
	int64_t cell;
	int found = 0;

	memset(r, 0, sizeof(*r));
	pthread_mutex_lock(&st->lock);
	cell = store_find_cell(st, run, c, &row);
	if (cell && strcmp(text(row, 1), cell_state_name(CELL_FAILED))) {
		found = 1;
		r->state = strcmp(text(row, 1), cell_state_name(CELL_OK)) ? CELL_NOFIT : CELL_OK;
		r->records.ops = sqlite3_column_int64(row, 2);
		r->records.checksum = xstrdup(text(row, 3));
		r->detail = xstrdup(text(row, 4));
		r->tail = xstrdup("");
	}
	sqlite3_reset(row);
	if (found)
		load_samples(st, cell, c->clock->name, &r->records);
	if (found && clocks->cpus.n && !c->clock->hardware)
		load_model(st, cell, clocks, &r->records);
	pthread_mutex_unlock(&st->lock);
	return found;
}
