// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Two witnesses of one sample: the kernel, which counts in its primitives, and the plugin, which
 * sees instructions. They share nothing but the execution.
 */
#include "run.h"
#include "lib/util.h"

#define EVENT(sym)     (SHARED_EVENTS + EVENT_##sym)
#define MAX_TERMS      4
#define NOT_IN_COUNTER NR_COUNTERS

/*
 * What the kernel has counted, in the ledger or in a counter, and from what the model has seen it.
 * `outside`: as many of them may be the kernel's alone for an interrupt that is.
 */
static const struct {
	const char *what;
	enum counter counter; /* or NOT_IN_COUNTER */
	enum ledger_kind kind;
	unsigned int times; /* for one that the kernel has counted */
	enum model_shared seen[MAX_TERMS], less[MAX_TERMS]; /* up to the first 0 */
	unsigned int outside;
} pairs[] = {
	{
		.what = "loads of CR3",
		.counter = NOT_IN_COUNTER,
		.kind = LEDGER_KIND_CR3,
		.times = 1,
		.seen = { EVENT(CR3) },
		.outside = 2, /* it enters and leaves the kernel */
	},
	{
		.what = "INVLPGs",
		.counter = NOT_IN_COUNTER,
		.kind = LEDGER_KIND_INVLPG,
		.times = 1,
		.seen = { EVENT(INVLPG) },
	},
	{
		.what = "writes of CR4",
		.counter = NOT_IN_COUNTER,
		.kind = LEDGER_KIND_GLOBAL,
		.times = 2, /* PGE off and on again */
		.seen = { EVENT(CR4) },
	},
	{
		.what = "entries from user mode",
		.counter = COUNT_USER_ENTRIES,
		.times = 1,
		.seen = { EVENT(INT), EVENT(SYSENTER), SHARED_FAULTS_USER, SHARED_IRQS_USER },
		.outside = 1,
	},
	{
		/* An IRET is to the kernel where the kernel itself was interrupted. */
		.what = "returns to user mode",
		.counter = COUNT_USER_EXITS,
		.times = 1,
		.seen = { EVENT(IRET), EVENT(SYSEXIT) },
		.less = { SHARED_FAULTS_KERNEL, SHARED_IRQS_KERNEL },
		.outside = 1,
	},
	{
		.what = "system calls",
		.counter = COUNT_SYSCALLS,
		.times = 1,
		.seen = { EVENT(INT), EVENT(SYSENTER) },
	},
	{
		.what = "exceptions in user mode",
		.counter = COUNT_FAULTS,
		.times = 1,
		.seen = { SHARED_FAULTS_USER },
	},
};

static int64_t ledger_sum(const struct sample *s, enum ledger_kind kind)
{
	int64_t sum = 0;

	for (int c = 0; c < NR_LEDGER_CAUSES; c++)
		sum += s->ledger[c][kind];
	return sum;
}

/* No term is SHARED_INSNS, which is 0. */
static int64_t terms_sum(const struct model_sample *m, const enum model_shared terms[MAX_TERMS])
{
	int64_t sum = 0;

	for (unsigned int i = 0; i < MAX_TERMS && terms[i]; i++)
		sum += m->shared[terms[i]];
	return sum;
}

static char *disagreement(uint32_t idx, const char *what, int64_t counted, int64_t seen)
{
	return xasprintf("sample %u: the kernel counted %lld %s, the model saw %lld", idx + 1,
			 (long long)counted, what, (long long)seen);
}

/*
 * The kernel's region is larger by the ways between the statistics calls and the markers, some
 * hundred instructions. An interrupt there is the kernel's alone, and so is what it causes; that it
 * was there is counted apart.
 */
static char *sample_mismatch(const struct sample *s, const struct model_sample *m, uint32_t idx)
{
	int64_t irqs = s->counters[COUNT_IRQS],
		irqs_seen = m->shared[SHARED_IRQS_USER] + m->shared[SHARED_IRQS_KERNEL],
		outside = irqs - irqs_seen;

	if (outside < 0)
		return disagreement(idx, "interrupts", irqs, irqs_seen);
	for (size_t i = 0; i < ARRAY_SIZE(pairs); i++) {
		int64_t counted = pairs[i].counter == NOT_IN_COUNTER
					  ? ledger_sum(s, pairs[i].kind) * pairs[i].times
					  : s->counters[pairs[i].counter] * pairs[i].times;
		int64_t seen = terms_sum(m, pairs[i].seen) - terms_sum(m, pairs[i].less);

		if (counted < seen || counted - seen > outside * pairs[i].outside)
			return disagreement(idx, pairs[i].what, counted, seen);
	}
	return NULL;
}

char *witness_mismatch(const struct records *r)
{
	char *why = NULL;

	/* A kernel without the statistics call is no witness. */
	for (uint32_t i = 0; r->machine.present && i < r->nr_samples && !why; i++)
		why = sample_mismatch(&r->samples[i], &r->model.samples[i], i);
	return why;
}
