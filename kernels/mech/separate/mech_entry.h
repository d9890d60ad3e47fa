/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Separate map: the CPU is on the entry stack in the window, and CR3 is the user's. Entering loads
 * the kernel's CR3 and moves the frame to the task's kernel stack; leaving does the reverse.
 */
#include "entry_asm.h"

/* SYSENTER_ESP is the top of the entry stack. */
.macro SYSENTER_STACK
.endm

/* At esp: a whole pt_regs. Clobbers eax, ecx, esi, edi. */
.macro ENTER_KERNEL cause
	movl	kernel_cr3, %eax
	movl	%eax, %cr3
	INC64	(ledger_cr3_\cause)
	movl	%esp, %esi
	movl	entry_kernel_frame, %edi
	movl	%edi, %esp
	movl	$PT_REGS_WORDS, %ecx
	rep movsl
.endm

/* At esp: the same on the kernel stack; interrupts are off. Nothing of the kernel follows but pops. */
.macro EXIT_TO_USER cause
	movl	%esp, %esi
	movl	$entry_stack_top - PT_REGS_WORDS * 4, %edi
	movl	%edi, %esp
	movl	$PT_REGS_WORDS, %ecx
	rep movsl
	INC64	(ledger_cr3_\cause)
	movl	user_cr3, %eax
	movl	%eax, %cr3
.endm

/*
 * An entry from kernel mode changes neither stack nor CR3; but one from the window's own few
 * instructions with the user's CR3 loaded cannot go on. Only a bug leads there.
 */
.macro CHECK_KERNEL_ENTRY
	cmpl	$WINDOW_BASE, %esp
	jae	window_fault
.endm

.macro MECH_ENTRY_CODE
window_fault:
	movl	kernel_cr3, %eax
	movl	%eax, %cr3
	movl	%esp, %eax
	call	window_fault_panic

	.section .entry.data, "aw", @progbits
	.globl	user_cr3, entry_kernel_frame, entry_stack_top
kernel_cr3:
	.long	swapper_pg_dir - KERNEL_BASE
user_cr3:
	.long	swapper_pg_dir - KERNEL_BASE
entry_kernel_frame:
	.long	0
	.balign	16
	.skip	1024			/* the largest frame is 68 bytes, and a nested fault's another */
entry_stack_top:
.endm
