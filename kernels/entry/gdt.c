// SPDX-License-Identifier: GPL-2.0-or-later
#include "gdt.h"
#include "cpu.h"
#include "mech.h"
#include "printk.h"
#include "task.h"

#define ENTRY_DATA __attribute__((section(".entry.data")))

/* Flat segments, base 0, limit 4 GiB; the type bytes are Intel's. */
#define FLAT(type) (0x00cf00000000ffffull | (u64)(type) << 40)

static u64 gdt[GDT_ENTRIES] ENTRY_DATA __attribute__((aligned(8))) = {
	[GDT_ENTRY_KERNEL_CS] = FLAT(0x9b),
	[GDT_ENTRY_KERNEL_DS] = FLAT(0x93),
	[GDT_ENTRY_USER_CS] = FLAT(0xfb),
	[GDT_ENTRY_USER_DS] = FLAT(0xf3),
};

/* An I/O map beyond the limit: user mode has no ports. */
struct tss tss ENTRY_DATA __attribute__((aligned(128))) = {
	.ss0 = __KERNEL_DS,
	.iomap = sizeof(struct tss),
};

/*
 * A double fault means that the kernel stack or the entry code is broken: a task gate gives it a
 * stack and page tables that work. The CPU marks this TSS busy, so it lies in writable memory.
 */
static struct tss df_tss ENTRY_DATA __attribute__((aligned(128)));
static char df_stack[1024];

static void __noreturn double_fault(void)
{
	struct pt_regs regs = {
		.bx = tss.bx,
		.cx = tss.cx,
		.dx = tss.dx,
		.si = tss.si,
		.di = tss.di,
		.bp = tss.bp,
		.ax = tss.ax,
		.ip = tss.ip,
		.cs = tss.cs,
		.flags = tss.flags,
		.sp = tss.sp,
		.ss = tss.ss,
	};

	panic_regs(&regs, "double fault, cr2 %08lx cr3 %08x", read_cr2(), tss.cr3);
}

static u64 __init tss_descriptor(const struct tss *t)
{
	u32 base = (u32)t;

	return (sizeof(*t) - 1) | (u64)(base & 0xffffff) << 16 | 0x89ull << 40 |
	       (u64)(base >> 24) << 56;
}

void load_tls(const struct task *t)
{
	int i;

	for (i = 0; i < GDT_ENTRY_TLS_ENTRIES; i++)
		gdt[GDT_ENTRY_TLS_MIN + i] = t->tls[i];
}

extern char sysenter_entry[];

void __init gdt_init(void)
{
	struct {
		u16 limit;
		u32 base;
	} __attribute__((packed)) gdtr = { sizeof(gdt) - 1, (u32)gdt };

	df_tss = (struct tss){
		.cr3 = __pa(swapper_pg_dir),
		.ip = (u32)double_fault,
		.flags = 2,
		.sp = (u32)(df_stack + sizeof(df_stack)),
		.cs = __KERNEL_CS,
		.ss = __KERNEL_DS,
		.ds = __USER_DS,
		.es = __USER_DS,
		.iomap = sizeof(struct tss),
	};
	gdt[GDT_ENTRY_TSS] = tss_descriptor(&tss);
	gdt[GDT_ENTRY_DF_TSS] = tss_descriptor(&df_tss);

	__asm__ volatile("lgdt %0\n\t"
			 "ljmp %1, $1f\n"
			 "1:\tmov %2, %%ss\n\t"
			 "mov %3, %%ds\n\t"
			 "mov %3, %%es\n\t"
			 "mov %4, %%fs\n\t"
			 "mov %4, %%gs\n\t"
			 "ltr %w5\n\t"
			 "lldt %w4" ::"m"(gdtr),
			 "i"(__KERNEL_CS), "r"(__KERNEL_DS), "r"(__USER_DS), "r"(0),
			 "r"(GDT_ENTRY_TSS * 8)
			 : "memory");

	wrmsr(MSR_IA32_SYSENTER_CS, __KERNEL_CS);
	wrmsr(MSR_IA32_SYSENTER_EIP, (u32)sysenter_entry);
	mech_entry_init();
}
