/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The primitives in which splits differ. Each file below is looked for in a list of folders of
 * mech/, and the first is taken: those that a configuration's options name, then those of its
 * mechanism (build.mk), which are
 *
 *   shared, copy-direct            the kernel lies in every process's page tables
 *   separate, window, copy-walk    it has tables of its own
 *
 *   mech_numbers.h  what the mechanism loads when, and how many roots a process has
 *   mech_global.h   what is global
 *   mech_stack.h    switch_kernel_stack(task): entries from user mode now use this task's kernel
 * stack mech_mm.h       switch and flush: static inlines, listed below mech_load.h mech_load_mm(mm,
 * cause): what a switch loads, in a shared map mech_entry.h    enter and exit: assembler macros
 * used by entry/entry.S mech_window.h   the linker script's piece for what must be mapped at entry
 *   mech_init.c     the page tables and descriptors it needs
 *   uaccess.c       copy (uaccess.h)
 *   fast_copy.h     what a copy tries before it walks the page tables
 *
 * From mech_mm.h:
 *   switch_mm(prev, next)             the CPU goes on with next's user memory; either may be NULL
 *   activate_mm(mm)                   execve replaced the current one by mm
 *   leave_mm()                        the current one is about to be freed
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
#include "mech_stack.h"

#endif /* MECH_H */
