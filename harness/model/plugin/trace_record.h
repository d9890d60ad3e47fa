/* SPDX-License-Identifier: GPL-2.0-or-later */
/* An operation as the trace has it, and its records: lines of JSON, see README.md. */
#ifndef PLUGIN_TRACE_RECORD_H
#define PLUGIN_TRACE_RECORD_H

#include "core/model.h"
#include "symbols.h"

struct cost {
	int64_t insns, mcycles;
};

/* Code of one place, as long as no other runs. */
struct step {
	unsigned int place;
	const struct symbol *symbol;
	struct cost cost;
	unsigned int first_note;
};

/* What happened, with what can only be said at that time. */
struct trace_note {
	struct model_note note;
	const char
		*where; /* what lies at note.value, where it is an address; NULL: nothing known */
	uint32_t offset; /* of note.value from there */
	bool maps_program; /* the tables that CR3 was loaded with have the program's code */
};

struct operation {
	struct step *steps;
	struct trace_note *notes;
	unsigned int nr_steps, nr_notes, step_room, note_room;
};

/* Of the sample that is shown. */
struct trace_totals {
	uint64_t whole, alike; /* operations; those that cost what the one that is shown does */
	struct cost sum, edges; /* of these; of the region before the first and after the last */
	struct cost shown;
	uint32_t cut; /* the code that operations begin with */
	bool cut_in_program;
	unsigned int passes; /* of it in an operation */
};

/* Adds a note to the last step. `program` is an address of its code. */
void operation_note(struct operation *o, const struct model_note *note, uint32_t program);
void operation_write(const struct operation *o);
void operation_end(const struct trace_totals *t);

#endif /* PLUGIN_TRACE_RECORD_H */
