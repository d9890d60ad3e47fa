// SPDX-License-Identifier: GPL-2.0-or-later
#include <stdlib.h>
#include <string.h>

#include "cmd.h"
#include "lib/paths.h"
#include "lib/util.h"
#include "store/store.h"

/* The folder of the database, so that the first run needs nothing made by hand. */
static void make_folder_of(const char *db)
{
	const char *slash = strrchr(db, '/');
	char *dir = slash ? strndup(db, slash - db) : NULL;

	if (dir && *dir)
		make_folder(dir);
	free(dir);
}

struct store *database_open(const char *path)
{
	char *views = in_root("results/views.sql"), *why;
	struct store *st;

	make_folder_of(path);
	st = store_open(path, &why);
	if (!st)
		die("%s", why);
	if (store_run_file(st, views))
		complain("the views are not up to date: %s", store_error(st));
	free(views);
	return st;
}

void database_refresh_views(const char *path)
{
	char *views = in_root("results/views.sql"), *why;
	struct store *st = store_open(path, &why);

	if (st && store_run_file(st, views))
		complain("the views are not up to date: %s", store_error(st));
	store_close(st);
	free(views);
}
