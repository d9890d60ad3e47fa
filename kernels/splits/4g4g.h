/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * 4G/4G, with the numbers of I. Molnar's patch of 2003: the kernel has a directory of its own, and
 * only the window at the top (entry code, descriptor tables, entry stack) is in both.
 */
#define SPLIT_NAME	    "4g4g"
#define SPLIT_USER_TOP	    0xff000000 /* first address that is not the user's */
#define SPLIT_KERNEL_BASE   0x02000000 /* virtual address of physical address 0 */
#define SPLIT_DIRECT_END    0xf8000000 /* end of the direct map */
#define SPLIT_SEPARATE_PGD  1	       /* 1: the kernel has page tables of its own */
