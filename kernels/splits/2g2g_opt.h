/* SPDX-License-Identifier: GPL-2.0-or-later */
/* VMSPLIT_2G_OPT: 2048 MiB of lowmem, so that a board with 2 GiB needs no highmem. */
#define SPLIT_NAME	    "2g2g_opt"
#define SPLIT_USER_TOP	    0x78000000 /* first address that is not the user's */
#define SPLIT_KERNEL_BASE   0x78000000 /* virtual address of physical address 0 */
#define SPLIT_DIRECT_END    0xf8000000 /* end of the direct map */
#define SPLIT_SEPARATE_PGD  0	       /* 1: the kernel has page tables of its own */
