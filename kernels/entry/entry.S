/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Every way into the kernel and out of it. The stubs build a pt_regs; ENTER_KERNEL and EXIT_TO_USER
 * (mech_entry.h) do what the split needs in between. An entry from kernel mode keeps stack and CR3.
 */
#include "mech_entry.h"

#define EFLAGS_TF 0x100
#define EFLAGS_IF 0x200
#define EFLAGS_NT 0x4000
#define DB_VECTOR 1

	.section .entry.text, "ax", @progbits

/* int 0x80 */
	.globl	int80_entry
int80_entry:
	pushl	%eax
	pushl	%gs
	SAVE_REGS
	ENTER_KERNEL syscall_entry
	INC64	counter_user_entries
	sti
	movl	%esp, %eax
	call	do_syscall
	.globl	exit_syscall
exit_syscall:
	cli
	movl	current_task, %eax
	cmpl	$0, TASK_WORK(%eax)
	jne	exit_syscall_work
exit_syscall_iret:
	INC64	counter_user_exits
	EXIT_TO_USER syscall_exit
	RESTORE_REGS
	iret
exit_syscall_work:
	movl	%esp, %eax
	call	exit_to_user_work
	jmp	exit_syscall_iret

/*
 * sysenter: no frame was pushed. The vDSO's code has left the user's stack pointer in ebp and knows
 * where it goes on. The flags are the user's but for IF, and NT must not reach an iret.
 */
	.globl	sysenter_entry
sysenter_entry:
	SYSENTER_STACK
	pushl	$__USER_DS
	pushl	%ebp
	pushfl
	orl	$EFLAGS_IF, (%esp)
	pushl	$__USER_CS | CS_SYSENTER
	pushl	$sysenter_return
	pushl	%eax
	pushl	%gs
	SAVE_REGS
	testl	$EFLAGS_NT, PT_FLAGS(%esp)
	jnz	sysenter_clear_nt
sysenter_go_on:
	ENTER_KERNEL syscall_entry
	INC64	counter_user_entries
	sti
	movl	%esp, %eax
	call	do_syscall
	cli
	movl	current_task, %eax
	cmpl	$0, TASK_WORK(%eax)
	jne	exit_syscall_work
	INC64	counter_user_exits
	EXIT_TO_USER syscall_exit
	RESTORE_REGS
	popl	%edx				/* ip */
	addl	$4, %esp
	andl	$~(EFLAGS_IF | EFLAGS_TF), (%esp)
	popfl
	popl	%ecx				/* sp */
	sti					/* takes effect after sysexit */
.Lsysexit:
	sysexit
sysenter_clear_nt:
	pushl	$2
	popfl
	jmp	sysenter_go_on

/*
 * Exceptions and interrupts: each stub leaves the error code (or 0) in the slot of orig_ax and the
 * vector in that of gs. 16 bytes each, so that idt.c can compute their addresses.
 */
	.balign	16
	.globl	trap_stubs
trap_stubs:
	vector = 0
	.rept	48
	.balign	16
	.if	!(vector == 8 || (vector >= 10 && vector <= 14) || vector == 17)
	pushl	$0
	.endif
	pushl	$vector
	jmp	trap_entry
	vector = vector + 1
	.endr

	.balign	16
	.globl	trap_entry
trap_entry:
	SAVE_REGS
	movl	PT_GS(%esp), %edx
	movl	%gs, %ecx
	movl	%ecx, PT_GS(%esp)
	movl	PT_ORIG_AX(%esp), %ebx
	movl	$-1, PT_ORIG_AX(%esp)
	testb	$3, PT_CS(%esp)
	jz	trap_from_kernel
.Ltrap_from_user:
	ENTER_KERNEL trap_entry
	INC64	counter_user_entries
	movl	%esp, %eax
	movl	%ebx, %ecx
	call	do_trap				/* (regs, vector, error code) */
	.globl	exit_trap
exit_trap:
	cli
	movl	current_task, %eax
	cmpl	$0, TASK_WORK(%eax)
	jne	exit_trap_work
exit_trap_iret:
	INC64	counter_user_exits
	EXIT_TO_USER trap_exit
	RESTORE_REGS
	iret
exit_trap_work:
	movl	%esp, %eax
	call	exit_to_user_work
	jmp	exit_trap_iret

trap_from_kernel:
	/* A user's TF survives into the first instruction behind sysenter. */
	cmpl	$DB_VECTOR, %edx
	je	debug_from_kernel
	CHECK_KERNEL_ENTRY
	movl	%esp, %eax
	movl	%ebx, %ecx
	call	do_trap
	RESTORE_KERNEL_REGS
	iret
debug_from_kernel:
	andl	$~EFLAGS_TF, PT_FLAGS(%esp)
	RESTORE_REGS
	iret

	MECH_ENTRY_CODE
