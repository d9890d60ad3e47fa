// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * The floating point registers are a task's from its first use of them, which the CPU reports
 * (CR0.TS), to its end or execve. Then they are saved and loaded at each switch from and to it.
 * kernels/README.md says why not later, at the next use.
 */
#include "fpu.h"
#include <asm-generic/siginfo.h>
#include "cpu.h"
#include "err.h"
#include "mm.h"
#include "signal.h"
#include "string.h"
#include "task.h"

#define CWD_INIT   0x37fu /* extended precision, round to nearest, no exceptions: FNINIT's */
#define MXCSR_INIT 0x1f80u
/* Of a CPU that does not say: all but DAZ. Intel SDM volume 1, 11.6.6. */
#define MXCSR_MASK_DEFAULT 0xffbfu

bool cpu_has_fxsr;
static bool cpu_has_fpu, cpu_has_sse;
static u32 mxcsr_mask = MXCSR_MASK_DEFAULT;
static struct kmem_cache *fpu_cache;

static const union fpu initial_fx = { .fx = { .cwd = CWD_INIT, .mxcsr = MXCSR_INIT } };
static const union fpu initial_f = {
	.f = { .cwd = 0xffff0000 | CWD_INIT, .swd = 0xffff0000, .twd = 0xffffffff }
};

static void clts(void)
{
	__asm__ volatile("clts" ::: "memory");
}

static void stts(void)
{
	write_cr0(read_cr0() | X86_CR0_TS);
}

/* FNSAVE leaves the FPU as FNINIT does. */
static void save(union fpu *to)
{
	if (cpu_has_fxsr)
		__asm__ volatile("fxsave %0" : "=m"(to->fx));
	else
		__asm__ volatile("fnsave %0" : "=m"(to->f));
}

static void load(const union fpu *from)
{
	if (cpu_has_fxsr)
		__asm__ volatile("fxrstor %0" ::"m"(from->fx));
	else
		__asm__ volatile("frstor %0" ::"m"(from->f));
}

static const union fpu *initial(void)
{
	return cpu_has_fxsr ? &initial_fx : &initial_f;
}

static void __init read_mxcsr_mask(void)
{
	static union fpu __attribute__((section(".init.data"))) probe;

	save(&probe);
	if (probe.fx.mxcsr_mask)
		mxcsr_mask = probe.fx.mxcsr_mask;
}

void __init fpu_init(void)
{
	u32 a, b, c, features;

	cpuid(1, &a, &b, &c, &features);
	cpu_has_fpu = features & CPUID_FPU;
	cpu_has_fxsr = features & CPUID_FXSR;
	cpu_has_sse = cpu_has_fxsr && (features & CPUID_SSE);
	fpu_cache = kmem_cache_create("fpu", sizeof(union fpu), __alignof__(union fpu));
	if (!cpu_has_fpu)
		return;
	if (cpu_has_fxsr)
		write_cr4(read_cr4() | X86_CR4_OSFXSR | (cpu_has_sse ? X86_CR4_OSXMMEXCPT : 0));
	write_cr0((read_cr0() & ~X86_CR0_EM) | X86_CR0_MP | X86_CR0_NE);
	if (cpu_has_sse)
		read_mxcsr_mask();
	stts();
}

bool fpu_first_use(void)
{
	if (!cpu_has_fpu)
		return false;
	current->fpu = kmem_cache_alloc(fpu_cache, GFP_KERNEL);
	if (!current->fpu)
		return false;
	clts();
	fpu_reset();
	return true;
}

void fpu_switch(union fpu *prev, union fpu *next)
{
	if (prev)
		save(prev);
	if (!next) {
		stts();
		return;
	}
	if (!prev)
		clts();
	load(next);
}

int fpu_fork(struct task *child, unsigned long flags)
{
	(void)flags;
	child->fpu = NULL;
	if (!current->fpu)
		return 0;
	child->fpu = kmem_cache_alloc(fpu_cache, GFP_KERNEL);
	if (!child->fpu)
		return -ENOMEM;
	fpu_sync();
	*child->fpu = *current->fpu;
	return 0;
}

void fpu_free(struct task *t)
{
	if (t->fpu)
		kmem_cache_free(fpu_cache, t->fpu);
	t->fpu = NULL;
}

void fpu_drop(void)
{
	if (!current->fpu)
		return;
	stts();
	fpu_free(current);
}

void fpu_reset(void)
{
	if (!current->fpu)
		return;
	*current->fpu = *initial();
	load(current->fpu);
}

void fpu_sync(void)
{
	save(current->fpu);
	if (!cpu_has_fxsr)
		load(current->fpu);
}

void fpu_load(void)
{
	load(current->fpu);
}

u32 fpu_mxcsr_mask(void)
{
	return mxcsr_mask;
}

/* Of the exceptions that are not masked, the first; Linux's order. Bits as in both status words. */
int fpu_exception_code(bool simd)
{
	static const struct {
		u8 bit;
		u8 code;
	} codes[] = {
		{ 0x01, FPE_FLTINV }, { 0x04, FPE_FLTDIV }, { 0x08, FPE_FLTOVF },
		{ 0x12, FPE_FLTUND }, { 0x20, FPE_FLTRES },
	};
	const union fpu *fpu = current->fpu;
	unsigned int i;
	u32 raised;

	fpu_sync();
	if (simd)
		raised = fpu->fx.mxcsr & ~(fpu->fx.mxcsr >> 7);
	else
		raised = cpu_has_fxsr ? fpu->fx.swd & ~fpu->fx.cwd : fpu->f.swd & ~fpu->f.cwd;
	for (i = 0; i < ARRAY_SIZE(codes); i++)
		if (raised & codes[i].bit)
			return codes[i].code;
	return 0;
}
