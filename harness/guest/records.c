// SPDX-License-Identifier: GPL-2.0-or-later
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "records.h"
#include "lib/util.h"

#define RECORD_START "{\"splitbench\":1,"
#define ROUND_BREAK  "\f\n" /* no program prints one */
/* A guest that asks for more than this is broken; no memory is set aside for it. */
#define MAX_SAMPLES 100000

static char *take_begin(struct records *r, json_t *line)
{
	const char *workload, *params;
	json_int_t ops, samples;

	if (r->workload)
		return xstrdup("the guest began twice");
	if (json_unpack(line, "{s:s, s:s, s:I, s:I}", "workload", &workload, "params", &params,
			"ops", &ops, "samples", &samples))
		return xstrdup("the guest's begin record lacks a field");
	if (ops < 1 || ops > UINT32_MAX || samples < 0 || samples > MAX_SAMPLES)
		return xasprintf("the guest's begin record has ops %lld, samples %lld",
				 (long long)ops, (long long)samples);
	r->workload = xstrdup(workload);
	r->params = xstrdup(params);
	r->ops = ops;
	r->nr_samples = samples;
	r->samples = xcalloc(samples + 1, sizeof(*r->samples));
	for (json_int_t i = 0; i < samples; i++)
		for (int e = 0; e < NR_PMU_EVENTS; e++)
			r->samples[i].pmu[e] = -1;
	return NULL;
}

/* The sample a record speaks of, or NULL. */
static struct sample *sample_of(struct records *r, json_t *line)
{
	json_int_t index;

	if (json_unpack(line, "{s:I}", "index", &index) || index < 0 || index >= r->nr_samples)
		return NULL;
	return &r->samples[index];
}

static char *take_sample(struct records *r, json_t *line)
{
	struct sample *s = sample_of(r, line);
	json_int_t cycles;

	if (!s)
		return xstrdup("a sample has no place: bad index, or no begin before it");
	if (json_unpack(line, "{s:I}", "cycles", &cycles) || cycles < 0)
		return xstrdup("a sample has no cycles");
	if (s->present)
		return xstrdup("a sample came twice");
	s->present = true;
	s->value = cycles;
	s->elsewhere = json_is_true(json_object_get(line, "elsewhere"));
	return NULL;
}

static char *take_ledger(struct records *r, json_t *line)
{
	json_t *counts, *counters, *value;
	struct sample *s = sample_of(r, line);
	const char *name;

	if (!s)
		return xstrdup("a ledger record has no place: bad index, or no begin before it");
	if (json_unpack(line, "{s:o, s:o}", "counts", &counts, "counters", &counters))
		return xstrdup("a ledger record lacks counts or counters");
	json_object_foreach(counts, name, value)
	{
		const char *dot = strchr(name, '.');
		int cause = -1, kind = -1;

		if (dot) {
			cause = enum_find(cause_names, NR_LEDGER_CAUSES, name, dot - name);
			kind = enum_find(kind_names, NR_LEDGER_KINDS, dot + 1, strlen(dot + 1));
		}
		if (cause < 0 || kind < 0 || !json_is_integer(value))
			return xasprintf("a ledger record counts '%s', which is not in the ledger",
					 name);
		s->ledger[cause][kind] = json_integer_value(value);
	}
	json_object_foreach(counters, name, value)
	{
		int i = enum_find(counter_names, NR_COUNTERS, name, strlen(name));

		if (i < 0 || !json_is_integer(value))
			return xasprintf("a ledger record has the counter '%s', which is not known",
					 name);
		s->counters[i] = json_integer_value(value);
	}
	return NULL;
}

static char *take_pmu(struct records *r, json_t *line)
{
	struct sample *s = sample_of(r, line);
	json_t *counts, *value;
	const char *name;

	if (!s || json_unpack(line, "{s:o}", "counts", &counts))
		return xstrdup("a record of the CPU's counters has no place, or no counts");
	json_object_foreach(counts, name, value)
	{
		int i = enum_find(pmu_event_names, NR_PMU_EVENTS, name, strlen(name));

		if (i < 0 || !json_is_integer(value) || json_integer_value(value) < 0)
			return xasprintf(
				"the CPU's counters have '%s', which is no count that is known",
				name);
		s->pmu[i] = json_integer_value(value);
	}
	return NULL;
}

static char *take_machine(struct records *r, json_t *line)
{
	const char *config = json_string_value(json_object_get(line, "config"));
	json_t *value;

	if (!config || r->machine.present)
		return xstrdup("the machine record lacks its config, or came twice");
	r->machine.config = xstrdup(config);
	r->machine.present = true;
#define MACHINE_FIELD(name)                                                                        \
	value = json_object_get(line, #name);                                                      \
	if (!json_is_integer(value))                                                               \
		return xstrdup("the machine record lacks " #name);                                 \
	r->machine.name = json_integer_value(value);
	MACHINE_FIELDS(MACHINE_FIELD)
#undef MACHINE_FIELD
	return NULL;
}

static char *take_capacity(struct records *r, json_t *line)
{
	const char *name, *unit, *limited_by = NULL, *refusal = NULL;
	json_int_t value;

	if (!r->workload || r->nr_samples)
		return xstrdup("a capacity came before begin, or beside samples");
	if (json_unpack(line, "{s:s, s:I, s:s, s?s, s?s}", "name", &name, "value", &value, "unit",
			&unit, "limited_by", &limited_by, "refusal", &refusal) ||
	    value < 0)
		return xstrdup("a capacity lacks its name, its value or its unit");
	for (unsigned int i = 0; i < r->nr_capacities; i++)
		if (!strcmp(r->capacities[i].name, name))
			return xasprintf("the capacity '%s' came twice", name);
	r->capacities = xrealloc(r->capacities, (r->nr_capacities + 1) * sizeof(*r->capacities));
	r->capacities[r->nr_capacities++] = (struct capacity){
		.name = xstrdup(name),
		.unit = xstrdup(unit),
		.value = value,
		.limited_by = limited_by ? xstrdup(limited_by) : NULL,
		.refusal = refusal ? xstrdup(refusal) : NULL,
	};
	return NULL;
}

static char *take_end(struct records *r, json_t *line)
{
	const char *checksum = json_string_value(json_object_get(line, "checksum"));

	if (!checksum || r->checksum)
		return xstrdup("the end record lacks its checksum, or came twice");
	r->checksum = xstrdup(checksum);
	return NULL;
}

static char *take_error(struct records *r, json_t *line)
{
	const char *what = json_string_value(json_object_get(line, "what"));

	if (!r->error)
		r->error = xstrdup(what ? what : "no reason given");
	return xasprintf("the workload reports: %s", r->error);
}

static char *take_nofit(struct records *r, json_t *line)
{
	const char *what = json_string_value(json_object_get(line, "what"));

	if (!what)
		return xstrdup("a nofit record does not say what");
	free(r->nofit);
	r->nofit = xstrdup(what);
	return xasprintf("the workload does not fit: %s", what);
}

static const struct {
	const char *record;
	char *(*take)(struct records *r, json_t *line); /* returns what is wrong, or NULL */
} kinds_of_record[] = {
	{ "begin", take_begin },     { "sample", take_sample },	    { "ledger", take_ledger },
	{ "machine", take_machine }, { "end", take_end },	    { "error", take_error },
	{ "nofit", take_nofit },     { "capacity", take_capacity }, { "pmu", take_pmu },
};

static char *take_line(struct records *r, const char *line, size_t len)
{
	json_t *json = json_loadb(line, len, JSON_REJECT_DUPLICATES, NULL);
	const char *record = json_string_value(json_object_get(json, "record"));
	char *wrong = NULL;
	size_t i;

	for (i = 0; record && i < ARRAY_SIZE(kinds_of_record); i++)
		if (!strcmp(kinds_of_record[i].record, record))
			break;
	if (!json)
		wrong = xasprintf("a record is cut short or damaged: %.*s",
				  (int)(len < 80 ? len : 80), line);
	else if (!record || i == ARRAY_SIZE(kinds_of_record))
		wrong = xasprintf("a record is of no known kind: %.*s", (int)(len < 80 ? len : 80),
				  line);
	else
		wrong = kinds_of_record[i].take(r, json);
	json_decref(json);
	return wrong;
}

static char *whats_missing(const struct records *r)
{
	if (!r->workload)
		return xstrdup("the guest printed no record");
	for (uint32_t i = 0; i < r->nr_samples; i++)
		if (!r->samples[i].present)
			return xasprintf("sample %u of %u is missing", i + 1, r->nr_samples);
	if (!r->nr_samples && !r->nr_capacities)
		return xstrdup("there is neither a sample nor a capacity");
	if (!r->checksum)
		return xstrdup("the end record is missing");
	return NULL;
}

int records_parse(const char *console, struct records *r, char **why)
{
	const char *line;

	memset(r, 0, sizeof(*r));
	*why = NULL;
	for (line = console; *line && !*why; line = next_line(line)) {
		size_t len = strcspn(line, "\n");

		if (!strncmp(line, RECORD_START, strlen(RECORD_START)))
			*why = take_line(r, line, len);
	}
	if (!*why)
		*why = whats_missing(r);
	return *why ? -1 : 0;
}

void records_append(struct records *to, struct records *from)
{
	uint32_t round = to->nr_samples ? to->samples[to->nr_samples - 1].round + 1 : 0;

	for (uint32_t i = 0; i < from->nr_samples; i++)
		from->samples[i].round = round;
	to->samples =
		xrealloc(to->samples, (to->nr_samples + from->nr_samples) * sizeof(*to->samples));
	memcpy(to->samples + to->nr_samples, from->samples,
	       from->nr_samples * sizeof(*to->samples));
	to->nr_samples += from->nr_samples;
	from->nr_samples = 0;
}

char *records_join_logs(const char *log, const char *more)
{
	return xasprintf("%s" ROUND_BREAK "%s", log, more);
}

static int add_round(struct records *r, const char *console, char **why)
{
	struct records more;
	int err = records_parse(console, &more, why);

	if (!err && (strcmp(r->checksum, more.checksum) || r->ops != more.ops)) {
		*why = xasprintf(
			"checksum %s over %u operations in one round, %s over %u in another",
			r->checksum, r->ops, more.checksum, more.ops);
		err = -1;
	}
	if (!err)
		records_append(r, &more);
	records_free(&more);
	return err;
}

int records_parse_log(const char *log, struct records *r, char **why)
{
	char *copy = xstrdup(log), *console = copy, *end = strstr(copy, ROUND_BREAK);
	int err;

	if (end)
		*end = '\0';
	err = records_parse(console, r, why);
	while (!err && end) {
		console = end + strlen(ROUND_BREAK);
		end = strstr(console, ROUND_BREAK);
		if (end)
			*end = '\0';
		err = add_round(r, console, why);
	}
	free(copy);
	return err;
}

void records_free(struct records *r)
{
	free(r->workload);
	free(r->params);
	free(r->samples);
	for (unsigned int i = 0; i < r->nr_capacities; i++) {
		free(r->capacities[i].name);
		free(r->capacities[i].unit);
		free(r->capacities[i].limited_by);
		free(r->capacities[i].refusal);
	}
	free(r->capacities);
	free(r->machine.config);
	free(r->checksum);
	free(r->error);
	free(r->nofit);
	model_records_free(&r->model);
	memset(r, 0, sizeof(*r));
}

static int by_value(const void *a, const void *b)
{
	int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;

	return (x > y) - (x < y);
}

bool records_timed(const struct records *r)
{
	return r->nr_samples > 0;
}

bool records_have(const struct records *r, int cpu)
{
	return cpu < 0 || (r->model.nr_samples && r->model.samples[0].of[cpu].present &&
			   !r->samples[0].elsewhere);
}

int64_t records_value(const struct records *r, uint32_t sample, int cpu)
{
	return cpu < 0 ? r->samples[sample].value : r->model.samples[sample].of[cpu].cycles;
}

double records_per_op(const struct records *r, int cpu)
{
	int64_t *v = xcalloc(r->nr_samples, sizeof(*v));
	uint32_t n = r->nr_samples;
	double median;

	for (uint32_t i = 0; i < n; i++)
		v[i] = records_value(r, i, cpu);
	qsort(v, n, sizeof(*v), by_value);
	median = n % 2 ? v[n / 2] : (v[n / 2 - 1] + v[n / 2]) / 2.0;
	free(v);
	return median / r->ops;
}
