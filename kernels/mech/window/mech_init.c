// SPDX-License-Identifier: GPL-2.0-or-later
#include "extable.h"
#include "gdt.h"
#include "mech.h"
#include "printk.h"

extern char _window_image[], _window_text_size[], _window_size[]; /* sizes: their addresses */

static pte_t window_page_table[PTRS_PER_PTE] __page_aligned_bss;

/* What user and kernel tables have in common. */
void __init mech_paging_init(void)
{
	unsigned long off, text = (unsigned long)_window_text_size;
	u32 flags = _PAGE_PRESENT | _PAGE_ACCESSED | (GLOBAL_WINDOW ? _PAGE_GLOBAL : 0);

	for (off = 0; off < (unsigned long)_window_size; off += PAGE_SIZE)
		set_pte(&window_page_table[off >> PAGE_SHIFT],
			pfn_pte(__pa(_window_image + off) >> PAGE_SHIFT,
				flags | (off < text ? 0 : _PAGE_RW | _PAGE_DIRTY)));
	set_pmd(pmd_offset(swapper_pg_dir, WINDOW_BASE),
		pfn_pmd(__pa(window_page_table) >> PAGE_SHIFT, TABLE_KERNEL));
}

extern char entry_stack_top[];

void __init mech_entry_init(void)
{
	tss.sp0 = (unsigned long)entry_stack_top;
	wrmsr(MSR_IA32_SYSENTER_ESP, (unsigned long)entry_stack_top);
}

void window_fault(struct pt_regs *regs, unsigned long vector);

/* From the entry code: an exception in the window with the user's CR3; the kernel's is loaded now. */
void window_fault(struct pt_regs *regs, unsigned long vector)
{
	if (!fixup_exception(regs))
		panic_regs(regs, "exception %lu in the entry window", vector);
}
