// SPDX-License-Identifier: GPL-2.0-or-later
/* Places, and the sums over them. Every mcycle is charged once: parts add up to the whole. */
#include <stdlib.h>
#include <string.h>

#include "observe.h"

unsigned int model_place(struct model *m, enum model_region region, const char *name)
{
	char *copy = m->nr_places < MODEL_MAX_PLACES ? strdup(name) : NULL;

	if (!copy)
		return 0;
	m->places[m->nr_places] = (struct place){ region, copy };
	return m->nr_places++;
}

enum model_region model_place_region(const struct model *m, unsigned int place)
{
	return m->places[place].region;
}

void model_at(struct model *m, unsigned int place)
{
	m->at = place;
}

uint64_t *model_insns(struct model *m, unsigned int place)
{
	return &m->insns[place];
}

void model_event(struct model *m, enum model_event event)
{
	m->events[m->at][event]++;
	if (m->options.observe)
		tell_event(m, event);
}

void model_reset_counts(struct model *m)
{
	memset(m->insns, 0, m->nr_places * sizeof(m->insns[0]));
	memset(m->events, 0, m->nr_places * sizeof(m->events[0]));
	for (struct cpu *c = m->cpu; c < m->cpu + m->nr; c++) {
		memset(&c->counts, 0, sizeof(c->counts));
		c->told_flushed = 0;
		memset(c->extra, 0, m->nr_places * sizeof(c->extra[0]));
	}
}

uint64_t model_disagreements(const struct model *m)
{
	return m->disagreements;
}

const struct model_counts *model_counts(const struct model *m, unsigned int profile)
{
	return &m->cpu[profile].counts;
}

static void add_place(const struct model *m, const struct cpu *c, unsigned int place,
		      uint64_t parts[NR_PARTS])
{
	enum model_part own = (enum model_part)m->places[place].region;

	parts[own] += m->insns[place] * c->profile->insn;
	for (unsigned int e = 0; e < NR_EVENTS; e++)
		parts[event_parts[e] == NR_PARTS ? own : event_parts[e]] +=
			m->events[place][e] * c->profile->event[e];
	for (unsigned int i = 0; i < NR_EXTRAS; i++)
		parts[NR_REGIONS + i] += c->extra[place][i];
}

void model_parts(const struct model *m, unsigned int profile, uint64_t parts[NR_PARTS])
{
	memset(parts, 0, NR_PARTS * sizeof(parts[0]));
	for (unsigned int i = 0; i < m->nr_places; i++)
		add_place(m, &m->cpu[profile], i, parts);
}

void model_place_parts(const struct model *m, unsigned int profile, unsigned int place,
		       uint64_t parts[NR_PARTS])
{
	memset(parts, 0, NR_PARTS * sizeof(parts[0]));
	add_place(m, &m->cpu[profile], place, parts);
}

void model_region_insns(const struct model *m, uint64_t insns[NR_REGIONS])
{
	memset(insns, 0, NR_REGIONS * sizeof(insns[0]));
	for (unsigned int i = 0; i < m->nr_places; i++)
		insns[m->places[i].region] += m->insns[i];
}

void model_events(const struct model *m, uint64_t events[NR_EVENTS])
{
	memset(events, 0, NR_EVENTS * sizeof(events[0]));
	for (unsigned int i = 0; i < m->nr_places; i++) {
		for (unsigned int e = 0; e < NR_EVENTS; e++)
			events[e] += m->events[i][e];
	}
}

void model_each_place(const struct model *m, unsigned int profile, model_place_fn *fn, void *opaque)
{
	for (unsigned int i = 0; i < m->nr_places; i++) {
		uint64_t parts[NR_PARTS] = { 0 }, sum = 0;

		add_place(m, &m->cpu[profile], i, parts);
		for (unsigned int p = 0; p < NR_PARTS; p++)
			sum += parts[p];
		if (sum)
			fn(opaque, i, m->places[i].region, m->places[i].name, parts);
	}
}
