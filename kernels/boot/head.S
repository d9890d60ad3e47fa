/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The first instructions: QEMU's multiboot loader enters here in protected mode without paging,
 * %ebx = physical address of the multiboot information. Makes the boot map (paging_boot.h), and goes
 * to C.
 */
#include "layout.h"
#include "multiboot.h"

#define PHYS(sym)	(sym - KERNEL_BASE)
#define BOOT_MAP_BYTES	0x04000000
#define BOOT_PAGE_FLAGS 0x083 /* present, writable, large */
#include "paging_boot.h"

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

	BOOT_MAP

	movl	%cr4, %eax
	orl	$PAGING_CR4, %eax
	movl	%eax, %cr4
	movl	$PHYS(swapper_pg_dir), %eax
	movl	%eax, %cr3
	movl	%cr0, %eax
	orl	$0x80010004, %eax		/* CR0.PG, WP, EM: fpu_init() */
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
