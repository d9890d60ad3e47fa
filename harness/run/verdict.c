// SPDX-License-Identifier: GPL-2.0-or-later
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
	return failed;
}
