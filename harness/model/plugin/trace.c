// SPDX-License-Identifier: GPL-2.0-or-later
/* Cuts a region into operations, and those into steps: the code of one place, with what happened
 * there. */
#include <search.h>
#include <stdlib.h>
#include <string.h>

#include "plugin.h"
#include "trace_record.h"

enum stage { FIND_CUT, FIND_USUAL, SHOW, DONE };

static struct {
	enum stage stage;
	void *visits; /* struct visit by address */
	uint64_t order;
	struct visit *cut;
	unsigned int passes; /* of it in an operation */
	uint64_t passed; /* in this region */
	uint32_t program; /* an address of its code */
	bool cut_seen; /* in this region: what runs is an operation */
	struct operation now;
	struct trace_totals totals;
	uint64_t *hashes; /* of the second sample's operations */
	uint64_t usual; /* the one that most of them have */
	bool written;
	/* What each place had cost when that was last looked at. */
	struct cost last[MODEL_MAX_PLACES];
	unsigned int place; /* of the block that runs */
} trace;

static int by_address(const void *a, const void *b)
{
	const struct visit *x = a, *y = b;

	if (x->user != y->user)
		return x->user - y->user;
	return x->address < y->address ? -1 : x->address > y->address;
}

struct visit *trace_visit(uint32_t address, bool user)
{
	struct visit *v = calloc(1, sizeof(*v)), **found;

	if (!v)
		plugin_die("out of memory");
	v->address = address;
	v->user = user;
	found = tsearch(v, &trace.visits, by_address);
	if (!found)
		plugin_die("out of memory");
	if (*found != v)
		free(v);
	return *found;
}

static struct cost cost_of(unsigned int place)
{
	uint64_t parts[NR_PARTS];
	struct cost c = { .insns = *model_insns(plugin.model, place) };

	model_place_parts(plugin.model, 0, place, parts);
	for (unsigned int i = 0; i < NR_PARTS; i++)
		c.mcycles += parts[i];
	return c;
}

static void cost_add(struct cost *to, struct cost more)
{
	to->insns += more.insns;
	to->mcycles += more.mcycles;
}

/* What a place has cost since it was last looked at goes to a step. */
static void charge(unsigned int place, struct step *to)
{
	struct cost now = cost_of(place), *last = &trace.last[place];

	cost_add(&to->cost, (struct cost){ now.insns - last->insns, now.mcycles - last->mcycles });
	*last = now;
}

static void add_step(void)
{
	struct operation *o = &trace.now;

	if (o->nr_steps == o->step_room) {
		o->step_room = o->step_room ? 2 * o->step_room : 64;
		o->steps = realloc(o->steps, o->step_room * sizeof(*o->steps));
		if (!o->steps)
			plugin_die("out of memory");
	}
	o->steps[o->nr_steps++] = (struct step){ .place = trace.place,
						 .symbol = plugin.block->symbol,
						 .first_note = o->nr_notes };
}

void trace_note(const struct model_note *note)
{
	if (trace.stage == SHOW && plugin.in_region)
		operation_note(&trace.now, note, trace.program);
}

/* FNV-1a, of what the steps are and cost: not of their addresses. */
static uint64_t hash_of(const struct operation *o)
{
	uint64_t h = 0xcbf29ce484222325;

	for (unsigned int i = 0; i < o->nr_steps; i++) {
		const uint64_t words[] = { o->steps[i].place, o->steps[i].cost.insns,
					   o->steps[i].cost.mcycles };

		for (unsigned int k = 0; k < 3; k++)
			h = (h ^ words[k]) * 0x100000001b3;
	}
	return h;
}

static void end_operation(void)
{
	struct operation *o = &trace.now;
	struct cost sum = { 0 };
	uint64_t hash = hash_of(o);

	for (unsigned int i = 0; i < o->nr_steps; i++)
		cost_add(&sum, o->steps[i].cost);
	if (!trace.cut_seen) {
		cost_add(&trace.totals.edges, sum);
	} else if (trace.stage == FIND_USUAL) {
		trace.hashes[trace.totals.whole++] = hash;
	} else {
		trace.totals.whole++;
		cost_add(&trace.totals.sum, sum);
		trace.totals.alike += hash == trace.usual;
		if (hash == trace.usual && !trace.written) {
			operation_write(o);
			trace.totals.shown = sum;
			trace.written = true;
		}
	}
	o->nr_steps = o->nr_notes = 0;
}

void trace_leave(struct visit *next)
{
	if (plugin.block)
		block_settle(plugin.block);
	charge(trace.place, &trace.now.steps[trace.now.nr_steps - 1]);
	if (trace.stage == FIND_CUT && next) {
		next->first = next->runs++ ? next->first : ++trace.order;
	} else if (next && next == trace.cut && !(trace.passed++ % trace.passes)) {
		end_operation();
		trace.cut_seen = true;
	}
}

void trace_enter(void)
{
	const struct operation *o = &trace.now;

	trace.place = plugin.block->place;
	if (!o->nr_steps || o->steps[o->nr_steps - 1].place != trace.place)
		add_step();
}

void trace_uncounted(unsigned int place)
{
	struct operation *o = &trace.now;

	if (plugin.in_region)
		charge(place, &o->steps[o->nr_steps > 1 ? o->nr_steps - 2 : 0]);
}

void trace_begin(void)
{
	memset(trace.last, 0, sizeof(trace.last));
	trace.totals = (struct trace_totals){ 0 };
	trace.now.nr_steps = trace.now.nr_notes = 0;
	trace.cut_seen = false;
	trace.passed = 0;
	trace_enter();
}

/*
 * How often a block ran in an operation, 0: not the same number of times in each. One that a loop
 * begins with runs once less: the first time it is the end of the block in front of the loop.
 */
#define MAX_PASSES 8
static unsigned int passes_of(const struct visit *v)
{
	uint64_t n = v->runs / plugin.operations;

	if (v->runs + 1 == plugin.operations)
		return 1;
	return n <= MAX_PASSES && n * plugin.operations == v->runs ? n : 0;
}

/* The program's code before the kernel's, fewer passes before more, what ran first. */
static bool is_better(const struct visit *a, const struct visit *b)
{
	if (a->user != b->user)
		return a->user;
	if (passes_of(a) != passes_of(b))
		return passes_of(a) < passes_of(b);
	return a->first < b->first;
}

static void consider(const void *node, VISIT when, void *unused)
{
	struct visit *v = *(struct visit *const *)node;

	(void)unused;
	if (when != postorder && when != leaf)
		return;
	if (v->user && v->runs)
		trace.program = v->address;
	if (passes_of(v) && (!trace.cut || is_better(v, trace.cut)))
		trace.cut = v;
}

static void find_cut(void)
{
	twalk_r(trace.visits, consider, NULL);
	if (!trace.cut)
		plugin_die("no code runs once in each of %llu operations, or some other number of "
			   "times: there is nowhere to cut",
			   (unsigned long long)plugin.operations);
	trace.passes = passes_of(trace.cut);
	trace.hashes = calloc(plugin.operations, sizeof(trace.hashes[0]));
	if (!trace.hashes)
		plugin_die("out of memory");
}

static int by_value(const void *a, const void *b)
{
	const uint64_t *x = a, *y = b;

	return *x < *y ? -1 : *x > *y;
}

static void find_usual(void)
{
	uint64_t *h = trace.hashes, n = trace.totals.whole, most = 0;

	qsort(h, n, sizeof(h[0]), by_value);
	for (uint64_t i = 0, k; i < n; i = k) {
		for (k = i; k < n && h[k] == h[i]; k++)
			;
		if (k - i > most) {
			most = k - i;
			trace.usual = h[i];
		}
	}
}

/* The region's costs by the model itself must be those of its operations and of its two ends. */
static void check_sums(void)
{
	uint64_t parts[NR_PARTS], insns[NR_REGIONS];
	struct cost have = trace.totals.edges, want = { 0 };

	cost_add(&have, trace.totals.sum);
	model_parts(plugin.model, 0, parts);
	model_region_insns(plugin.model, insns);
	for (unsigned int i = 0; i < NR_PARTS; i++)
		want.mcycles += parts[i];
	for (unsigned int i = 0; i < NR_REGIONS; i++)
		want.insns += insns[i];
	if (have.insns != want.insns || have.mcycles != want.mcycles)
		plugin_die("the steps of the trace have %lld instructions, the sample %lld",
			   (long long)have.insns, (long long)want.insns);
}

void trace_end(void)
{
	trace_leave(NULL);
	switch (trace.stage) {
	case FIND_CUT:
		find_cut();
		break;
	case FIND_USUAL:
		find_usual();
		break;
	case SHOW:
		trace.cut_seen = false; /* what has begun is no whole operation */
		end_operation();
		check_sums();
		break;
	case DONE:
		return;
	}
	trace.stage++;
}

void trace_finish(void)
{
	if (trace.stage == DONE && trace.written) {
		trace.totals.cut = trace.cut->address;
		trace.totals.cut_in_program = trace.cut->user;
		trace.totals.passes = trace.passes;
		operation_end(&trace.totals);
	}
	if (fflush(plugin.trace) || ferror(plugin.trace))
		plugin_die("%s: %m", plugin.trace_path);
}
