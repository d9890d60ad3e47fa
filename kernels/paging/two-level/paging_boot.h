/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The boot map, made without paging and without a stack: BOOT_MAP_BYTES at KERNEL_BASE, and the
 * first large page where it is, for the jump. Clobbers eax, ecx, edi.
 */
.macro BOOT_MAP
	movl	$PHYS(swapper_pg_dir), %edi
	movl	$BOOT_PAGE_FLAGS, (%edi)
	leal	(KERNEL_BASE >> PMD_SHIFT) * 4(%edi), %edi
	movl	$BOOT_PAGE_FLAGS, %eax
	movl	$BOOT_MAP_BYTES >> PMD_SHIFT, %ecx
1:	stosl
	addl	$PMD_SIZE, %eax
	loop	1b
.endm
