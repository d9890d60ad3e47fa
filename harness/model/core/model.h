/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The cycle and TLB model: one stream of references and events, charged to several CPU profiles at
 * once. It knows nothing of QEMU. Addresses are the guest's; translations are those of its real
 * page tables, read through a callback.
 */
#ifndef MODEL_H
#define MODEL_H

#include <stdbool.h>
#include <stdint.h>

#include "names.h"
#include "profile.h"

#define MODEL_MAX_PROFILES 16

struct model;

/* What is told to an observer. */
enum model_note_kind {
	NOTE_EVENT, /* an event, with the entries that it dropped */
	NOTE_POINTERS, /* a load of CR3 has read the four pointers of PAE */
	NOTE_STLB, /* a first-level miss that the second level has */
	NOTE_WALK, /* one that was walked */
	NOTE_DIRTY, /* the first write through an entry that was loaded clean */
	NOTE_STALE, /* an entry dropped because its table entry has changed (tagged profiles) */
};

struct model_note {
	enum model_note_kind kind;
	unsigned int profile;
	enum model_event event; /* NOTE_EVENT only */
	uint32_t value; /* the address that was referred to or given to INVLPG; what went to CR3 */
	bool fetch, refill; /* of a miss: by a fetch; whose entry a flush had dropped */
	bool large, user, global; /* the page that is referred to */
	unsigned int refs; /* table entries that were read */
	unsigned int dropped; /* TLB entries, in all arrays */
	uint32_t mcycles; /* what it cost beyond the instruction itself */
};

struct model_options {
	/* Four bytes of guest-physical memory, little endian; pa is a multiple of 4. */
	uint32_t (*read_phys32)(void *opaque, uint64_t pa);
	void *opaque;
	bool data_caches; /* all references go through the caches, not only those of walks */
	bool no_fast_path; /* for tests: look every reference up in the page tables */
	/* Is told of each event and each miss, and what it did to a profile's TLBs; or NULL. */
	void (*observe)(const struct model_note *note);
};

/* NULL if memory is short. The profiles must outlive the model. */
struct model *model_new(const struct profile *const *profiles, unsigned int nr,
			const struct model_options *options);
void model_free(struct model *m);

/*
 * References. They count as made in translated memory; before model_paging() they count as nothing.
 * A data reference may cross a page (size up to 4096); a fetch is of one page.
 */
void model_fetch(struct model *m, uint32_t va);
/* A fetch of `size` bytes of one page, which differs from the above only under data_caches. */
void model_fetch_code(struct model *m, uint32_t va, uint32_t size);
void model_read(struct model *m, uint32_t va, uint32_t size);
void model_write(struct model *m, uint32_t va, uint32_t size);

enum model_paging { PAGING_OFF, PAGING_TWO_LEVEL, PAGING_PAE };

/* Paging goes on or off: the TLBs are empty afterwards. */
void model_paging(struct model *m, enum model_paging mode);

/*
 * What drops TLB entries: CR3 is loaded (all that are not global; none in a tagged profile, which
 * goes on with the new value as its tag), CR4 is written in a way that drops all, INVLPG. Each also
 * counts as the event of its name.
 */
void model_load_cr3(struct model *m, uint32_t cr3);
void model_write_cr4(struct model *m);
void model_invlpg(struct model *m, uint32_t va);

void model_event(struct model *m, enum model_event event);

/*
 * Places: where the code lies that runs, a symbol usually, in one region. model_place() makes one
 * (the name is copied); model_at() says that it runs from now on. Place 0 is there from the start.
 * At most MODEL_MAX_PLACES; further ones come out as place 0.
 */
#define MODEL_MAX_PLACES 4096
unsigned int model_place(struct model *m, enum model_region region, const char *name);
enum model_region model_place_region(const struct model *m, unsigned int place);
void model_at(struct model *m, unsigned int place);
/* Instructions are counted by the caller, into the place's counter: it stays where it is. */
uint64_t *model_insns(struct model *m, unsigned int place);

/* Is the page of va the user's? -1 where there is no translation. Counts nothing. */
int model_is_user(struct model *m, uint32_t va);
/* The physical address of va by the page tables, UINT64_MAX where there is none. Counts nothing. */
uint64_t model_translate(struct model *m, uint32_t va);

/* --- what was counted since the last model_reset_counts() --- */

struct model_counts {
#define X(member, what) uint64_t member;
	MODEL_COUNTS(X)
#undef X
};

void model_reset_counts(struct model *m);
/* References whose address had no translation: the model and the machine disagree. Never reset. */
uint64_t model_disagreements(const struct model *m);
const struct model_counts *model_counts(const struct model *m, unsigned int profile);
/* Mcycles of each part; their sum is all there is. */
void model_parts(const struct model *m, unsigned int profile, uint64_t parts[NR_PARTS]);
/* Sums over the places of a region. */
void model_region_insns(const struct model *m, uint64_t insns[NR_REGIONS]);
void model_events(const struct model *m, uint64_t events[NR_EVENTS]);

/* The same of one place. */
void model_place_parts(const struct model *m, unsigned int profile, unsigned int place,
		       uint64_t parts[NR_PARTS]);
/* For each place with cycles of its own: its region, name (which stays), and mcycles by part. */
typedef void model_place_fn(void *opaque, unsigned int place, enum model_region region,
			    const char *name, const uint64_t parts[NR_PARTS]);
void model_each_place(const struct model *m, unsigned int profile, model_place_fn *fn,
		      void *opaque);

#endif /* MODEL_H */
