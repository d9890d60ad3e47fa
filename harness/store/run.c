// SPDX-License-Identifier: GPL-2.0-or-later
/* The rows of a run, and what its cells refer to. */
#include "internal.h"

int64_t store_find_run(struct store *st, const char *fingerprint, bool done_too)
{
	sqlite3_stmt *s;
	int64_t run = 0;

	pthread_mutex_lock(&st->lock);
	s = store_bind(st, ST_FIND_RUN, "ti", fingerprint, (int64_t)done_too);
	if (sqlite3_step(s) == SQLITE_ROW)
		run = sqlite3_column_int64(s, 0);
	sqlite3_reset(s);
	pthread_mutex_unlock(&st->lock);
	return run;
}

int64_t store_begin_run(struct store *st, const struct run_info *i)
{
	int64_t run = -1;

	pthread_mutex_lock(&st->lock);
	if (!store_exec(st, ST_BEGIN_RUN, "ttttitttttii", i->kind, i->selection, i->fingerprint,
			i->commit_id, (int64_t)i->dirty, i->qemu_version, i->host_cpu,
			i->host_kernel, i->host_kind, i->model_id, (int64_t)i->tsc_invariant,
			(int64_t)i->seed))
		run = sqlite3_last_insert_rowid(st->db);
	pthread_mutex_unlock(&st->lock);
	return run;
}

/* One statement under the lock. */
#define LOCKED_EXEC(st, ...)                                                                       \
	({                                                                                         \
		int err_;                                                                          \
		pthread_mutex_lock(&(st)->lock);                                                   \
		err_ = store_exec(st, __VA_ARGS__);                                                \
		pthread_mutex_unlock(&(st)->lock);                                                 \
		err_;                                                                              \
	})

int store_resume_run(struct store *st, int64_t run)
{
	return LOCKED_EXEC(st, ST_RESUME_RUN, "i", run);
}

uint32_t store_run_seed(struct store *st, int64_t run)
{
	sqlite3_stmt *s;
	uint32_t seed = 0;

	pthread_mutex_lock(&st->lock);
	s = store_bind(st, ST_SEED_OF_RUN, "i", run);
	if (sqlite3_step(s) == SQLITE_ROW)
		seed = sqlite3_column_int64(s, 0);
	sqlite3_reset(s);
	pthread_mutex_unlock(&st->lock);
	return seed;
}

int store_end_run(struct store *st, int64_t run, const char *state)
{
	return LOCKED_EXEC(st, ST_END_RUN, "ti", state, run);
}

int store_add_config(struct store *st, int64_t run, const struct config *c, const char *sha256)
{
	const struct split *s = config_split(c);
	const struct mechanism *m = config_mechanism(c);

	return LOCKED_EXEC(st, ST_ADD_CONFIG, "itittiiiittii", run, c->name,
			   (int64_t)config_position(c), c->title, c->split_name,
			   (int64_t)s->user_top, (int64_t)s->kernel_base, (int64_t)s->direct_end,
			   (int64_t)s->separate_pgd, sha256, c->paging, (int64_t)m->entry_loads,
			   (int64_t)m->switch_loads);
}

int store_add_workload(struct store *st, int64_t run, const struct program *p,
		       unsigned int position)
{
	int err = LOCKED_EXEC(st, ST_ADD_WORKLOAD, "itittt", run, p->name, (int64_t)position, p->op,
			      p->is_capacity ? "capacities" : "costs", p->sha256);

	for (unsigned int i = 0; i < p->nr_files && !err; i++)
		err = LOCKED_EXEC(st, ST_ADD_WORKLOAD_FILE, "itttt", run, p->name, p->files[i].name,
				  p->files[i].sha256, p->files[i].made_from);
	return err;
}

int store_add_profile(struct store *st, int64_t run, const struct cpu *cpu)
{
	return LOCKED_EXEC(st, ST_ADD_PROFILE, "ittt", run, cpu->name, cpu->sha256, cpu->text);
}
