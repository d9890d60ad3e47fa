// SPDX-License-Identifier: GPL-2.0-or-later
#include <inttypes.h>
#include <jansson.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "model.h"
#include "lib/paths.h"
#include "lib/util.h"
#include "model/core/profile.h"

#define NAME_(sym, name_, what)	       { .name = name_, .meaning = what },
#define INSNS_(sym, name_, what)       { .name = "insns_" name_, .meaning = "instructions, " what },
#define EVENT_(sym, name_, part, what) { .name = name_, .meaning = what },
#define COUNT_(member, what)	       { .name = #member, .meaning = what },

const struct enum_name model_part_names[NR_PARTS] = { MODEL_REGIONS(NAME_) MODEL_EXTRAS(NAME_) };
const struct enum_name model_count_names[NR_MODEL_COUNTS] = { MODEL_COUNTS(COUNT_) };
const struct enum_name model_shared_names[NR_MODEL_SHARED] = {
	MODEL_REGIONS(INSNS_) MODEL_EVENTS(
		EVENT_)[SHARED_FAULTS_USER] = { "faults_user", "exceptions in user mode" },
	[SHARED_FAULTS_KERNEL] = { "faults_kernel", "exceptions in the kernel" },
	[SHARED_IRQS_USER] = { "irqs_user", "interrupts in user mode" },
	[SHARED_IRQS_KERNEL] = { "irqs_kernel", "interrupts in the kernel" },
};

/* Which member of a record has the shared counts from `first` on, and under which names. */
static const struct {
	const char *member;
	enum model_shared first;
	unsigned int n, prefix; /* of our names, which the record's lack */
} shared_groups[] = {
	{ "insns", SHARED_INSNS, NR_REGIONS, sizeof("insns_") - 1 },
	{ "events", SHARED_EVENTS, NR_EVENTS, 0 },
	{ "deliveries", SHARED_FAULTS_USER, NR_MODEL_SHARED - SHARED_FAULTS_USER, 0 },
};

const char *model_plugin(void)
{
	char *path = in_build("harness/model/model.so");

	if (access(path, R_OK))
		die("the cycle model is not built (%s); run make model, or do without it by --clock icount",
		    path);
	return path;
}

void model_records_init(struct model_records *m, const struct cpus *cpus, uint32_t nr_samples)
{
	*m = (struct model_records){
		.cpus = cpus,
		.nr_samples = nr_samples,
		.samples = xcalloc(nr_samples, sizeof(*m->samples)),
	};
	for (uint32_t i = 0; i < nr_samples; i++)
		m->samples[i].of = xcalloc(cpus->n, sizeof(*m->samples[i].of));
}

void model_records_free(struct model_records *m)
{
	for (uint32_t i = 0; i < m->nr_samples; i++)
		free(m->samples[i].of);
	free(m->samples);
	*m = (struct model_records){ 0 };
}

/* The numbers of a member, which has each of the names and no other. */
static char *take_numbers(json_t *line, const char *member, const struct enum_name *names,
			  unsigned int n, unsigned int prefix, int64_t *to)
{
	json_t *object = json_object_get(line, member);

	if (json_object_size(object) != n)
		return xasprintf("a record of the model has %zu %s instead of %u",
				 json_object_size(object), member, n);
	for (unsigned int i = 0; i < n; i++) {
		json_t *value = json_object_get(object, names[i].name + prefix);

		if (!json_is_integer(value) || json_integer_value(value) < 0)
			return xasprintf("a record of the model lacks %s.%s", member,
					 names[i].name + prefix);
		to[i] = json_integer_value(value);
	}
	return NULL;
}

static char *take_shared(json_t *line, struct model_sample *s, bool again)
{
	struct model_sample now = { .of = s->of };

	for (size_t i = 0; i < ARRAY_SIZE(shared_groups); i++) {
		enum model_shared first = shared_groups[i].first;
		char *wrong = take_numbers(line, shared_groups[i].member,
					   &model_shared_names[first], shared_groups[i].n,
					   shared_groups[i].prefix, &now.shared[first]);

		if (wrong)
			return wrong;
	}
	if (again && memcmp(now.shared, s->shared, sizeof(now.shared)))
		return xstrdup("two profiles have seen different executions of one sample");
	*s = now;
	return NULL;
}

/*
 * Thousandths of a cycle become whole cycles: the running sum is cut, so that the parts still add
 * up to the whole and none is off by a cycle.
 */
static void cut_parts(const int64_t mcycles[NR_PARTS], struct model_charge *c)
{
	int64_t sum = 0;

	for (unsigned int i = 0; i < NR_PARTS; i++) {
		c->parts[i] = (sum + mcycles[i]) / MCYCLES - sum / MCYCLES;
		sum += mcycles[i];
	}
	c->cycles = sum / MCYCLES;
}

static char *take_model(struct model_records *m, json_t *line)
{
	int64_t mcycles[NR_PARTS], sum = 0;
	const char *profile;
	json_int_t index, whole;
	struct model_sample *s;
	struct model_charge *c;
	bool again = false;
	char *wrong;
	int cpu;

	if (json_unpack(line, "{s:I, s:s, s:I}", "index", &index, "profile", &profile, "mcycles",
			&whole))
		return xstrdup("a record of the model lacks index, profile or mcycles");
	cpu = cpus_find(m->cpus, profile);
	if (index < 0 || index >= m->nr_samples || cpu < 0)
		return xasprintf("the model has a sample %lld of profile %s, which nobody took",
				 (long long)index, profile);
	s = &m->samples[index];
	c = &s->of[cpu];
	if (c->present)
		return xasprintf("the model has sample %lld of profile %s twice", (long long)index,
				 profile);
	for (unsigned int i = 0; i < m->cpus->n; i++)
		again |= s->of[i].present;
	wrong = take_shared(line, s, again);
	if (!wrong)
		wrong = take_numbers(line, "parts", model_part_names, NR_PARTS, 0, mcycles);
	if (!wrong)
		wrong = take_numbers(line, "counts", model_count_names, NR_MODEL_COUNTS, 0,
				     c->counts);
	if (wrong)
		return wrong;
	for (unsigned int i = 0; i < NR_PARTS; i++)
		sum += mcycles[i];
	if (sum != whole)
		return xasprintf("the parts of sample %lld of profile %s sum to %lld mcycles, the "
				 "whole is %lld",
				 (long long)index, profile, (long long)sum, (long long)whole);
	cut_parts(mcycles, c);
	c->present = true;
	return NULL;
}

/* What the last record counts that must not have happened, and what it would mean. */
static const struct {
	const char *member, *meaning;
} never[] = {
	{ "disagreements", "references without a translation, where the machine had one" },
	{ "unknown_cr3", "loads of CR3 with a value that the plugin could not see" },
	{ "unknown_invlpg", "INVLPGs of an address that the plugin could not see" },
	{ "unpaired_marks", "markers of a region without their counterpart" },
};

/* The plugin has read the same profiles as we did, where we know those. */
static char *check_hashes(const struct cpus *cpus, json_t *hashes)
{
	for (unsigned int i = 0; i < cpus->n; i++) {
		const char *seen = json_string_value(json_object_get(hashes, cpus->v[i].name));
		char *ours = xasprintf("%016" PRIx64, cpus->v[i].hash);
		bool same = !cpus->v[i].hash || (seen && !strcmp(seen, ours));

		free(ours);
		if (!same)
			return xasprintf("%s was changed during the run", cpus->v[i].path);
	}
	return NULL;
}

static char *take_model_end(struct model_records *m, json_t *line)
{
	for (size_t i = 0; i < ARRAY_SIZE(never); i++) {
		json_t *n = json_object_get(line, never[i].member);

		if (!json_is_integer(n))
			return xasprintf("the model's last record lacks %s", never[i].member);
		if (json_integer_value(n))
			return xasprintf("the model has lost the machine: %lld %s",
					 (long long)json_integer_value(n), never[i].meaning);
	}
	for (uint32_t i = 0; i < m->nr_samples; i++)
		for (unsigned int k = 0; k < m->cpus->n; k++)
			if (!m->samples[i].of[k].present)
				return xasprintf("the model lacks sample %u of %u for profile %s",
						 i + 1, m->nr_samples, m->cpus->v[k].name);
	return check_hashes(m->cpus, json_object_get(line, "profiles"));
}

char *model_records_parse(struct model_records *m, const char *text)
{
	bool ended = false;
	char *wrong = NULL;

	for (const char *line = text; *line && !wrong; line = next_line(line)) {
		json_t *json = json_loadb(line, strcspn(line, "\n"), 0, NULL);
		const char *record = json_string_value(json_object_get(json, "record"));

		ended = record && !strcmp(record, "model_end");
		if (ended)
			wrong = take_model_end(m, json);
		else if (record && !strcmp(record, "model"))
			wrong = take_model(m, json);
		else
			wrong = xasprintf("a record of the model is cut short or damaged: %.*s",
					  (int)strcspn(line, "\n") > 80 ? 80
									: (int)strcspn(line, "\n"),
					  line);
		json_decref(json);
	}
	if (!wrong && !ended)
		wrong = xstrdup("the model's last record is missing");
	return wrong;
}
