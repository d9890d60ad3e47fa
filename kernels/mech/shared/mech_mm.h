/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Shared map: every directory holds the kernel's entries as well. A switch loads CR3; user entries
 * of the running address space may be in the TLB while the kernel runs, and are dropped by page.
 */
#ifndef MECH_MM_H
#define MECH_MM_H

/* mech_load_mm(): the first on the include path, and not what lies beside this file. */
#include <mech_load.h>

static inline void switch_mm(struct mm *prev, struct mm *next)
{
	(void)prev;
	if (next && next != loaded_mm)
		mech_load_mm(next, LEDGER_SWITCH);
}

/* execve put a new address space in place of the current one. */
static inline void activate_mm(struct mm *mm)
{
	mech_load_mm(mm, LEDGER_EXEC);
}

/* The current address space is about to be freed. */
static inline void leave_mm(void)
{
	mech_load_mm(NULL, LEDGER_EXEC);
}

/* Linux's tlb_single_page_flush_ceiling: above it, reloading CR3 is cheaper than INVLPG by page. */
#define FLUSH_CEILING 33

static inline void flush_user_mm(struct mm *mm, enum ledger_cause cause)
{
	if (mm == loaded_mm)
		mech_load_mm(mm, cause);
}

static inline void flush_user_page(struct mm *mm, unsigned long addr, enum ledger_cause cause)
{
	if (mm == loaded_mm)
		flush_tlb_kernel_page(addr, cause);
}

static inline void flush_user_range(struct mm *mm, unsigned long start, unsigned long end,
				    enum ledger_cause cause)
{
	if (mm != loaded_mm)
		return;
	if ((end - start) >> PAGE_SHIFT > FLUSH_CEILING) {
		mech_load_mm(mm, cause);
		return;
	}
	for (; start < end; start += PAGE_SIZE)
		flush_tlb_kernel_page(start, cause);
}

/* From here on a process's tables are the kernel's, whose directory entries do not change after
 * boot. */
#define COMMON_BASE KERNEL_BASE

#endif /* MECH_MM_H */
