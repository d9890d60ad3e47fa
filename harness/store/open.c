// SPDX-License-Identifier: GPL-2.0-or-later
/* Opening a database, and the statements' plumbing. */
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "internal.h"
#include "lib/paths.h"
#include "lib/util.h"

#define BUSY_MS 10000 /* a reader may hold the database for a moment */

static const char *const statements[] = {
#define STATEMENT(sym, sql) [ST_##sym] = sql,
	STATEMENTS(STATEMENT)
#undef STATEMENT
};

int store_fail(struct store *st, const char *doing)
{
	st->code = sqlite3_extended_errcode(st->db);
	free(st->error);
	st->error = xasprintf("%s: %s", doing, sqlite3_errmsg(st->db));
	return -1;
}

const char *store_error(struct store *st)
{
	static _Thread_local char text[512];

	pthread_mutex_lock(&st->lock);
	snprintf(text, sizeof(text), "%s", st->error ? st->error : "no error");
	pthread_mutex_unlock(&st->lock);
	return text;
}

bool store_is_full(struct store *st)
{
	bool full;

	pthread_mutex_lock(&st->lock);
	full = (st->code & 0xff) == SQLITE_FULL || (st->code & 0xff) == SQLITE_IOERR;
	pthread_mutex_unlock(&st->lock);
	return full;
}

static sqlite3_stmt *vbind(struct store *st, enum statement which, const char *types, va_list ap)
{
	sqlite3_stmt *s = st->stmt[which];
	const void *blob;

	sqlite3_reset(s);
	for (int i = 1; *types; types++, i++) {
		switch (*types) {
		case 'i':
			sqlite3_bind_int64(s, i, va_arg(ap, int64_t));
			break;
		case 'd':
			sqlite3_bind_double(s, i, va_arg(ap, double));
			break;
		case 't':
			sqlite3_bind_text(s, i, va_arg(ap, const char *), -1, SQLITE_TRANSIENT);
			break;
		case 'b':
			blob = va_arg(ap, const void *);
			sqlite3_bind_blob64(s, i, blob, va_arg(ap, size_t), SQLITE_TRANSIENT);
			break;
		}
	}
	return s;
}

sqlite3_stmt *store_bind(struct store *st, enum statement which, const char *types, ...)
{
	sqlite3_stmt *s;
	va_list ap;

	va_start(ap, types);
	s = vbind(st, which, types, ap);
	va_end(ap);
	return s;
}

int store_exec(struct store *st, enum statement which, const char *types, ...)
{
	sqlite3_stmt *s;
	va_list ap;
	int code, ret = 0;

	va_start(ap, types);
	s = vbind(st, which, types, ap);
	va_end(ap);
	do
		code = sqlite3_step(s);
	while (code == SQLITE_ROW);
	if (code != SQLITE_DONE)
		ret = store_fail(st, "writing to the database");
	sqlite3_reset(s);
	return ret;
}

int store_begin(struct store *st)
{
	return store_exec(st, ST_BEGIN, "");
}

int store_finish(struct store *st, int outcome)
{
	if (!outcome)
		outcome = store_exec(st, ST_COMMIT, "");
	/* SQLite rolls some errors back by itself; then there is nothing to do. */
	if (outcome && !sqlite3_get_autocommit(st->db)) {
		sqlite3_step(st->stmt[ST_ROLLBACK]);
		sqlite3_reset(st->stmt[ST_ROLLBACK]);
	}
	return outcome;
}

int store_run_file(struct store *st, const char *path)
{
	char *sql = read_file(path, NULL);
	int ret = 0;

	if (!sql) {
		pthread_mutex_lock(&st->lock);
		free(st->error);
		st->error = xasprintf("cannot read %s: %s", path, strerror(errno));
		pthread_mutex_unlock(&st->lock);
		return -1;
	}
	pthread_mutex_lock(&st->lock);
	if (store_exec(st, ST_BEGIN, "") || sqlite3_exec(st->db, sql, NULL, NULL, NULL))
		ret = store_fail(st, path);
	ret = store_finish(st, ret);
	pthread_mutex_unlock(&st->lock);
	free(sql);
	return ret;
}

int64_t store_user_version(sqlite3 *db)
{
	sqlite3_stmt *s;
	int64_t version = -1;

	if (sqlite3_prepare_v2(db, "PRAGMA user_version", -1, &s, NULL))
		return -1;
	if (sqlite3_step(s) == SQLITE_ROW)
		version = sqlite3_column_int64(s, 0);
	sqlite3_finalize(s);
	return version;
}

static char *check_version(sqlite3 *db, const char *path)
{
	int64_t version = store_user_version(db);

	if (version == STORE_VERSION)
		return NULL;
	if (version < 0)
		return xasprintf("%s is no database that can be read: %s", path,
				 sqlite3_errmsg(db));
	if (version < STORE_VERSION)
		return xasprintf(
			"%s has version %lld of the schema, this program reads %d; `splitbench run` on it "
			"brings it up to that",
			path, (long long)version, STORE_VERSION);
	return xasprintf(
		"%s has version %lld of the schema, this program has %d; keep it under another name, or "
		"name another one with --db",
		path, (long long)version, STORE_VERSION);
}

static int fill_enumeration(struct store *st, const char *table, const struct enum_name *names,
			    unsigned int n)
{
	char *sql = xasprintf("INSERT OR IGNORE INTO %s (name, meaning) VALUES (?, ?)", table);
	sqlite3_stmt *s;
	int err = sqlite3_prepare_v2(st->db, sql, -1, &s, NULL);

	for (unsigned int i = 0; i < n && !err; i++) {
		sqlite3_bind_text(s, 1, names[i].name, -1, SQLITE_STATIC);
		sqlite3_bind_text(s, 2, names[i].meaning, -1, SQLITE_STATIC);
		err = sqlite3_step(s) != SQLITE_DONE;
		sqlite3_reset(s);
	}
	sqlite3_finalize(s);
	free(sql);
	return err;
}

/* Tables where there are none yet, and the names that this version of the kernel knows. */
static char *prepare(struct store *st, const char *path)
{
	char *schema_path = in_root("results/schema.sql"), *schema = read_file(schema_path, NULL),
	     *why = NULL;

	if (!schema)
		why = xasprintf("cannot read %s: %s", schema_path, strerror(errno));
	else if (sqlite3_exec(
			 st->db,
			 "PRAGMA foreign_keys = ON; PRAGMA synchronous = NORMAL; BEGIN IMMEDIATE",
			 NULL, NULL, NULL) ||
		 (store_user_version(st->db) == 0 &&
		  sqlite3_exec(st->db, schema, NULL, NULL, NULL)))
		why = xasprintf("cannot write %s: %s", path, sqlite3_errmsg(st->db));
	if (!why)
		why = check_version(st->db, path);
	if (!why &&
	    (fill_enumeration(st, "cause", cause_names, NR_LEDGER_CAUSES) ||
	     fill_enumeration(st, "kind", kind_names, NR_LEDGER_KINDS) ||
	     fill_enumeration(st, "counter_name", counter_names, NR_COUNTERS) ||
	     fill_enumeration(st, "pmu_event_name", pmu_event_names, NR_PMU_EVENTS) ||
	     fill_enumeration(st, "model_part", model_part_names, NR_PARTS) ||
	     fill_enumeration(st, "model_event_name", model_count_names, NR_MODEL_COUNTS) ||
	     fill_enumeration(st, "model_event_name", model_shared_names, NR_MODEL_SHARED) ||
	     sqlite3_exec(st->db, "COMMIT", NULL, NULL, NULL)))
		why = xasprintf("cannot write %s: %s", path, sqlite3_errmsg(st->db));
	for (unsigned int i = 0; i < NR_STATEMENTS && !why; i++)
		if (sqlite3_prepare_v3(st->db, statements[i], -1, SQLITE_PREPARE_PERSISTENT,
				       &st->stmt[i], NULL))
			why = xasprintf("%s does not have the tables of results/schema.sql: %s",
					path, sqlite3_errmsg(st->db));
	free(schema_path);
	free(schema);
	return why;
}

struct store *store_open(const char *path, char **why)
{
	struct store *st = xcalloc(1, sizeof(*st));
	char *lock = xasprintf("%s.lock", path);

	*why = NULL;
	pthread_mutex_init(&st->lock, NULL);
	st->lock_fd = open(lock, O_RDWR | O_CREAT | O_CLOEXEC, 0644);
	if (st->lock_fd < 0)
		*why = xasprintf("cannot write %s: %s", lock, strerror(errno));
	else if (flock(st->lock_fd, LOCK_EX | LOCK_NB))
		*why = xasprintf(
			"another splitbench is writing to %s; wait for it, or name another with --db",
			path);
	else
		*why = store_migrate(path);
	if (!*why && sqlite3_open_v2(path, &st->db, STORE_OPEN_NEW, NULL))
		*why = xasprintf("cannot open %s: %s", path, sqlite3_errmsg(st->db));
	free(lock);
	if (!*why) {
		sqlite3_busy_timeout(st->db, BUSY_MS);
		*why = prepare(st, path);
	}
	if (!*why)
		return st;
	store_close(st);
	return NULL;
}

void store_close(struct store *st)
{
	if (!st)
		return;
	for (unsigned int i = 0; i < NR_STATEMENTS; i++)
		sqlite3_finalize(st->stmt[i]);
	sqlite3_close(st->db);
	if (st->lock_fd >= 0)
		close(st->lock_fd);
	pthread_mutex_destroy(&st->lock);
	free(st->error);
	free(st);
}

sqlite3 *store_open_readonly(const char *path, char **why)
{
	sqlite3 *db = NULL;

	if (access(path, F_OK)) {
		*why = xasprintf("there are no results in %s yet; run make bench", path);
		return NULL;
	}
	*why = NULL;
	if (sqlite3_open_v2(path, &db, SQLITE_OPEN_READONLY, NULL))
		*why = xasprintf("cannot open %s: %s", path, sqlite3_errmsg(db));
	if (!*why) {
		sqlite3_busy_timeout(db, BUSY_MS);
		*why = check_version(db, path);
	}
	if (!*why)
		return db;
	sqlite3_close(db);
	return NULL;
}
