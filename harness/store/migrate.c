// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * From an older version of the schema to this one: a new database is made from results/schema.sql,
 * and every row goes over, column by column of the same name. This serves every change that adds
 * tables, columns that may be missing, and words to a CHECK; the schema is written down once.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "internal.h"
#include "sql.h"
#include "lib/paths.h"
#include "lib/util.h"

static const struct sql_values none;

static int64_t version_of_file(const char *path)
{
	sqlite3 *db = NULL;
	int64_t version = 0;

	/* For writing, so that what a killed writer left half done is taken back first. */
	if (!access(path, F_OK) && !sqlite3_open_v2(path, &db, SQLITE_OPEN_READWRITE, NULL))
		version = store_user_version(db);
	sqlite3_close(db);
	return version;
}

/* One INSERT a table that both have, with the columns that both have; it is a query's only value.
 */
static const char copies_sql[] =
	"SELECT coalesce(group_concat(line, '; '), '') FROM ("
	" SELECT 'INSERT INTO main.\"' || t.name || '\" (' || group_concat('\"' || n.name || '\"')"
	" || ') SELECT ' || group_concat('\"' || n.name || '\"') || ' FROM old.\"' || t.name || '\"' AS line"
	" FROM main.sqlite_schema AS t"
	" JOIN pragma_table_info(t.name, 'main') AS n"
	" JOIN pragma_table_info(t.name, 'old') AS o ON o.name = n.name"
	" WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite_%'"
	" GROUP BY t.name)";

int store_attach(sqlite3 *db, const char *path, const char *name)
{
	/* In a URI these three mean something. */
	char *sql = sqlite3_mprintf("ATTACH 'file:' || replace(replace(replace(%Q, '%%', '%%25'),"
				    " '?', '%%3f'), '#', '%%23') || '?mode=ro' AS %s",
				    path, name);
	int code = sqlite3_exec(db, sql, NULL, NULL, NULL);

	sqlite3_free(sql);
	return code;
}

static bool copy_rows(sqlite3 *db, const char *old)
{
	char *copies = NULL;
	bool ok = !store_attach(db, old, "old") && (copies = sql_text(db, copies_sql, &none)) &&
		  !sqlite3_exec(db, "BEGIN", NULL, NULL, NULL) &&
		  !sqlite3_exec(db, copies, NULL, NULL, NULL) &&
		  !sqlite3_exec(db, "COMMIT; DETACH old", NULL, NULL, NULL);

	free(copies);
	return ok;
}

char *store_migrated_copy(const char *new, const char *old)
{
	char *schema_path = in_root("results/schema.sql"), *schema = read_file(schema_path, NULL),
	     *why = NULL, *dangling;
	sqlite3 *db = NULL;

	unlink(new);
	if (!schema)
		why = xasprintf("cannot read %s: %s", schema_path, strerror(errno));
	else if (sqlite3_open_v2(new, &db, STORE_OPEN_NEW, NULL) ||
		 sqlite3_exec(db, schema, NULL, NULL, NULL) || !copy_rows(db, old))
		why = xasprintf("cannot bring %s to version %d of the schema: %s", old,
				STORE_VERSION, sqlite3_errmsg(db));
	dangling =
		why ? NULL : sql_text(db, "SELECT count(*) FROM pragma_foreign_key_check", &none);
	if (!why && (!dangling || strcmp(dangling, "0")))
		why = xasprintf("%s has rows that refer to nothing; keep it under another name",
				old);
	sqlite3_close(db);
	free(dangling);
	free(schema);
	free(schema_path);
	return why;
}

char *store_migrate(const char *path)
{
	int64_t version = version_of_file(path);
	char *new, *kept, *why;

	if (version <= 0 || version >= STORE_VERSION)
		return NULL;
	new = xasprintf("%s.new", path);
	kept = xasprintf("%s.v%lld", path, (long long)version);
	why = store_migrated_copy(new, path);
	if (!why && link(path, kept))
		why = xasprintf("cannot keep %s as %s: %s", path, kept,
				errno == EEXIST ? "that is there already; move it away"
						: strerror(errno));
	if (!why && rename(new, path)) {
		why = xasprintf("cannot put %s in the place of %s: %s", new, path, strerror(errno));
		unlink(kept);
	}
	if (why)
		unlink(new);
	else
		complain("%s was brought to version %d of the schema; as it was, it is kept as %s",
			 path, STORE_VERSION, kept);
	free(new);
	free(kept);
	return why;
}
