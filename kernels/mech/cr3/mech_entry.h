/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Ablation: a shared map, and the loads of CR3 that page tables of the kernel's own would need, with
 * the value that is there. What they cost more than none is the loads and the refills behind them.
 * The value is from memory, as in a separate map: a model that watches from outside sees memory only.
 */
#include "entry_asm.h"

.macro SYSENTER_STACK
	movl	(%esp), %esp
.endm

.macro ENTER_KERNEL cause
	movl	loaded_cr3, %eax
	movl	%eax, %cr3
	INC64	(ledger_cr3_\cause)
.endm

.macro EXIT_TO_USER cause
	INC64	(ledger_cr3_\cause)
	movl	loaded_cr3, %eax
	movl	%eax, %cr3
.endm

.macro CHECK_KERNEL_ENTRY
.endm

.macro MECH_ENTRY_CODE
	.section .entry.data, "aw", @progbits
	.globl	loaded_cr3
loaded_cr3:
	.long	swapper_pg_dir - KERNEL_BASE
.endm
