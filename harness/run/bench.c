// SPDX-License-Identifier: GPL-2.0-or-later
#include <stdlib.h>
#include <string.h>

#include "bench.h"
#include "gbench/gbench.h"
#include "lib/util.h"

struct bench {
	struct run *run;
	unsigned int cell;
	unsigned int per_repetition; /* samples */
	unsigned int next; /* sample */
};

/* The mean of a count over the samples of a repetition, an operation. */
static void count(struct gbench_state *st, const char *name, int64_t sum, double operations)
{
	if (sum)
		gbench_counter(st, name, sum / operations);
}

static void report_counts(struct gbench_state *st, const struct records *r, unsigned int first,
			  unsigned int n)
{
	double operations = (double)r->ops * n;

	for (int c = 0; c < NR_LEDGER_CAUSES; c++)
		for (int k = 0; k < NR_LEDGER_KINDS; k++) {
			char *name = xasprintf("%s.%s", cause_names[c].name, kind_names[k].name);
			int64_t sum = 0;

			for (unsigned int i = first; i < first + n; i++)
				sum += r->samples[i].ledger[c][k];
			count(st, name, sum, operations);
			free(name);
		}
	for (int j = 0; j < NR_COUNTERS; j++) {
		int64_t sum = 0;

		for (unsigned int i = first; i < first + n; i++)
			sum += r->samples[i].counters[j];
		count(st, counter_names[j].name, sum, operations);
	}
	for (int e = 0; e < NR_PMU_EVENTS; e++) {
		int64_t sum = 0;

		for (unsigned int i = first; i < first + n; i++)
			sum += r->samples[i].pmu[e] > 0 ? r->samples[i].pmu[e] : 0;
		count(st, pmu_event_names[e].name, sum, operations);
	}
}

/* The clocks that are not the time. */
static void report_clocks(struct gbench_state *st, const struct records *r,
			  const struct clocks *clocks, unsigned int first, unsigned int n)
{
	for (int cpu = -1; cpu < (int)clocks->cpus.n; cpu++) {
		int64_t sum = 0;

		if (cpu == clocks->shown || !records_have(r, cpu))
			continue;
		for (unsigned int i = first; i < first + n; i++)
			sum += records_value(r, i, cpu);
		count(st, cpu < 0 ? clocks->guest->name : clocks->cpus.v[cpu].clock, sum,
		      (double)r->ops * n);
	}
}

static void body(struct gbench_state *st, void *arg)
{
	struct bench *b = arg;
	const struct cell_result *r = run_wait(b->run, b->cell);
	const struct clocks *clocks = &b->run->opt.clocks;
	const struct clock *clock = b->run->cells->v[b->cell].clock;
	int shown = clock->hardware ? -1 : clocks->shown;
	unsigned int first;

	if (!r) {
		gbench_skip(st, "stopped by the user");
		return;
	}
	if (r->state != CELL_OK) {
		gbench_skip(st, r->detail);
		return;
	}
	if (!records_timed(&r->records)) {
		gbench_skip(st, "its results are sizes and not times");
		return;
	}
	if (!records_have(&r->records, shown)) {
		gbench_skip(st, "this clock does not measure it");
		return;
	}
	first = b->next % r->records.nr_samples;
	b->next = first + b->per_repetition;
	for (unsigned int i = first; gbench_next(st); i++) {
		int64_t value = records_value(&r->records, i, shown);

		/* One unit of any clock is a nanosecond on the screen. */
		gbench_set_seconds(st, value * clock->seconds / r->records.ops);
	}
	report_counts(st, &r->records, first, b->per_repetition);
	if (!clock->hardware)
		report_clocks(st, &r->records, clocks, first, b->per_repetition);
	gbench_label(st, shown < 0 ? clock->label : clocks_label(clocks));
}

/* Takes the names in the order of the cells, of which they are some. */
struct selecting {
	struct cells *cells;
	unsigned int next;
};

static void select_cell(const char *name, void *arg)
{
	struct selecting *s = arg;

	while (s->next < s->cells->n && strcmp(s->cells->v[s->next].name, name))
		s->next++;
	if (s->next < s->cells->n)
		s->cells->v[s->next++].selected = true;
}

struct bench *bench_register(struct run *run, struct cells *cells, unsigned int repetitions)
{
	struct bench *benches = xcalloc(cells->n, sizeof(*benches));
	struct selecting selecting = { .cells = cells };

	for (unsigned int i = 0; i < cells->n; i++) {
		benches[i] = (struct bench){
			.run = run,
			.cell = i,
			.per_repetition =
				cells->v[i].program->is_capacity
					? 1
					: cells->v[i].samples / repetitions *
						  (cells->v[i].clock->hardware ? run->opt.rounds
									       : 1),
		};
		gbench_register(cells->v[i].name, benches[i].per_repetition, body, &benches[i]);
		cells->v[i].selected = false;
	}
	gbench_selected(select_cell, &selecting);
	return benches;
}
