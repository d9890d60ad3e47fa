// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Checks of the temporary mappings, in the debug build only.
 *
 * kunmap_atomic() unmaps its slot here, where the release build leaves the mapping for the next
 * user: so an address that is used too long faults, and the fault says whose it was.
 */
#include "debug_highmem.h"
#include "cpu.h"
#include "printk.h"
#include "task.h"

static const char *const km_type_names[KM_TYPE_NR] = {
	[KM_USER0] = "KM_USER0", [KM_USER1] = "KM_USER1", [KM_PTE0] = "KM_PTE0",
	[KM_IRQ0] = "KM_IRQ0",	 [KM_IRQ1] = "KM_IRQ1",
};

/* Of each slot: who has it, or NULL; and who released it last. */
static const void *holder[KM_TYPE_NR], *released_by[KM_TYPE_NR];

static bool interrupts_on(void)
{
	unsigned long flags = local_irq_save();

	local_irq_restore(flags);
	return flags & X86_EFLAGS_IF;
}

void debug_kmap(void)
{
	if (!interrupts_on())
		panic("kmap: called with interrupts off, but it may sleep");
}

/*
 * That a slot has a user left is known exactly, and kunmap() itself sees to it. That it is the
 * caller's is known only as far as it holds any: not which ones.
 */
void debug_kunmap(void)
{
	if (current->kmaps_held <= 0)
		panic("kunmap: task %d (%s) holds no mapping: unbalanced, or another task's",
		      current->pid, current->comm);
}

void debug_kmap_atomic(enum km_type type, const void *caller)
{
	/* An interrupt may come at any time, and take the slot. */
	if ((type == KM_IRQ0 || type == KM_IRQ1) && interrupts_on())
		panic("kmap_atomic: %s is for interrupts, which are on", km_type_names[type]);
	if (holder[type])
		panic("kmap_atomic: slot %s is in use, since %pS", km_type_names[type],
		      holder[type]);
	holder[type] = caller;
}

void debug_kunmap_atomic(enum km_type type, const void *caller)
{
	if (!holder[type])
		panic("kunmap_atomic: slot %s is not in use", km_type_names[type]);
	holder[type] = NULL;
	released_by[type] = caller;
}

void debug_schedule(void)
{
	enum km_type type;

	for (type = 0; type < KM_TYPE_NR; type++)
		if (holder[type])
			panic("schedule: sleeping with kmap_atomic's slot %s held, since %pS",
			      km_type_names[type], holder[type]);
}

void debug_task_exit(void)
{
	if (current->kmaps_held)
		panic("exit: task %d (%s) holds %d mappings of kmap", current->pid, current->comm,
		      current->kmaps_held);
	if (current->kmap_depth)
		panic("exit: task %d (%s) holds %u mappings of kmap_local_page", current->pid,
		      current->comm, current->kmap_depth);
}

static void fixmap_fault(struct pt_regs *regs, unsigned long address)
{
	unsigned int slot = (address - FIXMAP_BASE) >> PAGE_SHIFT;

	if (slot < KM_TYPE_NR)
		panic_regs(regs, "stale address of kmap_atomic's slot %s: %08lx, released by %pS",
			   km_type_names[slot], address, released_by[slot]);
	panic_regs(regs, "stale address of kmap_local_page: %08lx, the task's mapping %u of %u",
		   address, slot - KM_TYPE_NR, current->kmap_depth);
}

void debug_kernel_fault(struct pt_regs *regs, unsigned long address)
{
	if (address >= FIXMAP_BASE && address - FIXMAP_BASE < PMD_SIZE)
		fixmap_fault(regs, address);
	if (address >= PKMAP_BASE && address - PKMAP_BASE < PMD_SIZE)
		panic_regs(regs, "stale address of kmap: %08lx, the pool has wrapped", address);
	if (address >= VMALLOC_START && address < VMALLOC_END)
		panic_regs(regs, "no page at %08lx in the vmalloc area: a guard, or unmapped",
			   address);
}
