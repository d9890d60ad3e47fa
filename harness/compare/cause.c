// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Why does a cell cost more or less? What its cost consists of on both sides, and what of it moved:
 * the model's parts with the symbols in them, and the kernel's ledger of flushes. What the cost
 * does not consist of, as how often the TLB missed, is in the views.
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "compare.h"
#include "guest/clock.h"
#include "lib/util.h"
#include "store/sql.h"
#include "store/stacks.h"

#define MOST_GROUPS 3
#define MOST_INSIDE 2
#define LEAST_SHARE 0.05 /* of all movements of a list, for one to be shown */

/* Something that is counted or paid for in an operation, by name, as in "entry_exit;int80_entry".
 */
struct movement {
	char *group, *name;
	double by; /* from A to B, an operation */
};

struct movements {
	struct movement *v;
	unsigned int n;
};

static void move(struct movements *m, const char *group, const char *name, double by)
{
	for (unsigned int i = 0; i < m->n; i++)
		if (!strcmp(m->v[i].group, group) && !strcmp(m->v[i].name, name)) {
			m->v[i].by += by;
			return;
		}
	m->v = xrealloc(m->v, (m->n + 1) * sizeof(*m->v));
	m->v[m->n++] = (struct movement){ xstrdup(group), xstrdup(name), by };
}

static void movements_free(struct movements *m)
{
	for (unsigned int i = 0; i < m->n; i++) {
		free(m->v[i].group);
		free(m->v[i].name);
	}
	free(m->v);
}

/* The parts of the cost on a clock of the model: those of the samples in the middle, as per_op. */
static const char parts_sql[] =
	"SELECT x.part, '', sum(x.cycles) * 1.0 / m.samples / c.ops FROM v_middle AS m"
	" JOIN cell AS c ON c.id = m.cell JOIN model_cycles AS x ON x.cell = m.cell AND x.idx = m.idx"
	" AND x.clock = m.clock WHERE m.cell = %lld AND m.clock = %Q GROUP BY x.part";

/* Instructions by region, which the model counts for all profiles alike. */
static const char regions_sql[] =
	"SELECT substr(x.name, 7), '', sum(x.n) * 1.0 / m.samples / c.ops FROM v_middle AS m"
	" JOIN cell AS c ON c.id = m.cell JOIN model_event AS x ON x.cell = m.cell AND x.idx = m.idx"
	" AND x.clock = m.clock AND x.name GLOB 'insns_*'"
	" WHERE m.cell = %lld AND m.clock = %Q GROUP BY x.name";

static const char flushes_sql[] =
	"SELECT kind, cause, per_op FROM v_flush_ledger WHERE cell = %lld AND per_op <> 0";

struct taking {
	struct movements *to;
	double sign;
};

static void take(void *arg, sqlite3_stmt *s)
{
	struct taking *t = arg;

	move(t->to, (const char *)sqlite3_column_text(s, 0),
	     (const char *)sqlite3_column_text(s, 1), t->sign * sqlite3_column_double(s, 2));
}

/* What a query says of both cells: B's less A's. */
static void ask_both(const struct comparison *c, const struct difference *d, const char *sql,
		     struct movements *to)
{
	static const struct sql_values none;

	for (unsigned int i = 0; i < 2; i++) {
		struct taking taking = { .to = to, .sign = i ? 1 : -1 };
		char *text = sqlite3_mprintf(sql, (long long)d->cell[i]->id, d->clock), *why;

		if (sql_run(c->side[i].db, text, &none,
			    &(struct sql_sink){ .row = take, .arg = &taking }, &why))
			die("%s", why);
		sqlite3_free(text);
	}
}

/* The folded stacks of a cell; NULL where it was not modelled. */
static char *folded_of(const struct side *s, const struct side_cell *cell)
{
	static const struct sql_values none;
	char *sql = sqlite3_mprintf("SELECT log_text(folded) FROM guest_log WHERE cell = %lld AND "
				    "folded IS NOT NULL",
				    (long long)cell->id);
	char *text;

	sql_functions(s->db);
	text = sql_text(s->db, sql, &none);
	sqlite3_free(sql);
	return text;
}

/* "region;symbol;part" on both sides: what moved in a part, by symbol. */
static void symbols(const struct comparison *c, const struct difference *d, struct movements *to)
{
	struct stacks stacks = { 0 };
	bool both = true;
	char *why;

	for (unsigned int i = 0; i < 2 && both; i++) {
		char *text = folded_of(&c->side[i], d->cell[i]);
		unsigned int samples = cell_series(d->cell[i], d->clock)->n;

		why = NULL;
		both = text &&
		       stacks_add(&stacks, i, text, d->clock, d->cell[i]->ops * samples, &why);
		free(why);
		free(text);
	}
	if (both)
		stacks_complete(&stacks);
	for (unsigned int i = 0; both && i < stacks.n; i++) {
		char *symbol = strchr(stacks.v[i].name, ';') + 1, *part = strchr(symbol, ';');

		*part++ = '\0';
		move(to, part, symbol,
		     ((double)stacks.v[i].value[1] - (double)stacks.v[i].value[0]) / 1000);
	}
	stacks_free(&stacks);
}

/* The largest first; those of one size by name. */
static int by_size(const void *va, const void *vb)
{
	const struct movement *a = va, *b = vb;
	double x = fabs(a->by), y = fabs(b->by);

	if (x != y)
		return x > y ? -1 : 1;
	return strcmp(a->group, b->group) ? strcmp(a->group, b->group) : strcmp(a->name, b->name);
}

/* "+52", "-0.25", "+1204300". */
static void put_number(FILE *f, double by)
{
	if (fabs(by) < 1000)
		fprintf(f, "%+.4g", by);
	else
		fprintf(f, "%+.0f", by);
}

/*
 * The largest of a list, " (int80_entry +26, exit_syscall_iret +26)"; what is small beside the
 * others is left out, and so is what rounding leaves.
 */
static void put_list(FILE *f, const struct movement *v, unsigned int n, const char *group)
{
	unsigned int shown = 0;
	double all = 0;

	for (unsigned int i = 0; i < n; i++)
		if (!strcmp(v[i].group, group))
			all += fabs(v[i].by);
	for (unsigned int i = 0; i < n && shown < MOST_INSIDE; i++) {
		if (strcmp(v[i].group, group) || fabs(v[i].by) < LEAST_SHARE * all ||
		    fabs(v[i].by) < 0.001)
			continue;
		fprintf(f, "%s%s ", shown++ ? ", " : " (", v[i].name);
		put_number(f, v[i].by);
	}
	if (shown)
		fputc(')', f);
}

/* The groups of one list, each with those of another one that are in it. */
static void put_groups(FILE *f, struct movements *groups, struct movements *in)
{
	unsigned int shown = 0;
	double all = 0;

	for (unsigned int i = 0; i < groups->n; i++)
		all += fabs(groups->v[i].by);
	if (groups->n)
		qsort(groups->v, groups->n, sizeof(*groups->v), by_size);
	if (in->n)
		qsort(in->v, in->n, sizeof(*in->v), by_size);
	for (unsigned int i = 0; i < groups->n && shown < MOST_GROUPS; i++) {
		const struct movement *g = &groups->v[i];

		if (g->by == 0 || fabs(g->by) < LEAST_SHARE * all)
			continue;
		fprintf(f, "%s%s ", ftell(f) ? "; " : "", g->group);
		put_number(f, g->by);
		put_list(f, in->v, in->n, g->group);
		shown++;
	}
}

/* The sums of a list's groups. */
static struct movements sums(const struct movements *of)
{
	struct movements m = { 0 };

	for (unsigned int i = 0; i < of->n; i++)
		move(&m, of->v[i].group, "", of->v[i].by);
	return m;
}

char *difference_cause(const struct comparison *c, const struct difference *d)
{
	struct movements parts = { 0 }, inside = { 0 }, flushes = { 0 }, kinds;
	size_t size;
	char *text;
	FILE *f;

	if (!d->clock || d->verdict == VERDICT_IDENTICAL)
		return xstrdup("");
	f = open_memstream(&text, &size);
	if (!clock_is_hardware(d->clock)) {
		ask_both(c, d, clock_profile(d->clock) ? parts_sql : regions_sql, &parts);
		symbols(c, d, &inside);
		put_groups(f, &parts, &inside);
	}
	ask_both(c, d, flushes_sql, &flushes);
	kinds = sums(&flushes);
	put_groups(f, &kinds, &flushes);
	if (!ftell(f))
		fputs("nothing that was counted", f);
	fclose(f);
	movements_free(&parts);
	movements_free(&inside);
	movements_free(&flushes);
	movements_free(&kinds);
	return text;
}
