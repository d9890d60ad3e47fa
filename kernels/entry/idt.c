// SPDX-License-Identifier: GPL-2.0-or-later
#include "gdt.h"
#include "irq.h"
#include "types.h"

#define NR_VECTORS     48 /* exceptions and IRQs; and the system call */
#define SYSCALL_VECTOR 0x80
#define STUB_SIZE      16
#define DF_VECTOR      8

/* Gate types: 32-bit interrupt gate (interrupts off at entry) and task gate, present. */
#define GATE_INTERRUPT 0x8e00u
#define GATE_TASK      0x8500u
#define GATE_DPL3      0x6000u

struct gate {
	u32 low, high;
};

static struct gate idt[SYSCALL_VECTOR + 1] __attribute__((section(".entry.data"), aligned(8)));

extern char trap_stubs[], int80_entry[];

static void __init set_gate(unsigned int vector, const void *handler, u32 type)
{
	u32 addr = (u32)handler;

	idt[vector].low = __KERNEL_CS << 16 | (addr & 0xffff);
	idt[vector].high = (addr & 0xffff0000) | type;
}

/* Vectors that user programs may raise by int n: breakpoint and overflow, as Linux has it. */
static u32 __init gate_type(unsigned int vector)
{
	return vector == 3 || vector == 4 ? GATE_INTERRUPT | GATE_DPL3 : GATE_INTERRUPT;
}

void __init idt_init(void)
{
	struct {
		u16 limit;
		u32 base;
	} __attribute__((packed)) idtr = { sizeof(idt) - 1, (u32)idt };
	unsigned int v;

	for (v = 0; v < NR_VECTORS; v++)
		set_gate(v, trap_stubs + v * STUB_SIZE, gate_type(v));
	set_gate(SYSCALL_VECTOR, int80_entry, GATE_INTERRUPT | GATE_DPL3);
	idt[DF_VECTOR] = (struct gate){ GDT_ENTRY_DF_TSS * 8 << 16, GATE_TASK };
	__asm__ volatile("lidt %0" ::"m"(idtr));
}
