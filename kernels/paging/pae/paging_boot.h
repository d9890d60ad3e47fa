/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The boot map, made without paging and without a stack: BOOT_MAP_BYTES at KERNEL_BASE, and the
 * first large page where it is, for the jump. The four directories lie behind each other, and what
 * is mapped is below 4 GiB, so the upper halves of all entries stay 0. Clobbers eax, ecx, edi.
 */
.macro BOOT_MAP
	movl	$PHYS(swapper_pg_dir), %edi
	movl	$PHYS(swapper_pmds) + 1, %eax	/* present; all other flags are reserved */
	movl	$4, %ecx
1:	movl	%eax, (%edi)
	addl	$PAGE_SIZE, %eax
	addl	$8, %edi
	loop	1b

	movl	$PHYS(swapper_pmds), %edi
	movl	$BOOT_PAGE_FLAGS, (%edi)
	leal	(KERNEL_BASE >> PMD_SHIFT) * 8(%edi), %edi
	movl	$BOOT_PAGE_FLAGS, %eax
	movl	$BOOT_MAP_BYTES >> PMD_SHIFT, %ecx
1:	movl	%eax, (%edi)
	addl	$PMD_SIZE, %eax
	addl	$8, %edi
	loop	1b
.endm
