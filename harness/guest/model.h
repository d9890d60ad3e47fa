/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The cycle model of a guest: how QEMU is told to run it, and the records that it leaves. */
#ifndef HARNESS_MODEL_RECORDS_H
#define HARNESS_MODEL_RECORDS_H

#include <stdbool.h>

#include "ledger.h"
#include "profiles.h"
#include "model/core/names.h"

/* Names that the plugin gives to what it counts of a profile. */
enum model_count {
#define MODEL_COUNT(member, what) MODEL_COUNT_##member,
	MODEL_COUNTS(MODEL_COUNT)
#undef MODEL_COUNT
		NR_MODEL_COUNTS
};

/* What is the same for every profile, because all of them see one execution. */
enum model_shared {
	SHARED_INSNS, /* instructions by region: NR_REGIONS of them */
	SHARED_EVENTS = SHARED_INSNS + NR_REGIONS,
	SHARED_FAULTS_USER = SHARED_EVENTS + NR_EVENTS,
	SHARED_FAULTS_KERNEL,
	SHARED_IRQS_USER,
	SHARED_IRQS_KERNEL,
	NR_MODEL_SHARED
};

/* As stored, with what each is. */
extern const struct enum_name model_part_names[NR_PARTS];
extern const struct enum_name model_count_names[NR_MODEL_COUNTS];
extern const struct enum_name model_shared_names[NR_MODEL_SHARED];

/* A sample on one profile. Whole cycles; the parts add up to them. */
struct model_charge {
	bool present;
	int64_t cycles;
	int64_t parts[NR_PARTS];
	int64_t counts[NR_MODEL_COUNTS];
};

struct model_sample {
	int64_t shared[NR_MODEL_SHARED];
	struct model_charge *of; /* one a profile */
};

struct model_records {
	const struct cpus *cpus; /* NULL: there are no records */
	uint32_t nr_samples;
	struct model_sample *samples;
};

/* The plugin's file. Stops the program where it is not built. */
const char *model_plugin(void);

/* Makes room for records; all zero, none present. */
void model_records_init(struct model_records *m, const struct cpus *cpus, uint32_t nr_samples);
/*
 * Reads the plugin's output into m, which has room. Returns NULL if it is whole and the model says
 * that it followed the machine; else a malloc'ed sentence.
 */
char *model_records_parse(struct model_records *m, const char *text);
void model_records_free(struct model_records *m);

#endif /* HARNESS_MODEL_RECORDS_H */
