// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * User memory is reached through the task's page tables, walked in software, and a temporary
 * mapping of each page: what a separate map has to do, and a shared one can. The kernel is not
 * preempted, so between the walk and the copy nobody can take the page away, and it needs neither a
 * lock nor a reference.
 */
/* The first on the include path, and not what lies beside this file. */
#include <fast_copy.h>
#include "ledger.h"
#include "string.h"
#include "task.h"
#include "vm.h"

/* The page behind a user address, made accessible first; NULL if it cannot be. */
static struct page *user_page(unsigned long addr, enum fault_access access)
{
	struct mm *mm = current->mm;
	pte_t pte = pte_read(mm->pgd, addr);

	count_event(COUNT_USER_COPY_PAGES);
	if (!pte_present(pte) || (access == FAULT_WRITE && !pte_write(pte))) {
		if (resolve_fault(mm, addr, access))
			return NULL;
		pte = pte_read(mm->pgd, addr);
	}
	return pfn_to_page(pte_pfn(pte));
}

/*
 * Call `step` for each page of a user range, with the page mapped and the offset of the kernel's
 * side. Returns what is left: 0, or from the first page that is not there.
 */
typedef void page_step(void *user, void *kernel, size_t n);

static inline __attribute__((always_inline)) size_t
for_user_pages(unsigned long user, void *kernel, size_t n, enum fault_access access, page_step step)
{
	count_event(COUNT_USER_COPIES);
	if (!access_ok((void __user *)user, n))
		return n;
	while (n) {
		size_t off = user & (PAGE_SIZE - 1), part = min(n, PAGE_SIZE - off);
		struct page *page = user_page(user, access);
		void *addr;

		if (!page)
			break;
		addr = kmap_local_page(page);
		step(addr + off, kernel, part);
		kunmap_local(addr);
		user += part;
		kernel += part;
		n -= part;
	}
	return n;
}

static void step_from(void *user, void *kernel, size_t n)
{
	memcpy(kernel, user, n);
}

static void step_to(void *user, void *kernel, size_t n)
{
	memcpy(user, kernel, n);
}

static void step_clear(void *user, void *kernel, size_t n)
{
	(void)kernel;
	memset(user, 0, n);
}

size_t copy_from_user(void *to, const void __user *from, size_t n)
{
	if (fast_copy_from_user(to, from, n))
		return 0;
	return for_user_pages((unsigned long)from, to, n, FAULT_READ, step_from);
}

size_t copy_to_user(void __user *to, const void *from, size_t n)
{
	if (fast_copy_to_user(to, from, n))
		return 0;
	return for_user_pages((unsigned long)to, (void *)from, n, FAULT_WRITE, step_to);
}

size_t clear_user(void __user *to, size_t n)
{
	return for_user_pages((unsigned long)to, NULL, n, FAULT_WRITE, step_clear);
}

long strncpy_from_user(char *to, const char __user *from, size_t n)
{
	size_t done = 0;

	count_event(COUNT_USER_COPIES);
	while (done < n) {
		unsigned long user = (unsigned long)from + done;
		size_t off = user & (PAGE_SIZE - 1), end = done + min(n - done, PAGE_SIZE - off);
		struct page *page = user < USER_TOP ? user_page(user, FAULT_READ) : NULL;
		const char *addr;

		if (!page)
			return -EFAULT;
		addr = kmap_local_page(page);
		while (done < end && (to[done] = addr[off]))
			done++, off++;
		kunmap_local(addr);
		if (done < end)
			break;
	}
	return done;
}
