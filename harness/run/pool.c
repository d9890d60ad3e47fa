// SPDX-License-Identifier: GPL-2.0-or-later
#include <errno.h>
#include <gsl/gsl_randist.h>
#include <gsl/gsl_rng.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "run.h"
#include "lib/util.h"

#define WAKE_MS 200 /* how often a waiter looks at the cancel flag and the clock on the screen */

static bool over(const struct slot *s)
{
	return s->state == SLOT_DONE || s->state == SLOT_SKIPPED;
}

/* The cells of one group: [*first, *end). */
static void group_range(const struct run *run, unsigned int cell, unsigned int *first,
			unsigned int *end)
{
	const struct cells *cells = run->cells;
	unsigned int group = cells->v[cell].group;

	for (*first = cell; *first && cells->v[*first - 1].group == group;)
		--*first;
	for (*end = cell; *end < cells->n && cells->v[*end].group == group;)
		++*end;
}

static bool group_over(const struct run *run, unsigned int cell)
{
	unsigned int first, end;

	group_range(run, cell, &first, &end);
	for (unsigned int i = first; i < end; i++)
		if (!over(&run->slots[i]))
			return false;
	return true;
}

/* Judges a group whose last cell has ended. Under the lock. */
static void judge_group(struct run *run, unsigned int cell)
{
	const struct cell *cells = run->cells->v;
	struct cell_result **results;
	unsigned int first, end;
	bool *was_ok;

	group_range(run, cell, &first, &end);
	results = xcalloc(end - first, sizeof(*results));
	was_ok = xcalloc(end - first, sizeof(*was_ok));
	for (unsigned int i = first; i < end; i++) {
		struct slot *s = &run->slots[i];

		results[i - first] = s->state == SLOT_DONE ? &s->result : NULL;
		was_ok[i - first] = s->state == SLOT_DONE && s->result.state == CELL_OK;
	}
	group_verdict(cells + first, results, end - first);
	for (unsigned int i = first; i < end; i++) {
		struct slot *s = &run->slots[i];

		if (!was_ok[i - first] || s->result.state == CELL_OK)
			continue;
		progress_reject(&run->progress, &cells[i], &s->result);
		if (s->saved && store_reject(run->store, run->id, &cells[i], &s->result))
			s->saved = false;
	}
	free(results);
	free(was_ok);
}

static bool save(struct run *run, unsigned int cell)
{
	return !store_save(run->store, run->id, &run->cells->v[cell], &run->slots[cell].result);
}

/* A cell has ended: stores it, and judges its group if it was the last one. */
static void end_cell(struct run *run, unsigned int cell)
{
	struct slot *s = &run->slots[cell];
	bool skipped = s->result.guest.end == GUEST_CANCELLED, saved = !skipped && save(run, cell);

	pthread_mutex_lock(&run->lock);
	s->saved = saved;
	s->state = skipped ? SLOT_SKIPPED : SLOT_DONE;
	run->weight_mib -= s->weight_mib;
	run->nr_running--;
	if (!run->nr_running)
		run->quiet = false;
	if (!skipped)
		progress_cell(&run->progress, &run->cells->v[cell], &s->result, &run->opt.clocks);
	if (!skipped && !saved) {
		progress_clear(&run->progress);
		complain(
			"%s could not be stored (%s); it is kept in memory and tried again at the end",
			run->cells->v[cell].name, store_error(run->store));
	}
	if (group_over(run, cell))
		judge_group(run, cell);
	pthread_cond_broadcast(&run->news);
	pthread_mutex_unlock(&run->lock);
}

/* A cell that is too heavy for the host's memory runs alone, rather than never. Under the lock. */
static bool fits(const struct run *run, const struct slot *s, const struct cell *c)
{
	if (run->quiet || (c->clock->hardware && run->nr_running))
		return false;
	return !run->weight_mib || run->weight_mib + s->weight_mib <= run->opt.memory_mib;
}

/*
 * The first waiting cell that there is memory for; cells->n if there is none, and *waiting says
 * whether one waits for memory. Under the lock.
 */
static unsigned int next_cell(const struct run *run, bool *waiting)
{
	*waiting = false;
	for (unsigned int i = 0; i < run->cells->n; i++) {
		if (run->slots[i].state != SLOT_WAITING)
			continue;
		if (fits(run, &run->slots[i], &run->cells->v[i]))
			return i;
		*waiting = true;
	}
	return run->cells->n;
}

/* Of a group of hardware cells all start together, for their rounds. Under the lock. */
static void start_cell(struct run *run, unsigned int cell)
{
	unsigned int first = cell, end = cell + 1;

	if (run->cells->v[cell].clock->hardware) {
		group_range(run, cell, &first, &end);
		run->quiet = true;
	}
	for (unsigned int i = first; i < end; i++) {
		struct slot *s = &run->slots[i];

		if (s->state != SLOT_WAITING)
			continue;
		s->state = SLOT_RUNNING;
		run->weight_mib += s->weight_mib;
		run->nr_running++;
	}
}

/* Takes a cell to run; cells->n when none is left. */
static unsigned int take_cell(struct run *run)
{
	unsigned int i;
	bool waiting;

	pthread_mutex_lock(&run->lock);
	while ((i = next_cell(run, &waiting)) == run->cells->n && waiting && !*run->opt.cancel)
		pthread_cond_wait(&run->news, &run->lock);
	if (i < run->cells->n && !*run->opt.cancel) {
		start_cell(run, i);
	} else {
		for (unsigned int k = 0; k < run->cells->n; k++)
			if (run->slots[k].state == SLOT_WAITING)
				run->slots[k].state = SLOT_SKIPPED;
		i = run->cells->n;
	}
	pthread_cond_broadcast(&run->news);
	pthread_mutex_unlock(&run->lock);
	return i;
}

/*
 * A group on hardware: round after round through its cells, so that what changes on the host over
 * time meets all of them, each round in an order of its own, so that none of them is always behind
 * the same one. The order follows from the run's seed and the group alone.
 */
static void run_rounds(struct run *run, unsigned int cell)
{
	gsl_rng *rng = gsl_rng_alloc(gsl_rng_mt19937);
	unsigned int first, end, *order;

	group_range(run, cell, &first, &end);
	gsl_rng_set(rng, run->opt.seed + run->cells->v[cell].group);
	order = xcalloc(end - first, sizeof(*order));
	for (unsigned int i = first; i < end; i++)
		order[i - first] = i;
	for (unsigned int round = 0; round < run->opt.rounds; round++) {
		gsl_ran_shuffle(rng, order, end - first, sizeof(*order));
		for (unsigned int i = 0; i < end - first; i++) {
			struct slot *s = &run->slots[order[i]];
			struct cell_result r;

			if (s->state != SLOT_RUNNING)
				continue;
			cell_run(&run->cells->v[order[i]], &run->opt, round ? &r : &s->result,
				 &s->resident_kib);
			if (round)
				cell_add_round(&s->result, &r);
		}
	}
	for (unsigned int i = first; i < end; i++)
		if (run->slots[i].state == SLOT_RUNNING)
			end_cell(run, i);
	free(order);
	gsl_rng_free(rng);
}

static void *worker(void *arg)
{
	struct run *run = arg;
	unsigned int i;

	while ((i = take_cell(run)) < run->cells->n) {
		struct slot *s = &run->slots[i];

		if (run->cells->v[i].clock->hardware) {
			run_rounds(run, i);
			continue;
		}
		cell_run(&run->cells->v[i], &run->opt, &s->result, &s->resident_kib);
		end_cell(run, i);
	}
	return NULL;
}

void run_load_finished(struct run *run)
{
	for (unsigned int i = 0; i < run->cells->n; i++) {
		const struct cell *c = &run->cells->v[i];
		struct slot *s = &run->slots[i];

		if (!c->selected)
			continue;
		if (store_load(run->store, run->id, c, &run->opt.clocks, &s->result)) {
			s->state = SLOT_DONE;
			s->saved = true;
			run->progress.done++;
			run->progress.loaded++;
			run->progress.nofit += s->result.state == CELL_NOFIT;
		}
	}
	for (unsigned int i = 0; i < run->cells->n; i++) {
		bool last = i + 1 == run->cells->n ||
			    run->cells->v[i + 1].group != run->cells->v[i].group;

		/* An earlier part may have ended between a cell and its verdict. */
		if (last && run->progress.loaded && group_over(run, i))
			judge_group(run, i);
	}
}

void run_start(struct run *run)
{
	progress_show(&run->progress);
	run->workers = xcalloc(run->opt.jobs, sizeof(*run->workers));
	for (unsigned int i = 0; i < run->opt.jobs; i++)
		if (pthread_create(&run->workers[i], NULL, worker, run))
			die("cannot start a thread; try fewer with -j");
}

/* Under the lock. */
static void note_memory(struct run *run)
{
	long sum = 0;

	for (unsigned int i = 0; i < run->cells->n; i++)
		sum += run->slots[i].resident_kib;
	if (sum > run->peak_kib)
		run->peak_kib = sum;
}

static void wait_news(struct run *run)
{
	struct timespec until;

	note_memory(run);
	clock_gettime(CLOCK_REALTIME, &until);
	until.tv_nsec += WAKE_MS * 1000000L;
	until.tv_sec += until.tv_nsec / 1000000000L;
	until.tv_nsec %= 1000000000L;
	if (pthread_cond_timedwait(&run->news, &run->lock, &until) == ETIMEDOUT)
		progress_show(&run->progress);
}

const struct cell_result *run_wait(struct run *run, unsigned int cell)
{
	const struct slot *s = &run->slots[cell];

	pthread_mutex_lock(&run->lock);
	while (!group_over(run, cell))
		wait_news(run);
	pthread_mutex_unlock(&run->lock);
	return s->state == SLOT_DONE ? &s->result : NULL;
}

/* The last chance of what could not be stored: whole, or at least as a failed cell. */
static unsigned int save_rest(struct run *run)
{
	unsigned int lost = 0;

	for (unsigned int i = 0; i < run->cells->n; i++) {
		struct slot *s = &run->slots[i];

		if (s->state != SLOT_DONE || s->saved)
			continue;
		s->saved = save(run, i);
		if (s->saved)
			continue;
		if (s->result.state != CELL_FAILED)
			run->progress.failed++;
		cell_fail(&s->result, "disk_full",
			  xasprintf("its result could not be stored: %s", store_error(run->store)));
		if (!save(run, i))
			lost++;
	}
	return lost;
}

void run_finish(struct run *run)
{
	unsigned int lost;
	bool whole = true;

	for (unsigned int i = 0; i < run->opt.jobs; i++)
		pthread_join(run->workers[i], NULL);
	free(run->workers);
	progress_clear(&run->progress);
	lost = save_rest(run);
	for (unsigned int i = 0; i < run->cells->n; i++)
		if (run->cells->v[i].selected && run->slots[i].state != SLOT_DONE)
			whole = false;
	if (lost)
		complain(
			"%u cells could not be stored (%s); %s, then run the same command again for them",
			lost, store_error(run->store),
			store_is_full(run->store) ? "make room on the disk" : "see to that");
	if (store_end_run(run->store, run->id, whole && !lost ? "done" : "interrupted") && !lost)
		complain("cannot mark the run as finished: %s", store_error(run->store));
}

void run_free(struct run *run)
{
	for (unsigned int i = 0; i < run->cells->n; i++)
		cell_result_free(&run->slots[i].result);
	free(run->slots);
	pthread_mutex_destroy(&run->lock);
	pthread_cond_destroy(&run->news);
}
