/* SPDX-License-Identifier: GPL-2.0-or-later */
/* As in a shared map, and noted where the entry code finds it. */
#ifndef MECH_LOAD_H
#define MECH_LOAD_H

#include "cpu.h"
#include "task.h"
#include "vm.h"

/* The address space whose directory CR3 holds: a kernel task leaves it where it is. */
extern struct mm *loaded_mm;
extern u32 loaded_cr3;

static inline void mech_load_mm(struct mm *mm, enum ledger_cause cause)
{
	loaded_mm = mm;
	loaded_cr3 = mm ? __pa(mm->pgd) : __pa(swapper_pg_dir);
	ledger_count(cause, LEDGER_KIND_CR3);
	load_cr3(loaded_cr3);
}

#endif /* MECH_LOAD_H */
