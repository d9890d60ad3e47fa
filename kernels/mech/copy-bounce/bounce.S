/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The part of a bounced copy that runs on the user's page tables: it, its stack and the buffer are in
 * the window. A fault goes on at label 3 with the kernel's CR3 loaded already (MECH_ENTRY_CODE).
 */
#include "entry_asm.h"
#include "fast_copy.h"

	.section .entry.text, "ax", @progbits

/* bool copy_user_bounce(void *to, const void *from, size_t n) */
	.globl	copy_user_bounce
copy_user_bounce:
	pushl	%ebx
	pushl	%esi
	pushl	%edi
	movl	%eax, %edi
	movl	%edx, %esi
	INC64	counter_user_bounces
	INC64	ledger_cr3_user_copy
	pushfl
	popl	%ebx
	cli					/* interrupts would find a stack that is not the task's */
	movl	%esp, %edx
	movl	$entry_stack_top, %esp
	movl	user_cr3, %eax
	movl	%eax, %cr3
	movl	%ecx, %eax
	shrl	$2, %ecx
	andl	$3, %eax
1:	rep movsl
	movl	%eax, %ecx
2:	rep movsb
	movl	kernel_cr3, %eax
	movl	%eax, %cr3
3:	movl	%edx, %esp
	INC64	ledger_cr3_user_copy
	pushl	%ebx
	popfl
	testl	%ecx, %ecx
	sete	%al
	popl	%edi
	popl	%esi
	popl	%ebx
	ret

	.section __ex_table, "a"
	.long	1b, 3b
	.long	2b, 3b

	.section .entry.data, "aw", @progbits
	.balign	16
	.globl	bounce_buffer
bounce_buffer:
	.skip	BOUNCE_MAX
