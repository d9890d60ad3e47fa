/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Shared map: the CPU is already on the task's kernel stack and the kernel is mapped, so entering
 * and leaving it is nothing.
 */
#include "entry_asm.h"

/* SYSENTER_ESP points to sysenter_stack.sp0. */
.macro SYSENTER_STACK
	movl	(%esp), %esp
.endm

.macro ENTER_KERNEL cause
.endm

.macro EXIT_TO_USER cause
.endm

.macro CHECK_KERNEL_ENTRY
.endm

.macro MECH_ENTRY_CODE
.endm
