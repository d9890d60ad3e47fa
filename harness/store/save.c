// SPDX-License-Identifier: GPL-2.0-or-later
/* Writing one cell. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "internal.h"
#include "lib/util.h"

static int save_sample(struct store *st, int64_t cell, int64_t idx, const struct clock *guest,
		       const struct sample *s)
{
	int err = store_exec(st, ST_ADD_SAMPLE, "iii", cell, idx, (int64_t)s->round) ||
		  store_exec(st, ST_ADD_MEASURE, "iiti", cell, idx, guest->name, s->value);

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
	for (int i = 0; i < NR_PMU_EVENTS; i++)
		if (s->pmu[i] >= 0 && !err)
			err = store_exec(st, ST_ADD_PMU_EVENT, "iiti", cell, idx,
					 pmu_event_names[i].name, s->pmu[i]);
	return err;
}

/* Those of many numbers of a sample that are not zero, each with its name. */
static int save_numbers(struct store *st, enum statement which, int64_t cell, int64_t idx,
			const char *clock, const struct enum_name *names, unsigned int n,
			const int64_t *values)
{
	int err = 0;

	for (unsigned int i = 0; i < n && !err; i++)
		if (values[i])
			err = store_exec(st, which, "iitti", cell, idx, clock, names[i].name,
					 values[i]);
	return err;
}

static int save_modelled(struct store *st, int64_t cell, int64_t idx, const struct clock *guest,
			 const struct records *r)
{
	const struct cpus *cpus = r->model.cpus;
	const struct model_sample *s = &r->model.samples[idx];
	int err = save_numbers(st, ST_ADD_MODEL_EVENT, cell, idx, guest->name, model_shared_names,
			       NR_MODEL_SHARED, s->shared);

	for (unsigned int i = 0; i < cpus->n && !err; i++) {
		const struct model_charge *c = &s->of[i];
		const char *clock = cpus->v[i].clock;

		if (records_have(r, i))
			err = store_exec(st, ST_ADD_MEASURE, "iiti", cell, idx, clock, c->cycles) ||
			      save_numbers(st, ST_ADD_MODEL_CYCLES, cell, idx, clock,
					   model_part_names, NR_PARTS, c->parts) ||
			      save_numbers(st, ST_ADD_MODEL_EVENT, cell, idx, clock,
					   model_count_names, NR_MODEL_COUNTS, c->counts);
	}
	return err;
}

/* A text as it is stored; NULL for an empty one. */
static void *packed(const char *text, size_t *size)
{
	*size = 0;
	return *text ? deflate_text(text, strlen(text), size) : NULL;
}

static int save_log(struct store *st, int64_t cell, const struct guest_result *g)
{
	size_t console_size, log_size, model_size, folded_size;
	void *console = deflate_text(g->console, strlen(g->console), &console_size);
	void *log = deflate_text(g->log, strlen(g->log), &log_size);
	void *model = packed(g->model, &model_size), *folded = packed(g->folded, &folded_size);
	int err = store_exec(st, ST_ADD_LOG, "ibbbb", cell, console, console_size, log, log_size,
			     model, model_size, folded, folded_size);

	free(console);
	free(log);
	free(model);
	free(folded);
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

static int save_capacity(struct store *st, int64_t cell, const struct capacity *c)
{
	return store_exec(st, ST_ADD_CAPACITY, "itittt", cell, c->name, c->value, c->unit,
			  c->limited_by, c->refusal);
}

int store_save_records(struct store *st, int64_t cell, const struct clock *guest, bool ok,
		       const struct records *r)
{
	int err = save_machine(st, cell, &r->machine);

	for (unsigned int i = 0; ok && i < r->nr_capacities && !err; i++)
		err = save_capacity(st, cell, &r->capacities[i]);
	for (uint32_t i = 0; ok && i < r->nr_samples && !err; i++)
		err = save_sample(st, cell, i, guest, &r->samples[i]) ||
		      (r->model.nr_samples && save_modelled(st, cell, i, guest, r));
	return err ? -1 : 0;
}

static int save_cell(struct store *st, int64_t run, const struct cell *c,
		     const struct cell_result *r)
{
	char ops[24], status[24], pinned[24], huge[24];
	int64_t cell;
	int err;

	err = store_exec(st, ST_DELETE_CELL, KEY_TYPES, KEY(run, c)) ||
	      store_exec(st, ST_ADD_CELL, KEY_TYPES "ttttttttdtt", KEY(run, c),
			 cell_state_name(r->state), r->reason, r->detail,
			 r->state == CELL_FAILED ? r->tail : "",
			 or_null(ops, sizeof(ops), r->records.ops, r->records.ops),
			 r->records.checksum, r->guest.command,
			 or_null(status, sizeof(status), r->guest.qemu_status,
				 r->guest.qemu_status >= 0),
			 r->guest.seconds,
			 or_null(pinned, sizeof(pinned), r->guest.pinned_cpu,
				 r->guest.pinned_cpu >= 0),
			 or_null(huge, sizeof(huge), r->guest.huge_kib, r->guest.huge_kib >= 0));
	cell = sqlite3_last_insert_rowid(st->db);
	err = err || save_log(st, cell, &r->guest) ||
	      store_save_records(st, cell, c->clock, r->state == CELL_OK, &r->records);
	return err ? -1 : 0;
}

int store_save(struct store *st, int64_t run, const struct cell *c, const struct cell_result *r)
{
	int err;

	pthread_mutex_lock(&st->lock);
	err = store_begin(st);
	if (!err)
		err = store_finish(st, save_cell(st, run, c, r));
	pthread_mutex_unlock(&st->lock);
	return err;
}

int64_t store_find_cell(struct store *st, int64_t run, const struct cell *c, sqlite3_stmt **row)
{
	*row = store_bind(st, ST_FIND_CELL, KEY_TYPES, KEY(run, c));
	return sqlite3_step(*row) == SQLITE_ROW ? sqlite3_column_int64(*row, 0) : 0;
}

int store_reject(struct store *st, int64_t run, const struct cell *c, const struct cell_result *r)
{
	sqlite3_stmt *row;
	int64_t cell;
	int err;

	pthread_mutex_lock(&st->lock);
	cell = store_find_cell(st, run, c, &row);
	sqlite3_reset(row);
	err = store_begin(st);
	if (!err)
		err = store_finish(st,
				   store_exec(st, ST_REJECT, "tti", r->reason, r->detail, cell) ||
					   store_exec(st, ST_DROP_CAPACITIES, "i", cell) ||
					   store_exec(st, ST_DROP_SAMPLES, "i", cell));
	pthread_mutex_unlock(&st->lock);
	return err ? -1 : 0;
}
