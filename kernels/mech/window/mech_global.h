/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Only the window is in all tables: another mapping of the kernel's that were global would stay in
 * the TLB where the tables lack it. */
#define GLOBAL_KERNEL 0
#define GLOBAL_WINDOW 1
