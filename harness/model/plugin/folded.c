// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Folded stacks: what each place has cost, summed over all samples. A line for each place and part,
 * with a column for each clock, as the first line names them.
 */
#include <inttypes.h>
#include <stdlib.h>

#include "plugin.h"

/* The sums of one place; a column is a profile. */
struct sums {
	enum model_region region;
	const char *name; /* NULL: nothing yet */
	uint64_t insns;
	uint64_t (*mcycles)[NR_PARTS];
};

static struct sums sums[MODEL_MAX_PLACES];

static void add_place(void *profile, unsigned int place, enum model_region region, const char *name,
		      const uint64_t parts[NR_PARTS])
{
	struct sums *s = &sums[place];
	unsigned int column = *(unsigned int *)profile;

	if (!s->name) {
		s->mcycles = calloc(plugin.nr_profiles, sizeof(*s->mcycles));
		if (!s->mcycles)
			plugin_die("out of memory");
		s->region = region;
		s->name = name;
	}
	if (!column)
		s->insns += *model_insns(plugin.model, place);
	for (unsigned int i = 0; i < NR_PARTS; i++)
		s->mcycles[column][i] += parts[i];
}

void folded_add(void)
{
	for (unsigned int i = 0; i < plugin.nr_profiles; i++)
		model_each_place(plugin.model, i, add_place, &i);
}

/* Instructions are in the part that is the place's own region. */
static void write_part(FILE *f, const struct sums *s, enum model_part part)
{
	uint64_t insns = part == (enum model_part)s->region ? s->insns * MCYCLES : 0, any = insns;

	for (unsigned int i = 0; i < plugin.nr_profiles; i++)
		any |= s->mcycles[i][part];
	if (!any)
		return;
	fprintf(f, "%s;%s;%s %" PRIu64, part_names[s->region], s->name, part_names[part], insns);
	for (unsigned int i = 0; i < plugin.nr_profiles; i++)
		fprintf(f, " %" PRIu64, s->mcycles[i][part]);
	fputc('\n', f);
}

void folded_write(void)
{
	FILE *f = fopen(plugin.folded_path, "w");

	if (!f)
		plugin_die("folded=%s cannot be written: %m", plugin.folded_path);
	fputs("stack icount", f);
	for (unsigned int i = 0; i < plugin.nr_profiles; i++)
		fprintf(f, " %s", plugin.profiles[i]->name);
	fputc('\n', f);
	for (const struct sums *s = sums; s < sums + MODEL_MAX_PLACES; s++) {
		for (unsigned int part = 0; s->name && part < NR_PARTS; part++)
			write_part(f, s, part);
	}
	if (fclose(f))
		plugin_die("%s: %m", plugin.folded_path);
}
