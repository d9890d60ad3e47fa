// SPDX-License-Identifier: GPL-2.0-or-later
/* What programs took on the host itself: apart from the cells, as no guest ran. */
#include "internal.h"

static int add(struct store *st, int64_t run, const struct native *n)
{
	const struct records *r = n->records;
	int err = store_exec(st, ST_ADD_NATIVE, "ittitidittt", run, n->workload, n->params,
			     (int64_t)r->ops, n->clock, (int64_t)n->same_cpu, n->tsc_per_core,
			     (int64_t)n->pinned_cpu, n->host_cpu, n->host_kernel, n->host_kind);
	int64_t id = sqlite3_last_insert_rowid(st->db);

	for (uint32_t i = 0; i < r->nr_samples && !err; i++)
		err = store_exec(st, ST_ADD_NATIVE_SAMPLE, "iii", id, (int64_t)i,
				 r->samples[i].value);
	return err;
}

int store_add_native(struct store *st, int64_t run, const struct native *n)
{
	int err;

	pthread_mutex_lock(&st->lock);
	err = store_begin(st);
	if (!err)
		err = store_finish(st, add(st, run, n));
	pthread_mutex_unlock(&st->lock);
	return err ? -1 : 0;
}
