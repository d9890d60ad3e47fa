// SPDX-License-Identifier: GPL-2.0-or-later
/* Which runs a rule fits, and their end. */
#include <stdlib.h>

#include "internal.h"
#include "upkeep.h"
#include "lib/util.h"

/*
 * The runs that are to go. A run is as old as what was last done in it. ?1 is a list of ids with a
 * comma at both ends, or NULL; ?2 how many of a kind stay; ?3 a date; ?4 whether it is about logs.
 */
#define CHOSEN                                                                                                      \
	"WITH aged AS (SELECT *, coalesce(finished, started) AS at, row_number() OVER (PARTITION BY kind"           \
	" ORDER BY coalesce(finished, started) DESC, id DESC) AS place,"                                            \
	" row_number() OVER (PARTITION BY kind, state = 'done' ORDER BY coalesce(finished, started) DESC, id DESC)" \
	" AS done_place FROM run),"                                                                                 \
	" chosen AS (SELECT * FROM aged WHERE (?1 IS NULL OR instr(?1, ',' || id || ','))"                          \
	" AND place > ?2 AND (?3 IS NULL OR at < ?3)"                                                               \
	" AND (?1 IS NOT NULL OR ?4 OR state <> 'done' OR done_place > 1)) "

static const char list_sql[] = CHOSEN
	"SELECT id, kind, state, started, selection, (SELECT count(*) FROM cell WHERE run = chosen.id),"
	" (SELECT coalesce(sum(length(console) + length(log) + coalesce(length(model), 0) + coalesce(length(folded), 0)), 0)"
	"  FROM guest_log WHERE cell IN (SELECT id FROM cell WHERE run = chosen.id))"
	" FROM chosen ORDER BY at, id";
static const char runs_sql[] = CHOSEN "DELETE FROM run WHERE id IN (SELECT id FROM chosen)";
static const char logs_sql[] = CHOSEN
	"DELETE FROM guest_log WHERE cell IN (SELECT id FROM cell WHERE run IN (SELECT id FROM chosen))";

/* The ids without blanks, so that each stands between commas; NULL where there are none. */
static char *between_commas(const char *runs)
{
	char *list = runs ? xasprintf(",%s,", runs) : NULL, *to = list;

	for (const char *from = list; from && *from; from++)
		if (*from != ' ')
			*to++ = *from;
	if (list)
		*to = '\0';
	return list;
}

static sqlite3_stmt *prepare(struct store *st, const char *sql, const struct prune *p)
{
	sqlite3_stmt *s;

	if (sqlite3_prepare_v2(st->db, sql, -1, &s, NULL))
		return NULL;
	sqlite3_bind_text(s, 1, between_commas(p->runs), -1, free);
	sqlite3_bind_int64(s, 2, p->keep);
	sqlite3_bind_text(s, 3, p->older_than, -1, SQLITE_STATIC);
	sqlite3_bind_int(s, 4, p->logs);
	return s;
}

int store_prune_list(struct store *st, const struct prune *p,
		     void (*told)(void *arg, const struct pruned *run), void *arg)
{
	sqlite3_stmt *s;
	int code;

	pthread_mutex_lock(&st->lock);
	s = prepare(st, list_sql, p);
	while ((code = sqlite3_step(s)) == SQLITE_ROW) {
		const struct pruned run = {
			.run = sqlite3_column_int64(s, 0),
			.kind = (const char *)sqlite3_column_text(s, 1),
			.state = (const char *)sqlite3_column_text(s, 2),
			.started = (const char *)sqlite3_column_text(s, 3),
			.selection = (const char *)sqlite3_column_text(s, 4),
			.cells = sqlite3_column_int64(s, 5),
			.log_bytes = sqlite3_column_int64(s, 6),
		};

		told(arg, &run);
	}
	code = code == SQLITE_DONE ? 0 : store_fail(st, "looking for runs");
	sqlite3_finalize(s);
	pthread_mutex_unlock(&st->lock);
	return code;
}

static int delete (struct store *st, const struct prune *p)
{
	sqlite3_stmt *s = prepare(st, p->logs ? logs_sql : runs_sql, p);
	int err = s && sqlite3_step(s) == SQLITE_DONE ? 0 : store_fail(st, "deleting");

	sqlite3_finalize(s);
	return err;
}

int store_prune(struct store *st, const struct prune *p)
{
	int err;

	pthread_mutex_lock(&st->lock);
	err = store_begin(st);
	if (!err)
		err = store_finish(st, delete (st, p));
	if (!err && sqlite3_exec(st->db, "VACUUM", NULL, NULL, NULL))
		err = store_fail(st, "they are deleted, but the file keeps its size");
	pthread_mutex_unlock(&st->lock);
	return err;
}
