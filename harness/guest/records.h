/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The records a workload prints on the guest's console: lines of JSON, see workloads/lib. */
#ifndef HARNESS_RECORDS_H
#define HARNESS_RECORDS_H

#include <stdbool.h>
#include <stdint.h>

#include "ledger.h"
#include "model.h"

struct sample {
	bool present;
	bool elsewhere; /* the value is not of the marked region */
	uint32_t round; /* the boot that it comes from: where there are several, they are counted */
	int64_t value; /* of the whole sample, on the clock that RDTSC is in the guest */
	int64_t ledger[NR_LEDGER_CAUSES][NR_LEDGER_KINDS];
	int64_t counters[NR_COUNTERS];
	int64_t pmu[NR_PMU_EVENTS]; /* -1: not counted */
};

/* The machine as the guest kernel described it; all of them numbers. */
#define MACHINE_FIELDS(X)                                                                          \
	X(ram_kib)                                                                                 \
	X(low_total_kib)                                                                           \
	X(low_free_kib)                                                                            \
	X(high_total_kib)                                                                          \
	X(high_free_kib)                                                                           \
	X(page_struct_kib)                                                                         \
	X(tsc_khz)                                                                                 \
	X(boot_tsc)

struct machine_record {
	bool present;
	char *config;
#define MACHINE_FIELD(name) int64_t name;
	MACHINE_FIELDS(MACHINE_FIELD)
#undef MACHINE_FIELD
};

/* A size that a workload found, with what ended it; a unit is "KiB" or what is counted. */
struct capacity {
	char *name, *unit;
	int64_t value;
	char *limited_by; /* "lowmem"; NULL: nothing was refused */
	char *refusal; /* "ENOMEM", "SIGKILL"; or NULL */
};

struct records {
	char *workload, *params; /* as the guest says; NULL before "begin" */
	uint32_t ops, nr_samples;
	struct sample *samples; /* nr_samples of them; none of a workload that finds capacities */
	unsigned int nr_capacities;
	struct capacity *capacities;
	struct machine_record machine;
	struct model_records model; /* of the plugin, where there was one */
	char *checksum; /* of "end"; NULL where that is missing */
	char *error; /* of an "error" record */
	char *nofit; /* of a "nofit" record: why the case cannot be had here */
};

/*
 * Reads the records out of a console's text; other lines are passed over. Returns 0 if they are
 * whole: a begin, every sample or else capacities, an end. Otherwise -1 and a malloc'ed sentence in
 * *why; what was read up to there is in *r all the same.
 */
int records_parse(const char *console, struct records *r, char **why);
/*
 * The same for the log of a cell that may have been measured in rounds: their consoles, with a form
 * feed between them. The rounds' samples follow each other; their checksums must be the same.
 */
int records_parse_log(const char *log, struct records *r, char **why);
/* Two consoles, or two such logs, as one; malloc'ed. */
char *records_join_logs(const char *log, const char *more);
/* Moves the samples of a further round to the end of those of a cell. */
void records_append(struct records *to, struct records *from);
void records_free(struct records *r);

/*
 * Has it values on the clock of a profile (its place in model.cpus; -1: the clock that RDTSC is in
 * the guest, which all have)? Not where the samples are figures of something else than their
 * region.
 */
bool records_have(const struct records *r, int cpu);
/* A sample's value on a clock that it has. */
int64_t records_value(const struct records *r, uint32_t sample, int cpu);

/* Whether there are values at all; a capacity is none. The rest is for those that have. */
bool records_timed(const struct records *r);

/*
 * The median of these values, divided by the operations in each; the mean of the middle two for an
 * even number.
 */
double records_per_op(const struct records *r, int cpu);

#endif /* HARNESS_RECORDS_H */
