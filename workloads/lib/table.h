/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The table entry by which every workload declares itself: one `const struct workload workload`
 * a program. The program itself runs from it, and the harness reads it out of the program's ELF
 * file (symbol "workload"), so that the list of workloads cannot disagree with what is run.
 *
 * The fields are those of an i386 program. A host program of another word size defines
 * WORKLOAD_HOST_VIEW first and sees pointers as 32-bit addresses into the ELF image.
 */
#ifndef WORKLOADS_TABLE_H
#define WORKLOADS_TABLE_H

#include <stdint.h>

#ifdef WORKLOAD_HOST_VIEW
#define WPTR(type)    uint32_t
#define WFUNC(name)   uint32_t name
#define WFUNC64(name) uint32_t name
#else
#define WPTR(type)    type *
#define WFUNC(name)   void (*name)(void)
#define WFUNC64(name) uint64_t (*name)(uint32_t ops)
#endif

#define WORKLOAD_MAGIC	 0x33574253 /* "SBW3" */
#define WORKLOAD_MAX_MEM 16

/* What a zero in the table means. */
#define WORKLOAD_DEFAULT_SAMPLES 5
#define WORKLOAD_DEFAULT_WARMUP	 1
#define WORKLOAD_NO_WARMUP	 0xffffffffu /* in the place of a number, for none */
#define WORKLOAD_DEFAULT_MEM_MIB 2048
#define WORKLOAD_DEFAULT_TOUCHES 128

#define WORKLOAD_MAX_SAMPLES 256

/* What the results of a workload are. */
#define WORKLOAD_COSTS	    0 /* costs of an operation, by sample */
#define WORKLOAD_CAPACITIES 1 /* sizes: it runs once, is not timed, and needs no cycle model */

/* Samples that are run first and dropped, by what the table has. */
static inline uint32_t workload_warmup(uint32_t warmup)
{
	return warmup == WORKLOAD_NO_WARMUP ? 0 : warmup ? warmup : WORKLOAD_DEFAULT_WARMUP;
}

/* How much of the guest's memory a case touches, where that is not a number of MiB. */
#define WORKLOAD_TOUCHES_RAM	0xffffffffu /* all there is */
#define WORKLOAD_TOUCHES_LOWMEM 0xfffffffeu /* all lowmem */

/* One row of parameters. A row with params == NULL ends the list. */
struct workload_case {
	WPTR(const char) params; /* "pages=16 k=4"; "" where there are none */
	uint32_t ops; /* operations a sample */
	uint32_t quick; /* 1: part of the quick selection */
	uint32_t extra; /* 1: measured only where it is asked for: run --extra */
	uint32_t sweep; /* 1: part of the memory sweep */
	uint32_t touches_mib; /* of memory, at most; 0: the default, 128 */
};

struct workload {
	uint32_t magic;
	WPTR(const char) group; /* "syscall" */
	WPTR(const char) name; /* "null"; the workload is called "syscall/null" */
	WPTR(const char) op; /* what one operation is, a sentence without a full stop */
	WPTR(const struct workload_case) cases;
	uint32_t samples; /* samples kept; 0: the default, 5 */
	uint32_t warmup; /* samples run first and dropped; 0: the default, 1 */
	/* Guest memory sizes; a leading 0: the default, 2048. Of capacities also those of the
	 * sweep. */
	uint32_t mem_mib[WORKLOAD_MAX_MEM];
	WFUNC(setup); /* once, after the parameters are read; may be NULL */
	WFUNC64(run); /* one sample of `ops` operations; returns its checksum */
	WFUNC(teardown); /* once, at the end; may be NULL */
	WFUNC64(check); /* after each sample, untimed: checksum of what it left; may be NULL */
	uint32_t results; /* WORKLOAD_COSTS or WORKLOAD_CAPACITIES */
	/* Words: another program that it runs, and what that reads, all in the folder files/ beside
	 * it. */
	WPTR(const char) files;
	/* By how many millionths the user instructions of two configurations may differ. */
	uint32_t user_ppm;
};

#endif /* WORKLOADS_TABLE_H */
