/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Starting QEMU as a child and waiting for it under limits. */
#ifndef HARNESS_WATCH_H
#define HARNESS_WATCH_H

#include <sys/types.h>

#include "guest.h"

/* Pipes of a live guest; -1 where there is none. */
struct live {
	int console; /* read end: what the guest prints */
	int input; /* write end: what the guest reads */
	bool in_line; /* what was written to it last does not end in a newline */
};

/* A shared machine may give a process a fifth of a processor: the wall time limit allows for it. */
#define WALL_TIMES_CPU 5

/*
 * Starts argv in the directory `dir`, stdin from `input` (-1: from nothing), stderr into the
 * file MACHINE_ERRORS there, with `ram` (-1: none) as MACHINE_RAM_FD. The child dies
 * with the thread that started it, may write no file larger than 64 MiB, and is out of the
 * terminal's reach. Returns its pid, or -1 with errno.
 */
#define MACHINE_ERRORS "errors"
pid_t watch_start(char *const argv[], const char *dir, int input, int ram);

/* Why the waiting ended. */
enum watch_end { WATCH_ENDED, WATCH_HANG, WATCH_TIMEOUT, WATCH_CANCELLED };

/* What came of a child. */
struct watched {
	int status; /* as from waitpid() */
	int pinned_cpu; /* see guest_result */
	long huge_kib;
};

/* Waits for the child, or kills it. `live` may be NULL. */
enum watch_end watch_wait(pid_t pid, const struct guest *g, struct live *live, struct watched *w);

#endif /* HARNESS_WATCH_H */
