// SPDX-License-Identifier: GPL-2.0-or-later
#include <argp.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "choice.h"
#include "cmd.h"
#include "lib/util.h"
#include "store/sql.h"
#include "store/upkeep.h"

static const struct argp argp = {
	.parser = choice_parse,
	.children = choice_run_options,
	.doc = "Reads the logs of a run's guests once more, as they are in the table guest_log, and puts what they "
	       "say into the tables in place of what is there: machine, capacity, sample and all that hangs off it. "
	       "Each cell in a transaction of its own. Says which cells were not what their logs say. A cell whose "
	       "logs were not kept, are damaged, or do not fit it is told of and stays as it is (exit status 1). "
	       "Cells without results have none to be read.",
};

/* The cells of a run that have results: their ids, and what each is called. */
struct work {
	int64_t *id;
	char **name;
	unsigned int n;
	unsigned int without; /* and how many there are beside them whose logs were not kept */
};

static const char cells_sql[] =
	"SELECT id, trim(workload || ' ' || params) || ' in ' || config || ', ' || mem_mib || ' MiB' || iif(twin, ', twin', ''),"
	" EXISTS (SELECT 1 FROM guest_log WHERE cell = id) FROM cell WHERE run = :run AND state = 'ok' ORDER BY id";

static void add_cell(void *arg, sqlite3_stmt *s)
{
	struct work *c = arg;

	if (!sqlite3_column_int(s, 2)) {
		c->without++;
		return;
	}
	c->id = xrealloc(c->id, (c->n + 1) * sizeof(*c->id));
	c->name = xrealloc(c->name, (c->n + 1) * sizeof(*c->name));
	c->id[c->n] = sqlite3_column_int64(s, 0);
	c->name[c->n++] = sql_column_text(s, 1);
}

static void read_cells(struct choice *choice, struct work *cells)
{
	const struct sql_sink sink = { .row = add_cell, .arg = cells };
	char *why;
	sqlite3 *db = store_open_readonly(choice->db, &why);

	if (!db || sql_run(db, cells_sql, &choice->values, &sink, &why))
		die("%s", why);
	if (!choice->values.run)
		choice->values.run = sql_latest_run(db);
	sqlite3_close(db);
}

int cmd_reprocess(int argc, char **argv)
{
	struct choice choice = choice_default();
	struct work cells = { 0 };
	unsigned int changed = 0, left;
	struct store *st;

	argp_parse(&argp, argc, argv, 0, NULL, &choice);
	/* One of an older version is brought up first. */
	if (access(choice.db, F_OK))
		die("there are no results in %s yet; run make bench", choice.db);
	st = database_open(choice.db);
	read_cells(&choice, &cells);
	if (!cells.n && !cells.without)
		die("run %lld has no cells with results; `splitbench query runs` lists the runs",
		    (long long)choice.values.run);
	left = cells.without;
	if (left)
		complain("%u cells stay as they are: their logs were not kept", left);
	for (unsigned int i = 0; i < cells.n; i++) {
		bool differed;
		char *why;

		if (store_reprocess(st, cells.id[i], &differed, &why))
			die("%s could not be written: %s", cells.name[i], store_error(st));
		if (why)
			complain("%s stays as it is: %s", cells.name[i], why);
		else if (differed)
			printf("%s: its rows were not what its logs say; now they are\n",
			       cells.name[i]);
		left += why != NULL;
		changed += differed;
		free(why);
		free(cells.name[i]);
	}
	printf("run %lld: %u cells read from their logs, %u of them changed, %u left as they are\n",
	       (long long)choice.values.run, cells.n + cells.without - left, changed, left);
	store_close(st);
	free(cells.id);
	free(cells.name);
	return left ? EXIT_CELLS_FAILED : EXIT_SUCCESS;
}
