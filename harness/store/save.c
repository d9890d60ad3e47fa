// SPDX-License-Identifier: GPL-2.0-or-later
/* Writing and reading back one cell. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "internal.h"
#include "lib/util.h"

/* A cell's key, in the order in which every statement takes it. */
#define KEY_TYPES "itittt"
#define KEY(run, c, accel)                                                                         \
	(int64_t)(run), (c)->config->name, (int64_t)(c)->mem_mib, (c)->program->name,              \
		(c)->wcase->params, (accel)

static int save_sample(struct store *st, int64_t cell, int64_t idx, const char *clock,
		       const struct sample *s)
{
	int err = store_exec(st, ST_ADD_SAMPLE, "ii", cell, idx) ||
		  store_exec(st, ST_ADD_MEASURE, "iiti", cell, idx, clock, s->value);

	for (int c = 0; c < NR_LEDGER_CAUSES; c++)
		for (int k = 0; k < NR_LEDGER_KINDS; k++)
			if (s->ledger[c][k] && !err)
				err = store_exec(st, ST_ADD_LEDGER, "iitti", cell, idx,
						 cause_names[c].name, kind_names[k].name,
						 s->ledger[c][k]);
	for (int i = 0; i < NR_COUNTERS; i++)
		if (s->counters[i] && !err)
			err = store_exec(st, ST_ADD_COUNTER, "iiti", cell, idx,
					 counter_names[i].name, s->counters[i]);
	return err;
}

static int save_log(struct store *st, int64_t cell, const struct guest_result *g)
{
	size_t console_size, log_size;
	void *console = deflate_text(g->console, strlen(g->console), &console_size);
	void *log = deflate_text(g->log, strlen(g->log), &log_size);
	int err = store_exec(st, ST_ADD_LOG, "ibb", cell, console, console_size, log, log_size);

	free(console);
	free(log);
	return err;
}

static int save_machine(struct store *st, int64_t cell, const struct machine_record *m)
{
	if (!m->present)
		return 0;
#define MACHINE_FIELD(name) , m->name
	return store_exec(st, ST_ADD_MACHINE, "iiiiiiiii", cell MACHINE_FIELDS(MACHINE_FIELD));
#undef MACHINE_FIELD
}

/* A number as the text that a column of type INTEGER takes; NULL where it is not known. */
static const char *or_null(char *buf, size_t size, int64_t value, bool known)
{
	snprintf(buf, size, "%lld", (long long)value);
	return known ? buf : NULL;
}

static int save_cell(struct store *st, int64_t run, const struct cell *c, const char *accel,
		     const char *clock, const struct cell_result *r)
{
	char ops[24], status[24];
	int64_t cell;
	int err;

	err = store_exec(st, ST_DELETE_CELL, KEY_TYPES, KEY(run, c, accel)) ||
	      store_exec(st, ST_ADD_CELL, KEY_TYPES "ttttttttd", KEY(run, c, accel),
			 cell_state_name(r->state), r->reason, r->detail,
			 r->state == CELL_FAILED ? r->tail : "",
			 or_null(ops, sizeof(ops), r->records.ops, r->records.ops),
			 r->records.checksum, r->guest.command,
			 or_null(status, sizeof(status), r->guest.qemu_status,
				 r->guest.qemu_status >= 0),
			 r->guest.seconds);
	cell = sqlite3_last_insert_rowid(st->db);
	err = err || save_log(st, cell, &r->guest) || save_machine(st, cell, &r->records.machine);
	for (uint32_t i = 0; r->state == CELL_OK && i < r->records.nr_samples && !err; i++)
		err = save_sample(st, cell, i, clock, &r->records.samples[i]);
	return err ? -1 : 0;
}

int store_save(struct store *st, int64_t run, const struct cell *c, const char *accel,
	       const char *clock, const struct cell_result *r)
{
	int err;

	pthread_mutex_lock(&st->lock);
	err = store_begin(st);
	if (!err)
		err = store_finish(st, save_cell(st, run, c, accel, clock, r));
	pthread_mutex_unlock(&st->lock);
	return err;
}

/* The id of a stored cell with its row at hand, or 0 without one. */
static int64_t find_cell(struct store *st, int64_t run, const struct cell *c, const char *accel,
			 sqlite3_stmt **row)
{
	*row = store_bind(st, ST_FIND_CELL, KEY_TYPES, KEY(run, c, accel));
	return sqlite3_step(*row) == SQLITE_ROW ? sqlite3_column_int64(*row, 0) : 0;
}

int store_reject(struct store *st, int64_t run, const struct cell *c, const char *accel,
		 const struct cell_result *r)
{
	sqlite3_stmt *row;
	int64_t cell;
	int err;

	pthread_mutex_lock(&st->lock);
	cell = find_cell(st, run, c, accel, &row);
	sqlite3_reset(row);
	err = store_begin(st);
	if (!err)
		err = store_finish(st,
				   store_exec(st, ST_REJECT, "tti", r->reason, r->detail, cell) ||
					   store_exec(st, ST_DROP_SAMPLES, "i", cell));
	pthread_mutex_unlock(&st->lock);
	return err ? -1 : 0;
}

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
}

int store_load(struct store *st, int64_t run, const struct cell *c, const char *accel,
	       const char *clock, struct cell_result *r)
{
	sqlite3_stmt *row;
	int64_t cell;
	int found = 0;

	memset(r, 0, sizeof(*r));
	pthread_mutex_lock(&st->lock);
	cell = find_cell(st, run, c, accel, &row);
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
		load_samples(st, cell, clock, &r->records);
	pthread_mutex_unlock(&st->lock);
	return found;
}
