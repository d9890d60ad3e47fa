// SPDX-License-Identifier: GPL-2.0-or-later
/* vmap and vmalloc: what they map, when they flush, and what they leave behind. */
#include "ktest.h"
#include "pte_map.h"
#include "test_mm.h"
#include "test_pages.h"
#include "vmalloc.h"

#define AREA_PAGES ((VMALLOC_END - VMALLOC_START) >> PAGE_SHIFT)

static u64 flushes(void)
{
	return ledger[LEDGER_VUNMAP][LEDGER_KIND_GLOBAL];
}

static bool mapped(const void *addr)
{
	return pte_present(pte_read(swapper_pg_dir, (unsigned long)addr));
}

KTEST(vmap_contiguous,
      "vmap: pages of any zones, in the order given, between pages that are not mapped")
{
	struct page *page[6] = { alloc_high_page(), alloc_page(GFP_DMA), alloc_page(GFP_KERNEL),
				 alloc_high_page() };
	unsigned int i;
	char *addr;

	page[4] = page[2];
	page[5] = page[0]; /* two addresses of one page */
	addr = vmap(page, 6);
	EXPECT((unsigned long)addr > VMALLOC_START && (unsigned long)addr < VMALLOC_END);
	for (i = 0; i < 4; i++)
		fill_page(addr + i * PAGE_SIZE, i);
	EXPECT(check_page(addr + 4 * PAGE_SIZE, 2) && check_page(addr + 5 * PAGE_SIZE, 0));
	for (i = 0; i < 4; i++) {
		void *other = kmap_local_page(page[i]);

		EXPECT(check_page(other, i));
		kunmap_local(other);
	}
	EXPECT(!mapped(addr - PAGE_SIZE) && !mapped(addr + 6 * PAGE_SIZE));
	vunmap(addr);
	for (i = 0; i < 6; i++)
		EXPECT(!mapped(addr + i * PAGE_SIZE));
	free_high_page(page[0]);
	put_page(page[1]);
	put_page(page[2]);
	free_high_page(page[3]);
}

KTEST(vmap_direct, "vmap: lowmem pages one behind the other have their direct address")
{
	struct page *block = alloc_pages(GFP_KERNEL, 2), *page[4];
	u64 before = counters[COUNT_VMAP_PAGES];
	unsigned int i;
	void *addr;

	for (i = 0; i < 4; i++)
		page[i] = block + i;
	addr = vmap(page, 4);
	EXPECT(addr == lowmem_page_address(block));
	vunmap(addr);
	EXPECT_EQ(counters[COUNT_VMAP_PAGES], before);
	page[2] = block + 1;
	addr = vmap(page, 4);
	EXPECT(addr != lowmem_page_address(block));
	EXPECT_EQ(counters[COUNT_VMAP_PAGES] - before, 4);
	vunmap(addr);
	__free_pages(block, 2);
}

/* One page and its guard in each area. */
KTEST(vmap_lazy,
      "vunmap: one global flush for each VMALLOC_LAZY_MAX pages, and no address again before it")
{
	struct page *page = alloc_high_page();
	unsigned int batch = VMALLOC_LAZY_MAX / 2 + 1, round, i;
	u64 before;

	vm_unmap_aliases();
	before = flushes();
	for (round = 0; round < 3; round++) {
		char *last = NULL;

		for (i = 0; i < batch; i++) {
			char *addr;

			EXPECT_EQ(flushes() - before, round);
			addr = vmap(&page, 1);
			EXPECT(addr > last); /* so none comes twice */
			*addr = i;
			last = addr;
			vunmap(addr);
		}
		EXPECT_EQ(flushes() - before, round + 1);
	}
	vm_unmap_aliases();
	EXPECT_EQ(flushes() - before, 3); /* nothing was left to flush */
	free_high_page(page);
}

KTEST(vmap_stale, "vunmap: an address that comes again after the flush shows its new page")
{
	struct page *a = alloc_high_page(), *b = alloc_high_page();
	char *first, *second;

	vm_unmap_aliases();
	first = vmap(&a, 1);
	fill_page(first, 1);
	vunmap(first);
	vm_unmap_aliases();
	second = vmap(&b, 1);
	EXPECT(second == first);
	fill_page(second, 2);
	vunmap(second);
	first = kmap_local_page(a);
	EXPECT(check_page(first, 1));
	kunmap_local(first);
	free_high_page(a);
	free_high_page(b);
}

enum { CHUNK = 255 }; /* with its guard, 256 */
static struct page *chunk[CHUNK];
static void *area[AREA_PAGES / (CHUNK + 1) + 1];

/* As many areas as there is room for; then give them back. */
static unsigned int fill_vmalloc_area(void)
{
	unsigned int n, i;

	for (n = 0; n < ARRAY_SIZE(area) && (area[n] = vmap(chunk, CHUNK)); n++)
		;
	for (i = 0; i < n; i += 2)
		vunmap(area[i]);
	for (i = 1; i < n; i += 2)
		vunmap(area[i]);
	return n;
}

KTEST(vmap_exhausted, "vmap: NULL when there is no room, and all of it is there again afterwards")
{
	struct page *page = alloc_high_page();
	unsigned int i;

	for (i = 0; i < CHUNK; i++)
		chunk[i] = page;
	vm_unmap_aliases(); /* so that areas begin at the first address */
	EXPECT_EQ(fill_vmalloc_area(), AREA_PAGES / (CHUNK + 1));
	EXPECT_EQ(fill_vmalloc_area(), AREA_PAGES / (CHUNK + 1));
	EXPECT(!vmap(chunk, 0));
	EXPECT(!vmalloc(0) && !vmalloc(VMALLOC_END - VMALLOC_START) && !vmalloc(-1));
	vunmap(NULL);
	vfree(NULL);
	free_high_page(page);
}

static void vmalloc_and_free(void)
{
	const size_t size = 300 * PAGE_SIZE - 1;
	char *p = vmalloc(size), *q = vmalloc(1);
	unsigned int i;

	EXPECT(p && q && p != q);
	for (i = 0; i < 300; i++)
		fill_page(p + i * PAGE_SIZE, i);
	fill_page(q, 1000);
	for (i = 0; i < 300; i++)
		EXPECT(check_page(p + i * PAGE_SIZE, i));
	EXPECT(check_page(q, 1000));
	vfree(p);
	vfree(q);
	vm_unmap_aliases();
}

KTEST(vmalloc_pages, "vmalloc: whole pages, freed by vfree at once, in every address space")
{
	char *p = vmalloc(PAGE_SIZE);

	fill_page(p, 3);
	open_mm();
	EXPECT(check_page(p, 3));
	close_mm();
	vfree(p);
	EXPECT(leaves_nothing(vmalloc_and_free));
}

/* A few pages are left: vmalloc takes these before it finds that there are no more. */
static void vmalloc_without_memory(void)
{
	LIST_HEAD(taken);
	unsigned int i;

	take_blocks(&taken, GFP_HIGHUSER, 0, -1ul);
	take_blocks(&taken, GFP_KERNEL, 0, -1ul);
	EXPECT(!vmalloc(PAGE_SIZE));
	for (i = 0; i < 40; i++) {
		struct page *page = list_entry(taken.prev, struct page, lru);

		list_del(&page->lru);
		put_page(page);
	}
	EXPECT(!vmalloc(100 * PAGE_SIZE));
	give_blocks(&taken);
	vm_unmap_aliases();
}

KTEST(vmalloc_exhausted,
      "vmalloc: NULL when memory is used up, and what it had taken is free again")
{
	EXPECT(leaves_nothing(vmalloc_without_memory));
}
