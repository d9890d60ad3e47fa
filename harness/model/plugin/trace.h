/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The trace: what one operation of the region does, in order. It takes three samples. The first
 * finds where operations begin: code that runs once in each, or some fixed number of times, the
 * program's before the kernel's. The second finds what they usually cost. In the third the first
 * operation that costs just that is written.
 */
#ifndef PLUGIN_TRACE_H
#define PLUGIN_TRACE_H

#include "core/model.h"

/* How often a block has run, by its address: see struct block. */
struct visit {
	uint32_t address;
	bool user;
	uint64_t runs, first; /* in the first sample; place in the order of first runs */
};

struct visit *trace_visit(uint32_t address, bool user);

/* The marks of a region, once its instructions are counted. */
void trace_begin(void);
void trace_end(void);
/* Inside of a region: a block follows on the one that ran; it begins to run. */
void trace_leave(struct visit *next);
void trace_enter(void);
/* Instructions of the block before the one that runs were counted and did not run: it faulted. */
void trace_uncounted(unsigned int place);
/* The model's observer. */
void trace_note(const struct model_note *note);
/* At the end of the guest. */
void trace_finish(void);

#endif /* PLUGIN_TRACE_H */
