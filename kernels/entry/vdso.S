/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The vDSO's page: mapped at VDSO_BASE in every process, readable there; the kernel writes the
 * timebase in it. Offsets are from the shared object's symbols, by the makefile.
 */
#include "layout.h"
#include "vdso-offsets.h"

	.globl	vdso_image, vdso_timebase, sysenter_return

	.section .vdso, "aw", @progbits
	.balign	PAGE_SIZE
vdso_image:
	.incbin	"vdso.so"
	.balign	PAGE_SIZE

	vdso_timebase = vdso_image + VDSO_vdso_timebase
	sysenter_return = VDSO_BASE + VDSO_sysenter_return

	.section .rodata
	.balign	4
	.globl	vdso_sysenter_entry, vdso_sigreturn, vdso_rt_sigreturn
vdso_sysenter_entry:
	.long	VDSO_BASE + VDSO___kernel_vsyscall
vdso_sigreturn:
	.long	VDSO_BASE + VDSO___kernel_sigreturn
vdso_rt_sigreturn:
	.long	VDSO_BASE + VDSO___kernel_rt_sigreturn
