// SPDX-License-Identifier: GPL-2.0-or-later
/* Finding the cell that somebody means, with its stacks. */
#include <stdlib.h>
#include <string.h>

#include "stacks.h"
#include "lib/util.h"

static const char cells_sql[] =
	"SELECT c.mem_mib, c.params, iif(g.folded IS NULL, NULL, log_text(g.folded)),"
	" c.ops * (SELECT count(*) FROM sample AS s WHERE s.cell = c.id)"
	" FROM cell AS c JOIN guest_log AS g ON g.cell = c.id WHERE c.run = :run"
	" AND c.config = %Q AND c.workload = %Q AND c.state = 'ok' AND %u IN (0, c.mem_mib) ORDER BY c.id";

struct search {
	const struct stacks_cell *wanted;
	unsigned int found;
	char *list; /* of all, for the reader */
	char *params, *folded; /* of the last; folded NULL: none were kept */
	unsigned int mem_mib;
	uint64_t operations;
};

static char *describe(const struct stacks_cell *c, const char *params, unsigned int mem_mib)
{
	return xasprintf("  %s %s%s%s --mem %u\n", c->config, c->workload, *params ? " " : "",
			 params, mem_mib);
}

static void take_cell(void *arg, sqlite3_stmt *s)
{
	struct search *search = arg;
	const char *params = (const char *)sqlite3_column_text(s, 1);
	const char *folded = (const char *)sqlite3_column_text(s, 2);
	char *line, *list;

	if (!has_words(params, search->wanted->params))
		return;
	search->found++;
	search->mem_mib = sqlite3_column_int(s, 0);
	search->operations = sqlite3_column_int64(s, 3);
	line = describe(search->wanted, params, search->mem_mib);
	list = xasprintf("%s%s", search->list, line);
	free(line);
	free(search->list);
	free(search->params);
	free(search->folded);
	search->list = list;
	search->params = xstrdup(params);
	search->folded = folded ? xstrdup(folded) : NULL;
}

/* What is wrong with the cells that were found, or NULL. */
static char *complaint(const struct stacks *s, const struct search *f)
{
	const struct stacks_cell *w = f->wanted, *first = &s->cell[0];
	char *one, *why;

	if (!f->found)
		return xasprintf("the run has no good cell of %s%s%s in %s; `splitbench summary` "
				 "shows those that it has",
				 w->workload, *w->params ? " " : "", w->params, w->config);
	if (f->found > 1)
		return xasprintf("there are %u such cells; name one of them by its parameters and "
				 "its memory:\n%s",
				 f->found, f->list);
	if (!f->folded)
		return xasprintf("%s was measured in %s without the cycle model; `splitbench run` "
				 "has it unless --clock says otherwise",
				 w->workload, w->config);
	if (!s->sides || (f->mem_mib == first->mem_mib && !strcmp(f->params, first->params)))
		return NULL;
	one = describe(first, first->params, first->mem_mib);
	why = xasprintf("these two cells differ in more than the configuration:\n%s%s", one,
			f->list);
	free(one);
	return why;
}

bool stacks_add_cell(struct stacks *s, sqlite3 *db, const struct sql_values *values,
		     const struct stacks_cell *wanted, char **why)
{
	struct search f = { .wanted = wanted, .list = xstrdup("") };
	const struct sql_sink sink = { .row = take_cell, .arg = &f };
	char *sql;

	*why = NULL;
	if (s->sides == STACKS_MAX_SIDES) {
		*why = xstrdup("a difference is between two configurations");
		free(f.list);
		return false;
	}
	sql = sqlite3_mprintf(cells_sql, wanted->config, wanted->workload, wanted->mem_mib);
	if (!sql_run(db, sql, values, &sink, why))
		*why = complaint(s, &f);
	sqlite3_free(sql);
	if (!*why && stacks_add(s, s->sides, f.folded, values->clock, f.operations, why))
		s->cell[s->sides++] = (struct stacks_cell){
			.config = xstrdup(wanted->config),
			.workload = xstrdup(wanted->workload),
			.params = xstrdup(f.params),
			.mem_mib = f.mem_mib,
		};
	free(f.list);
	free(f.params);
	free(f.folded);
	return !*why;
}
