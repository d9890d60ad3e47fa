/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The probe's first instructions, and what interrupts and system calls of it enter. */
#include "multiboot.h"

	.text					/* linked first: the loader looks into the first 8 KiB */
	.balign 4
	.long MULTIBOOT_HEADER_MAGIC
	.long 0
	.long -MULTIBOOT_HEADER_MAGIC

	.globl start
start:
	cli
	cld
	movl	$boot_stack_top, %esp
	call	probe

	.globl timer_entry
timer_entry:
	pushl	%eax
	movb	$0x20, %al			/* end of interrupt, to the master PIC */
	outb	%al, $0x20
	incl	ticks
	popl	%eax
	iret

	/* Nothing goes back to user mode. */
	.globl syscall_entry
syscall_entry:
	call	after_syscall

	.globl enter_user
enter_user:					/* (code selector, data selector, stack) in regparms */
	pushl	%edx
	pushl	%ecx
	pushl	$0x2				/* flags: interrupts off */
	pushl	%eax
	pushl	$user
	iret

user:
	int	$0x80
	ud2

	.bss
	.balign	16
	.skip	4096
boot_stack_top:
	.globl	user_stack_top, syscall_stack_top
	.skip	4096
user_stack_top:
	.skip	4096
syscall_stack_top:

	.section .note.GNU-stack, "", @progbits
