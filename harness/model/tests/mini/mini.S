/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A guest whose every reference is known: the test of the plugin counts what happens in the marked
 * regions of its user program. Linked where it is loaded; page tables map 4 MiB to themselves, for
 * the kernel only, and a table of user pages at USER. Two page directories say the same. With -DPAE
 * the tables are PAE's.
 */
#include "workloads/lib/marker.h"

USER = 0x00400000
NR_PAGES = 32			/* user data pages, from USER + 0x1000 on */
#define STACK_TOP (USER + 0x1000 * 40)
#define LAZY	  (USER + 0x1000 * 50)	/* not present until it faults */
#define LOOPS	  1000

#define KERNEL_CS 0x08
#define KERNEL_DS 0x10
#define USER_CS	  0x1b
#define USER_DS	  0x23
#define TSS_SEL	  0x28

#define P  0x001
#define RW 0x002
#define US 0x004
#define A  0x020
#define D  0x040
#define PS 0x080

#ifdef PAE
#define ENTRY	     8			/* bytes of a table entry */
#define CR4	     0x20
#define ROOT(x)	     pdpt_##x
#define USER_PDE     2			/* the directory entry of USER */
#else
#define ENTRY	     4
#define CR4	     0x10
#define ROOT(x)	     dir_##x
#define USER_PDE     1
#endif

	.section .multiboot, "a"
	.long 0x1badb002, 0, -0x1badb002

	.text
	.globl _start
_start:
	cli
	movl	$kernel_stack, %esp
	/* Directories: entry 0 a large page, entry 1 the user's table. */
	movl	$(P | RW | PS | A | D), dir_a
	movl	$(P | RW | PS | A | D), dir_b
	movl	$user_table, %eax
	orl	$(P | RW | US | A), %eax
	movl	%eax, dir_a + USER_PDE * ENTRY
	movl	%eax, dir_b + USER_PDE * ENTRY
#ifdef PAE
	movl	$dir_a + P, pdpt_a
	movl	$dir_b + P, pdpt_b
#endif
	/* User code, data and stack pages. */
	movl	$user_code, %eax
	orl	$(P | US | A), %eax
	movl	%eax, user_table
	movl	$user_data, %eax
	orl	$(P | RW | US | A | D), %eax
	movl	$1, %ecx
1:	movl	%eax, user_table(, %ecx, ENTRY)
	addl	$0x1000, %eax
	incl	%ecx
	cmpl	$NR_PAGES, %ecx
	jbe	1b
	movl	%eax, user_table + 39 * ENTRY

	movl	%cr4, %eax
	orl	$CR4, %eax
	movl	%eax, %cr4
	movl	$ROOT(a), %eax
	movl	%eax, %cr3
	movl	%cr0, %eax
	orl	$0x80010000, %eax
	movl	%eax, %cr0
	jmp	1f
1:
	movl	$tss, %eax			/* its descriptor's base */
	movw	%ax, gdt + TSS_SEL + 2
	shrl	$16, %eax
	movb	%al, gdt + TSS_SEL + 4
	movb	%ah, gdt + TSS_SEL + 7
	lgdt	gdtr
	ljmp	$KERNEL_CS, $1f
1:	movl	$KERNEL_DS, %eax
	movl	%eax, %ss
	movl	$USER_DS, %eax
	movl	%eax, %ds
	movl	%eax, %es
	movl	$TSS_SEL, %eax
	ltr	%ax
	/* Gates: page fault and int 0x80. */
	movl	$trap_stubs + 14 * 16, %eax
	movl	$14, %ebx
	movl	$0x8e00, %edx
	call	set_gate
	movl	$int80_entry, %eax
	movl	$0x80, %ebx
	movl	$0xee00, %edx
	call	set_gate
	lidt	idtr
	pushl	$USER_DS
	pushl	$STACK_TOP
	pushl	$2
	pushl	$USER_CS
	pushl	$USER
	iret

set_gate:					/* eax handler, ebx vector, edx type */
	movw	%ax, idt(, %ebx, 8)
	movw	$KERNEL_CS, idt + 2(, %ebx, 8)
	movw	%dx, idt + 4(, %ebx, 8)
	shrl	$16, %eax
	movw	%ax, idt + 6(, %ebx, 8)
	ret

/* Entry code: from here to the end of the section. */
	.globl	int80_entry, trap_stubs
int80_entry:					/* eax: 0 nothing, 1 exit, 2 CR3, 3 INVLPG, 4 CR4 */
	pushl	%ebx
	jmp	*calls(, %eax, 4)
call_cr3:
	movl	cr3_b, %ebx
	movl	%ebx, %cr3
	movl	cr3_a, %ebx
	movl	%ebx, %cr3
	jmp	call_nothing
call_invlpg:
	movl	$USER + 0x1000, %ebx
	movl	%ebx, invlpg_address
	invlpg	(%ebx)
	jmp	call_nothing
call_cr4:
	movl	%cr4, %ebx
	movl	%ebx, %cr4
call_nothing:
	popl	%ebx
	iret
call_exit:
	movb	$0x20, %al
	outb	%al, $0xf4
1:	hlt
	jmp	1b

	.balign	16
trap_stubs:
	.skip	14 * 16, 0x90
	pushl	$14
	pushl	%eax
	movl	user_table + 50 * ENTRY, %eax	/* any fault: LAZY gets the last data page */
	movl	user_table + NR_PAGES * ENTRY, %eax
	movl	%eax, user_table + 50 * ENTRY
	popl	%eax
	addl	$8, %esp
	iret

	.data
calls:	.long	call_nothing, call_exit, call_cr3, call_invlpg, call_cr4
cr3_a:	.long	ROOT(a)
cr3_b:	.long	ROOT(b)
	.globl	invlpg_address, idt, gdt, tss
invlpg_address:
	.long	0
	.balign	8
gdt:	.quad	0, 0x00cf9b000000ffff, 0x00cf93000000ffff, 0x00cffb000000ffff, 0x00cff3000000ffff
	.quad	0x0000890000000067
gdtr:	.word	47
	.long	gdt
idtr:	.word	0x81 * 8 - 1
	.long	idt
	.balign	8
tss:	.long	0, kernel_stack, KERNEL_DS
	.skip	92
idt:	.skip	0x81 * 8

	.bss
	.balign	4096
pdpt_a:	.skip	32
pdpt_b:	.skip	32
	.balign	4096
dir_a:	.skip	4096
dir_b:	.skip	4096
user_table:
	.skip	4096
user_data:
	.skip	4096 * (NR_PAGES + 1)		/* the last is the stack's */
	.skip	4096
kernel_stack:

/* The user program, position independent. */
	.section .user, "ax"
	.balign	4096
user_code:
.macro MARK op
	.byte	0x3e, 0x3e, 0xf6, 0x80, 0, 0, 0, 0, \op
.endm
.macro REGION body			/* LOOPS times; 2 more instructions a time, 2 more a region */
	leal	-16(%esp), %eax
	MARK	SPLITBENCH_MARK_BEGIN
	movl	$LOOPS, %esi
9:	\body
	decl	%esi
	jnz	9b
	leal	-16(%esp), %eax
	MARK	SPLITBENCH_MARK_END
.endm
	REGION	"movl $0, %eax; int $0x80"
	REGION	"movl $2, %eax; int $0x80"
	REGION	"movl $3, %eax; int $0x80; movl USER + 0x1000, %eax"
	REGION	"movl $4, %eax; int $0x80"
	/* One word of each of 16 pages, again and again. */
	REGION	"movl $USER + 0x1000, %eax; 8: movl (%eax), %edx; addl $0x1000, %eax; cmpl $USER + 17 * 0x1000, %eax; jb 8b"
	/* Nothing but registers. */
	REGION	"nop"
	/* A page that is not there yet. */
	leal	-16(%esp), %eax
	MARK	SPLITBENCH_MARK_BEGIN
	nop
	movl	LAZY, %edx
	nop
	leal	-16(%esp), %eax
	MARK	SPLITBENCH_MARK_END
	movl	$1, %eax
	int	$0x80
