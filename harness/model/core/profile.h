/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A CPU as the model sees it: geometry and costs, read from a text file. */
#ifndef MODEL_PROFILE_H
#define MODEL_PROFILE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include "names.h"

/* Costs are kept in thousandths of a cycle, so that sums are exact. */
#define MCYCLES 1000

enum tlb_id {
	ITLB,
	ITLB_LARGE,
	DTLB,
	DTLB_LARGE,
	STLB_INSN,
	STLB_INSN_LARGE,
	STLB_DATA,
	STLB_DATA_LARGE,
	NR_TLBS
};

/* How a TLB array is made. Entries of both sizes may share the array for small pages. */
enum tlb_kind {
	TLB_NONE, /* second level only: such translations are not kept there */
	TLB_OWN,
	TLB_SHARED, /* large pages: in the array for small ones */
	TLB_UNIFIED, /* second level for fetches: the one for data */
};

struct tlb_geometry {
	enum tlb_kind kind;
	uint32_t sets, ways; /* TLB_OWN; sets is a power of two */
};

/* The data caches by level, then the one for instructions, whose misses go to the second level. */
enum cache_id { CACHE_L1D, CACHE_L2, CACHE_L3, NR_LEVELS, CACHE_L1I = NR_LEVELS, NR_CACHES };

struct cache_geometry {
	uint32_t sets, ways, line; /* ways 0: there is none; sets and line are powers of two */
	uint32_t latency; /* mcycles */
};

struct profile {
	char *name; /* the file's name without ".profile" */
	char *title;
	uint64_t hash; /* FNV-1a of the file's bytes, its base's included */
	bool based; /* the file names a base */
	uint32_t mhz; /* nominal clock, for who wants seconds; no part of the model */
	bool tagged; /* entries carry an address-space tag: a CR3 load drops none */
	struct tlb_geometry tlb[NR_TLBS];
	uint32_t psc; /* directory entries kept by the page-structure cache; 0: there is none */
	struct cache_geometry cache[NR_CACHES];
	uint32_t memory_latency; /* mcycles */
	uint32_t walk_share; /* without data=on, walks have 1/walk_share of each cache; a power of
				two */
	uint32_t insn; /* mcycles for an instruction, TLBs and caches hitting */
	uint32_t stlb_hit; /* mcycles for a first-level miss that hits the second level */
	uint32_t walk; /* mcycles for a walk, without its references */
	uint32_t dirty; /* mcycles to set a dirty bit by a new walk */
	uint32_t event[NR_EVENTS]; /* mcycles */
};

/*
 * Reads a profile. NULL on error, with "FILE:LINE: reason" in err (always terminated). What is
 * refused: unknown, repeated and missing keys, numbers without a source, geometries that no
 * hardware has.
 */
struct profile *profile_load(const char *path, char *err, size_t err_size);
void profile_free(struct profile *p);

/* Prints what a profile is: title, TLBs, costs. */
void profile_explain(FILE *out, const struct profile *p);

/*
 * Explains every *.profile of a directory, in order of name: title, TLBs, costs. 0, or -1 with the
 * reason in err.
 */
int profiles_list(FILE *out, const char *dir, char *err, size_t err_size);

#endif /* MODEL_PROFILE_H */
