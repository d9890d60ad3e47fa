/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The page of kernel code that user programs run: the stub for sysenter, and the signal return
 * trampolines. It is mapped at VDSO_BASE in every process.
 */
#include <asm/unistd_32.h>
#include "layout.h"

	.globl	vdso_image, sysenter_return

	.section .vdso, "a", @progbits
	.balign	PAGE_SIZE
vdso_image:
/* ebp carries the stack pointer, which sysenter does not save; int $0x80 is for restarted calls. */
kernel_vsyscall:
	pushl	%ecx
	pushl	%edx
	pushl	%ebp
	movl	%esp, %ebp
	sysenter
	int	$0x80
landing:
	popl	%ebp
	popl	%edx
	popl	%ecx
	ret

	.balign	16
kernel_sigreturn:
	popl	%eax
	movl	$__NR_sigreturn, %eax
	int	$0x80

	.balign	16
kernel_rt_sigreturn:
	movl	$__NR_rt_sigreturn, %eax
	int	$0x80
	.balign	PAGE_SIZE

	sysenter_return = VDSO_BASE + (landing - vdso_image)

	.section .rodata
	.balign	4
	.globl	vdso_sysenter_entry, vdso_sigreturn, vdso_rt_sigreturn
vdso_sysenter_entry:
	.long	VDSO_BASE + (kernel_vsyscall - vdso_image)
vdso_sigreturn:
	.long	VDSO_BASE + (kernel_sigreturn - vdso_image)
vdso_rt_sigreturn:
	.long	VDSO_BASE + (kernel_rt_sigreturn - vdso_image)
