/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What the model counts and charges, each list in one place. The words in quotes are those of the
 * profile files and of the records.
 */
#ifndef MODEL_NAMES_H
#define MODEL_NAMES_H

/*
 * Events with a cost of their own in a profile, on top of the instruction's base cost.
 * X(symbol, name, part that is charged (NR_PARTS: the code's own), what it is)
 */
#define MODEL_EVENTS(X)                                                                            \
	X(INT, "int", PART_ENTRY_EXIT, "int n: delivery through the IDT")                          \
	X(IRET, "iret", PART_ENTRY_EXIT, "iret")                                                   \
	X(SYSENTER, "sysenter", PART_ENTRY_EXIT, "sysenter")                                       \
	X(SYSEXIT, "sysexit", PART_ENTRY_EXIT, "sysexit")                                          \
	X(FAULT, "fault", PART_ENTRY_EXIT, "exception: pipeline drained, delivery")                \
	X(IRQ, "irq", PART_ENTRY_EXIT, "interrupt: acknowledge, delivery")                         \
	X(CR3, "cr3", PART_FLUSH, "mov to CR3, without the refills it causes")                     \
	X(CR4, "cr4", PART_FLUSH, "mov to CR4; a global flush is two")                             \
	X(INVLPG, "invlpg", PART_FLUSH, "invlpg")                                                  \
	X(SEGMENT, "segment", NR_PARTS, "load of a segment register")                              \
	X(FLAGS, "flags", NR_PARTS, "popf, sti, cli")                                              \
	X(TSC, "rdtsc", NR_PARTS, "rdtsc")                                                         \
	X(IO, "io", NR_PARTS, "port input or output")                                              \
	X(SERIAL, "serialize", NR_PARTS, "cpuid, mov to CR0, wrmsr, lgdt and their like")

/*
 * Where code is: every place (a symbol, usually) lies in one. Their cycles are the first parts.
 * X(symbol, name, what it is)
 */
#define MODEL_REGIONS(X)                                                                           \
	X(USER, "user", "user mode")                                                               \
	X(KERNEL, "kernel", "the kernel, where no other part says otherwise")                      \
	X(ENTRY_EXIT, "entry_exit", "entry and exit code; delivery of interrupts and returns")     \
	X(USER_COPY, "user_copy", "copies to and from user memory, their walks in software")       \
	X(KMAP, "kmap", "temporary mappings")

/* Where cycles go beside the code itself. X(symbol, name, what it is) */
#define MODEL_EXTRAS(X)                                                                            \
	X(FLUSH, "flush", "mov to CR3 and CR4, invlpg")                                            \
	X(STLB, "stlb", "first-level TLB misses that hit the second level")                        \
	X(WALK_INSN_REFILL, "walk_insn_refill", "walks for fetches, entry lost to a flush")        \
	X(WALK_INSN_CAPACITY, "walk_insn_capacity", "other walks for fetches")                     \
	X(WALK_DATA_REFILL, "walk_data_refill", "walks for data, entry lost to a flush")           \
	X(WALK_DATA_CAPACITY, "walk_data_capacity", "other walks for data")                        \
	X(DIRTY, "dirty", "first write through an entry that was loaded clean")                    \
	X(CACHE, "cache", "cache misses of the code's own references (option data=on)")

/* Counts of one profile. X(member, what it is) */
#define MODEL_COUNTS(X)                                                                            \
	X(itlb_misses, "first-level TLB misses of fetches")                                        \
	X(dtlb_misses, "first-level TLB misses of data")                                           \
	X(stlb_hits, "of these, hits in the second level")                                         \
	X(walks_insn_refill, "walks for fetches whose entry a flush had dropped")                  \
	X(walks_insn_capacity, "other walks for fetches")                                          \
	X(walks_data_refill, "walks for data whose entry a flush had dropped")                     \
	X(walks_data_capacity, "other walks for data")                                             \
	X(pde_hits, "walks that found their directory entry in the page-structure cache")          \
	X(walk_refs, "table entries read by walks")                                                \
	X(walk_refs_l1, "of these, found in the first-level data cache")                           \
	X(walk_refs_l2, "found in the second")                                                     \
	X(walk_refs_l3, "found in the third")                                                      \
	X(walk_refs_memory, "found in memory")                                                     \
	X(flushed, "TLB entries dropped by flushes, all arrays")                                   \
	X(dirty_updates, "first writes through entries loaded clean")                              \
	X(stale, "entries dropped because their table entry had changed while they were kept")     \
	X(cache_misses, "first-level cache misses of the code's own references")

enum model_region {
#define X(sym, name, what) REGION_##sym,
	MODEL_REGIONS(X)
#undef X
		NR_REGIONS
};

/* The parts of the whole: the regions, then the extras. */
enum model_part {
#define X(sym, name, what) PART_##sym,
	MODEL_REGIONS(X) MODEL_EXTRAS(X)
#undef X
		NR_PARTS
};

enum model_event {
#define X(sym, name, part, what) EVENT_##sym,
	MODEL_EVENTS(X)
#undef X
		NR_EVENTS
};

extern const char *const part_names[NR_PARTS], *const part_meanings[NR_PARTS];
extern const char *const event_names[NR_EVENTS], *const event_meanings[NR_EVENTS];
extern const unsigned char event_parts[NR_EVENTS];

#endif /* MODEL_NAMES_H */
