/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Two-level page tables, in numbers: for C, assembly and the linker script. */
#define PAGING_NAME	  "two-level"
#define PMD_SHIFT	  22 /* what one page table maps: 4 MiB */
#define PHYS_BITS	  32 /* physical addresses that an entry holds */
#define LAST_PKMAP	  1024 /* slots of the kmap pool; Linux's number */
#define PAGING_CR4	  0x10 /* PSE: directory entries may map large pages */
#define ROOT_IS_DIRECTORY 1 /* CR3 points to the directory itself */
#define PAGING_ADVICE	  ", or a -pae configuration"
