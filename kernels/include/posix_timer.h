/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Timers of timer_create(2): proc/posix_timer.c. */
#ifndef POSIX_TIMER_H
#define POSIX_TIMER_H

#include "types.h"

struct posix_timers;
struct process;
struct signal_info;

/* All of a process's go, at its end and with execve; p->timers is NULL then. */
void posix_timers_exit(struct process *p);
/* A tick of the current task, whose process has timers. */
void posix_timers_tick(void);
/* CLOCK_REALTIME shows something else: timers that wait for a time of it. */
void posix_timers_clock_was_set(void);
/* A signal with code SI_TIMER is about to be delivered to the current process. */
void posix_timer_delivered(struct signal_info *info);

#endif /* POSIX_TIMER_H */
