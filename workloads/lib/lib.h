/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What the parts of the library have of each other; not for workloads. */
#ifndef WORKLOADS_LIB_H
#define WORKLOADS_LIB_H

#include <stdarg.h>
#include <uapi/splitbench.h>
#include "workload.h"

/* start.c */
void __attribute__((noreturn)) start(unsigned long *stack);
void enter_by_int80(void);
extern const char *entry_names[];
int driver_main(int argc, char **argv);
/* Points sys_entry where parameter `entry` says; until then it is as the kernel offers. */
void entry_select(void);

/* string.c */
size_t strlen(const char *s);
int strcmp(const char *a, const char *b);
/* What follows `prefix` in `s`, or NULL where `s` does not start with it. */
const char *after_prefix(const char *s, const char *prefix);
/* Reads a decimal number that fills `s` up to `end` exactly; 0 if it is not one of 32 bits. */
int parse_u32(const char *s, const char *end, uint32_t *value);

/* print.c: standard output, buffered. Conversions: %s %d %u %x %llu %016llx and the like. */
void __attribute__((format(printf, 1, 2))) out(const char *fmt, ...);
void out_json(const char *s); /* in quotes, escaped */
void out_flush(void);
void vformat(char *buf, size_t size, const char *fmt, va_list args);

/* params.c */
void params_add(const char *word);
const char *params_text(void);
void params_check_all_used(void);

/* ledger.c: per-sample difference of the statistics call, without what the call itself costs. */
struct ledger {
	uint64_t events[NR_LEDGER_CAUSES][NR_LEDGER_KINDS];
	uint64_t counters[NR_COUNTERS];
};

/* Reads the machine's record; returns 0 on a kernel without the statistics call. */
int ledger_open(void);
void ledger_before(void);
void ledger_after(struct ledger *diff);
void ledger_print(uint32_t index, const struct ledger *diff);
int ledger_present(void); /* what ledger_open() returned */
/* All counts and sizes as they are now; leaves *s as it is on a kernel without the call. */
void ledger_read(struct splitbench_stats *s);
/* The machine as it was when the program started; NULL on a kernel without the call. */
const struct splitbench_stats *machine_stats(void);
void machine_print(void);

/*
 * pmu.c: what the CPU's performance counters have counted in a sample. pmu_open() asks the kernel
 * to start them; 0 where there are none, and then nothing else here may be called.
 */
int pmu_open(void);
void pmu_before(void);
void pmu_after(uint32_t index);
void pmu_print(uint32_t index);

/* fail.c */
const char *errno_name(long ret); /* "ENOMEM" of -ENOMEM */

/*
 * capacity.c: prints the records; a checksum of what they are of, which is the same everywhere.
 * Weak, so that a program without capacities does not get that file out of the archive.
 */
uint64_t __attribute__((weak)) capacity_print(void);

/* help.c */
void tmp_remove_all(void);

#endif /* WORKLOADS_LIB_H */
