// SPDX-License-Identifier: GPL-2.0-or-later
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cell.h"
#include "lib/util.h"

#define MIN_MEM_MIB 16 /* less does not hold the firmware, a kernel and a program */
#define MAX_MEMS    32
#define MAX_PARAMS  200 /* bytes of parameters that a workload has room for */
#define PARAM_CHARS "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_.+-"

/* Around each size from which a split has highmem, and up to what 36 bits of address reach. */
static const uint32_t sweep_mem[] = { 256,  512,  896,	1024,  1536,  2048,
				      3072, 3584, 8192, 16384, 32768, 64512 };

static unsigned int parse_mem(const char *list, uint32_t *mem)
{
	char *copy = xstrdup(list), *save, *word, *end;
	unsigned int n = 0;

	for (word = strtok_r(copy, ", ", &save); word; word = strtok_r(NULL, ", ", &save)) {
		unsigned long mib = strtoul(word, &end, 10);

		if (*end || mib < MIN_MEM_MIB || mib > MACHINE_MAX_MEM_MIB)
			die("'%s' is no memory size: give MiB from %d to %d", word, MIN_MEM_MIB,
			    MACHINE_MAX_MEM_MIB);
		if (n == MAX_MEMS)
			die("more than %d memory sizes", MAX_MEMS);
		mem[n++] = mib;
	}
	free(copy);
	if (!n)
		die("the list of memory sizes is empty; leave the option out to have each workload's own");
	return n;
}

/* "pages=64 k=16" as "/pages:64/k:16", the way Google Benchmark writes named arguments. */
static char *cell_name(const struct cell *c)
{
	const char *params = c->wcase->params;
	char *path = xasprintf("%s%s", *params ? "/" : "", params), *name;

	for (char *p = path; *p; p++) {
		if (*p == ' ')
			*p = '/';
		else if (*p == '=')
			*p = ':';
	}
	name = xasprintf("%s%s/config:%s/mem:%u%s%s", c->program->name, path, c->config->name,
			 c->mem_mib, c->clock->hardware ? "/accel:kvm" : "",
			 c->twin ? "/twin" : "");
	free(path);
	return name;
}

static void add_cell(struct cells *cells, const struct cell *like, unsigned int most_mib)
{
	struct cell *c;

	if (most_mib && cell_weight_mib(like) > most_mib) {
		cells->left_out++;
		return;
	}
	cells->v = xrealloc(cells->v, (cells->n + 1) * sizeof(*cells->v));
	c = &cells->v[cells->n++];
	*c = *like;
	c->group = cells->nr_groups;
	c->selected = true;
	c->name = cell_name(c);
}

static void add_group(struct cells *cells, struct cell like, const struct config *const *configs,
		      unsigned int n, unsigned int most_mib)
{
	for (unsigned int i = 0; i < n; i++) {
		like.config = configs[i];
		add_cell(cells, &like, most_mib);
	}
	if (like.clock->hardware) {
		like.config = configs[0];
		like.twin = true;
		add_cell(cells, &like, most_mib);
	}
	cells->nr_groups++;
}

/* A pattern that selects nothing is a mistake, even where another one selects something. */
static void check_globs(const char *globs, const struct programs *programs)
{
	char *copy = xstrdup(globs), *save, *glob;

	for (glob = strtok_r(copy, ", ", &save); glob; glob = strtok_r(NULL, ", ", &save)) {
		unsigned int hits = 0;

		for (unsigned int i = 0; i < programs->n; i++)
			hits += name_matches(programs->v[i].name, glob);
		if (!hits)
			die("no workload is called '%s'; `splitbench list` names them all", glob);
	}
	free(copy);
}

/* The memory sizes of a program's cells; returns how many. */
static unsigned int sizes_of(const struct program *p, const struct selection *sel,
			     const uint32_t **sizes)
{
	if (sel->sweep && !p->is_capacity) {
		*sizes = sweep_mem;
		return ARRAY_SIZE(sweep_mem);
	}
	*sizes = p->mem_mib;
	return sel->quick ? 1 : p->nr_mem;
}

static bool takes_part(const struct program *p, const struct selection *sel)
{
	if (sel->workloads)
		return name_matches(p->name, sel->workloads);
	return sel->sweep || !p->is_capacity;
}

static bool is_selected(const struct wcase *c, const struct selection *sel)
{
	if (sel->sweep)
		return c->sweep;
	return (!sel->quick || c->quick) && (!c->extra || sel->extra);
}

/* One case in every memory size. */
static void add_case(struct cells *cells, struct cell like, const struct selection *sel,
		     const struct config *const *configs, unsigned int nr_configs_chosen)
{
	uint32_t mem[MAX_MEMS];
	const uint32_t *mems = mem;
	unsigned int nr_mem =
		sel->mem ? parse_mem(sel->mem, mem) : sizes_of(like.program, sel, &mems);

	for (unsigned int m = 0; m < nr_mem; m++) {
		like.mem_mib = mems[m];
		add_group(cells, like, configs, nr_configs_chosen, sel->sweep ? sel->most_mib : 0);
	}
}

/* Words key=value with one space between each: the guest's command line is split at spaces. */
static bool is_params(const char *s)
{
	for (;;) {
		size_t key = strspn(s, PARAM_CHARS), value;

		if (!key || s[key] != '=')
			return false;
		value = strspn(s + key + 1, PARAM_CHARS);
		s += key + 1 + value;
		if (!value || !*s)
			return value;
		if (*s++ != ' ')
			return false;
	}
}

/* The program's case of these parameters, or the first one's with them; kept in `cells`. */
static const struct wcase *own_case(struct cells *cells, const struct program *p,
				    const char *params, unsigned int ops)
{
	struct wcase *c = xcalloc(1, sizeof(*c));

	*c = p->cases[0];
	for (unsigned int i = 0; i < p->nr_cases; i++)
		if (!strcmp(p->cases[i].params, params))
			*c = p->cases[i];
	c->params = xstrdup(params);
	if (ops)
		c->ops = ops;
	cells->own = xrealloc(cells->own, (cells->nr_own + 1) * sizeof(*cells->own));
	cells->own[cells->nr_own++] = c;
	return c;
}

static void add_own_cases(struct cells *cells, struct cell like, const struct selection *sel,
			  const struct config *const *configs, unsigned int nr_configs_chosen)
{
	char *copy = xstrdup(sel->params), *save, *params;

	for (params = strtok_r(copy, ",", &save); params; params = strtok_r(NULL, ",", &save)) {
		if (!is_params(params) || strlen(params) > MAX_PARAMS)
			die("'%s' are no parameters: give KEY=VALUE, with a space between two and a comma "
			    "between two cases",
			    params);
		like.wcase = own_case(cells, like.program, params, sel->ops);
		add_case(cells, like, sel, configs, nr_configs_chosen);
	}
	free(copy);
}

/* The cells of one program on one clock. */
static void add_program(struct cells *cells, const struct program *p, const struct clock *clock,
			const struct selection *sel, const struct config *const *configs,
			unsigned int nr_configs_chosen)
{
	struct cell like = { .program = p, .clock = clock };

	/* A size is the same on every clock. */
	if (!takes_part(p, sel) || (p->is_capacity && clock->hardware))
		return;
	if (!p->is_capacity)
		like.samples = (sel->samples ? sel->samples : p->samples) *
			       (sel->repetitions ? sel->repetitions : 1);
	if (sel->params) {
		add_own_cases(cells, like, sel, configs, nr_configs_chosen);
		return;
	}
	for (unsigned int k = 0; k < p->nr_cases; k++) {
		if (!is_selected(&p->cases[k], sel))
			continue;
		like.wcase = &p->cases[k];
		add_case(cells, like, sel, configs, nr_configs_chosen);
	}
}

void cells_make(struct cells *cells, const struct selection *sel, const struct programs *programs)
{
	const struct config **chosen = xcalloc(nr_configs, sizeof(*chosen));
	const char *list = sel->configs ? sel->configs : sel->sweep ? "all" : NULL;
	const struct clock *const clocks[] = { sel->only_kvm ? NULL : &clock_icount,
					       sel->kvm ? &clock_kvm_tsc : NULL };
	unsigned int n = config_choose(list, chosen);

	*cells = (struct cells){ 0 };
	if (!programs->n)
		die("no workloads are built; run make to build them");
	if (sel->workloads)
		check_globs(sel->workloads, programs);
	for (size_t c = 0; c < ARRAY_SIZE(clocks); c++)
		for (unsigned int i = 0; clocks[c] && i < programs->n; i++)
			add_program(cells, &programs->v[i], clocks[c], sel, chosen, n);
	free(chosen);
	if (!cells->n)
		die("nothing is selected: none of these workloads has a case in the %s",
		    sel->sweep ? "memory sweep that fits into --memory" : "quick selection");
}

void cells_free(struct cells *cells)
{
	for (unsigned int i = 0; i < cells->n; i++)
		free(cells->v[i].name);
	free(cells->v);
	for (unsigned int i = 0; i < cells->nr_own; i++) {
		free(cells->own[i]->params);
		free(cells->own[i]);
	}
	free(cells->own);
	*cells = (struct cells){ 0 };
}

const char *cell_state_name(enum cell_state state)
{
	static const char *const names[] = {
		[CELL_OK] = "ok", [CELL_FAILED] = "failed", [CELL_NOFIT] = "nofit"
	};

	return names[state];
}

void cell_fail(struct cell_result *r, const char *reason, char *detail)
{
	r->state = CELL_FAILED;
	r->reason = reason;
	free(r->detail);
	r->detail = detail;
}

void cell_result_free(struct cell_result *r)
{
	free(r->detail);
	free(r->tail);
	records_free(&r->records);
	guest_result_free(&r->guest);
	memset(r, 0, sizeof(*r));
}
