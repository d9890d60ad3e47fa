// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Page faults: demand-zero and file pages, copy on write, stack growth.
 */
#include <asm-generic/siginfo.h>
#include "vma.h"
#include "extable.h"
#include "fs.h"
#include "ledger.h"
#include "mech.h"
#include "printk.h"
#include "signal.h"
#include "task.h"

/* Error code bits of the exception; Intel SDM volume 3, 4.7. */
#define PF_PRESENT 1u
#define PF_WRITE   2u
#define PF_USER	   4u

/* Reads of anonymous memory that was never written share this page; reserved, so never freed. */
static struct page *zero_page;

void __init fault_init(void)
{
	zero_page = alloc_page(GFP_KERNEL | __GFP_ZERO);
	if (!zero_page)
		panic("no memory for the zero page");
	zero_page->flags |= PG_reserved;
}

/* Install a page whose reference is the mapping's from now on. */
static void set_user_pte(struct mm *mm, pte_t *pte, struct page *page, bool writable)
{
	if (!pte_mapped(*pte))
		mm->nr_pages++;
	*pte = pfn_pte(page_to_pfn(page), USER_PTE_FLAGS | (writable ? USER_PTE_WRITE : 0));
}

static int anonymous_fault(struct mm *mm, pte_t *pte, enum fault_access access)
{
	struct page *page = zero_page;

	if (access == FAULT_WRITE) {
		page = alloc_page(GFP_HIGHUSER);
		if (!page)
			return -ENOMEM;
		clear_highpage(page);
	}
	set_user_pte(mm, pte, page, access == FAULT_WRITE);
	return 0;
}

/* The file's page: itself, or a copy for a write to a private mapping. */
static int file_fault(struct mm *mm, const struct vm_area *v, pte_t *pte, unsigned long addr,
		      enum fault_access access)
{
	unsigned long index = v->pgoff + ((addr - v->start) >> PAGE_SHIFT);
	struct inode *inode = v->file->inode;
	struct page *page, *copy;

	if ((u64)index << PAGE_SHIFT >= inode->size)
		return -ENXIO;
	page = grab_cache_page(&inode->data, index);
	if (!page)
		return -ENOMEM;
	if (access == FAULT_WRITE && !(v->flags & VM_SHARED)) {
		copy = alloc_page(GFP_HIGHUSER);
		if (copy)
			copy_highpage(copy, page);
		put_page(page);
		if (!copy)
			return -ENOMEM;
		page = copy;
	}
	set_user_pte(mm, pte, page, access == FAULT_WRITE);
	return 0;
}

/* A write to a page that is there, but read-only: copy it, unless nobody else has it any more. */
static int write_protect_fault(struct mm *mm, const struct vm_area *v, pte_t *pte, unsigned long addr)
{
	struct page *old = pfn_to_page(pte_pfn(*pte)), *new;

	if ((v->flags & VM_SHARED) || (old->refcount == 1 && !(old->flags & (PG_reserved | PG_pagecache)))) {
		pte->v |= USER_PTE_WRITE;
	} else {
		new = alloc_page(GFP_HIGHUSER);
		if (!new)
			return -ENOMEM;
		if (old == zero_page)
			clear_highpage(new);
		else
			copy_highpage(new, old);
		count_event(COUNT_COW_COPIES);
		set_user_pte(mm, pte, new, true);
		put_user_page(page_to_pfn(old));
	}
	flush_user_page(mm, addr & PAGE_MASK, LEDGER_COW);
	return 0;
}

/* The stack's area grows down to addr, if that is near enough and nothing is in the way. */
static bool grow_stack(struct mm *mm, struct vm_area *v, unsigned long addr)
{
	unsigned long start = addr & PAGE_MASK;
	struct vm_area *below;

	if (!(v->flags & VM_GROWSDOWN) || v->end - start > STACK_LIMIT)
		return false;
	if (v->link.prev != &mm->areas) {
		below = list_entry(v->link.prev, struct vm_area, link);
		if (below->end + PAGE_SIZE > start)
			return false;
	}
	v->start = start;
	return true;
}

static bool access_allowed(const struct vm_area *v, enum fault_access access)
{
	return v->flags & (access == FAULT_WRITE ? VM_WRITE : VM_READ | VM_WRITE | VM_EXEC);
}

int handle_mm_fault(struct mm *mm, unsigned long addr, enum fault_access access)
{
	struct vm_area *v = find_vma(mm, addr);
	pte_t *pte;

	if (!v || (addr < v->start && !grow_stack(mm, v, addr)) || !access_allowed(v, access))
		return -EFAULT;
	pte = pte_alloc(mm, addr);
	if (!pte)
		return -ENOMEM;
	if (pte_present(*pte))
		return access == FAULT_WRITE && !pte_write(*pte) ?
			       write_protect_fault(mm, v, pte, addr) : 0;
	count_event(COUNT_MM_FAULTS);
	return v->file ? file_fault(mm, v, pte, addr, access) : anonymous_fault(mm, pte, access);
}

static void user_fault(unsigned long error_code, unsigned long address, int err)
{
	switch (err) {
	case -EFAULT:
		force_signal(SIGSEGV, error_code & PF_PRESENT ? SEGV_ACCERR : SEGV_MAPERR, address);
		break;
	case -ENXIO:
		force_signal(SIGBUS, BUS_ADRERR, address);
		break;
	default:
		printk("out of memory: killed task %d (%s); free KiB: DMA %lu Normal %lu HighMem %lu\n",
		       current->pid, current->comm, zone_info(ZONE_DMA).free * 4,
		       zone_info(ZONE_NORMAL).free * 4, zone_info(ZONE_HIGHMEM).free * 4);
		force_signal(SIGKILL, SI_KERNEL, 0);
	}
}

void do_page_fault(struct pt_regs *regs, unsigned long error_code, unsigned long address)
{
	enum fault_access access = error_code & PF_WRITE ? FAULT_WRITE : FAULT_READ;
	int err = -EFAULT;

	if (!user_mode(regs)) {
		/* Only the copy primitives may touch user memory. */
		if (!has_fixup(regs) || address >= USER_TOP || !current->mm)
			panic_regs(regs, "page fault at %08lx, error code %04lx", address, error_code);
		count_event(COUNT_FAULTS_KERNEL);
		if (handle_mm_fault(current->mm, address, access))
			fixup_exception(regs);
		return;
	}
	if (address < USER_TOP)
		err = handle_mm_fault(current->mm, address, access);
	if (err)
		user_fault(error_code, address, err);
}
