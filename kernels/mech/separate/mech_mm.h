/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Separate map: the kernel runs on swapper_pg_dir, which maps no user page. A switch only says
 * which directory the next exit to user mode loads. While the kernel runs, the TLB holds no user
 * entries (the CR3 load at entry dropped them), so changes of user mappings need no flush.
 */
#ifndef MECH_MM_H
#define MECH_MM_H

#include "cpu.h"
#include "task.h"
#include "vm.h"

/* In the window, for the entry code: what CR3 is loaded with on the way to user mode. */
extern u32 user_cr3;

static inline void switch_mm(struct mm *prev, struct mm *next)
{
	(void)prev;
	if (next)
		user_cr3 = __pa(next->pgd);
}

static inline void activate_mm(struct mm *mm)
{
	user_cr3 = __pa(mm->pgd);
}

static inline void leave_mm(void)
{
}

static inline void flush_user_mm(struct mm *mm, enum ledger_cause cause)
{
	(void)mm, (void)cause;
}

static inline void flush_user_page(struct mm *mm, unsigned long addr, enum ledger_cause cause)
{
	(void)mm, (void)addr, (void)cause;
}

static inline void flush_user_range(struct mm *mm, unsigned long start, unsigned long end,
				    enum ledger_cause cause)
{
	(void)mm, (void)start, (void)end, (void)cause;
}

/* What a process's tables have in common with the kernel's: the window, and nothing else. */
#define COMMON_BASE WINDOW_BASE

#endif /* MECH_MM_H */
