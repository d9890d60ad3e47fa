/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Translations, each once for all profiles: what a TLB entry holds, who has one, and when the code
 * last used it. Since "when" is the same for every profile, a reference that hits everywhere costs
 * one time stamp, however many profiles there are.
 */
#ifndef MODEL_PAGE_H
#define MODEL_PAGE_H

#include <stddef.h>

#include "walk.h"

enum stream { FETCH, DATA, NR_STREAMS };

/* Which array of a profile a translation may be in: one bit mask over the profiles each. */
enum holder { HELD_ITLB, HELD_DTLB, HELD_STLB_INSN, HELD_STLB_DATA, NR_HOLDERS };

typedef uint16_t profile_mask;
_Static_assert(sizeof(profile_mask) * 8 >= MODEL_MAX_PROFILES, "a bit for each profile");

struct page {
	/* What a reference looks at: in one cache line of the host. */
	uint64_t used[NR_STREAMS]; /* time of the last reference */
	profile_mask held[NR_HOLDERS];
	bool dirty; /* as the entries that are held have it */
	profile_mask flushed[NR_STREAMS]; /* dropped by a flush since the last walk of the stream */

	uint32_t number; /* virtual address >> shift */
	uint32_t tag; /* CR3, or TAG_GLOBAL */
	uint32_t epoch, epoch_all; /* the flushes that the masks take account of */
	struct page *next; /* in the hash chain, or free */
	struct walk walk;
} __attribute__((aligned(64)));

#define TAG_GLOBAL 1u /* no page directory has this address */

struct pages {
	struct page **buckets;
	struct page *free;
	struct page **blocks; /* of PAGES_BLOCK each */
	unsigned int nr_blocks;
};

#define PAGES_BLOCK 4096

bool pages_init(struct pages *p);
void pages_free(struct pages *p);

/* NULL if it is not there. */
struct page *page_find(const struct pages *p, uint32_t tag, unsigned int shift, uint32_t number);
/* A new one, all zero but its key; NULL if none is left and pages_forget() must be called. */
struct page *page_new(struct pages *p, uint32_t tag, unsigned int shift, uint32_t number);
/* Frees those for which keep() is false. */
void pages_forget(struct pages *p, bool (*keep)(void *opaque, struct page *page), void *opaque);

#endif /* MODEL_PAGE_H */
