// SPDX-License-Identifier: GPL-2.0-or-later
#include <argp.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cmd.h"
#include "explain.h"
#include "lib/paths.h"
#include "lib/stop.h"
#include "lib/util.h"
#include "run/run.h"

#define DEFAULT_CPU "skylake"
#define CPU_S	    120
#define STALL_S	    30
#define MIN_MEM	    16
#define MIN_OPS	    3 /* an operation is cut out where the next one begins */
#define MAX_STEPS   4000

enum { KEY_MEM = 256, KEY_CPU, KEY_PROFILES, KEY_QEMU };

static const struct argp_option options[] = {
	{ "config", 'c', "LIST", 0,
	  "configurations; one is shown beside the baseline (default: the first with page tables of "
	  "its own)",
	  0 },
	{ "cpu", KEY_CPU, "NAME", 0, "profile of the cycle model (default: " DEFAULT_CPU ")", 0 },
	{ "mem", KEY_MEM, "MIB", 0, "guest memory (default: the workload's first)", 0 },
	{ "profiles", KEY_PROFILES, "DIR", 0, "where the profiles are", 0 },
	{ "qemu", KEY_QEMU, "PROGRAM", 0, "default: " QEMU_DEFAULT, 0 },
	{ 0 },
};

struct arguments {
	const char *configs, *cpu, *profiles, *workload;
	char *params; /* as given, with blanks between */
	unsigned int mem_mib; /* 0: the workload's */
	struct run_options opt;
};

static error_t parse(int key, char *arg, struct argp_state *state)
{
	struct arguments *a = state->input;
	char *params;

	switch (key) {
	case 'c':
		a->configs = arg;
		return 0;
	case KEY_CPU:
		a->cpu = arg;
		return 0;
	case KEY_MEM:
		a->mem_mib = option_number("--mem", arg, MIN_MEM, MACHINE_MAX_MEM_MIB);
		return 0;
	case KEY_PROFILES:
		a->profiles = arg;
		return 0;
	case KEY_QEMU:
		a->opt.qemu = arg;
		return 0;
	case ARGP_KEY_ARG:
		if (!state->arg_num) {
			a->workload = arg;
			return 0;
		}
		params = xasprintf("%s%s%s", a->params, *a->params ? " " : "", arg);
		free(a->params);
		a->params = params;
		return 0;
	case ARGP_KEY_NO_ARGS:
		argp_error(state, "name a workload, such as syscall/null");
		return 0;
	}
	return ARGP_ERR_UNKNOWN;
}

static const struct argp argp = {
	.options = options,
	.parser = parse,
	.args_doc = "WORKLOAD [NAME=VALUE...]",
	.doc = "Boots a cell in each configuration and prints what one operation of it does, step by step: "
	       "whose code runs, for how many instructions and modelled cycles, which loads of CR3, entries, "
	       "exits and page walks there are. It is an operation of the kind that is most frequent in the "
	       "cell's sample; how many are, and what the sample as a whole took, is said with it. Without "
	       "NAME=VALUE it is the workload's first case. Nothing is stored.",
};

/* One configuration is shown beside the baseline. */
static char *config_list(const struct arguments *a)
{
	const struct config **chosen = xcalloc(nr_configs, sizeof(*chosen));
	const char *list = a->configs;
	unsigned int n;

	for (unsigned int i = 0; i < nr_configs && !list; i++)
		if (config_split(&configs[i])->separate_pgd)
			list = configs[i].name;
	n = config_choose(list, chosen);
	free(chosen);
	return n == 1 ? xasprintf("%s,%s", configs[0].name, list) : xstrdup(list);
}

static const struct program *find_program(const struct programs *programs, const char *name)
{
	for (unsigned int i = 0; i < programs->n; i++)
		if (!strcmp(programs->v[i].name, name))
			return &programs->v[i];
	die("no workload is called '%s'; `splitbench list` names them all", name);
}

/* The first case with these parameters. */
static const struct wcase *find_case(const struct program *p, const char *params)
{
	char *list = xstrdup("");

	for (unsigned int i = 0; i < p->nr_cases; i++) {
		char *longer = xasprintf("%s  %s\n", list, p->cases[i].params);

		if (has_words(p->cases[i].params, params))
			return &p->cases[i];
		free(list);
		list = longer;
	}
	list[strlen(list) - 1] = '\0';
	die("%s has no case with %s; these are its cases:\n%s", p->name, params, list);
}

/*
 * What a cell came to; false where it does not fit. Stops the program where that is no trace for
 * another reason.
 */
static bool explain_cell(struct explained *e, const struct cell *c, const struct run_options *o)
{
	const uint32_t last = TRACE_SAMPLES - 1;
	struct cell_result r;
	atomic_long resident;
	char *wrong;

	cell_run(c, o, &r, &resident);
	if (*o->cancel)
		exit(EXIT_INTERRUPTED);
	if (r.state == CELL_NOFIT) {
		complain("%s does not fit: %s", c->name, r.detail);
		cell_result_free(&r);
		return false;
	}
	if (r.state == CELL_FAILED)
		die("%s failed: %s\n%s", c->name, r.detail, r.tail);
	if (!records_have(&r.records, 0))
		die("%s is not about its marked region, of which a trace is", c->program->name);
	wrong = trace_parse(&e->trace, r.guest.trace);
	if (wrong)
		die("%s: %s", c->name, wrong);
	e->cell = c;
	e->icount = records_value(&r.records, last, -1);
	e->cycles = records_value(&r.records, last, 0);
	if (e->trace.sample_mcycles / 1000 != e->cycles)
		die("%s: the trace's sample has %" PRId64 " mcycles, the record %" PRId64 " cycles",
		    c->name, e->trace.sample_mcycles, e->cycles);
	if (e->trace.nr_steps > MAX_STEPS)
		die("an operation of %s takes %u steps in %s, too many to read; `splitbench flame` shows "
		    "where its cycles go",
		    c->program->name, e->trace.nr_steps, c->config->name);
	cell_result_free(&r);
	return true;
}

int cmd_explain(int argc, char **argv)
{
	struct arguments a = {
		.cpu = DEFAULT_CPU,
		.params = xstrdup(""),
		.opt = { .qemu = QEMU_DEFAULT, .limits = { CPU_S, STALL_S }, .trace = true },
	};
	char *dir = in_build("workloads"), *list, *mem, *clock;
	struct selection sel = { .samples = TRACE_SAMPLES, .extra = true };
	struct explained *sides;
	const struct program *program;
	const struct wcase *wcase;
	struct programs programs;
	struct cells cells;
	unsigned int n = 0;

	argp_parse(&argp, argc, argv, 0, NULL, &a);
	list = config_list(&a);
	programs = programs_read(dir);
	program = find_program(&programs, a.workload);
	if (program->is_capacity)
		die("%s finds sizes and times nothing: it has no operation to explain", a.workload);
	wcase = find_case(program, a.params);
	if (wcase->ops < MIN_OPS)
		die("%s does %u operations a sample, and one is cut out where the next begins; "
		    "`splitbench flame` shows where its cycles go",
		    a.workload, wcase->ops);
	mem = xasprintf("%u", a.mem_mib ? a.mem_mib : program->mem_mib[0]);
	clock = xasprintf("model:%s", a.cpu);
	free(dir);
	dir = a.profiles ? xstrdup(a.profiles) : profiles_dir();
	clocks_choose(&a.opt.clocks, clock, clock_icount.accel, dir);
	a.opt.plugin = model_plugin();
	a.opt.cancel = stop_on_signals();
	sel.configs = list;
	sel.workloads = program->name;
	sel.mem = mem;
	cells_make(&cells, &sel, &programs);
	sides = xcalloc(cells.n, sizeof(*sides));
	for (unsigned int i = 0; i < cells.n; i++)
		if (cells.v[i].wcase == wcase)
			n += explain_cell(&sides[n], &cells.v[i], &a.opt);
	if (!n)
		return EXIT_CANNOT;
	printf("%s\n\n", program->op);
	for (unsigned int i = 0; i < n; i++) {
		explain_print(&sides[i], clock);
		putchar('\n');
	}
	explain_compare(sides, n);
	for (unsigned int i = 0; i < n; i++)
		trace_free(&sides[i].trace);
	cells_free(&cells);
	programs_free(&programs);
	clocks_free(&a.opt.clocks);
	free(sides);
	free(a.params);
	free(list);
	free(mem);
	free(clock);
	free(dir);
	return EXIT_SUCCESS;
}
