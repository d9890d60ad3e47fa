// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Page faults: demand-zero and file pages, copy on write, stack growth.
 */
#include <asm-generic/siginfo.h>
#include "extable.h"
#include "fs.h"
#include "mech.h"
#include "printk.h"
#include "signal.h"
#include "task.h"
#include "vma.h"

#define PF_WRITE 2u /* in the exception's error code; Intel SDM volume 3, 4.7 */

/* A read of a file's page maps those of the aligned 64 KiB around it too: Linux's default. */
#define FAULT_AROUND_BYTES (64ul << 10)

/* What anonymous memory reads as before it is written. Part of the kernel image. */
static const char empty_zero_page[PAGE_SIZE] __attribute__((aligned(PAGE_SIZE)));
static struct page *zero_page;

void __init fault_init(void)
{
	zero_page = virt_to_page(empty_zero_page);
}

/* The caller's reference becomes the entry's. `write`: USER_PTE_WRITE or 0. */
static void set_user_pte(struct mm *mm, pte_t *pte, struct page *page, u32 write)
{
	if (page_counts(page) && !pte_mapped(*pte))
		mm->nr_pages++;
	set_pte(pte, pfn_pte(page_to_pfn(page), USER_PTE | write));
}

static int anonymous_fault(struct mm *mm, pte_t *pte, enum fault_access access)
{
	struct page *page;

	if (access == FAULT_READ) {
		set_user_pte(mm, pte, zero_page, 0);
		return 0;
	}
	page = alloc_page(GFP_HIGHUSER);
	if (!page)
		return -ENOMEM;
	clear_highpage(page);
	set_user_pte(mm, pte, page, USER_PTE_WRITE);
	return 0;
}

/* A page for the writer alone, with the content of `old`; or NULL. */
static struct page *copy_page(struct page *old)
{
	struct page *page = alloc_page(GFP_HIGHUSER);

	if (!page)
		return NULL;
	if (old == zero_page)
		clear_highpage(page);
	else
		copy_highpage(page, old);
	count_event(COUNT_COW_COPIES);
	return page;
}

static unsigned long file_index(const struct vm_area *v, unsigned long addr)
{
	return v->pgoff + ((addr - v->start) >> PAGE_SHIFT);
}

/* The area's flags allow a file's own page to be written to only if it is shared. */
static u32 file_write_bits(const struct vm_area *v)
{
	return (v->flags & (VM_SHARED | VM_WRITE)) == (VM_SHARED | VM_WRITE) ? USER_PTE_WRITE : 0;
}

/*
 * Map a file's own page; the caller's reference becomes the entry's. What can be written to by a
 * mapping counts as written to. -ENXIO: it could not become that.
 */
static int map_file_page(struct mm *mm, const struct vm_area *v, pte_t *pte, struct page *page)
{
	u32 write = file_write_bits(v);

	if (write && set_page_dirty(page)) {
		put_page(page);
		return -ENXIO;
	}
	set_user_pte(mm, pte, page, write);
	return 0;
}

/*
 * Map what the page cache has around addr, whose entry is at `pte`: all of it is in one table.
 * Where that is not there yet, and the file is, it is read first.
 */
static void map_around(struct mm *mm, const struct vm_area *v, pte_t *pte, unsigned long addr)
{
	unsigned long at = max(v->start, ALIGN_DOWN(addr, FAULT_AROUND_BYTES));
	unsigned long end = min(v->end, ALIGN_DOWN(addr, FAULT_AROUND_BYTES) + FAULT_AROUND_BYTES);

	read_ahead(&v->file->inode->data, file_index(v, addr), file_index(v, at),
		   (end - at) >> PAGE_SHIFT);
	pte = pte - pte_index(addr) + pte_index(at);
	for (; at < end; at += PAGE_SIZE, pte++) {
		struct page *page;

		if (pte_mapped(*pte))
			continue;
		page = find_get_page(&v->file->inode->data, file_index(v, at));
		if (page && map_file_page(mm, v, pte, page))
			break;
	}
}

static int file_fault(struct mm *mm, struct vm_area *v, pte_t *pte, unsigned long addr,
		      enum fault_access access)
{
	struct inode *inode = v->file->inode;
	unsigned long index = file_index(v, addr);
	struct page *page, *copy;

	if ((u64)index << PAGE_SHIFT >= inode->size)
		return -ENXIO;
	if (access == FAULT_READ) {
		map_around(mm, v, pte, addr);
		if (pte_present(*pte))
			return 0;
	}
	page = grab_cache_page(&inode->data, index);
	if (!page)
		return -ENOMEM;
	if (access == FAULT_READ || (v->flags & VM_SHARED))
		return map_file_page(mm, v, pte, page);
	copy = copy_page(page);
	put_page(page);
	if (!copy)
		return -ENOMEM;
	set_user_pte(mm, pte, copy, USER_PTE_WRITE);
	v->flags |= VM_ANON;
	return 0;
}

/*
 * A write to a page that is there, but read-only. It becomes writable in place if no other process
 * and no file has a reference: a stale TLB entry could then only fault once more, so Linux does not
 * flush either. One that is replaced must go.
 */
static int write_protect_fault(struct mm *mm, struct vm_area *v, pte_t *pte, unsigned long addr)
{
	struct page *old = pfn_to_page(pte_pfn(*pte)), *copy;

	if ((v->flags & VM_SHARED) && set_page_dirty(old))
		return -ENXIO;
	if ((v->flags & VM_SHARED) || old->refcount == 1) {
		set_pte(pte, (pte_t){ pte->v | USER_PTE_WRITE });
		return 0;
	}
	copy = copy_page(old);
	if (!copy)
		return -ENOMEM;
	if (page_counts(old))
		put_page(old);
	else
		mm->nr_pages++;
	set_user_pte(mm, pte, copy, USER_PTE_WRITE);
	if (v->file)
		v->flags |= VM_ANON;
	flush_user_page(mm, addr & PAGE_MASK, LEDGER_COW);
	return 0;
}

/*
 * The stack's area grows down to addr, within its limit, and leaves a gap to what lies below: code
 * with large frames that runs over the end must not land there.
 */
static bool grow_stack(struct mm *mm, struct vm_area *v, unsigned long addr)
{
	unsigned long start = addr & PAGE_MASK;

	if (!(v->flags & VM_GROWSDOWN) || v->end - start > rlimit(RLIMIT_STACK) ||
	    !limits_allow(mm, v->start - start, 0))
		return false;
	if (v->link.prev != &mm->areas) {
		struct vm_area *below = list_entry(v->link.prev, struct vm_area, link);
		unsigned long gap = below->flags & VM_ACCESS ? STACK_GUARD_GAP : 0;

		if (start < below->end || start - below->end < gap)
			return false;
	}
	v->start = start;
	return true;
}

/* The CPU cannot tell reading from executing, and lets one read what one may write. */
static bool access_allowed(const struct vm_area *v, enum fault_access access)
{
	return v->flags & (access == FAULT_WRITE ? VM_WRITE : VM_ACCESS);
}

static int entry_fault(struct mm *mm, struct vm_area *v, pte_t *pte, unsigned long addr,
		       enum fault_access access)
{
	int err;

	if (pte_present(*pte))
		return access == FAULT_READ || pte_write(*pte)
			       ? 0
			       : write_protect_fault(mm, v, pte, addr);
	err = v->file ? file_fault(mm, v, pte, addr, access) : anonymous_fault(mm, pte, access);
	if (!err)
		count_event(COUNT_MM_FAULTS);
	return err;
}

int handle_mm_fault(struct mm *mm, unsigned long addr, enum fault_access access)
{
	struct vm_area *v = find_vma(mm, addr);
	pte_t *pte;
	int err;

	if (!v || !access_allowed(v, access) || (addr < v->start && !grow_stack(mm, v, addr)))
		return -EFAULT;
	pte = pte_alloc(mm, addr);
	if (!pte)
		return -ENOMEM;
	err = entry_fault(mm, v, pte, addr, access);
	current->usage.minflt += !err;
	pte_unmap(pte);
	return err;
}

/* No page table entry is mapped here, so the tables may go. */
int resolve_fault(struct mm *mm, unsigned long addr, enum fault_access access)
{
	int err;

	do {
		err = handle_mm_fault(mm, addr, access);
	} while (unlikely(err == -ENOMEM) &&
		 out_of_memory(last_alloc_failure.gfp, last_alloc_failure.order, true));
	return err;
}

/*
 * Nothing more can be taken from anybody who is off the CPU. Who was killed has to run to its end,
 * this process or another: the access is made again, if it ever comes to that. Else only init is
 * left, or who shares its memory.
 */
static void fault_without_memory(void)
{
	if (oom_victim_pending()) {
		set_need_resched();
		return;
	}
	if (current->tgid == 1)
		panic("out of memory: init needs a page, and there is no other process to kill");
	force_signal(SIGKILL, SI_KERNEL, 0);
}

/* What the user is told of a fault that could not be resolved. */
static void signal_fault(unsigned long address, int err)
{
	struct vm_area *v = find_vma(current->mm, address);
	bool mapped = v && address >= v->start;

	switch (err) {
	case -EFAULT:
		force_signal(SIGSEGV, mapped ? SEGV_ACCERR : SEGV_MAPERR, address);
		break;
	case -ENXIO:
		force_signal(SIGBUS, BUS_ADRERR, address);
		break;
	default:
		fault_without_memory();
	}
}

/* Only the copy primitives may touch user memory. A kernel task has none. */
static void kernel_fault(struct pt_regs *regs, unsigned long error_code, unsigned long address,
			 enum fault_access access)
{
	if (!has_fixup(regs) || address >= USER_TOP)
		panic_regs(regs, "page fault at %08lx, error code %04lx", address, error_code);
	count_event(COUNT_FAULTS_KERNEL);
	if (!current->mm || resolve_fault(current->mm, address, access))
		fixup_exception(regs);
}

void do_page_fault(struct pt_regs *regs, unsigned long error_code, unsigned long address)
{
	enum fault_access access = error_code & PF_WRITE ? FAULT_WRITE : FAULT_READ;
	int err;

	if (!user_mode(regs)) {
		kernel_fault(regs, error_code, address, access);
		return;
	}
	err = address < USER_TOP ? resolve_fault(current->mm, address, access) : -EFAULT;
	if (err)
		signal_fault(address, err);
}
