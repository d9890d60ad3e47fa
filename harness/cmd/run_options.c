// SPDX-License-Identifier: GPL-2.0-or-later
#include <argp.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cmd.h"
#include "run_options.h"
#include "lib/paths.h"
#include "lib/util.h"
#include "stats/stats.h"

#define DEFAULT_CPU_S	120
#define DEFAULT_STALL_S 30
#define MAX_SAMPLES	1000
#define MAX_REPETITIONS 1000
#define DEFAULT_ROUNDS	STATS_MIN_ROUNDS
#define MAX_ROUNDS	100
#define MAX_JOBS	256
#define MIN_MEMORY_MIB	256

enum {
	KEY_MEM = 256,
	KEY_SAMPLES,
	KEY_PARAMS,
	KEY_OPS,
	KEY_ACCEL,
	KEY_ROUNDS,
	KEY_SEED,
	KEY_CLOCK,
	KEY_PROFILES,
	KEY_QUICK,
	KEY_EXTRA,
	KEY_SWEEP,
	KEY_MEMORY,
	KEY_RESUME,
	KEY_NEW,
	KEY_DB,
	KEY_RESULTS,
	KEY_TIMEOUT,
	KEY_STALL,
	KEY_QEMU
};

static const struct argp_option options[] = {
	{ 0, 0, 0, 0, "What to run:", 1 },
	{ "config", 'c', "LIST", 0,
	  "configurations, or sets of them: bench, extra, ablation; all: the first two (default: bench)",
	  1 },
	{ "workload", 'w', "GLOBS", 0, "workloads, such as 'syscall/*,memory/copy' (default: all)",
	  1 },
	{ "params", KEY_PARAMS, "LIST", 0,
	  "parameters of your own for the workloads that --workload names, in place of their cases: "
	  "'pages=300 k=37', with a comma between two cases",
	  1 },
	{ "ops", KEY_OPS, "N", 0,
	  "with --params: operations in a sample (default: those of the workload's case of these parameters, or "
	  "of its first one)",
	  1 },
	{ "mem", KEY_MEM, "LIST", 0, "guest memory in MiB (default: each workload's own)", 1 },
	{ "samples", KEY_SAMPLES, "N", 0, "samples a cell (default: each workload's own)", 1 },
	{ "reps", 0, 0, OPTION_ALIAS, 0, 1 },
	{ "quick", KEY_QUICK, 0, 0, "only the quick selection", 1 },
	{ "extra", KEY_EXTRA, 0, 0, "also the cases that the usual run leaves out", 1 },
	{ "memory-sweep", KEY_SWEEP, 0, 0,
	  "the cases of the memory sweep, from 256 MiB to 63 GiB of guest memory, in all configurations; and "
	  "the capacities",
	  1 },
	{ "accel", KEY_ACCEL, "NAME", 0,
	  "tcg (emulated: the clocks icount and model:NAME), kvm (the clock kvm-tsc), or auto: tcg, and kvm "
	  "where this machine can do it",
	  1 },
	{ "rounds", KEY_ROUNDS, "N", 0,
	  "with kvm: boot each cell so often, by turns with the other configurations (default: 9, the fewest that "
	  "`splitbench compare` judges)",
	  1 },
	{ "seed", KEY_SEED, "N", 0,
	  "with kvm: of the order of the configurations in each round (default: one by chance; it is stored)",
	  1 },
	{ "clock", KEY_CLOCK, "LIST", 0,
	  "what values are measured with: icount (always), model:NAME, all; the first is shown "
	  "(default: icount,all)",
	  1 },
	{ "profiles", KEY_PROFILES, "DIR", 0,
	  "where the CPU profiles of the model are (default: harness/model/profiles)", 1 },
	{ "--benchmark_filter=REGEX", 0, 0, OPTION_DOC | OPTION_NO_USAGE,
	  "and Google Benchmark's other --benchmark_* options; its table is shown with the format, "
	  "color or counters_tabular one, or with -v",
	  1 },
	{ 0, 0, 0, 0, "How to run it:", 2 },
	{ "jobs", 'j', "N", 0, "cells at the same time (default: one a processor)", 2 },
	{ "memory", KEY_MEMORY, "MIB", 0,
	  "memory that all cells at the same time may come to use; one that needs more runs alone, and is "
	  "no part of a memory sweep (default: what is free)",
	  2 },
	{ "timeout", KEY_TIMEOUT, "S", 0, "processor seconds a cell may take (default: 120)", 2 },
	{ "stall", KEY_STALL, "S", 0,
	  "seconds without any progress of QEMU that are a hang (default: 30)", 2 },
	{ "resume", KEY_RESUME, 0, 0,
	  "take up the last such run again even if it is done, for its failed cells", 2 },
	{ "new", KEY_NEW, 0, 0, "start a new run even if one was interrupted", 2 },
	{ "qemu", KEY_QEMU, "PROGRAM", 0, "default: " QEMU_DEFAULT, 2 },
	{ "results", KEY_RESULTS, "DIR", 0, "where the database results.db is (default: results)",
	  2 },
	{ "db", KEY_DB, "FILE", 0,
	  "the database itself (default: $SPLITBENCH_DB, or results/results.db)", 2 },
	{ "verbose", 'v', 0, 0, "show Google Benchmark's table", 2 },
	{ 0 },
};

/* Names before they are looked up. */
struct names {
	struct run_arguments *a;
	const char *accel;
};

static error_t parse(int key, char *arg, struct argp_state *state)
{
	struct names *names = state->input;
	struct run_arguments *a = names->a;

	switch (key) {
	case 'c':
		a->sel.configs = arg;
		return 0;
	case 'w':
		a->sel.workloads = arg;
		return 0;
	case KEY_MEM:
		a->sel.mem = arg;
		return 0;
	case KEY_PARAMS:
		a->sel.params = arg;
		return 0;
	case KEY_OPS:
		a->sel.ops = option_number("--ops", arg, 1, INT_MAX);
		return 0;
	case KEY_SAMPLES:
		a->sel.samples = option_number("--samples", arg, 1, MAX_SAMPLES);
		return 0;
	case KEY_QUICK:
		a->sel.quick = true;
		return 0;
	case KEY_EXTRA:
		a->sel.extra = true;
		return 0;
	case KEY_SWEEP:
		a->sel.sweep = true;
		return 0;
	case KEY_MEMORY:
		a->sel.most_mib = a->opt.memory_mib =
			option_number("--memory", arg, MIN_MEMORY_MIB, INT_MAX);
		return 0;
	case KEY_ACCEL:
		names->accel = arg;
		return 0;
	case KEY_ROUNDS:
		a->opt.rounds = option_number("--rounds", arg, 1, MAX_ROUNDS);
		return 0;
	case KEY_SEED:
		a->opt.seed = option_number("--seed", arg, 1, INT_MAX);
		return 0;
	case KEY_CLOCK:
		a->clocks = arg;
		return 0;
	case KEY_PROFILES:
		a->profiles = arg;
		return 0;
	case 'j':
		a->opt.jobs = option_number("-j", arg, 1, MAX_JOBS);
		return 0;
	case KEY_TIMEOUT:
		a->opt.limits.cpu_s = option_number("--timeout", arg, 1, 86400);
		return 0;
	case KEY_STALL:
		a->opt.limits.stall_s = option_number("--stall", arg, 1, 86400);
		return 0;
	case KEY_RESUME:
		a->resume = true;
		return 0;
	case KEY_NEW:
		a->fresh = true;
		return 0;
	case KEY_QEMU:
		a->opt.qemu = arg;
		return 0;
	case KEY_RESULTS:
		a->db = xasprintf("%s/results.db", arg);
		return 0;
	case KEY_DB:
		a->db = arg;
		return 0;
	case 'v':
		a->table = true;
		return 0;
	}
	return ARGP_ERR_UNKNOWN;
}

static const struct argp argp = {
	.options = options,
	.parser = parse,
	.doc = "Boots every selected cell (configuration x memory x workload x parameters) in a QEMU of "
	       "its own and stores its samples. A cell that fails is recorded with its reason and does not "
	       "stop the others; the exit status is then 1. A run that was interrupted goes on when the "
	       "same command is given again.",
};

static bool starts(const char *s, const char *with)
{
	return !strncmp(s, with, strlen(with));
}

/*
 * Moves the flags of Google Benchmark from argv to a list of their own: its parser and argp would
 * each refuse the other's. Returns how many words stay.
 */
static int split_flags(int argc, char **argv, struct run_arguments *a)
{
	int kept = 1;

	a->gbench_argv = xcalloc(argc + 1, sizeof(char *));
	a->gbench_argv[a->gbench_argc++] = argv[0];
	for (int i = 1; i < argc; i++) {
		const char *flag = argv[i];

		if (!starts(flag, "--benchmark_")) {
			argv[kept++] = argv[i];
			continue;
		}
		a->gbench_argv[a->gbench_argc++] = argv[i];
		a->table |= starts(flag, "--benchmark_format") ||
			    starts(flag, "--benchmark_color") ||
			    starts(flag, "--benchmark_counters_tabular");
		a->list |= starts(flag, "--benchmark_list_tests") && !strstr(flag, "=false");
		if (starts(flag, "--benchmark_repetitions="))
			a->sel.repetitions =
				option_number("--benchmark_repetitions", strchr(flag, '=') + 1, 1,
					      MAX_REPETITIONS);
	}
	argv[kept] = NULL;
	return kept;
}

void run_options_parse(int argc, char **argv, struct run_arguments *a)
{
	struct names names = { .a = a, .accel = clock_icount.accel };
	char *dir;

	*a = (struct run_arguments){
		.sel.repetitions = 1,
		.opt = { .qemu = QEMU_DEFAULT,
			 .limits = { DEFAULT_CPU_S, DEFAULT_STALL_S },
			 .rounds = DEFAULT_ROUNDS },
	};
	argc = split_flags(argc, argv, a);
	argp_parse(&argp, argc, argv, 0, NULL, &names);
	dir = a->profiles ? xstrdup(a->profiles) : profiles_dir();
	clocks_choose(&a->opt.clocks, a->clocks, names.accel, dir);
	free(dir);
	if (a->sel.quick && a->sel.sweep)
		die("--quick and --memory-sweep are two selections; give one");
	if (a->sel.params && (a->sel.quick || a->sel.sweep || !a->sel.workloads))
		die("--params is for the workloads that --workload names, without --quick and --memory-sweep");
	if (a->sel.params && !*a->sel.params)
		die("--params is empty; leave the option out to have the workloads' own cases");
	if (a->sel.ops && !a->sel.params)
		die("--ops goes with --params: the cases of a workload have their own");
	if (a->resume && a->fresh)
		die("--resume and --new contradict each other; give one");
	if (!a->db)
		a->db = path_db();
}

char *run_selection_text(const struct run_arguments *a)
{
	char *text;
	size_t size;
	FILE *f = open_memstream(&text, &size);

	fprintf(f, "--accel %s",
		a->opt.clocks.kvm && a->opt.clocks.tcg ? "auto" : a->opt.clocks.guest->accel);
	if (a->clocks)
		fprintf(f, " --clock %s", a->clocks);
	if (a->profiles)
		fprintf(f, " --profiles %s", a->profiles);
	if (a->sel.configs)
		fprintf(f, " --config %s", a->sel.configs);
	if (a->sel.workloads)
		fprintf(f, " --workload %s", a->sel.workloads);
	if (a->sel.params)
		fprintf(f, " --params '%s'", a->sel.params);
	if (a->sel.ops)
		fprintf(f, " --ops %u", a->sel.ops);
	if (a->sel.mem)
		fprintf(f, " --mem %s", a->sel.mem);
	if (a->sel.samples)
		fprintf(f, " --samples %u", a->sel.samples);
	if (a->opt.seed)
		fprintf(f, " --seed %u", a->opt.seed);
	if (a->sel.quick)
		fprintf(f, " --quick");
	if (a->sel.sweep)
		fprintf(f, " --memory-sweep");
	for (int i = 1; i < a->gbench_argc; i++)
		if (starts(a->gbench_argv[i], "--benchmark_filter") ||
		    starts(a->gbench_argv[i], "--benchmark_repetitions"))
			fprintf(f, " %s", a->gbench_argv[i]);
	fclose(f);
	return text;
}
