/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Shared map: the kernel's mappings are the same in all tables, and global. */
#define GLOBAL_KERNEL 1
#define GLOBAL_WINDOW 0 /* there is none */
