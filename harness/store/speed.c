// SPDX-License-Identifier: GPL-2.0-or-later
/* What watching a guest costs: seconds of the host, apart from all that a run measures. */
#include "internal.h"

static int add(struct store *st, const struct run_info *i, const struct speed *s)
{
	int err = store_exec(st, ST_ADD_SPEED, "tititittt", s->config, (int64_t)s->mem_mib,
			     s->command, s->instructions, i->commit_id, (int64_t)i->dirty,
			     i->qemu_version, i->host_cpu, i->host_kernel);
	int64_t id = sqlite3_last_insert_rowid(st->db);

	for (unsigned int k = 0; k < s->nr_rounds && !err; k++) {
		const struct speed_round *r = &s->rounds[k];

		err = store_exec(st, ST_ADD_SPEED_ROUND, "itidi", id, r->way, r->round,
				 r->cpu_seconds, r->peak_kib);
	}
	return err;
}

int store_add_speed(struct store *st, const struct run_info *info, const struct speed *s)
{
	int err;

	pthread_mutex_lock(&st->lock);
	err = store_begin(st);
	if (!err)
		err = store_finish(st, add(st, info, s));
	pthread_mutex_unlock(&st->lock);
	return err ? -1 : 0;
}
