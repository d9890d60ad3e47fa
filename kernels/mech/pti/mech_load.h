/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Page table isolation: a process has two roots, one behind the other. The kernel runs on the
 * first, which has the kernel and the process's pages; user mode on the second, which has of the
 * kernel the window only. Directories for user pages are the same, or have the same entries
 * (pgtable.h).
 */
#ifndef MECH_LOAD_H
#define MECH_LOAD_H

#include "cpu.h"
#include "task.h"
#include "vm.h"

/* The address space whose first root CR3 holds: a kernel task leaves it where it is. */
extern struct mm *loaded_mm;

/* In the window: what the entry code loads CR3 with. */
extern u32 kernel_cr3, user_cr3;

static inline void mech_load_mm(struct mm *mm, enum ledger_cause cause)
{
	loaded_mm = mm;
	kernel_cr3 = mm ? __pa(mm->pgd) : __pa(swapper_pg_dir);
	/* No task goes to user mode without an address space. */
	user_cr3 = mm ? __pa(mm->pgd + PTRS_PER_PGD) : kernel_cr3;
	ledger_count(cause, LEDGER_KIND_CR3);
	load_cr3(kernel_cr3);
}

#endif /* MECH_LOAD_H */
