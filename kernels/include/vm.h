/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A process's address space: areas, page tables, faults.
 */
#ifndef VM_H
#define VM_H

#include "mm.h"
#include "pte_map.h"
#include "ptrace.h"

#define VM_READ	      0x1u
#define VM_WRITE      0x2u
#define VM_EXEC	      0x4u
#define VM_SHARED     0x8u
#define VM_GROWSDOWN  0x100u
#define VM_SPECIAL    0x200u /* the vDSO */
#define VM_ANON	      0x400u /* a file's, with pages of its own: where private pages were written */
#define VM_DONTCOPY   0x800u /* the child of a fork does not get it */
#define VM_WIPEONFORK 0x1000u /* the child gets it without what is in it */

#define STACK_LIMIT   (8ul << 20) /* Linux's default RLIMIT_STACK */
#define MMAP_MIN_ADDR 0x10000ul /* Linux's default vm.mmap_min_addr */

struct file;

struct vm_area {
	struct list_head link; /* in mm->areas, by address */
	unsigned long start, end; /* [start, end), page aligned; end may be USER_TOP */
	u32 flags;
	struct file *file; /* holds a reference, or NULL for private anonymous memory */
	unsigned long pgoff; /* offset of start in the file, in pages */
	struct mm *mm;
	struct list_head mapped; /* of a file's: in its address_space's mappings */
};

struct mm {
	pgd_t *pgd;
	struct list_head areas;
	struct vm_area *last; /* the area that the last look-up found */
	struct list_head tables; /* its page tables, by page->lru */
	u32 users;
	unsigned long start_brk, brk;
	unsigned long mmap_base; /* mappings go down from here */
	unsigned long start_stack, arg_start, arg_end, env_end, auxv; /* as execve left them */
	struct file *exe; /* or NULL */
	unsigned long nr_pages; /* resident user pages */
	unsigned long max_pages; /* the most that there were before some were unmapped */
	u32 membarrier; /* what membarrier(2) has registered: MEMBARRIER_CMD_REGISTER_* */
	bool populate_all; /* new mappings get their pages at once: mlockall */
};

/* The most resident pages that there ever were. */
static inline unsigned long mm_maxrss(const struct mm *mm)
{
	return max(mm->max_pages, mm->nr_pages);
}

#define for_each_vma(v, mm) list_for_each_entry (v, &(mm)->areas, link)

void vm_init(void);

/* An empty address space with the vDSO mapped, or NULL. */
struct mm *mm_alloc(void);
/* A copy-on-write copy; write-protects the parent's private pages and flushes them (fork). */
struct mm *mm_fork(struct mm *parent);
void mm_get(struct mm *mm);
/* Frees pages and tables with the last reference. The CPU must not be using it. */
void mm_put(struct mm *mm);
/* Frees them at once, of a process that has been killed and does not run: the OOM killer. */
void mm_reap(struct mm *mm);

struct vm_area *find_vma(struct mm *mm, unsigned long addr); /* first with end > addr, or NULL */

/*
 * The calls, with Linux's argument checks and errors; addresses and lengths in bytes, `off` in
 * bytes. do_mmap returns the address or -errno; `file` may be NULL; it takes its own reference.
 */
long do_mmap(struct mm *mm, struct file *file, unsigned long addr, unsigned long len, int prot,
	     int flags, u64 off);
long do_munmap(struct mm *mm, unsigned long addr, unsigned long len);
long do_mprotect(struct mm *mm, unsigned long addr, unsigned long len, int prot);
long do_brk(struct mm *mm, unsigned long brk); /* returns the new break, as Linux does */

struct address_space;
/* Take the pages from `first` on out of all processes that have them mapped, copies of theirs too.
 */
void unmap_mapping(struct address_space *as, unsigned long first);

enum fault_access { FAULT_READ, FAULT_WRITE };
/*
 * Make addr accessible, in any address space and from any context that may allocate: demand zero,
 * file page, copy on write, stack growth. 0, or -EFAULT (SIGSEGV), -ENXIO (beyond the end of a
 * file: SIGBUS), -ENOMEM.
 */
int handle_mm_fault(struct mm *mm, unsigned long addr, enum fault_access access);

/*
 * The same for the current process, which needs it: where there is no memory, others are killed for
 * it. -ENOMEM only if that does not help, or the process is itself the one that is killed.
 */
int resolve_fault(struct mm *mm, unsigned long addr, enum fault_access access);

/* Up to n bytes of any process's memory, as far as its pages are there: how many. */
size_t read_mm(struct mm *mm, unsigned long addr, void *buf, size_t n);

/* The page fault exception (entry/traps.c calls it). */
void do_page_fault(struct pt_regs *regs, unsigned long error_code, unsigned long address);

#endif /* VM_H */
