// SPDX-License-Identifier: GPL-2.0-or-later
/* A workload's run: read the command line, warm up, take the samples, then print the records. */
#include "lib.h"
#include "marker.h"

struct sample {
	uint64_t cycles, checksum;
	struct ledger ledger;
};

static struct sample samples[WORKLOAD_MAX_SAMPLES];
uint64_t sample_cycles;

static struct {
	uint32_t ops, samples, warmup;
	int pmu;
} plan;

/* A capacity is found once: there are no samples, and nothing is timed. */
static int is_timed(void)
{
	return workload.results == WORKLOAD_COSTS;
}

static void set_plan(void)
{
	if (!is_timed())
		return;
	plan.samples = workload.samples ? workload.samples : WORKLOAD_DEFAULT_SAMPLES;
	plan.warmup = workload_warmup(workload.warmup);
}

static void list(void)
{
	const struct workload *w = &workload;

	out("%s/%s: %s\n", w->group, w->name, w->op);
	set_plan();
	out("samples %u, warm-up %u, memory MiB", plan.samples, plan.warmup);
	if (!w->mem_mib[0])
		out(" %u", WORKLOAD_DEFAULT_MEM_MIB);
	for (uint32_t i = 0; i < WORKLOAD_MAX_MEM && w->mem_mib[i]; i++)
		out(" %u", w->mem_mib[i]);
	out("\n       ops run   sweep parameters\n");
	for (const struct workload_case *c = w->cases; c->params; c++)
		out("%10u %s %s %s\n", c->ops,
		    c->quick   ? "quick"
		    : c->extra ? "extra"
			       : "usual",
		    c->sweep ? "yes  " : "no   ", c->params);
	out_flush();
}

static void option_u32(const char *arg, const char *value, uint32_t *to, uint32_t min, uint32_t max)
{
	if (!parse_u32(value, value + strlen(value), to) || *to < min || *to > max)
		fail("%s: a decimal number from %u to %u is wanted", arg, min, max);
}

/* Options are taken off; what is left is parameters. */
static void read_arguments(int argc, char **argv)
{
	for (int i = 1; i < argc; i++) {
		const char *arg = argv[i], *value;

		if ((value = after_prefix(arg, "--ops=")))
			option_u32(arg, value, &plan.ops, 1, UINT32_MAX);
		else if (is_timed() && (value = after_prefix(arg, "--samples=")))
			option_u32(arg, value, &plan.samples, 1, WORKLOAD_MAX_SAMPLES);
		else if (is_timed() && (value = after_prefix(arg, "--warmup=")))
			option_u32(arg, value, &plan.warmup, 0, UINT32_MAX);
		else if (is_timed() && !strcmp(arg, "--pmu"))
			plan.pmu = 1;
		else if (arg[0] == '-')
			fail("%s is unknown: give key=value, --ops=N, --samples=N, --warmup=N, --pmu "
			     "or --list",
			     arg);
		else
			params_add(arg);
	}
}

/* No parameters means the first case; parameters that are no case have the first one's ops. */
static void choose_case(void)
{
	const struct workload_case *chosen = workload.cases;

	if (!*params_text())
		params_add(chosen->params);
	for (const struct workload_case *c = workload.cases; c->params; c++) {
		if (!strcmp(c->params, params_text()))
			chosen = c;
	}
	if (!plan.ops)
		plan.ops = chosen->ops;
}

static uint64_t finish(uint64_t checksum)
{
	return workload.check ? mix(checksum, workload.check(plan.ops)) : checksum;
}

static int have_lfence;

static inline void lfence(void)
{
	asm volatile("lfence" : : : "memory");
}

/* LFENCE came with SSE2: bit 26 of EDX of CPUID's leaf 1. */
static int cpu_has_lfence(void)
{
	uint32_t a = 1, d;

	asm volatile("cpuid" : "+a"(a), "=d"(d) : : "ebx", "ecx");
	return d >> 26 & 1;
}

/*
 * The markers lie inside what RDTSC measures, so that the model has the workload and nothing else:
 * icount has 6 instructions a sample more than the model counts, the same in every program.
 */
static inline __attribute__((always_inline)) void take(struct sample *s, int fenced)
{
	uint64_t start, end, checksum;

	ledger_before();
	if (plan.pmu)
		pmu_before();
	if (fenced)
		lfence();
	start = rdtsc();
	if (fenced)
		lfence();
	splitbench_mark(SPLITBENCH_MARK_BEGIN);
	checksum = workload.run(plan.ops);
	splitbench_mark(SPLITBENCH_MARK_END);
	if (fenced)
		lfence();
	end = rdtsc();
	if (plan.pmu)
		pmu_after(s - samples);
	ledger_after(&s->ledger);

	s->cycles = sample_cycles ? sample_cycles : end - start;
	s->checksum = finish(checksum);
}

/*
 * On a real CPU RDTSC may be taken early, or while what comes before is not done. LFENCE waits for
 * that (Intel, volume 2B, RDTSC), and unlike CPUID does not leave a guest. Decided outside of the
 * region: a CPU without LFENCE, as the emulated one is, runs no instruction for it.
 */
static void take_sample(struct sample *s)
{
	if (have_lfence)
		take(s, 1);
	else
		take(s, 0);
}

static void print_records(int have_ledger)
{
	uint64_t sum;

	out("{\"splitbench\":1,\"record\":\"begin\",\"workload\":\"%s/%s\",\"params\":",
	    workload.group, workload.name);
	out_json(params_text());
	out(",\"ops\":%u,\"samples\":%u,\"warmup\":%u,\"entry\":\"%s\"}\n", plan.ops, plan.samples,
	    plan.warmup, entry_names[entry_kind]);
	if (have_ledger)
		machine_print();
	for (uint32_t i = 0; i < plan.samples; i++) {
		out("{\"splitbench\":1,\"record\":\"sample\",\"index\":%u,\"cycles\":%llu,"
		    "\"checksum\":\"%016llx\"%s}\n",
		    i, (unsigned long long)samples[i].cycles,
		    (unsigned long long)samples[i].checksum,
		    sample_cycles ? ",\"elsewhere\":true" : "");
		if (have_ledger)
			ledger_print(i, &samples[i].ledger);
		if (plan.pmu)
			pmu_print(i);
	}
	for (uint32_t i = 1; i < plan.samples; i++) {
		if (samples[i].checksum != samples[0].checksum)
			fail("sample %u has another checksum than sample 0", i);
	}
	sum = is_timed() ? samples[0].checksum : mix(samples[0].checksum, capacity_print());
	out("{\"splitbench\":1,\"record\":\"end\",\"checksum\":\"%016llx\"}\n",
	    (unsigned long long)sum);
}

int driver_main(int argc, char **argv)
{
	const char *status;
	uint32_t exit_status = 0;
	int have_ledger;

	/* The new program of an exec: what it costs to start is the kernel's, not ours. */
	if (argc == 2 && (status = after_prefix(argv[1], "--exit="))) {
		parse_u32(status, status + strlen(status), &exit_status);
		return exit_status;
	}
	if (argc == 2 && !strcmp(argv[1], "--list")) {
		list();
		return 0;
	}
	set_plan();
	read_arguments(argc, argv);
	choose_case();
	entry_select();
	have_ledger = ledger_open();
	have_lfence = cpu_has_lfence();
	plan.pmu = plan.pmu && pmu_open();
	if (workload.setup)
		workload.setup();
	params_check_all_used();

	/* Touched now: later samples of a fork, say, must not find more pages than earlier ones. */
	memset(samples, 0, plan.samples * sizeof(samples[0]));
	for (uint32_t i = 0; i < plan.warmup; i++)
		finish(workload.run(plan.ops));
	if (!is_timed())
		samples[0].checksum = workload.run(plan.ops);
	for (uint32_t i = 0; i < plan.samples; i++)
		take_sample(&samples[i]);

	if (workload.teardown)
		workload.teardown();
	tmp_remove_all();
	print_records(have_ledger);
	out_flush();
	return 0;
}
