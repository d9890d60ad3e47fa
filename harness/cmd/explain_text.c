// SPDX-License-Identifier: GPL-2.0-or-later
/* Sentences and tables of `splitbench explain`. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "explain.h"
#include "lib/table.h"
#include "lib/util.h"
#include "model/core/names.h"
#include "model/core/profile.h"

#define STACK_MAX (8u << 20) /* below the end of user space, what is the program's stack */
#define VDSO_MAX  (2u << 12)

/* What lies at an address, in words; malloc'ed. */
static char *place_of(const struct trace_note *n, const struct config *config)
{
	const struct split *split = config_split(config);
	uint32_t a = n->value;

	if (n->where && n->fetch)
		return xasprintf("code of %s", n->where);
	if (n->where && n->offset)
		return xasprintf("%s+%#x", n->where, n->offset);
	if (n->where)
		return xstrdup(n->where);
	if (n->user && split->user_top - a <= VDSO_MAX)
		return xstrdup("the vDSO");
	if (n->user && split->user_top - a <= STACK_MAX)
		return xstrdup("the program's stack");
	if (n->user)
		return xasprintf("the program's memory at %#x", a);
	if (a >= split->kernel_base && a < split->direct_end)
		return xasprintf("lowmem at %#x", a);
	return xasprintf("a mapping at %#x", a);
}

/* "kernel stack+0x1f80 (4 MiB, global)" */
static char *page_of(const struct trace_note *n, const struct config *config)
{
	char *place = place_of(n, config), *text;
	const char *size = !n->large ? "4 KiB" : strcmp(config->paging, "pae") ? "4 MiB" : "2 MiB";

	text = xasprintf("%s (%s%s)", place, size, n->global ? ", global" : "");
	free(place);
	return text;
}

static char *say_walk(const struct trace_note *n, const struct config *config)
{
	char *page = page_of(n, config),
	     *text = xasprintf("%s walk: %s, reads %u entr%s%s", n->fetch ? "fetch" : "data", page,
			       n->refs, n->refs == 1 ? "y" : "ies",
			       n->refill ? ", lost to a flush" : "");

	free(page);
	return text;
}

static char *say_stlb(const struct trace_note *n, const struct config *config)
{
	char *page = page_of(n, config),
	     *text = xasprintf("%s: %s is in the second level", n->fetch ? "fetch" : "data", page);

	free(page);
	return text;
}

static char *say_dirty(const struct trace_note *n, const struct config *config)
{
	char *page = page_of(n, config), *text = xasprintf("first write to %s", page);

	free(page);
	return text;
}

static char *say_cr3(const struct trace_note *n, const struct config *config)
{
	const char *tables =
		n->maps_program ? "tables with the program" : "tables without the program";

	(void)config;
	return xasprintf("CR3 load: %s, drops %u entr%s", tables, n->dropped,
			 n->dropped == 1 ? "y" : "ies");
}

static char *say_pointers(const struct trace_note *n, const struct config *config)
{
	(void)n, (void)config;
	return xstrdup("the load reads the four directory pointers");
}

static char *say_cr4(const struct trace_note *n, const struct config *config)
{
	(void)config;
	return xasprintf("CR4 write: drops %u entries, global ones too", n->dropped);
}

static char *say_invlpg(const struct trace_note *n, const struct config *config)
{
	(void)config;
	return xasprintf("INVLPG %#x: drops %u entr%s", n->value, n->dropped,
			 n->dropped == 1 ? "y" : "ies");
}

static char *say_int(const struct trace_note *n, const struct config *config)
{
	(void)config;
	return xasprintf("int %#x", n->value);
}

static char *say_fault(const struct trace_note *n, const struct config *config)
{
	(void)config;
	return xasprintf("exception %u%s", n->value, n->value == 14 ? ", a page fault" : "");
}

static char *say_irq(const struct trace_note *n, const struct config *config)
{
	(void)config;
	return xasprintf("interrupt, vector %u", n->value);
}

static char *say_stale(const struct trace_note *n, const struct config *config)
{
	(void)config;
	return xasprintf("the entry of %#x has changed and is dropped", n->value);
}

/* Rows of the comparison: what a note's cycles are part of. */
enum row { ROW_CODE, ROW_EVENTS, ROW_FLUSH, ROW_STLB, ROW_FETCH, ROW_DATA, ROW_DIRTY, NR_ROWS };

static const char *const row_names[NR_ROWS] = {
	[ROW_CODE] = "the instructions themselves",
	[ROW_EVENTS] = "entry, exit and other events",
	[ROW_FLUSH] = "CR3 and CR4 loads, INVLPGs",
	[ROW_STLB] = "second-level TLB hits",
	[ROW_FETCH] = "page walks for fetches",
	[ROW_DATA] = "page walks for data",
	[ROW_DIRTY] = "first writes",
};

/* How to say what happened; any other event by what the model calls it. */
static const struct saying {
	const char *what;
	char *(*say)(const struct trace_note *n, const struct config *config);
	enum row row;
} sayings[] = {
	{ "walk", say_walk, ROW_DATA },		 { "stlb", say_stlb, ROW_STLB },
	{ "dirty", say_dirty, ROW_DIRTY },	 { "cr3", say_cr3, ROW_FLUSH },
	{ "pointers", say_pointers, ROW_FLUSH }, { "cr4", say_cr4, ROW_FLUSH },
	{ "invlpg", say_invlpg, ROW_FLUSH },	 { "stale", say_stale, ROW_FLUSH },
	{ "int", say_int, ROW_EVENTS },		 { "fault", say_fault, ROW_EVENTS },
	{ "irq", say_irq, ROW_EVENTS },
};

static const struct saying *saying_of(const struct trace_note *n)
{
	for (size_t i = 0; i < ARRAY_SIZE(sayings); i++)
		if (!strcmp(sayings[i].what, n->what))
			return &sayings[i];
	return NULL;
}

static char *say(const struct trace_note *n, const struct config *config)
{
	const struct saying *s = saying_of(n);

	if (s)
		return s->say(n, config);
	for (unsigned int e = 0; e < NR_EVENTS; e++)
		if (!strcmp(event_names[e], n->what))
			return xstrdup(event_meanings[e]);
	return xstrdup(n->what);
}

static enum row row_of(const struct trace_note *n)
{
	const struct saying *s = saying_of(n);

	if (!s)
		return ROW_EVENTS;
	return s->row == ROW_DATA && n->fetch ? ROW_FETCH : s->row;
}

static void add_cycles(struct table *t, int64_t mcycles)
{
	table_add(t, "%" PRId64 ".%03" PRId64, mcycles / MCYCLES, mcycles % MCYCLES);
}

/* A step's line has its first note; those that say the same are one line with their number. */
static void add_notes(struct table *t, const struct trace_step *s, const struct config *config)
{
	char **text = xcalloc(s->nr_notes, sizeof(*text));
	unsigned int lines = 0;

	for (unsigned int i = 0; i < s->nr_notes; i++)
		text[i] = say(&s->notes[i], config);
	for (unsigned int i = 0; i < s->nr_notes; i++) {
		int64_t mcycles = 0;
		unsigned int times = 0;

		if (!text[i])
			continue;
		for (unsigned int k = s->nr_notes; k-- > i;) {
			if (!text[k] || strcmp(text[k], text[i]))
				continue;
			mcycles += s->notes[k].mcycles;
			times++;
			if (k == i)
				break;
			free(text[k]);
			text[k] = NULL;
		}
		for (unsigned int c = 0; lines && c < 5; c++)
			table_add(t, "%s", "");
		add_cycles(t, mcycles);
		if (times > 1)
			table_add(t, "%u times: %s", times, text[i]);
		else
			table_add(t, "%s", text[i]);
		free(text[i]);
		lines++;
	}
	if (!lines) {
		table_add(t, "%s", "");
		table_add(t, "%s", "");
	}
	free(text);
}

static void print_steps(const struct trace *t, const struct config *config)
{
	static const char *const headings[] = { "step",		"region", "where",
						"instructions", "cycles", "of which",
						"what happened" };
	struct table table;

	table_init(&table, ARRAY_SIZE(headings));
	for (size_t i = 0; i < ARRAY_SIZE(headings); i++)
		table_add(&table, "%s", headings[i]);
	for (unsigned int i = 0; i < t->nr_steps; i++) {
		const struct trace_step *s = &t->steps[i];

		table_add(&table, "%u", i + 1);
		table_add(&table, "%s", s->region);
		table_add(&table, "%s", s->symbol);
		table_add(&table, "%" PRId64, s->insns);
		add_cycles(&table, s->mcycles);
		add_notes(&table, s, config);
	}
	for (unsigned int i = 0; i < 2; i++)
		table_add(&table, "%s", "");
	table_add(&table, "sum");
	table_add(&table, "%" PRId64, t->insns);
	add_cycles(&table, t->mcycles);
	table_add(&table, "%s", "");
	table_add(&table, "%s", "");
	table_print(&table, stdout);
	table_free(&table);
}

/* Code without a symbol has its address in place of the offset. */
static void print_cut(const struct trace *t, const struct config *config)
{
	bool nameless = *t->cut_symbol == '[';
	const struct trace_note at = {
		.value = t->cut_offset,
		.user = t->cut_in_program,
		.fetch = true,
	};
	char *place = nameless ? place_of(&at, config)
			       : xasprintf("%s+%#x", t->cut_symbol, t->cut_offset);

	printf("\nAn operation begins with %s, code of the %s that it passes ", place,
	       t->cut_in_program ? "program" : "kernel");
	if (t->cut_passes == 1)
		puts("once.");
	else
		printf("%u times.\n", t->cut_passes);
	free(place);
}

void explain_print(const struct explained *e, const char *cpu)
{
	const struct cell *c = e->cell;
	const struct trace *t = &e->trace;
	double whole = t->whole, ops = c->wcase->ops;

	printf("%s: one operation of %s%s%s, %u MiB, cycles of %s\n\n", c->config->name,
	       c->program->name, *c->wcase->params ? " " : "", c->wcase->params, c->mem_mib, cpu);
	print_steps(t, c->config);
	print_cut(t, c->config);
	printf("%" PRId64 " of the sample's %" PRId64
	       " whole operations take these steps at this cost, to the instruction\n"
	       "and the thousandth of a cycle. The mean of all of them is %.3f instructions, %.3f cycles;\n"
	       "the sample, with what is before the first and behind the last: %" PRId64
	       " instructions\nand %" PRId64 " cycles, for %u operations %.3f and %.3f each.\n",
	       t->alike, t->whole, t->whole_insns / whole, t->whole_mcycles / whole / MCYCLES,
	       e->icount, e->cycles, c->wcase->ops, e->icount / ops, e->cycles / ops);
	if (2 * t->alike < t->whole)
		puts("Most operations take other steps or cost something else: compare the mean of all.");
}

static void sum_rows(const struct trace *t, int64_t rows[NR_ROWS])
{
	memset(rows, 0, NR_ROWS * sizeof(rows[0]));
	for (unsigned int i = 0; i < t->nr_steps; i++) {
		rows[ROW_CODE] += t->steps[i].mcycles;
		for (unsigned int k = 0; k < t->steps[i].nr_notes; k++) {
			const struct trace_note *n = &t->steps[i].notes[k];

			rows[ROW_CODE] -= n->mcycles;
			rows[row_of(n)] += n->mcycles;
		}
	}
}

void explain_compare(const struct explained *sides, unsigned int n)
{
	int64_t(*rows)[NR_ROWS] = xcalloc(n, sizeof(*rows));
	struct table t;

	table_init(&t, n + 1);
	table_add(&t, "where the cycles go");
	for (unsigned int i = 0; i < n; i++) {
		table_add(&t, "%s", sides[i].cell->config->name);
		sum_rows(&sides[i].trace, rows[i]);
	}
	for (unsigned int row = 0; row < NR_ROWS; row++) {
		bool any = false;

		for (unsigned int i = 0; i < n; i++)
			any |= rows[i][row] != 0;
		if (!any)
			continue;
		table_add(&t, "%s", row_names[row]);
		for (unsigned int i = 0; i < n; i++)
			add_cycles(&t, rows[i][row]);
	}
	table_add(&t, "sum");
	for (unsigned int i = 0; i < n; i++)
		add_cycles(&t, sides[i].trace.mcycles);
	table_print(&t, stdout);
	table_free(&t);
	free(rows);
}
