/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The address space, derived from the split header (SPLIT_HEADER is set by the build). For C,
 * assembly and the linker script: numbers only.
 *
 *   0             user
 *   KERNEL_BASE   direct map of lowmem       (in 4G/4G at 32 MiB, in tables of its own)
 *   DIRECT_END    8 MiB hole, then vmalloc
 *   PKMAP_BASE    kmap pool, one page table
 *   FIXMAP_BASE   kmap_local and kmap_atomic slots, one page table
 *   WINDOW_BASE   the window that 4G/4G shares between user and kernel tables, one page table
 */
#ifndef LAYOUT_H
#define LAYOUT_H

#include SPLIT_HEADER
#include "paging_layout.h"

#define PAGE_SHIFT 12
#define PAGE_SIZE  (1 << PAGE_SHIFT)
#define PMD_SIZE   (1 << PMD_SHIFT)

#define USER_TOP    SPLIT_USER_TOP
#define KERNEL_BASE SPLIT_KERNEL_BASE
#define DIRECT_END  SPLIT_DIRECT_END
#define WINDOW_BASE 0xff000000

#define FIXMAP_BASE   (WINDOW_BASE - PMD_SIZE)
#define PKMAP_BASE    (FIXMAP_BASE - PMD_SIZE)
#define VMALLOC_GAP   0x00800000 /* nothing is there: a run over the end of the direct map faults */
#define VMALLOC_START (DIRECT_END + VMALLOC_GAP)
#define VMALLOC_END   (PKMAP_BASE - PMD_SIZE)

#define LOWMEM_MAX (DIRECT_END - KERNEL_BASE) /* bytes the direct map can hold */

/* The vDSO page is the last page of user space but one; the stack begins below it. */
#define VDSO_BASE (USER_TOP - 2 * PAGE_SIZE)
#define STACK_TOP (VDSO_BASE - PAGE_SIZE)

#define LOAD_PHYS   0x00100000 /* the kernel image's physical address */
#define IMAGE_MAX   0x00400000 /* end of the image, physical: what has small pages */
#define KSTACK_SIZE (2 * PAGE_SIZE)

#ifndef __ASSEMBLER__
#define PAGE_MASK (~(PAGE_SIZE - 1))
_Static_assert(KERNEL_BASE % PMD_SIZE == 0, "direct map must begin on a page-directory entry");
_Static_assert(DIRECT_END % PMD_SIZE == 0, "direct map must end on a page-directory entry");
_Static_assert(USER_TOP % PMD_SIZE == 0, "user space must end on a page-directory entry");
_Static_assert(KERNEL_BASE < DIRECT_END, "direct map is empty");
_Static_assert(VMALLOC_START < VMALLOC_END, "no room between the direct map and the kmap pool");
_Static_assert(SPLIT_SEPARATE_PGD ? USER_TOP <= WINDOW_BASE : USER_TOP <= KERNEL_BASE,
	       "user space overlaps what its page tables share with the kernel");
#endif

#endif /* LAYOUT_H */
