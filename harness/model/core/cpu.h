/* SPDX-License-Identifier: GPL-2.0-or-later */
/* One profile at work: its TLBs, walker and caches, and what it has counted. */
#ifndef MODEL_CPU_H
#define MODEL_CPU_H

#include "cache.h"
#include "tlb.h"

#define NR_EXTRAS     (NR_PARTS - NR_REGIONS)
#define EXTRA(part)   ((part)-NR_REGIONS)
#define NR_PAGE_SIZES 2
#define PSC_MAX	      64

/* A page-structure cache entry: a directory entry that points to a table. */
struct psc_entry {
	uint32_t epoch; /* valid as in struct tlb; never global */
	uint32_t tag;
	uint64_t pde_pa, pde, used;
};

struct cpu {
	const struct profile *profile;
	profile_mask bit;
	struct epochs epochs;
	struct tlb tlb[NR_TLBS]; /* those of kind TLB_OWN */
	struct tlb *first[NR_STREAMS][NR_PAGE_SIZES];
	struct tlb *second[NR_STREAMS][NR_PAGE_SIZES]; /* NULL where there is none */
	struct psc_entry psc[PSC_MAX];
	struct caches caches;
	struct model_counts counts;
	uint64_t told_flushed; /* of counts.flushed, what an observer has been told */
	uint64_t (*extra)[NR_EXTRAS]; /* mcycles by place */
};

/* `recent` is told when a page is no longer held for data. */
bool cpu_init(struct cpu *c, const struct profile *p, profile_mask bit,
	      const struct model_options *o, struct recent *recent);
void cpu_free(struct cpu *c);

static inline bool page_is_large(const struct page *page)
{
	return page->walk.shift != 12;
}

/* Does the second level for fetches of such pages lie in the one for data? */
static inline bool cpu_unified(const struct cpu *c, bool large)
{
	return c->second[FETCH][large] && c->second[FETCH][large] == c->second[DATA][large];
}

/*
 * A reference of `stream` to a page that its first level does not hold; afterwards it does. True if
 * the tables were walked; the mcycles go to `place`. The tag is the one of the address space. What
 * happened is put into `note`, if there is one.
 */
bool cpu_miss(struct cpu *c, struct page *page, enum stream stream, uint32_t tag, uint64_t now,
	      unsigned int place, struct model_note *note);

/* Drops all entries, or those that are not global; and counts them. */
void cpu_flush(struct cpu *c, bool global_too);
/* Drops one page from all arrays that hold it: how many. */
unsigned int cpu_drop(struct cpu *c, struct page *page);
/* Drops what the page-structure cache has of an address space (INVLPG does, Intel SDM 4.10.4.1). */
void cpu_drop_psc(struct cpu *c, uint32_t tag);

#endif /* MODEL_CPU_H */
