/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Segments and task state: what the CPU consults at an entry. */
#ifndef GDT_H
#define GDT_H

#include "ptrace.h"
#include "types.h"

struct tss {
	u32 link, sp0, ss0, sp1, ss1, sp2, ss2, cr3, ip, flags, ax, cx, dx, bx, sp, bp, si, di, es,
		cs, ss, ds, fs, gs, ldt;
	u16 trap, iomap;
};

extern struct tss tss;

void gdt_init(void); /* GDT, TSS, the double fault's task, the sysenter registers */
void idt_init(void);
struct task;
void load_tls(const struct task *t); /* its TLS descriptors into the GDT */

#endif /* GDT_H */
