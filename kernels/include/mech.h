/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The primitives in which splits differ. There are two mechanisms, chosen by include path:
 * mech/shared, where the kernel lies in every process's page tables, and mech/separate, where it
 * has tables of its own. Each has these files:
 *
 *   mech_mm.h       switch and flush: static inlines, listed below
 *   mech_entry.h    enter and exit: assembler macros used by entry/entry.S
 *   mech_window.h   the linker script's piece for what must be mapped at entry
 *   uaccess.c       copy (uaccess.h)
 *   mech_init.c     the page tables and descriptors it needs
 *
 * From mech_mm.h:
 *   switch_mm(prev, next)             the CPU goes on with next's user memory; either may be NULL
 *   activate_mm(mm)                   execve replaced the current one by mm
 *   leave_mm()                        the current one is about to be freed
 *   switch_kernel_stack(task)         entries from user mode now use this task's kernel stack
 *   flush_user_page(mm, addr, cause)  a user mapping was removed or restricted
 *   flush_user_range(mm, start, end, cause)
 *   flush_user_mm(mm, cause)          all of them
 *   COMMON_BASE                       from there on every process's tables are the kernel's
 */
#ifndef MECH_H
#define MECH_H

#include "vm.h"

/* What an entry needs beside the direct map, in the boot map already: gdt_init() writes there. */
void mech_paging_init(void);
/* Where the CPU finds its stack at an entry: TSS and SYSENTER_ESP. From gdt_init(). */
void mech_entry_init(void);

#include "mech_mm.h"

#endif /* MECH_H */
