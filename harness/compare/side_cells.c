// SPDX-License-Identifier: GPL-2.0-or-later
/* The cells of a side, and their values. */
#include <stdlib.h>
#include <string.h>

#include "side.h"
#include "lib/util.h"
#include "store/sql.h"

static const char cells_sql[] =
	"SELECT c.id, c.config, c.mem_mib, c.workload, c.params, c.accel, c.twin, c.state,"
	" iif(c.state = 'failed', c.reason || ': ' || c.detail, c.detail), coalesce(c.checksum, ''),"
	" coalesce(c.ops, 1) FROM cell AS c"
	" JOIN workload AS w ON w.run = c.run AND w.name = c.workload AND w.results = 'costs'"
	" WHERE c.run = :run ORDER BY c.id";

static const char values_sql[] =
	"SELECT c.id, m.clock, m.value, s.round FROM cell AS c JOIN sample AS s ON s.cell = c.id"
	" JOIN measure AS m ON m.cell = s.cell AND m.idx = s.idx"
	" WHERE c.run = :run AND c.state = 'ok' ORDER BY c.id, m.clock, m.idx";

static const char inputs_sql[] =
	"SELECT name, 'the program of ' || name, sha256 FROM workload WHERE run = :run UNION ALL"
	" SELECT workload, 'the file ' || name || ' of ' || workload, sha256 FROM workload_file"
	" WHERE run = :run UNION ALL SELECT '', name, sha256 FROM profile WHERE run = :run"
	" UNION ALL SELECT '', '', model_id FROM run WHERE id = :run AND model_id IS NOT NULL";

static void take_cell(void *arg, sqlite3_stmt *s)
{
	struct side *side = arg;
	const char *state = (const char *)sqlite3_column_text(s, 7);

	side->cells = xrealloc(side->cells, (side->n + 1) * sizeof(*side->cells));
	side->cells[side->n++] = (struct side_cell){
		.id = sqlite3_column_int64(s, 0),
		.config = sql_column_text(s, 1),
		.mem_mib = sqlite3_column_int64(s, 2),
		.workload = sql_column_text(s, 3),
		.params = sql_column_text(s, 4),
		.accel = sql_column_text(s, 5),
		.twin = sqlite3_column_int(s, 6),
		.ok = !strcmp(state, "ok"),
		.nofit = !strcmp(state, "nofit"),
		.detail = sql_column_text(s, 8),
		.checksum = sql_column_text(s, 9),
		.ops = sqlite3_column_double(s, 10),
	};
}

/* The rows come cell by cell, clock by clock, in the order of the samples. */
struct filling {
	struct side *side;
	unsigned int cell;
	int64_t round; /* of the last value */
};

static struct series *series_for(struct side_cell *c, const char *clock, bool *first)
{
	struct series *last = c->nr_series ? &c->series[c->nr_series - 1] : NULL;

	*first = !last || strcmp(last->clock, clock);
	if (!*first)
		return last;
	c->series = xrealloc(c->series, (c->nr_series + 1) * sizeof(*c->series));
	last = &c->series[c->nr_series++];
	*last = (struct series){ .clock = xstrdup(clock) };
	return last;
}

static void take_value(void *arg, sqlite3_stmt *s)
{
	struct filling *f = arg;
	int64_t id = sqlite3_column_int64(s, 0), round = sqlite3_column_int64(s, 3);
	struct stats_sample *sample;
	struct series *series;
	bool first;

	while (f->cell < f->side->n && f->side->cells[f->cell].id < id)
		f->cell++;
	if (f->cell == f->side->n || f->side->cells[f->cell].id != id)
		return;
	series = series_for(&f->side->cells[f->cell], (const char *)sqlite3_column_text(s, 1),
			    &first);
	sample = &series->sample;
	if (first || round != f->round) {
		sample->n = xrealloc(sample->n, (sample->rounds + 1) * sizeof(*sample->n));
		sample->n[sample->rounds++] = 0;
	}
	f->round = round;
	sample->n[sample->rounds - 1]++;
	sample->values = xrealloc(sample->values, (series->n + 1) * sizeof(*sample->values));
	sample->values[series->n++] = sqlite3_column_double(s, 2);
}

static void take_input(void *arg, sqlite3_stmt *s)
{
	struct side *side = arg;

	side->inputs = xrealloc(side->inputs, (side->nr_inputs + 1) * sizeof(*side->inputs));
	side->inputs[side->nr_inputs++] = (struct input){
		.workload = sql_column_text(s, 0),
		.name = sql_column_text(s, 1),
		.id = sql_column_text(s, 2),
	};
}

bool side_load(struct side *s, char **why)
{
	const struct sql_values values = { .run = s->run };
	struct filling filling = { .side = s };

	return !sql_run(s->db, cells_sql, &values, &(struct sql_sink){ .row = take_cell, .arg = s },
			why) &&
	       !sql_run(s->db, inputs_sql, &values,
			&(struct sql_sink){ .row = take_input, .arg = s }, why) &&
	       !sql_run(s->db, values_sql, &values,
			&(struct sql_sink){ .row = take_value, .arg = &filling }, why);
}

static void cell_free(struct side_cell *c)
{
	for (unsigned int i = 0; i < c->nr_series; i++) {
		free(c->series[i].clock);
		free(c->series[i].sample.n);
		free(c->series[i].sample.values);
	}
	free(c->series);
	free(c->config);
	free(c->workload);
	free(c->params);
	free(c->accel);
	free(c->detail);
	free(c->checksum);
}

void side_free(struct side *s)
{
	for (unsigned int i = 0; i < s->n; i++)
		cell_free(&s->cells[i]);
	for (unsigned int i = 0; i < s->nr_inputs; i++) {
		free(s->inputs[i].workload);
		free(s->inputs[i].name);
		free(s->inputs[i].id);
	}
	free(s->inputs);
	free(s->cells);
	free(s->path);
	free(s->config);
	free(s->commit);
	free(s->started);
	sqlite3_close(s->db);
	*s = (struct side){ 0 };
}

const struct series *cell_series(const struct side_cell *c, const char *clock)
{
	for (unsigned int i = 0; i < c->nr_series; i++)
		if (!strcmp(c->series[i].clock, clock))
			return &c->series[i];
	return NULL;
}

double series_per_op(const struct side_cell *c, const struct series *s)
{
	return stats_median_of(&s->sample) / c->ops;
}
