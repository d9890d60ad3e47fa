/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The registers of an interrupted context as the entry code pushes them; Linux's order. */
#ifndef PTRACE_H
#define PTRACE_H

/* Segment selectors, Linux's numbers. */
#define GDT_ENTRY_TLS_MIN     6
#define GDT_ENTRY_TLS_ENTRIES 3
#define GDT_ENTRY_KERNEL_CS   12
#define GDT_ENTRY_KERNEL_DS   13
#define GDT_ENTRY_USER_CS     14
#define GDT_ENTRY_USER_DS     15
#define GDT_ENTRY_TSS	      16
#define GDT_ENTRY_DF_TSS      17
#define GDT_ENTRIES	      18

#define __KERNEL_CS (GDT_ENTRY_KERNEL_CS * 8)
#define __KERNEL_DS (GDT_ENTRY_KERNEL_DS * 8)
#define __USER_CS   (GDT_ENTRY_USER_CS * 8 + 3)
#define __USER_DS   (GDT_ENTRY_USER_DS * 8 + 3)

/* In the unused upper half of the cs slot: this entry was a sysenter. */
#define CS_SYSENTER 0x10000

#define PT_REGS_WORDS 17
#define PT_CS	      52 /* offset of cs */

#ifndef __ASSEMBLER__
#include "types.h"

struct pt_regs {
	unsigned long bx, cx, dx, si, di, bp, ax, ds, es, fs, gs;
	unsigned long orig_ax; /* system call number, else error code or vector */
	unsigned long ip, cs, flags, sp, ss; /* sp and ss only from user mode */
};

_Static_assert(sizeof(struct pt_regs) == PT_REGS_WORDS * 4, "entry code disagrees");
_Static_assert(offsetof(struct pt_regs, cs) == PT_CS, "entry code disagrees");

static inline bool user_mode(const struct pt_regs *regs)
{
	return regs->cs & 3;
}
#endif

#endif /* PTRACE_H */
