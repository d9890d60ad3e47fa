// SPDX-License-Identifier: GPL-2.0-or-later
#include <stdlib.h>
#include <string.h>

#include "cache.h"

static bool init(struct cache *c, const struct cache_geometry *g, uint32_t share)
{
	c->ways = g->ways;
	c->set_mask = (g->sets > share ? g->sets / share : 1) - 1;
	c->shift = __builtin_ctz(g->line);
	c->lines = calloc((c->set_mask + 1ull) * c->ways, sizeof(c->lines[0]));
	return c->lines;
}

bool caches_init(struct caches *c, const struct profile *p, uint32_t share)
{
	for (unsigned int i = 0; i < NR_LEVELS; i++) {
		if (!p->cache[i].ways)
			continue;
		if (!init(&c->level[c->nr], &p->cache[i], share))
			return false;
		c->latency[c->nr++] = p->cache[i].latency;
	}
	c->latency[c->nr] = p->memory_latency;
	return init(&c->insn, &p->cache[CACHE_L1I], 1);
}

void caches_free(struct caches *c)
{
	for (unsigned int i = 0; i < c->nr; i++)
		free(c->level[i].lines);
	free(c->insn.lines);
}

/* Makes the line the most recent of its set, in place of the least recent if it is not there. */
static bool touch(struct cache *l, uint64_t pa)
{
	uint32_t line = pa >> l->shift, want = line + 1, i;
	uint32_t *set = l->lines + (size_t)(line & l->set_mask) * l->ways;
	bool hit;

	if (set[0] == want)
		return true;
	for (i = 1; i < l->ways - 1 && set[i] != want; i++)
		;
	if (i > l->ways - 1)
		i = 0; /* direct mapped */
	hit = set[i] == want;
	memmove(set + 1, set, i * sizeof(*set));
	set[0] = want;
	return hit;
}

static unsigned int access_from(struct caches *c, unsigned int level, uint64_t pa)
{
	while (level < c->nr && !touch(&c->level[level], pa))
		level++;
	return level;
}

unsigned int caches_access(struct caches *c, uint64_t pa)
{
	return access_from(c, CACHE_L1D, pa);
}

unsigned int caches_fetch(struct caches *c, uint64_t pa)
{
	return touch(&c->insn, pa) ? 0 : access_from(c, CACHE_L2, pa);
}
