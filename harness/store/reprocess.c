// SPDX-License-Identifier: GPL-2.0-or-later
/* What a cell's stored logs say, put into the tables once more. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "internal.h"
#include "sql.h"
#include "upkeep.h"
#include "lib/util.h"

/* A stored cell with its logs as text. */
struct logged {
	int64_t run;
	const struct clock *clock;
	char *config, *workload, *params, *checksum;
	int64_t ops, nr_samples; /* samples that the tables have */
	char *console, *model; /* NULL: not kept, or damaged */
};

static char *text_of(sqlite3_stmt *s, int column)
{
	const char *text = (const char *)sqlite3_column_text(s, column);

	return xstrdup(text ? text : "");
}

static char *unpacked(sqlite3_stmt *s, int column)
{
	const void *blob = sqlite3_column_blob(s, column);

	return blob ? inflate_text(blob, sqlite3_column_bytes(s, column)) : NULL;
}

/* Returns what is wrong, or NULL. */
static char *load_logged(struct store *st, int64_t cell, struct logged *l)
{
	sqlite3_stmt *s = store_bind(st, ST_LOAD_LOG, "i", cell);
	bool kept, modelled;

	memset(l, 0, sizeof(*l));
	if (sqlite3_step(s) != SQLITE_ROW) {
		sqlite3_reset(s);
		return xstrdup("there is no such cell");
	}
	l->run = sqlite3_column_int64(s, 0);
	l->clock = clock_of_accel((const char *)sqlite3_column_text(s, 1));
	l->config = text_of(s, 2);
	l->workload = text_of(s, 3);
	l->params = text_of(s, 4);
	l->ops = sqlite3_column_int64(s, 5);
	l->checksum = text_of(s, 6);
	l->console = unpacked(s, 7);
	l->model = unpacked(s, 8);
	l->nr_samples = sqlite3_column_int64(s, 9);
	kept = sqlite3_column_type(s, 7) != SQLITE_NULL;
	modelled = sqlite3_column_type(s, 8) != SQLITE_NULL;
	sqlite3_reset(s);
	if (!kept)
		return xstrdup("its logs were not kept");
	if (!l->console || (modelled && !l->model))
		return xstrdup("its logs are damaged");
	return NULL;
}

static void free_logged(struct logged *l)
{
	free(l->config);
	free(l->workload);
	free(l->params);
	free(l->checksum);
	free(l->console);
	free(l->model);
}

/* The profiles of a run: their names, which are all that their records' reader wants. */
static void load_cpus(struct store *st, int64_t run, struct cpus *cpus)
{
	sqlite3_stmt *s = store_bind(st, ST_LOAD_PROFILES, "i", run);

	*cpus = (struct cpus){ 0 };
	while (sqlite3_step(s) == SQLITE_ROW) {
		cpus->v = xrealloc(cpus->v, (cpus->n + 1) * sizeof(*cpus->v));
		cpus->v[cpus->n] = (struct cpu){ .name = text_of(s, 0) };
		cpus->v[cpus->n].clock = xasprintf("model:%s", cpus->v[cpus->n].name);
		cpus->n++;
	}
	sqlite3_reset(s);
}

/* Are these the records of this cell, and no fewer than it has? What is wrong, or NULL. */
static char *mismatch(const struct logged *l, const struct records *r)
{
	const char *config = r->machine.present ? r->machine.config : l->config;

	if (strcmp(r->workload, l->workload) || strcmp(r->params, l->params) ||
	    strcmp(config, l->config))
		return xasprintf("its log is of %s '%s' in %s", r->workload, r->params, config);
	if (r->ops != l->ops || strcmp(r->checksum, l->checksum))
		return xasprintf(
			"its log has checksum %s over %u operations, the cell %s over %lld",
			r->checksum, r->ops, l->checksum, (long long)l->ops);
	if (r->nr_samples < l->nr_samples)
		return xasprintf(
			"its log has %u samples, the tables %lld: older versions kept the log "
			"of the first round only",
			r->nr_samples, (long long)l->nr_samples);
	return NULL;
}

static char *parse(const struct logged *l, const struct cpus *cpus, struct records *r)
{
	char *why;

	if (records_parse_log(l->console, r, &why))
		return why;
	why = mismatch(l, r);
	if (why || !l->model)
		return why;
	model_records_init(&r->model, cpus, r->nr_samples);
	return model_records_parse(&r->model, l->model);
}

static int rebuild(struct store *st, int64_t cell, const struct clock *clock,
		   const struct records *r)
{
	return store_exec(st, ST_DROP_SAMPLES, "i", cell) ||
			       store_exec(st, ST_DROP_CAPACITIES, "i", cell) ||
			       store_exec(st, ST_DROP_MACHINE, "i", cell) ||
			       store_save_records(st, cell, clock, true, r)
		       ? -1
		       : 0;
}

/* A query that gives every row that hangs off cell ?1 as text; it is a query's only value. */
static const char rows_sql[] =
	"SELECT group_concat('SELECT ''' || tab || ''' || ' || columns || ' FROM ' || tab || ' WHERE cell = ?1', "
	"' UNION ALL ') FROM (SELECT t.name AS tab, group_concat('quote(' || c.name || ')', ' || '','' || ') AS columns"
	" FROM sqlite_schema AS t JOIN pragma_table_info(t.name) AS c"
	" WHERE t.type = 'table' AND t.name <> 'guest_log' GROUP BY t.name HAVING sum(c.name = 'cell'))";

/* The SHA-256 of all these rows; malloc'ed. */
static char *rows_hash(struct store *st, int64_t cell)
{
	static const struct sql_values none;
	char *sql = sql_text(st->db, rows_sql, &none), *text = NULL, *hash;
	size_t size = 0;
	FILE *f = open_memstream(&text, &size);
	sqlite3_stmt *s;

	if (sqlite3_prepare_v2(st->db, sql, -1, &s, NULL) == SQLITE_OK) {
		sqlite3_bind_int64(s, 1, cell);
		while (sqlite3_step(s) == SQLITE_ROW)
			fprintf(f, "%s\n", sqlite3_column_text(s, 0));
	}
	sqlite3_finalize(s);
	fclose(f);
	hash = sha256_text(text);
	free(text);
	free(sql);
	return hash;
}

static int reprocess(struct store *st, int64_t cell, const struct clock *clock,
		     const struct records *r, bool *differed)
{
	char *before, *after;
	int err = store_begin(st);

	if (err)
		return err;
	before = rows_hash(st, cell);
	err = store_finish(st, rebuild(st, cell, clock, r));
	after = rows_hash(st, cell);
	*differed = strcmp(before, after);
	free(before);
	free(after);
	return err;
}

int store_reprocess(struct store *st, int64_t cell, bool *differed, char **why)
{
	struct cpus cpus = { 0 };
	struct records r = { 0 };
	struct logged l;
	int err = 0;

	pthread_mutex_lock(&st->lock);
	*differed = false;
	*why = load_logged(st, cell, &l);
	if (!*why) {
		load_cpus(st, l.run, &cpus);
		*why = parse(&l, &cpus, &r);
	}
	if (!*why)
		err = reprocess(st, cell, l.clock, &r, differed);
	records_free(&r);
	cpus_free(&cpus);
	free_logged(&l);
	pthread_mutex_unlock(&st->lock);
	return err;
}
