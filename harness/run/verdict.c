// SPDX-License-Identifier: GPL-2.0-or-later
#include <stdlib.h>
#include <string.h>

#include "run.h"
#include "lib/util.h"

static bool agree(const struct cell_result *a, const struct cell_result *b)
{
	return a->records.ops == b->records.ops &&
	       !strcmp(a->records.checksum, b->records.checksum);
}

static unsigned int count_like(struct cell_result *const *results, unsigned int n,
			       const struct cell_result *r)
{
	unsigned int same = 0;

	for (unsigned int i = 0; i < n; i++)
		same += results[i] && results[i]->state == CELL_OK && agree(results[i], r);
	return same;
}

static bool same_path(int64_t n, int64_t expected, uint32_t ppm)
{
	return llabs(n - expected) * 1000000 <= expected * ppm;
}

/*
 * User code takes the same way in every configuration: what differs between them is the kernel's.
 * Where it also depends on the scheduler's decisions, the workload's table says how much that may
 * be. Held against the first of the group that has the model's counts, which is the baseline if
 * that is there.
 */
static char *other_path(const struct cell *first, const struct model_records *like,
			const struct model_records *m)
{
	for (uint32_t i = 0; i < m->nr_samples && i < like->nr_samples; i++) {
		int64_t n = m->samples[i].shared[SHARED_INSNS + REGION_USER],
			expected = like->samples[i].shared[SHARED_INSNS + REGION_USER];

		if (!same_path(n, expected, first->program->user_ppm))
			return xasprintf(
				"user code took %lld instructions in sample %u, but %lld in %s",
				(long long)n, i + 1, (long long)expected, first->config->name);
	}
	return NULL;
}

static unsigned int reject_other_paths(const struct cell *cells, struct cell_result *const *results,
				       unsigned int n)
{
	unsigned int first = n, failed = 0;

	for (unsigned int i = 0; i < n; i++) {
		struct cell_result *r = results[i];
		char *why;

		if (!r || r->state != CELL_OK || !r->records.model.nr_samples)
			continue;
		if (first == n)
			first = i;
		why = other_path(&cells[first], &results[first]->records.model, &r->records.model);
		if (why) {
			cell_fail(r, "user_path", why);
			failed++;
		}
	}
	return failed;
}

unsigned int group_verdict(const struct cell *cells, struct cell_result *const *results,
			   unsigned int n)
{
	unsigned int best = n, best_count = 0, failed = 0;

	for (unsigned int i = 0; i < n; i++) {
		unsigned int same;

		if (!results[i] || results[i]->state != CELL_OK)
			continue;
		same = count_like(results, n, results[i]);
		if (same > best_count) {
			best = i;
			best_count = same;
		}
	}
	for (unsigned int i = 0; i < n; i++) {
		struct cell_result *r = results[i];

		if (!r || r->state != CELL_OK || agree(r, results[best]))
			continue;
		cell_fail(
			r, "checksum",
			xasprintf(
				"checksum %s over %u operations, but %s has %s over %u (as have %u of the configurations)",
				r->records.checksum, r->records.ops, cells[best].config->name,
				results[best]->records.checksum, results[best]->records.ops,
				best_count));
		failed++;
	}
	return failed + reject_other_paths(cells, results, n);
}
