// SPDX-License-Identifier: GPL-2.0-or-later
#include <errno.h>
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cmd.h"
#include "run_options.h"
#include "gbench/gbench.h"
#include "guest/probe.h"
#include "lib/paths.h"
#include "lib/stop.h"
#include "lib/util.h"
#include "run/bench.h"
#include "run/provenance.h"
#include "store/summary.h"

/* MiB of memory that is free; no limit where the host does not say. */
static unsigned int free_memory(void)
{
	char *meminfo = read_file("/proc/meminfo", NULL),
	     *line = meminfo ? strstr(meminfo, "MemAvailable:") : NULL;
	long long kib = 0;

	if (line && sscanf(line, "MemAvailable: %lld", &kib) != 1)
		kib = 0;
	free(meminfo);
	return kib ? kib >> 10 : UINT_MAX;
}

/* A place for each cell in the run; returns how many are to be run. */
static unsigned int make_slots(struct run *run)
{
	const struct cells *cells = run->cells;
	unsigned int selected = 0;

	run->slots = xcalloc(cells->n, sizeof(*run->slots));
	for (unsigned int i = 0; i < cells->n; i++) {
		selected += cells->v[i].selected;
		run->slots[i].state = cells->v[i].selected ? SLOT_WAITING : SLOT_SKIPPED;
		run->slots[i].weight_mib = cell_weight_mib(&cells->v[i]);
	}
	return selected;
}

/* What the database files the run under: who asks for "the latest run" means a usual one. */
static const char *kind_of(const struct cells *cells, const struct selection *sel)
{
	bool ablation = false;

	for (unsigned int i = 0; i < cells->n; i++)
		ablation |= cells->v[i].config->set == CONFIG_SET_ablation;
	return sel->sweep ? "sweep" : ablation ? "ablation" : "bench";
}

/* The row of the run, new or taken up again, with what its cells refer to. */
static void open_run(struct run *run, const struct run_arguments *a, const struct provenance *p,
		     const char *selection, const struct programs *programs)
{
	const struct run_info info = {
		.kind = kind_of(run->cells, &a->sel),
		.selection = selection,
		.fingerprint = p->fingerprint,
		.commit_id = p->commit_id,
		.qemu_version = p->qemu_version,
		.host_cpu = p->host_cpu,
		.host_kernel = p->host_kernel,
		.host_kind = host_kind(),
		.model_id = p->model_id,
		.tsc_invariant = a->tsc_invariant,
		.seed = run->opt.seed,
		.dirty = p->dirty,
	};
	int64_t old = a->fresh ? 0 : store_find_run(run->store, p->fingerprint, a->resume);
	int err = 0;

	run->id = old ? old : store_begin_run(run->store, &info);
	if (old) {
		run->opt.seed = store_run_seed(run->store, old);
		err = store_resume_run(run->store, old);
	}
	for (unsigned int i = 0; i < a->opt.clocks.cpus.n && run->id > 0 && !err; i++)
		err = store_add_profile(run->store, run->id, &a->opt.clocks.cpus.v[i]);
	for (unsigned int i = 0; i < run->cells->n && run->id > 0 && !err; i++) {
		const struct cell *c = &run->cells->v[i];

		if (c->selected)
			err = store_add_config(run->store, run->id, c->config,
					       p->kernel_sha256[config_position(c->config)]) ||
			      store_add_workload(run->store, run->id, c->program,
						 c->program - programs->v);
	}
	if (run->id <= 0 || err)
		die("cannot begin a run in %s: %s", a->db, store_error(run->store));
	if (old) {
		run_load_finished(run);
		complain("going on with run %lld, which has %u of %u cells; --new starts another",
			 (long long)old, run->progress.loaded, run->progress.total);
	}
}

static int report(const struct run *run, const struct run_arguments *a)
{
	const struct progress *p = &run->progress;
	sqlite3 *db;
	char *why;

	if (!a->table) {
		db = store_open_readonly(a->db, &why);
		if (!db || summary_print(db, run->id, clocks_name(&a->opt.clocks), &why) ||
		    summary_print_models(db, run->id, &why)) {
			complain("cannot show the summary: %s", why);
			free(why);
		}
		sqlite3_close(db);
	}
	fflush(stdout);
	fprintf(stderr,
		"\n%u of %u cells done (%u do not fit in their memory), %u failed. Run %lld in %s.\n",
		p->done, p->total, p->nofit, p->failed, (long long)run->id, a->db);
	if (run->cells->left_out)
		fprintf(stderr,
			"%u cells of the sweep are left out: each may take more than %u MiB of memory.\n",
			run->cells->left_out, a->sel.most_mib);
	fprintf(stderr, "The guests had at most %ld MiB of memory in use at a time.\n",
		run->peak_kib / 1024);
	if (*a->opt.cancel) {
		fprintf(stderr,
			"Stopped; finished cells are kept. The same command again goes on with the rest.\n");
		return EXIT_INTERRUPTED;
	}
	if (p->failed)
		fprintf(stderr,
			"`splitbench query failures` shows them; the same command with --resume tries them "
			"again.\n");
	else
		fprintf(stderr,
			"Next: `splitbench plot` draws it, `splitbench query` lists what can be asked.\n");
	return p->failed ? EXIT_CELLS_FAILED : EXIT_SUCCESS;
}

/* KVM is used where the probe says so. Asked for and not usable: the end, with the reason. */
static bool use_kvm(struct run_arguments *a)
{
	struct probe p;
	bool usable, invariant;

	probe_kvm(&p, a->opt.qemu, &a->opt.limits);
	usable = p.usable;
	invariant = p.facts[PROBE_TSC_INVARIANT];
	if (!usable && !a->opt.clocks.tcg)
		die("KVM cannot be used: %s. `--accel auto` runs without it", p.found);
	if (!usable)
		complain("the clock kvm-tsc is left out: %s", p.found);
	else if (!invariant)
		complain(
			"the TSC of this CPU is not invariant (CPUID 0x80000007): values of kvm-tsc follow its speed");
	a->sel.kvm = usable;
	a->sel.only_kvm = !a->opt.clocks.tcg;
	probe_free(&p);
	return invariant;
}

/* From 1 on. */
static uint32_t seed_by_chance(void)
{
	uint32_t seed = 0;

	if (getrandom(&seed, sizeof(seed), 0) != sizeof(seed))
		die("cannot get a random number: %s; give one by --seed", strerror(errno));
	return seed % INT_MAX + 1;
}

int cmd_run(int argc, char **argv)
{
	struct programs programs;
	struct provenance prov;
	struct run_arguments a;
	struct cells cells;
	struct bench *benches;
	struct run run = { .cells = &cells,
			   .lock = PTHREAD_MUTEX_INITIALIZER,
			   .news = PTHREAD_COND_INITIALIZER };
	unsigned int selected;
	char *dir = in_build("workloads"), *selection;
	int status;

	run_options_parse(argc, argv, &a);
	if (a.opt.clocks.kvm)
		a.tsc_invariant = use_kvm(&a);
	run.opt = a.opt;
	programs = programs_read(dir);
	cells_make(&cells, &a.sel, &programs);
	gbench_init(&a.gbench_argc, a.gbench_argv);
	if (a.gbench_argc > 1)
		die("%s is no option of Google Benchmark's", a.gbench_argv[1]);
	benches = bench_register(&run, &cells, a.sel.repetitions);
	if (a.list)
		return gbench_run(true) ? EXIT_SUCCESS : EXIT_CANNOT;

	selected = make_slots(&run);
	if (!selected)
		die("--benchmark_filter selects none of %u cells; --benchmark_list_tests shows their names",
		    cells.n);
	if (a.opt.clocks.cpus.n)
		a.opt.plugin = model_plugin();
	a.opt.cancel = stop_on_signals();
	/* A file that grows too large is a full disk to SQLite, not the end. */
	signal(SIGXFSZ, SIG_IGN);
	run.opt = a.opt;
	if (!a.sel.kvm)
		run.opt.seed = 0;
	else if (!run.opt.seed)
		run.opt.seed = seed_by_chance();
	if (!run.opt.jobs)
		run.opt.jobs = sysconf(_SC_NPROCESSORS_ONLN);
	if (!run.opt.memory_mib)
		run.opt.memory_mib = free_memory();
	provenance_collect(&prov, &a.opt, &cells);
	selection = run_selection_text(&a);
	run.store = database_open(a.db);
	progress_start(&run.progress, selected, a.table);
	open_run(&run, &a, &prov, selection, &programs);
	run_start(&run);
	gbench_run(a.table);
	run_finish(&run);
	store_close(run.store);
	status = report(&run, &a);
	run_free(&run);
	provenance_free(&prov);
	cells_free(&cells);
	programs_free(&programs);
	free(benches);
	clocks_free(&a.opt.clocks);
	free(a.gbench_argv);
	free(selection);
	free(dir);
	return status;
}
