// SPDX-License-Identifier: GPL-2.0-or-later
#include <stdlib.h>
#include <string.h>

#include "cache.h"

bool caches_init(struct caches *c, const struct profile *p, uint32_t share)
{
	for (unsigned int i = 0; i < NR_CACHES; i++) {
		const struct cache_geometry *g = &p->cache[i];
		struct cache *l = &c->level[c->nr];

		if (!g->ways)
			continue;
		l->ways = g->ways;
		l->set_mask = (g->sets > share ? g->sets / share : 1) - 1;
		l->shift = __builtin_ctz(g->line);
		l->lines = calloc((l->set_mask + 1ull) * l->ways, sizeof(l->lines[0]));
		if (!l->lines)
			return false;
		c->latency[c->nr++] = g->latency;
	}
	c->latency[c->nr] = p->memory_latency;
	return true;
}

void caches_free(struct caches *c)
{
	for (unsigned int i = 0; i < c->nr; i++)
		free(c->level[i].lines);
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

unsigned int caches_access(struct caches *c, uint64_t pa)
{
	unsigned int i;

	for (i = 0; i < c->nr && !touch(&c->level[i], pa); i++)
		;
	return i;
}
