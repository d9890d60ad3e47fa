// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Two witnesses of one sample: the kernel, which counts in its primitives, and the plugin, which
 * sees instructions. They share nothing but the execution.
 */
#include "run.h"
#include "lib/util.h"

/* Writes of CR4 in a global flush: PGE off and on again. */
#define CR4_WRITES 2
/* An interrupt in user mode enters and leaves the kernel. */
#define CR3_LOADS_OF_INTERRUPT 2

static const struct {
	enum ledger_kind kind;
	enum model_event event;
	unsigned int times; /* events for one entry of the ledger */
} pairs[] = {
	{ LEDGER_KIND_CR3, EVENT_CR3, 1 },
	{ LEDGER_KIND_INVLPG, EVENT_INVLPG, 1 },
	{ LEDGER_KIND_GLOBAL, EVENT_CR4, CR4_WRITES },
};

static int64_t ledger_sum(const struct sample *s, enum ledger_kind kind)
{
	int64_t sum = 0;

	for (int c = 0; c < NR_LEDGER_CAUSES; c++)
		sum += s->ledger[c][kind];
	return sum;
}

/*
 * The kernel's region is larger by the ways between the statistics calls and the markers, some
 * hundred instructions. An interrupt there is the kernel's alone, and so are its CR3 loads; that it
 * was there is counted apart.
 */
static char *sample_mismatch(const struct sample *s, const struct model_sample *m, uint32_t idx)
{
	int64_t irqs = s->counters[COUNT_IRQS],
		seen = m->shared[SHARED_IRQS_USER] + m->shared[SHARED_IRQS_KERNEL],
		outside = irqs - seen;

	if (outside < 0)
		return xasprintf(
			"sample %u: the kernel counted %lld interrupts, the model saw %lld",
			idx + 1, (long long)irqs, (long long)seen);
	for (size_t i = 0; i < ARRAY_SIZE(pairs); i++) {
		int64_t counted = ledger_sum(s, pairs[i].kind) * pairs[i].times,
			events = m->shared[SHARED_EVENTS + pairs[i].event],
			spare = pairs[i].kind == LEDGER_KIND_CR3 ? outside * CR3_LOADS_OF_INTERRUPT
								 : 0;

		if (counted - events < 0 || counted - events > spare)
			return xasprintf(
				"sample %u: by the kernel's ledger there were %lld %s (%u for "
				"each %s), the model saw %lld",
				idx + 1, (long long)counted,
				model_shared_names[SHARED_EVENTS + pairs[i].event].meaning,
				pairs[i].times, kind_names[pairs[i].kind].name, (long long)events);
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
