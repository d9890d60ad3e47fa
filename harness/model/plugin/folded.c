// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Folded stacks for flame graphs: "profile;region;symbol;part cycles", sums over all samples. Two
 * such files are what the standard difference tools take.
 */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "plugin.h"

struct line {
	struct line *next;
	enum model_region region;
	char *name;
	uint64_t parts[NR_PARTS];
};

static struct line *lines[MODEL_MAX_PROFILES];

static void add_place(void *to, enum model_region region, const char *name,
		      const uint64_t parts[NR_PARTS])
{
	struct line **list = to, *l = *list;

	while (l && (l->region != region || strcmp(l->name, name)))
		l = l->next;
	if (!l) {
		l = calloc(1, sizeof(*l));
		if (!l || !(l->name = strdup(name)))
			plugin_die("out of memory");
		l->region = region;
		l->next = *list;
		*list = l;
	}
	for (unsigned int i = 0; i < NR_PARTS; i++)
		l->parts[i] += parts[i];
}

void folded_add(void)
{
	for (unsigned int i = 0; i < plugin.nr_profiles; i++)
		model_each_place(plugin.model, i, add_place, &lines[i]);
}

void folded_write(void)
{
	FILE *f = fopen(plugin.folded_path, "w");

	if (!f)
		plugin_die("folded=%s cannot be written: %m", plugin.folded_path);
	for (unsigned int i = 0; i < plugin.nr_profiles; i++) {
		for (const struct line *l = lines[i]; l; l = l->next) {
			for (unsigned int p = 0; p < NR_PARTS; p++) {
				if (l->parts[p] >= MCYCLES)
					fprintf(f, "%s;%s;%s;%s %" PRIu64 "\n",
						plugin.profiles[i]->name, part_names[l->region],
						l->name, part_names[p], l->parts[p] / MCYCLES);
			}
		}
	}
	if (fclose(f))
		plugin_die("%s: %m", plugin.folded_path);
}
