/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The CPU is on the entry stack in the window, and CR3 is the user's. Entering loads the kernel's CR3
 * and moves the frame to the task's kernel stack; leaving does the reverse.
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
 * An entry from kernel mode changes neither stack nor CR3; but one from the window's own instructions,
 * with the user's CR3 loaded, needs the kernel's. It goes on where the exception table says, with
 * that; there is an entry only for user copies in the window (mech/copy-bounce), else this is a bug.
 */
.macro CHECK_KERNEL_ENTRY
	cmpl	$WINDOW_BASE, %esp
	jae	from_window
.endm

.macro MECH_ENTRY_CODE
/*
 * From an interrupt, there is one such instruction: the SYSEXIT, if the shadow of the STI before it
 * is lost. A CPU keeps that shadow; but a hypervisor that takes over just there has to save it and
 * to put it back, and QEMU's emulation of AMD's does only the first. All registers are the user's
 * then, with EDX and ECX for EIP and ESP, and so it is made an interrupt of the user's next
 * instruction: the frame becomes longer by the words that the CPU has not pushed, of which one is
 * there (ss, of the frame that is being left). Anything else goes the way of faults.
 */
from_window:
	cmpl	$IRQ_VECTOR, %edx
	jb	.Lwindow_entry
	cmpl	$.Lsysexit, PT_IP(%esp)
	jne	.Lwindow_entry
	movl	%esp, %esi
	subl	$4, %esp
	movl	%esp, %edi
	movl	$PT_IP / 4, %ecx
	rep movsl
	movl	4 + PT_FLAGS(%esp), %eax
	movl	%eax, PT_FLAGS(%esp)
	movl	PT_DX(%esp), %eax
	movl	%eax, PT_IP(%esp)
	movl	PT_CX(%esp), %eax
	movl	%eax, PT_SP(%esp)
	movl	$__USER_CS, PT_CS(%esp)
	movl	$__USER_DS, PT_SS(%esp)
	jmp	.Ltrap_from_user
.Lwindow_entry:
	movl	kernel_cr3, %eax
	movl	%eax, %cr3
	movl	%esp, %eax
	call	window_fault
	RESTORE_KERNEL_REGS
	iret

	.section .entry.data, "aw", @progbits
	.globl	kernel_cr3, user_cr3, entry_kernel_frame, entry_stack_top
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
