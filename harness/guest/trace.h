/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The trace of one operation that the model's plugin leaves (guest_model.operations). */
#ifndef HARNESS_TRACE_H
#define HARNESS_TRACE_H

#include <stdbool.h>
#include <stdint.h>

/* Something that happened in a step: an event, or what became of a first-level TLB miss. */
struct trace_note {
	char *what; /* name of an event, or "walk", "stlb", "dirty", "pointers", "stale" */
	int64_t mcycles; /* of those of the step */
	uint32_t value; /* address, value of CR3, or vector */
	unsigned int dropped; /* TLB entries */
	unsigned int refs; /* table entries read */
	bool fetch, refill, large, user, global; /* of a reference and its page */
	bool maps_program; /* of a load of CR3 */
	char *where; /* symbol at the address, or NULL */
	uint32_t offset; /* from there */
};

/* Code of one function, until another's runs. */
struct trace_step {
	char *region, *symbol;
	int64_t insns, mcycles;
	unsigned int nr_notes;
	struct trace_note *notes;
};

struct trace {
	unsigned int nr_steps;
	struct trace_step *steps;
	/* The code that operations begin with, and how often it runs in one. */
	char *cut_symbol;
	uint32_t cut_offset;
	bool cut_in_program; /* or in the kernel */
	unsigned int cut_passes;
	/* Operations of the sample: whole ones, and how many cost just what this one does. */
	int64_t whole, alike;
	/* What this one, all whole ones, and the sample cost. */
	int64_t insns, mcycles, whole_insns, whole_mcycles, sample_insns, sample_mcycles;
};

/* Samples that a trace takes: it is of the last. */
#define TRACE_SAMPLES 3

/* NULL, or a malloc'ed sentence: what is wrong with the text. In both cases to be freed. */
char *trace_parse(struct trace *t, const char *text);
void trace_free(struct trace *t);

#endif /* HARNESS_TRACE_H */
