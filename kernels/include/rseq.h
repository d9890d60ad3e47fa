/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Restartable sequences: proc/rseq.c. */
#ifndef RSEQ_H
#define RSEQ_H

#include "task.h"

/* The current thread was in one, or may have been: it goes on at its abort handler. */
void rseq_abort(struct pt_regs *regs);

/* Its user mode was left for another thread's, or is for a signal handler. */
static inline void rseq_interrupted(struct pt_regs *regs)
{
	if (unlikely(current->rseq))
		rseq_abort(regs);
}

#endif /* RSEQ_H */
