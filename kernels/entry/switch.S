/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Changing the kernel stack, and with it the task. See struct switch_frame in task.h.
 */
#include "entry_asm.h"

	.text

/* void switch_to(struct task *prev, struct task *next) */
	.globl	switch_to
switch_to:
	pushl	%ebp
	pushl	%ebx
	pushl	%esi
	pushl	%edi
	movl	%esp, TASK_SP(%eax)
	movl	TASK_SP(%edx), %esp
	popl	%edi
	popl	%esi
	popl	%ebx
	popl	%ebp
	ret

/* A forked child's first instructions: its pt_regs are those of the parent's system call. */
	.globl	ret_from_fork
ret_from_fork:
	jmp	exit_syscall

/* The same, but that fn in ebx comes first, with its arg in esi. */
	.globl	ret_from_clone
ret_from_clone:
	sti
	movl	%esi, %eax
	call	*%ebx
	jmp	exit_syscall

/* A kernel task's: fn in ebx, arg in esi. It returns only if it has become a user program. */
	.globl	ret_from_kernel_thread
ret_from_kernel_thread:
	sti
	movl	%esi, %eax
	call	*%ebx
	jmp	exit_trap
