// SPDX-License-Identifier: GPL-2.0-or-later
#include <argp.h>
#include <stdlib.h>

#include "choice.h"
#include "cmd.h"
#include "lib/util.h"
#include "store/store.h"
#include "store/summary.h"

static const struct argp argp = {
	.parser = choice_parse,
	.children = choice_options,
	.doc = "Shows what one operation of each workload costs in each configuration, beside its "
	       "ratio to the first configuration, and the cells that failed.",
};

int cmd_summary(int argc, char **argv)
{
	struct choice c = choice_default();
	char *why;
	sqlite3 *db;

	argp_parse(&argp, argc, argv, 0, NULL, &c);
	db = store_open_readonly(c.db, &why);
	if (!db || summary_print(db, c.values.run, c.values.clock, &why))
		die("%s", why);
	sqlite3_close(db);
	return EXIT_SUCCESS;
}
