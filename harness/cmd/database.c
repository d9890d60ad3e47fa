// SPDX-License-Identifier: GPL-2.0-or-later
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "cmd.h"
#include "lib/paths.h"
#include "lib/util.h"
#include "store/store.h"

/* The folder of the database, so that the first run needs nothing made by hand. */
static void make_folder(const char *db)
{
	const char *slash = strrchr(db, '/');
	char *dir = slash ? strndup(db, slash - db) : NULL;

	if (dir && *dir && mkdir(dir, 0755) && errno != EEXIST)
		die("cannot make the directory %s: %s", dir, strerror(errno));
	free(dir);
}

struct store *database_open(const char *path)
{
	char *views = in_root("results/views.sql"), *why;
	struct store *st;

	make_folder(path);
	st = store_open(path, &why);
	if (!st)
		die("%s", why);
	if (store_run_file(st, views))
		complain("the views are not up to date: %s", store_error(st));
	free(views);
	return st;
}
