// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Can this machine run what the kernels need? A guest of a page that does it, one thing after the
 * other, and says what is done. What does not work ends it there: a reset, or silence.
 */
#include "cpu.h"
#include "gdt.h"
#include "pmu.h"
#include "uapi/probe.h"
#include "uapi/splitbench.h"

#define HIGH	   0xc0000000u /* where the image appears a second time */
#define PRESENT	   0x001
#define WRITE	   0x002
#define USER	   0x004
#define LARGE	   0x080
#define GLOBAL	   0x100
#define X86_CR0_PG 0x80000000u
#define CR4_PAE	   0x20u

#define KERNEL_CS    0x08
#define KERNEL_DS    0x10
#define USER_CS	     0x1b
#define USER_DS	     0x23
#define TSS_SELECTOR 0x28
#define IRQ_VECTOR   0x20
#define GATE_KERNEL  0x8e00
#define GATE_USER    0xee00

void start(void);
void timer_entry(void);
void syscall_entry(void);
void __noreturn enter_user(u32 cs, u32 ds, char *stack);
void __noreturn probe(void);
void __noreturn after_syscall(void);
extern char user_stack_top[], syscall_stack_top[];

volatile u32 ticks;

static const char *const stage_names[] = {
#define NAME(sym, name, what) name,
	PROBE_STAGES(NAME)
};
static const char *const fact_names[] = { PROBE_FACTS(NAME) };

static u32 directory[1024] __attribute__((aligned(4096)));
static u32 table[1024] __attribute__((aligned(4096)));
static u64 pae_root[4] __attribute__((aligned(32)));
static u64 pae_directory[512] __attribute__((aligned(4096)));

static struct tss tss_of_probe;

static u64 gdt[] = {
	0,
	0x00cf9a000000ffff, /* flat, code */
	0x00cf92000000ffff, /* flat, data */
	0x00cffa000000ffff, /* the same for user mode */
	0x00cff2000000ffff,
	0, /* the TSS */
};
static u64 idt[0x81];

struct table_register {
	u16 limit;
	u32 base;
} __attribute__((packed));

static void put(u16 port, const char *s)
{
	for (; *s; s++)
		outb(*s, port);
}

static void done(enum probe_stage stage)
{
	put(SPLITBENCH_PORT_CONSOLE, "stage ");
	put(SPLITBENCH_PORT_CONSOLE, stage_names[stage]);
	put(SPLITBENCH_PORT_CONSOLE, "\n");
}

static void tell(enum probe_fact fact, u32 n)
{
	char digits[] = "          \n", *p = digits + sizeof(digits) - 2;

	do {
		*--p = '0' + n % 10;
		n /= 10;
	} while (n);
	put(SPLITBENCH_PORT_CONSOLE, "fact ");
	put(SPLITBENCH_PORT_CONSOLE, fact_names[fact]);
	put(SPLITBENCH_PORT_CONSOLE, " ");
	put(SPLITBENCH_PORT_CONSOLE, p);
}

/* What is read by way of the page tables is not what was asked for: as good as a reset. */
static void __noreturn give_up(void)
{
	put(SPLITBENCH_PORT_LOG, "exit: 1\n");
	outl(SPLITBENCH_EXIT_INIT, SPLITBENCH_PORT_EXIT);
	for (;;)
		__asm__ volatile("hlt");
}

/* The image has to appear at its second address, also what was written last. */
static void check_map(u32 value)
{
	static volatile u32 word;
	volatile u32 *high = (volatile u32 *)((u32)&word + HIGH);

	word = value;
	if (*high != value)
		give_up();
	*high = ~value;
	if (word != ~value)
		give_up();
}

static void set_gate(u32 vector, void (*entry)(void), u32 type)
{
	u32 to = (u32)entry;

	idt[vector] = (u64)((to & 0xffff0000) | type) << 32 | KERNEL_CS << 16 | (to & 0xffff);
}

static void segments(void)
{
	u64 base = (u32)&tss_of_probe;
	struct table_register gdtr = { sizeof(gdt) - 1, (u32)gdt },
			      idtr = { sizeof(idt) - 1, (u32)idt };

	tss_of_probe.ss0 = KERNEL_DS;
	tss_of_probe.sp0 = (u32)syscall_stack_top;
	gdt[TSS_SELECTOR / 8] = (base >> 24) << 56 | 0x890000000000 | (base & 0xffffff) << 16 |
				(sizeof(tss_of_probe) - 1);
	set_gate(IRQ_VECTOR, timer_entry, GATE_KERNEL);
	set_gate(0x80, syscall_entry, GATE_USER);
	__asm__ volatile("lgdt %0; lidt %1; ljmp %2, $1f; 1: mov %3, %%ds; mov %3, %%es;"
			 "mov %3, %%ss; ltr %w4" ::"m"(gdtr),
			 "m"(idtr), "i"(KERNEL_CS), "r"(KERNEL_DS), "r"(TSS_SELECTOR)
			 : "memory");
}

/* 4 KiB pages: the first 4 MiB, twice. User mode may do as it likes. */
static void two_level(void)
{
	u32 i;

	for (i = 0; i < 1024; i++)
		table[i] = i << 12 | PRESENT | WRITE | USER;
	directory[0] = directory[HIGH >> 22] = (u32)table | PRESENT | WRITE | USER;
	write_cr3((u32)directory);
	write_cr0(read_cr0() | X86_CR0_PG | X86_CR0_WP);
	check_map(1);
}

/* The same by a large page that is global. */
static void global(void)
{
	write_cr4(read_cr4() | X86_CR4_PSE | X86_CR4_PGE);
	directory[HIGH >> 22] = PRESENT | WRITE | LARGE | GLOBAL;
	write_cr3((u32)directory);
	check_map(2);
}

/*
 * The PIT's channel 0 once, by the PIC's line 0. Waited for without HLT: where the shadow of the STI is
 * lost (mech/separate/mech_entry.h), the one interrupt comes before it, and nothing would end it.
 */
static void interrupt(void)
{
	static const struct {
		u16 port;
		u8 value;
	} words[] = {
		{ 0x20, 0x11 }, { 0x21, IRQ_VECTOR }, { 0x21, 0x04 }, { 0x21, 0x01 },
		{ 0x21, 0xfe }, { 0x43, 0x30 },	      { 0x40, 0xff }, { 0x40, 0x03 },
	};
	u32 i;

	for (i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		outb(words[i].value, words[i].port);
	while (!ticks)
		__asm__ volatile("sti; pause; cli" ::: "memory");
}

/* Large pages, the first 4 MiB twice; user pages too, as the code that runs is one. */
static void pae(void)
{
	u32 i;

	for (i = 0; i < 2; i++)
		pae_directory[i] = (u64)i << 21 | PRESENT | WRITE | USER | LARGE;
	pae_root[0] = pae_root[HIGH >> 30] = (u32)pae_directory | PRESENT;
	write_cr0(read_cr0() & ~X86_CR0_PG);
	write_cr4(read_cr4() | CR4_PAE);
	write_cr3((u32)pae_root);
	write_cr0(read_cr0() | X86_CR0_PG);
	check_map(3);
}

/* By CPUID: bit 8 of EDX of leaf 0x80000007 (Intel SDM vol. 2A), and what pmu_plan() makes of it.
 */
static void counters_of_cpu(void)
{
	struct pmu_cpu cpu;
	struct pmu_plan plan;
	u32 a, b, c, d, max, events = 0, i;
	u64 then = rdtsc();

	cpuid(0x80000000, &max, &b, &c, &d);
	d = 0;
	if (max >= 0x80000007)
		cpuid(0x80000007, &a, &b, &c, &d);
	tell(PROBE_TSC_INVARIANT, d >> 8 & 1);
	pmu_read_cpu(&cpu);
	pmu_plan(&cpu, &plan);
	for (i = 0; i < plan.nr; i++)
		events |= 1u << plan.counters[i].event;
	tell(PROBE_PMU_EVENTS, events);
	if (rdtsc() <= then)
		give_up();
}

void probe(void)
{
	done(PROBE_START);
	segments();
	two_level();
	done(PROBE_TWO_LEVEL);
	global();
	done(PROBE_GLOBAL);
	interrupt();
	done(PROBE_INTERRUPT);
	enter_user(USER_CS, USER_DS, user_stack_top);
}

void after_syscall(void)
{
	done(PROBE_SYSCALL);
	pae();
	done(PROBE_PAE);
	counters_of_cpu();
	done(PROBE_COUNTERS);
	put(SPLITBENCH_PORT_LOG, "exit: 0\n");
	outl(SPLITBENCH_EXIT_INIT, SPLITBENCH_PORT_EXIT);
	give_up();
}
