/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef STATS_H
#define STATS_H

/* The machine's one line for the log: split, memory, zones. */
void stats_print_banner(void);

void stats_print_meminfo(void); /* "meminfo: name KiB", to the log */

/* Takes the TSC when the first user instruction is about to run. */
void stats_note_boot(void);

#endif /* STATS_H */
