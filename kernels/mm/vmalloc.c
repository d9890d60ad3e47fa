// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * vmap and vmalloc: consecutive kernel addresses for pages from anywhere.
 *
 * An area is a guard page, which is never mapped, and its pages behind that; so a run over the end
 * meets the next area's guard, or a page that nobody has. The guard's entry, which is not present,
 * holds the address of the area's descriptor: this is how vunmap finds it.
 *
 * vunmap is lazy, as Linux's: it clears the entries and leaves what the TLB has of them. The area
 * keeps its addresses until there is a batch of such areas; then one global flush serves for all,
 * and their addresses can be used again.
 */
#include "vmalloc.h"
#include "list.h"
#include "mm.h"
#include "printk.h"
#include "string.h"

#define VMALLOC_PAGES ((VMALLOC_END - VMALLOC_START) >> PAGE_SHIFT)

struct vmap_area {
	struct list_head link;
	unsigned int
		first; /* the first page's number in the vmalloc area; the guard is first - 1 */
	unsigned int nr_pages;
	bool owns_pages; /* vmalloc's: they go with it */
	bool unmapped; /* waits for the flush */
};

static LIST_HEAD(areas); /* by address */
/* The one that came last: the search for room goes on behind it, and from the start after a flush.
 */
static struct list_head *last_area = &areas;
static unsigned int lazy_pages;
unsigned long nr_vmalloc_pages;

static pte_t *vmalloc_page_table; /* of the whole area: VMALLOC_PAGES entries */

/* The kernel's directory entries do not change after boot, so all page tables are made there. */
void __init vmalloc_init(void)
{
	unsigned long addr, size = VMALLOC_PAGES * sizeof(pte_t);

	vmalloc_page_table =
		memset(memblock_alloc(size, PAGE_SIZE, 0, "the page tables of vmalloc"), 0, size);
	for (addr = VMALLOC_START; addr < VMALLOC_END; addr += PMD_SIZE) {
		pte_t *table = vmalloc_page_table + ((addr - VMALLOC_START) >> PAGE_SHIFT);

		set_pmd(pmd_offset(swapper_pg_dir, addr),
			pfn_pmd(__pa(table) >> PAGE_SHIFT, TABLE_KERNEL));
	}
}

static void *vmap_area_addr(const struct vmap_area *a)
{
	return (void *)(VMALLOC_START + ((unsigned long)a->first << PAGE_SHIFT));
}

static void vmap_area_free(struct vmap_area *a)
{
	list_del(&a->link);
	pte_clear(&vmalloc_page_table[a->first - 1]);
	kfree(a);
}

void vm_unmap_aliases(void)
{
	struct vmap_area *a, *next;

	last_area = &areas;
	if (!lazy_pages)
		return;
	flush_tlb_all(LEDGER_VUNMAP);
	list_for_each_entry_safe (a, next, &areas, link)
		if (a->unmapped)
			vmap_area_free(a);
	lazy_pages = 0;
}

/* Room for a guard and n pages behind last_area. Returns the area to put it behind, or NULL. */
static struct list_head *vmap_area_find(unsigned int n, unsigned int *guard)
{
	struct list_head *prev = last_area;

	for (;; prev = prev->next) {
		struct vmap_area *a = list_entry(prev, struct vmap_area, link);
		struct vmap_area *next = list_entry(prev->next, struct vmap_area, link);
		unsigned int end = prev->next == &areas ? VMALLOC_PAGES : next->first - 1;

		*guard = prev == &areas ? 0 : a->first + a->nr_pages;
		if (end - *guard > n)
			return prev;
		if (prev->next == &areas)
			return NULL;
	}
}

static struct vmap_area *vmap_area_alloc(unsigned int n, bool owns_pages)
{
	struct vmap_area *a;
	struct list_head *prev;
	unsigned int guard;

	if (!n || n >= VMALLOC_PAGES)
		return NULL;
	a = kmalloc(sizeof(*a), GFP_KERNEL);
	if (!a)
		return NULL;
	prev = vmap_area_find(n, &guard);
	if (!prev) {
		vm_unmap_aliases();
		prev = vmap_area_find(n, &guard);
	}
	if (!prev) {
		kfree(a);
		return NULL;
	}
	*a = (struct vmap_area){ .first = guard + 1, .nr_pages = n, .owns_pages = owns_pages };
	list_add(&a->link, prev);
	nr_vmalloc_pages += n;
	last_area = &a->link;
	set_pte(&vmalloc_page_table[guard], (pte_t){ (unsigned long)a });
	return a;
}

static void vmap_area_set(const struct vmap_area *a, unsigned int i, const struct page *page)
{
	set_pte(&vmalloc_page_table[a->first + i], pfn_pte(page_to_pfn(page), PAGE_KERNEL));
}

/* Also of an area that has its first `nr` pages only. */
static void vmap_area_unmap(struct vmap_area *a, unsigned int nr)
{
	pte_t *pte = vmalloc_page_table + a->first, *end = pte + nr;

	for (; pte < end; pte++) {
		struct page *page = pfn_to_page(pte_pfn(*pte));

		pte_clear(pte);
		if (a->owns_pages)
			put_page(page);
	}
	a->unmapped = true;
	nr_vmalloc_pages -= a->nr_pages;
	lazy_pages += a->nr_pages + 1;
	if (lazy_pages > VMALLOC_LAZY_MAX)
		vm_unmap_aliases();
}

/* The area in use that begins at addr; it is the caller's mistake if there is none. */
static struct vmap_area *vmap_area_at(const void *addr, bool owns_pages, const char *caller)
{
	unsigned long off = (unsigned long)addr - VMALLOC_START;
	struct vmap_area *a = NULL;

	if (off >= PAGE_SIZE && off < VMALLOC_END - VMALLOC_START && off % PAGE_SIZE == 0) {
		pte_t guard = vmalloc_page_table[(off >> PAGE_SHIFT) - 1];

		if (!pte_present(guard))
			a = (struct vmap_area *)(unsigned long)guard.v;
	}
	if (!a || a->unmapped || a->owns_pages != owns_pages)
		panic("%s: no area of it begins at %p", caller, addr);
	return a;
}

/* Lowmem pages that lie one behind the other have consecutive addresses already. */
static bool vmap_is_direct(struct page *const *pages, unsigned int n)
{
	unsigned int i;

	for (i = 0; i < n; i++)
		if (PageHighMem(pages[i]) || pages[i] != pages[0] + i)
			return false;
	return n;
}

void *vmap(struct page *const *pages, unsigned int n)
{
	struct vmap_area *a;
	unsigned int i;

	if (vmap_is_direct(pages, n)) {
		count_event(COUNT_KMAPS_LOW);
		return lowmem_page_address(pages[0]);
	}
	a = vmap_area_alloc(n, false);
	if (!a)
		return NULL;
	for (i = 0; i < n; i++)
		vmap_area_set(a, i, pages[i]);
	counters[COUNT_VMAP_PAGES] += n;
	return vmap_area_addr(a);
}

void vunmap(const void *addr)
{
	struct vmap_area *a;

	if (!addr || ((unsigned long)addr >= KERNEL_BASE && (unsigned long)addr < DIRECT_END))
		return;
	a = vmap_area_at(addr, false, "vunmap");
	vmap_area_unmap(a, a->nr_pages);
}

void *vmalloc(size_t size)
{
	unsigned int i, n = DIV_ROUND_UP((u64)size, (u64)PAGE_SIZE);
	struct vmap_area *a = vmap_area_alloc(n, true);

	if (!a)
		return NULL;
	for (i = 0; i < n; i++) {
		struct page *page = alloc_page(GFP_KERNEL | __GFP_HIGHMEM);

		if (!page) {
			vmap_area_unmap(a, i);
			return NULL;
		}
		vmap_area_set(a, i, page);
	}
	counters[COUNT_VMAP_PAGES] += n;
	return vmap_area_addr(a);
}

void vfree(const void *addr)
{
	struct vmap_area *a;

	if (!addr)
		return;
	a = vmap_area_at(addr, true, "vfree");
	vmap_area_unmap(a, a->nr_pages);
}
