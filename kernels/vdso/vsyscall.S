/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The stub for sysenter, and the signal return trampolines, with what an unwinder must know of them.
 */
#include <asm/unistd_32.h>

	.text
	.globl	__kernel_vsyscall, __kernel_sigreturn, __kernel_rt_sigreturn, sysenter_return
	.hidden	sysenter_return
	.type	__kernel_vsyscall, @function
	.type	__kernel_sigreturn, @function
	.type	__kernel_rt_sigreturn, @function

/* ebp carries the stack pointer, which sysenter does not save; int $0x80 is for restarted calls. */
__kernel_vsyscall:
	.cfi_startproc
	pushl	%ecx
	.cfi_adjust_cfa_offset 4
	.cfi_rel_offset ecx, 0
	pushl	%edx
	.cfi_adjust_cfa_offset 4
	.cfi_rel_offset edx, 0
	pushl	%ebp
	.cfi_adjust_cfa_offset 4
	.cfi_rel_offset ebp, 0
	movl	%esp, %ebp
	sysenter
	int	$0x80
sysenter_return:
	popl	%ebp
	.cfi_adjust_cfa_offset -4
	.cfi_restore ebp
	popl	%edx
	.cfi_adjust_cfa_offset -4
	.cfi_restore edx
	popl	%ecx
	.cfi_adjust_cfa_offset -4
	.cfi_restore ecx
	ret
	.cfi_endproc
	.size	__kernel_vsyscall, . - __kernel_vsyscall

/*
 * A trampoline's caller is what the signal interrupted: its registers are in the struct sigcontext
 * on the stack, `at` bytes (less than 64, so that numbers take one byte) above esp. By DWARF's
 * numbers and operations: .cfi_escape is the only way to say "at this address" in assembly.
 */
#define DW_CFA_def_cfa_expression 0x0f
#define DW_CFA_expression	  0x10
#define DW_OP_deref		  0x06
#define DW_OP_breg4		  0x74

/* SLEB128, which takes two bytes from 64 on. */
#define SLEB2(v) (((v) & 0x7f) | 0x80), ((v) >> 7)

	.macro	saved_at reg, offset
	.cfi_escape DW_CFA_expression, \reg, 3, DW_OP_breg4, SLEB2(\offset)
	.endm

	.macro	interrupted at
	.cfi_escape DW_CFA_def_cfa_expression, 4, DW_OP_breg4, SLEB2(\at + 28), DW_OP_deref
	saved_at 0, \at + 44		/* eax */
	saved_at 1, \at + 40		/* ecx */
	saved_at 2, \at + 36		/* edx */
	saved_at 3, \at + 32		/* ebx */
	saved_at 5, \at + 24		/* ebp */
	saved_at 6, \at + 20		/* esi */
	saved_at 7, \at + 16		/* edi */
	saved_at 8, \at + 56		/* eip */
	.endm

/* Each begins a byte early, for unwinders that look up the byte before a return address. */
	.balign	16
	.cfi_startproc simple
	.cfi_signal_frame
	interrupted 4			/* behind the signal's number */
	nop
__kernel_sigreturn:
	popl	%eax
	interrupted 0
	movl	$__NR_sigreturn, %eax
	int	$0x80
	.cfi_endproc
	.size	__kernel_sigreturn, . - __kernel_sigreturn

	.balign	16
	.cfi_startproc simple
	.cfi_signal_frame
	interrupted 160			/* number, two pointers, siginfo, and the ucontext's begin */
	nop
__kernel_rt_sigreturn:
	movl	$__NR_rt_sigreturn, %eax
	int	$0x80
	.cfi_endproc
	.size	__kernel_rt_sigreturn, . - __kernel_rt_sigreturn

	.section .note.GNU-stack, "", @progbits
