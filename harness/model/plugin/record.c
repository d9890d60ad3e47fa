// SPDX-License-Identifier: GPL-2.0-or-later
/* The records: one line of JSON a sample and profile, and a last one. README.md has their members.
 */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "plugin.h"

static void member(const char *name, uint64_t value)
{
	fprintf(plugin.out, ",\"%s\":%" PRIu64, name, value);
}

static void members(const char *name, const char *const names[], const uint64_t values[],
		    unsigned int nr)
{
	fprintf(plugin.out, ",\"%s\":{", name);
	for (unsigned int i = 0; i < nr; i++)
		fprintf(plugin.out, "%s\"%s\":%" PRIu64, i ? "," : "", names[i], values[i]);
	fputc('}', plugin.out);
}

#define X(member, what) #member,
static const char *const count_names[] = { MODEL_COUNTS(X) };
#undef X
#define NR_COUNTS (sizeof(count_names) / sizeof(count_names[0]))
_Static_assert(sizeof(struct model_counts) == NR_COUNTS * sizeof(uint64_t), "counts are an array");

static void witness_members(void)
{
	static const char *const names[] = { "faults_user", "faults_kernel", "irqs_user",
					     "irqs_kernel" };
	const struct witness *w = &plugin.witness;
	const uint64_t values[] = { w->faults_user, w->faults_kernel, w->irqs_user,
				    w->irqs_kernel };

	members("deliveries", names, values, sizeof(names) / sizeof(names[0]));
}

static void record_profile(unsigned int profile)
{
	uint64_t parts[NR_PARTS], insns[NR_REGIONS], events[NR_EVENTS], counts[NR_COUNTS], sum = 0;

	model_parts(plugin.model, profile, parts);
	model_region_insns(plugin.model, insns);
	model_events(plugin.model, events);
	memcpy(counts, model_counts(plugin.model, profile), sizeof(counts));
	for (unsigned int i = 0; i < NR_PARTS; i++)
		sum += parts[i];
	fprintf(plugin.out,
		"{\"splitbench\":1,\"record\":\"model\",\"index\":%u,\"profile\":\"%s\"",
		plugin.sample, plugin.profiles[profile]->name);
	member("mcycles", sum);
	members("parts", part_names, parts, NR_PARTS);
	members("insns", part_names, insns, NR_REGIONS); /* the regions are the first parts */
	members("events", event_names, events, NR_EVENTS);
	members("counts", count_names, counts, NR_COUNTS);
	witness_members();
	fputs("}\n", plugin.out);
}

void record_sample(void)
{
	for (unsigned int i = 0; i < plugin.nr_profiles; i++)
		record_profile(i);
}

void record_end(void)
{
	const struct plugin *p = &plugin;

	fprintf(p->out, "{\"splitbench\":1,\"record\":\"model_end\"");
	member("samples", p->sample);
	member("disagreements", p->model ? model_disagreements(p->model) : 0);
	member("unknown_cr3", p->unknown_cr3);
	member("unknown_invlpg", p->unknown_invlpg);
	member("unpaired_marks", p->unpaired_marks + p->in_region);
	fputs(",\"profiles\":{", p->out);
	for (unsigned int i = 0; i < p->nr_profiles; i++)
		fprintf(p->out, "%s\"%s\":\"%016" PRIx64 "\"", i ? "," : "", p->profiles[i]->name,
			p->profiles[i]->hash);
	fputs("}}\n", p->out);
	if (fflush(p->out) || ferror(p->out))
		plugin_die("%s: %m", p->out_path);
}
