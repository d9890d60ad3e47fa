// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * The runs of another database, copied into this one under ids of their own. What is to be copied
 * is read off the schema, so that a table that is added needs nothing here: a table with an `id`
 * hands out ids, for which choose_sql has a statement, and a column with such a table's name holds
 * one of them.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "internal.h"
#include "sql.h"
#include "upkeep.h"
#include "lib/util.h"

/*
 * Which rows with ids come in, and as what. One that is here already is known by when,
 * from what and where it was measured, and has the id that it has here.
 */
static const char choose_sql[] =
	"CREATE TEMP TABLE moved (tab TEXT, old INTEGER, new INTEGER, known INTEGER NOT NULL, PRIMARY KEY (tab, old));"
	"INSERT INTO moved SELECT 'run', o.id, r.id, r.id IS NOT NULL FROM other.run AS o LEFT JOIN main.run AS r"
	" ON r.started = o.started AND r.fingerprint = o.fingerprint AND r.host_cpu = o.host_cpu AND r.host_kernel = o.host_kernel"
	" GROUP BY o.id;"
	"INSERT INTO moved SELECT 'speed', o.id, r.id, r.id IS NOT NULL FROM other.speed AS o LEFT JOIN main.speed AS r"
	" ON r.taken = o.taken AND r.command = o.command AND r.config = o.config AND r.host_cpu = o.host_cpu"
	" AND r.host_kernel = o.host_kernel GROUP BY o.id;"
	"INSERT INTO moved SELECT 'cell', c.id, NULL, 0 FROM other.cell AS c JOIN moved AS m ON m.tab = 'run' AND m.old = c.run"
	" WHERE NOT m.known;"
	"INSERT INTO moved SELECT 'native', n.id, NULL, 0 FROM other.native AS n JOIN moved AS m ON m.tab = 'run' AND m.old = n.run"
	" WHERE NOT m.known;"
	"UPDATE moved SET new = place.new FROM (SELECT tab, old, row_number() OVER (PARTITION BY tab ORDER BY old) + last.id AS new"
	"  FROM moved JOIN (SELECT 'run' AS tab, coalesce(max(id), 0) AS id FROM main.run"
	"  UNION ALL SELECT 'cell', coalesce(max(id), 0) FROM main.cell"
	"  UNION ALL SELECT 'native', coalesce(max(id), 0) FROM main.native"
	"  UNION ALL SELECT 'speed', coalesce(max(id), 0) FROM main.speed) AS last USING (tab) WHERE NOT known) AS place"
	" WHERE place.tab = moved.tab AND place.old = moved.old";

/*
 * One INSERT for each table, as a query's only value. Tables without such an id are lists of names,
 * of which only new ones come in.
 */
static const char copies_sql[] =
	"WITH columns AS (SELECT t.name AS tab, c.name, CASE WHEN c.name = 'id' THEN t.name"
	"  WHEN c.name IN (SELECT i.name FROM main.sqlite_schema AS i JOIN pragma_table_info(i.name, 'main') AS k ON k.name = 'id'"
	"   WHERE i.type = 'table') THEN c.name END AS holds"
	"  FROM main.sqlite_schema AS t JOIN pragma_table_info(t.name, 'main') AS c"
	"  WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite_%')"
	" SELECT group_concat(line, '; ') FROM (SELECT 'INSERT ' || iif(count(holds), '', 'OR IGNORE ') || 'INTO main.' || tab"
	" || ' (' || group_concat('\"' || name || '\"') || ') SELECT ' || group_concat(iif(holds IS NULL, 'o.\"' || name || '\"', 'm_' || name || '.new'))"
	" || ' FROM other.' || tab || ' AS o' || coalesce(group_concat(' JOIN moved AS m_' || name || ' ON m_' || name || '.tab = '''"
	" || holds || ''' AND m_' || name || '.old = o.' || name || ' AND NOT m_' || name || '.known', ''), '') AS line"
	" FROM columns GROUP BY tab)";

/* One that was under way there has been cut short here. */
static const char mark_sql[] =
	"UPDATE main.run SET imported_from = coalesce(imported_from, %Q), state = iif(state = 'running', 'interrupted', state)"
	" WHERE id IN (SELECT new FROM moved WHERE tab = 'run' AND NOT known)";

static const char report_sql[] =
	"SELECT m.old, m.new, m.known, r.started, r.kind, r.host_cpu, (SELECT count(*) FROM other.cell WHERE run = m.old),"
	" (SELECT count(*) FROM main.cell WHERE run = m.new)"
	" FROM moved AS m JOIN other.run AS r ON r.id = m.old WHERE m.tab = 'run' ORDER BY m.old";

static int run_sql(struct store *st, const char *sql)
{
	return sqlite3_exec(st->db, sql, NULL, NULL, NULL) ? store_fail(st, "importing") : 0;
}

static int copy(struct store *st, const char *name)
{
	static const struct sql_values none;
	char *mark = sqlite3_mprintf(mark_sql, name), *copies = NULL;
	int err = run_sql(st, "PRAGMA defer_foreign_keys = ON") || run_sql(st, choose_sql);

	if (!err)
		copies = sql_text(st->db, copies_sql, &none);
	err = err || run_sql(st, copies) || run_sql(st, mark);
	free(copies);
	sqlite3_free(mark);
	return err ? -1 : 0;
}

static void report(struct store *st, void (*told)(void *arg, const struct imported *run), void *arg)
{
	sqlite3_stmt *s;

	if (sqlite3_prepare_v2(st->db, report_sql, -1, &s, NULL))
		return;
	while (sqlite3_step(s) == SQLITE_ROW) {
		const struct imported run = {
			.there = sqlite3_column_int64(s, 0),
			.here = sqlite3_column_int64(s, 1),
			.known = sqlite3_column_int(s, 2),
			.started = (const char *)sqlite3_column_text(s, 3),
			.kind = (const char *)sqlite3_column_text(s, 4),
			.host_cpu = (const char *)sqlite3_column_text(s, 5),
			.cells_there = sqlite3_column_int64(s, 6),
			.cells_here = sqlite3_column_int64(s, 7),
		};

		told(arg, &run);
	}
	sqlite3_finalize(s);
}

static char *import_attached(struct store *st, const char *name,
			     void (*told)(void *arg, const struct imported *run), void *arg)
{
	char *why = NULL;
	int err = store_begin(st);

	if (!err)
		err = store_finish(st, copy(st, name));
	if (err)
		why = xasprintf("nothing was imported from %s: %s", name,
				st->error ? st->error : "no error");
	else
		report(st, told, arg);
	sqlite3_exec(st->db, "DROP TABLE IF EXISTS temp.moved", NULL, NULL, NULL);
	return why;
}

/* What the other file is: its version of the schema, or why it cannot be read. */
static char *look_at(struct store *st, const char *path, int64_t *version)
{
	const char *ours = sqlite3_db_filename(st->db, "main");
	struct stat a, b;
	sqlite3 *db = NULL;
	char *why = NULL;

	if (stat(path, &b))
		return xasprintf("cannot read %s: %s", path, strerror(errno));
	if (!stat(ours, &a) && a.st_dev == b.st_dev && a.st_ino == b.st_ino)
		return xasprintf("%s is the database that it is to go into", path);
	if (sqlite3_open_v2(path, &db, SQLITE_OPEN_READONLY, NULL)) {
		why = xasprintf("cannot open %s: %s", path, sqlite3_errmsg(db));
	} else {
		*version = store_user_version(db);
		if (*version < 0)
			why = xasprintf("%s is no database that can be read: %s", path,
					sqlite3_errmsg(db));
		else if (*version == 0)
			why = xasprintf(
				"%s is no database of Splitbench: it has no version of the schema",
				path);
		else if (*version > STORE_VERSION)
			why = xasprintf("%s has version %lld of the schema, this program reads %d; "
					"import it by the Splitbench that made it or a newer one",
					path, (long long)*version, STORE_VERSION);
	}
	sqlite3_close(db);
	return why;
}

char *store_import(struct store *st, const char *path,
		   void (*told)(void *arg, const struct imported *run), void *arg)
{
	char *copy = NULL, *why;
	int64_t version = 0;

	pthread_mutex_lock(&st->lock);
	why = look_at(st, path, &version);
	if (!why && version < STORE_VERSION) {
		copy = xasprintf("%s.import", sqlite3_db_filename(st->db, "main"));
		why = store_migrated_copy(copy, path);
	}
	if (!why && store_attach(st->db, copy ? copy : path, "other"))
		why = xasprintf("cannot open %s: %s", path, sqlite3_errmsg(st->db));
	if (!why) {
		why = import_attached(st, path, told, arg);
		sqlite3_exec(st->db, "DETACH other", NULL, NULL, NULL);
	}
	if (copy)
		unlink(copy);
	free(copy);
	pthread_mutex_unlock(&st->lock);
	return why;
}
