/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef STATS_H
#define STATS_H

#include "types.h"

/* The machine's one line for the log: split, memory, zones. */
void stats_print_banner(void);

/* Lines of Linux's /proc/meminfo, as far as it has them: calls fn with each. */
struct new_utsname;
extern struct new_utsname system_name; /* proc/system.c */

void stats_for_meminfo(void (*fn)(void *arg, const char *name, u32 kib), void *arg);
void stats_print_meminfo(void); /* "meminfo: name KiB", to the log */

/* Takes the TSC when the first user instruction is about to run. */
void stats_note_boot(void);

#endif /* STATS_H */
