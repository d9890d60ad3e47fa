/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The model's state; shared by model.c, held.c, account.c and fast.h. */
#ifndef MODEL_STATE_H
#define MODEL_STATE_H

#include "cpu.h"

struct place {
	enum model_region region;
	char *name;
};

struct model {
	/* What every reference looks at. */
	uint64_t now; /* references so far */
	enum model_paging mode;
	uint32_t last_fetch; /* page number of the last fetch, or NO_PAGE */
	unsigned int at; /* place */
	profile_mask all, untagged;
	bool fast_data; /* a data reference may need no more than a time stamp */
	struct model_options options;

	unsigned int nr;
	profile_mask unified[NR_PAGE_SIZES]; /* second level for fetches is the one for data */
	uint32_t cr3;
	uint32_t event_value; /* of the event that is about to be counted, for an observer */
	uint32_t epoch, epoch_all; /* flushes of what is not global, and of everything */
	uint64_t disagreements;
	uint64_t last_line; /* of the last data reference, or NO_LINE (data_caches) */
	struct pages pages;
	struct cpu cpu[MODEL_MAX_PROFILES];
	struct recent recent;

	unsigned int nr_places;
	struct place places[MODEL_MAX_PLACES];
	uint64_t insns[MODEL_MAX_PLACES];
	uint64_t events[MODEL_MAX_PLACES][NR_EVENTS];
};

#define NO_LINE UINT64_MAX

#endif /* MODEL_STATE_H */
