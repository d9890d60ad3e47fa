/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The instructions C has no words for, with Intel's names. */
#ifndef CPU_H
#define CPU_H

#include "types.h"

#define X86_CR0_MP 0x2u
#define X86_CR0_EM 0x4u
#define X86_CR0_TS 0x8u
#define X86_CR0_NE 0x20u
#define X86_CR0_WP 0x00010000u

#define X86_CR4_PSE	   0x10u
#define X86_CR4_PGE	   0x80u
#define X86_CR4_OSFXSR	   0x200u
#define X86_CR4_OSXMMEXCPT 0x400u

#define X86_EFLAGS_TF 0x100u
#define X86_EFLAGS_IF 0x200u
#define X86_EFLAGS_DF 0x400u

#define MSR_IA32_SYSENTER_CS  0x174
#define MSR_IA32_SYSENTER_ESP 0x175
#define MSR_IA32_SYSENTER_EIP 0x176

#define CONTROL_REGISTER(cr)                                                                       \
	static inline unsigned long read_##cr(void)                                                \
	{                                                                                          \
		unsigned long v;                                                                   \
                                                                                                   \
		__asm__ volatile("mov %%" #cr ", %0" : "=r"(v)::"memory");                         \
		return v;                                                                          \
	}                                                                                          \
	static inline void write_##cr(unsigned long v)                                             \
	{                                                                                          \
		__asm__ volatile("mov %0, %%" #cr ::"r"(v) : "memory");                            \
	}
CONTROL_REGISTER(cr0)
CONTROL_REGISTER(cr2)
CONTROL_REGISTER(cr3)
CONTROL_REGISTER(cr4)

#define CPUID_FPU  (1u << 0)
#define CPUID_PSE  (1u << 3)
#define CPUID_SEP  (1u << 11)
#define CPUID_PGE  (1u << 13)
#define CPUID_FXSR (1u << 24)
#define CPUID_SSE  (1u << 25)

/*
 * Both leave a trace in memory just before: a TLB model that watches the machine from outside sees
 * memory references, and neither registers nor the operands of these instructions.
 */
static inline void load_cr3(u32 pgd_phys)
{
	u32 slot = pgd_phys;

	__asm__ volatile("movl %0, %%eax; movl %%eax, %%cr3" ::"m"(slot) : "eax", "memory");
}

extern unsigned long invlpg_address;

static inline void invlpg(unsigned long addr)
{
	__asm__ volatile("movl %0, %1; invlpg (%0)" ::"r"(addr), "m"(invlpg_address) : "memory");
}

static inline void outb(u8 v, u16 port)
{
	__asm__ volatile("outb %0, %1" ::"a"(v), "Nd"(port));
}

static inline void outl(u32 v, u16 port)
{
	__asm__ volatile("outl %0, %1" ::"a"(v), "Nd"(port));
}

static inline void outsb(u16 port, const void *buf, size_t n)
{
	__asm__ volatile("rep outsb" : "+S"(buf), "+c"(n) : "d"(port) : "memory");
}

static inline u8 inb(u16 port)
{
	u8 v;

	__asm__ volatile("inb %1, %0" : "=a"(v) : "Nd"(port));
	return v;
}

static inline u64 rdtsc(void)
{
	u64 v;

	__asm__ volatile("rdtsc" : "=A"(v)::"memory");
	return v;
}

static inline void wrmsr(u32 msr, u64 v)
{
	__asm__ volatile("wrmsr" ::"c"(msr), "A"(v));
}

static inline void cpuid(u32 leaf, u32 *a, u32 *b, u32 *c, u32 *d)
{
	__asm__ volatile("cpuid" : "=a"(*a), "=b"(*b), "=c"(*c), "=d"(*d) : "0"(leaf), "2"(0));
}

static inline unsigned long local_irq_save(void)
{
	unsigned long flags;

	__asm__ volatile("pushf; pop %0; cli" : "=rm"(flags)::"memory");
	return flags;
}

static inline void local_irq_restore(unsigned long flags)
{
	__asm__ volatile("push %0; popf" ::"g"(flags) : "memory", "cc");
}

static inline void local_irq_enable(void)
{
	__asm__ volatile("sti" ::: "memory");
}

static inline void local_irq_disable(void)
{
	__asm__ volatile("cli" ::: "memory");
}

#endif /* CPU_H */
