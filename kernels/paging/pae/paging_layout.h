/* SPDX-License-Identifier: GPL-2.0-or-later */
/* PAE page tables, in numbers: for C, assembly and the linker script. */
#define PAGING_NAME	  "PAE"
#define PMD_SHIFT	  21 /* what one page table maps: 2 MiB */
#define PHYS_BITS	  36 /* physical addresses that an entry holds; more on later CPUs */
#define LAST_PKMAP	  512 /* slots of the kmap pool; Linux's number */
#define PAGING_CR4	  0x20 /* PAE: large pages come with it */
#define ROOT_IS_DIRECTORY 0 /* CR3 points to pointers to directories */
#define PGDIR_SHIFT	  30 /* what one directory maps: 1 GiB */
#define PGDIR_SIZE	  (1 << PGDIR_SHIFT)
#define PAGING_ADVICE	  ""
