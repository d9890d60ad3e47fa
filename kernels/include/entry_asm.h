/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Assembler macros that entry.S and both mechanisms' mech_entry.h share. */
#ifndef ENTRY_ASM_H
#define ENTRY_ASM_H

#include "irq.h"
#include "layout.h"
#include "ptrace.h"

/* Offsets into struct pt_regs, in bytes; ptrace.h asserts the size. */
#define PT_CX	    4
#define PT_DX	    8
#define PT_GS	    40
#define PT_ORIG_AX  44
#define PT_IP	    48
#define PT_FLAGS    56
#define PT_SP	    60
#define PT_SS	    64

/* Offsets into struct task. */
#define TASK_WORK 0
#define TASK_SP	  4

/* Add one to a 64-bit counter. */
.macro INC64 counter
	addl	$1, \counter
	adcl	$0, 4 + \counter
.endm

/*
 * The rest of pt_regs, below orig_ax and the slot of gs, which the caller has pushed; and segments
 * the kernel can use. Clobbers ecx.
 */
.macro SAVE_REGS
	pushl	%fs
	pushl	%es
	pushl	%ds
	pushl	%eax
	pushl	%ebp
	pushl	%edi
	pushl	%esi
	pushl	%edx
	pushl	%ecx
	pushl	%ebx
	movl	$__USER_DS, %ecx
	movl	%ecx, %ds
	movl	%ecx, %es
	cld
.endm

/* All up to the frame that iret takes. */
.macro RESTORE_REGS
	popl	%ebx
	popl	%ecx
	popl	%edx
	popl	%esi
	popl	%edi
	popl	%ebp
	popl	%eax
	popl	%ds
	popl	%es
	popl	%fs
	popl	%gs
	addl	$4, %esp
.endm

/*
 * The same on the way back into the kernel. fs and gs are still what the last user's were, which may
 * name a TLS slot that is empty by now: the kernel has no use for them, but loading them would fault.
 */
.macro RESTORE_KERNEL_REGS
	popl	%ebx
	popl	%ecx
	popl	%edx
	popl	%esi
	popl	%edi
	popl	%ebp
	popl	%eax
	popl	%ds
	popl	%es
	addl	$12, %esp
.endm

#endif /* ENTRY_ASM_H */
