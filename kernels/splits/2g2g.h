/* SPDX-License-Identifier: GPL-2.0-or-later */
/* VMSPLIT_2G: 1920 MiB of lowmem, user space ends at 2 GiB. */
#define SPLIT_NAME	    "2g2g"
#define SPLIT_USER_TOP	    0x80000000 /* first address that is not the user's */
#define SPLIT_KERNEL_BASE   0x80000000 /* virtual address of physical address 0 */
#define SPLIT_DIRECT_END    0xf8000000 /* end of the direct map */
#define SPLIT_SEPARATE_PGD  0	       /* 1: the kernel has page tables of its own */
