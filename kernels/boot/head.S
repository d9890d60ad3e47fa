/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The first instructions: QEMU's multiboot loader enters here in protected mode without paging,
 * %ebx = physical address of the multiboot information. Maps the first 64 MiB at KERNEL_BASE with
 * large pages (and the first 4 MiB where they are, for the jump), and goes to C.
 */
#include "layout.h"
#include "multiboot.h"

#define BOOT_LARGE_PAGES 16
#define LARGE_PAGE_FLAGS 0x083 /* present, writable, PSE */
#define PHYS(sym)	 (sym - KERNEL_BASE)

	.globl start_phys
	start_phys = PHYS(start)

	.section .multiboot, "a"
	.balign 4
	.long MULTIBOOT_HEADER_MAGIC
	.long MULTIBOOT_HEADER_FLAGS
	.long -(MULTIBOOT_HEADER_MAGIC + MULTIBOOT_HEADER_FLAGS)

	.section .head.text, "ax"
	.globl start
start:
	cli
	cld
	movl	%eax, %ebp

	movl	$PHYS(swapper_pg_dir), %edi
	movl	$LARGE_PAGE_FLAGS, (%edi)
	leal	(KERNEL_BASE >> PGDIR_SHIFT) * 4(%edi), %edi
	movl	$LARGE_PAGE_FLAGS, %eax
	movl	$BOOT_LARGE_PAGES, %ecx
1:	stosl
	addl	$PGDIR_SIZE, %eax
	loop	1b

	movl	%cr4, %eax
	orl	$0x10, %eax			/* CR4.PSE */
	movl	%eax, %cr4
	movl	$PHYS(swapper_pg_dir), %eax
	movl	%eax, %cr3
	movl	%cr0, %eax
	orl	$0x80010004, %eax		/* CR0.PG, WP, EM */
	movl	%eax, %cr0
	movl	$1f, %eax
	jmp	*%eax

1:	movl	$boot_stack + KSTACK_SIZE, %esp
	xorl	%eax, %eax
	xchgl	%eax, %ebp			/* the frame chain ends here */
	movl	%ebx, %edx
	call	start_kernel			/* (magic, information) */

	/* The boot context becomes the idle task; this is its kernel stack. */
	.section .bss..page_aligned, "aw", @nobits
	.balign PAGE_SIZE
	.globl boot_stack
boot_stack:
	.skip	KSTACK_SIZE
