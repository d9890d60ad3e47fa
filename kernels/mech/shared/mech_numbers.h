/* SPDX-License-Identifier: GPL-2.0-or-later */
/* One set of tables: an entry to the kernel loads nothing, a switch the next process's root. */
#define MECH_ENTRY_LOADS  0 /* 1: CR3 is loaded at each entry from user mode and each return */
#define MECH_SWITCH_LOADS 1 /* 1: and at each switch to another address space */
#define MECH_ROOTS	  1 /* page table roots of a process: 2, if user mode has one of its own */
