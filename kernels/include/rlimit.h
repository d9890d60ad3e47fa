/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What a process may use, and what it has used: proc/rlimit.c, proc/rusage.c. */
#ifndef RLIMIT_H
#define RLIMIT_H

#include <linux/resource.h>
#include "types.h"

/* Never changed while it has other users. Linux's are 32 bits here, too. */
struct rlimits {
	u32 users; /* processes */
	struct {
		u32 cur, max; /* RLIM_INFINITY: no limit */
	} limit[RLIM_NLIMITS];
};

extern struct rlimits init_rlimits;

static inline struct rlimits *rlimits_get(struct rlimits *l)
{
	l->users++;
	return l;
}

void rlimits_put(struct rlimits *l);
/* A tick of the current process: RLIMIT_CPU. `ticks` is what it has had. */
void check_cpu_limit(void);

/* Faults and switches of a task, of a process's threads that have ended, or of its children. */
struct usage {
	u32 minflt, majflt, nvcsw, nivcsw;
	u32 maxrss; /* pages */
};

void add_usage(struct usage *to, const struct usage *from);

struct process;
/* All that its threads have used, and its children if `children`. */
struct rusage;
void get_rusage(struct process *p, int who, struct rusage *ru);

#endif /* RLIMIT_H */
