// SPDX-License-Identifier: GPL-2.0-or-later
/* The page tables, walked as the CPU walks them, against what the split header promises. */
#include <linux/mman.h>
#include "boot.h"
#include "cpu.h"
#include "ktest.h"
#include "mech.h"
#include "string.h"
#include "test_mm.h"
#include "vdso.h"

/* What a directory makes of an address: rights are those that both levels give. */
struct translation {
	bool present, large, write, user, global;
	unsigned long pfn;
};

static struct translation walk(pgd_t *pgd, unsigned long addr)
{
	pmd_t pmd = *pmd_offset(pgd, addr);
	pteval_t dir = pmd.v, leaf;

	if (!(dir & _PAGE_PRESENT))
		return (struct translation){ 0 };
	leaf = pmd_large(pmd) ? dir : pte_read(pgd, addr).v;
	return (struct translation){
		.present = leaf & _PAGE_PRESENT,
		.large = dir & _PAGE_PSE,
		.write = dir & leaf & _PAGE_RW,
		.user = dir & leaf & _PAGE_USER,
		.global = leaf & _PAGE_GLOBAL,
		.pfn = (leaf >> PAGE_SHIFT) + (dir & _PAGE_PSE ? pte_index(addr) : 0),
	};
}

static unsigned long direct_addr(unsigned long pfn)
{
	return KERNEL_BASE + (pfn << PAGE_SHIFT);
}

static bool in_window(unsigned long addr)
{
	return addr >= WINDOW_BASE && addr - WINDOW_BASE < PMD_SIZE;
}

KTEST(direct_map, "page tables: the direct map is all of lowmem, and nothing else, in large pages")
{
	unsigned long pfn;

	for (pfn = 0; pfn < max_low_pfn; pfn++) {
		struct translation t = walk(swapper_pg_dir, direct_addr(pfn));
		/* The image's rights, and a piece at the end, need small ones. */
		bool large = pfn >= IMAGE_MAX >> PAGE_SHIFT &&
			     ALIGN(pfn + 1, PTRS_PER_PTE) <= max_low_pfn;

		if (!t.present || t.pfn != pfn || t.large != large) {
			ktest_fail(__FILE__, __LINE__, "wrong page", direct_addr(pfn), t.pfn);
			return;
		}
	}
	for (; pfn < (VMALLOC_START - KERNEL_BASE) >> PAGE_SHIFT; pfn++)
		if (walk(swapper_pg_dir, direct_addr(pfn)).present) {
			ktest_fail(__FILE__, __LINE__, "not lowmem", direct_addr(pfn), 0);
			return;
		}
	EXPECT(walk(swapper_pg_dir, (unsigned long)mem_map).pfn == __pa(mem_map) >> PAGE_SHIFT);
}

/* Call fn for each page or large page that the kernel's tables map, until it finds fault. */
static void for_each_kernel_page(bool (*fine)(unsigned long addr, struct translation t))
{
	unsigned long addr = 0;

	do {
		struct translation t = walk(swapper_pg_dir, addr);

		if (t.present && !fine(addr, t)) {
			ktest_fail(__FILE__, __LINE__, "wrong mapping", addr, t.pfn);
			return;
		}
		/* What has no table, or is a table's worth, is one step. */
		addr += t.large || !pmd_present(*pmd_offset(swapper_pg_dir, addr)) ? PMD_SIZE
										   : PAGE_SIZE;
	} while (addr);
}

static bool in_known_place(unsigned long addr, struct translation t)
{
	(void)t;
	return (addr >= KERNEL_BASE && addr < DIRECT_END) || addr >= VMALLOC_START;
}

static bool not_the_users(unsigned long addr, struct translation t)
{
	(void)addr;
	return !t.user;
}

static bool global_as_promised(unsigned long addr, struct translation t)
{
	return t.global == (in_window(addr) ? GLOBAL_WINDOW : GLOBAL_KERNEL);
}

extern char int80_entry[];

static bool not_read_only_again(unsigned long addr, struct translation t)
{
	unsigned long image = direct_addr(t.pfn);

	(void)addr;
	return !t.write || image < (unsigned long)_text || image >= (unsigned long)_etext;
}

KTEST(kernel_pages,
      "page tables: the kernel's map no user page, are not the user's, global as said")
{
	for_each_kernel_page(in_known_place);
	for_each_kernel_page(not_the_users);
	for_each_kernel_page(global_as_promised);
	EXPECT(read_cr4() & X86_CR4_PGE);
}

KTEST(kernel_rights, "page tables: kernel text and read-only data cannot be written by any address")
{
	static u32 in_bss;
	static u32 in_data = 1;
	unsigned long addr;

	for (addr = (unsigned long)_text; addr < (unsigned long)_erodata; addr += PAGE_SIZE)
		EXPECT(!walk(swapper_pg_dir, addr).write);
	for (addr = (unsigned long)_data; addr < (unsigned long)_end_image; addr += PAGE_SIZE)
		EXPECT(walk(swapper_pg_dir, addr).write);
	EXPECT(walk(swapper_pg_dir, (unsigned long)&in_bss).write);
	EXPECT(walk(swapper_pg_dir, (unsigned long)&in_data).write);
	EXPECT(!walk(swapper_pg_dir, (unsigned long)int80_entry).write); /* perhaps in the window */
	for_each_kernel_page(not_read_only_again);
	EXPECT(read_cr0() & X86_CR0_WP);
}

/* What of a process's directory the CPU would find when it enters the kernel. */
static void check_common_part(const struct mm *mm)
{
	unsigned long addr = USER_TOP;

	do {
		bool common = !SPLIT_SEPARATE_PGD || in_window(addr);

		EXPECT_EQ(pmd_offset(mm->pgd, addr)->v,
			  common ? pmd_offset(swapper_pg_dir, addr)->v : 0);
	} while (addr += PMD_SIZE);
	if (!SPLIT_SEPARATE_PGD)
		return;
	/* Beyond doubt: no frame but the window's is behind the same address in both. */
	for (addr = 0; addr < USER_TOP; addr += PMD_SIZE) {
		pmd_t pmd = *pmd_offset(mm->pgd, addr);

		EXPECT(!pmd_present(pmd) || pmd.v != pmd_offset(swapper_pg_dir, addr)->v);
	}
	EXPECT(pmd_present(*pmd_offset(mm->pgd, WINDOW_BASE)));
}

/* Where user mode has a root of its own: the same user pages, and of the kernel the window. */
static void check_user_root(const struct mm *mm)
{
	unsigned long addr = 0;

	do {
		pgd_t *like = addr < USER_TOP || in_window(addr) ? mm->pgd : NULL;

		EXPECT_EQ(pmd_offset(mm->pgd + PTRS_PER_PGD, addr)->v,
			  like ? pmd_offset(like, addr)->v : 0);
	} while (addr += PMD_SIZE);
}

/* The user's pages: none of the kernel's own memory but what is meant to be seen. */
static void check_user_part(struct mm *mm)
{
	unsigned long addr;

	for (addr = 0; addr < USER_TOP; addr += PAGE_SIZE) {
		struct translation t;

		if (!pmd_present(*pmd_offset(mm->pgd, addr))) {
			addr = ALIGN_DOWN(addr, PMD_SIZE) + PMD_SIZE - PAGE_SIZE;
			continue;
		}
		t = walk(mm->pgd, addr);
		if (!t.present)
			continue;
		EXPECT(t.user && !t.global && !t.large);
		EXPECT(!t.write ||
		       !(pfn_to_page(t.pfn)->flags & (PG_reserved | PG_slab | PG_table)));
	}
	EXPECT_EQ(walk(mm->pgd, VDSO_BASE).pfn, page_to_pfn(vdso_page));
	EXPECT(!walk(mm->pgd, VDSO_BASE).write);
}

KTEST(process_pages,
      "page tables: a process has its own pages, and of the kernel's what the split says")
{
	struct mm *mm = open_mm(), *child;

	map_test_area(mm, 2000);
	EXPECT(poke(TEST_BASE, 1) && poke(P(1999), 2) && holds(P(1), 0));
	child = mm_fork(mm);
	check_common_part(mm);
	check_common_part(child);
	check_user_part(mm);
	check_user_part(child);
	if (MECH_ROOTS > 1) {
		check_user_root(mm);
		check_user_root(child);
	}
	EXPECT_EQ(read_cr3(), SPLIT_SEPARATE_PGD ? __pa(swapper_pg_dir) : __pa(mm->pgd));
	mm_put(child);
	close_mm();
	EXPECT_EQ(read_cr3(), __pa(swapper_pg_dir));
}

KTEST(table_pages,
      "page tables: are of the zone they should be, are counted, and are one for what each maps that is used")
{
	struct page *table;
	unsigned long before = nr_page_table_pages;
	struct mm *mm = open_mm();

	EXPECT_EQ(nr_page_table_pages - before, PGD_PAGES + 1); /* the last is the vDSO's */
	map_test_area(mm, 3000);
	EXPECT(poke(TEST_BASE, 1) && poke(P(2999), 1));
	EXPECT_EQ(nr_page_table_pages - before, PGD_PAGES + 3);
	EXPECT(poke(P(1500), 1) && poke(TEST_BASE + 8, 1));
	EXPECT_EQ(nr_page_table_pages - before, PGD_PAGES + 4);
	table = pfn_to_page(pmd_offset(mm->pgd, TEST_BASE)->v >> PAGE_SHIFT);
	EXPECT(table->flags & PG_table);
	EXPECT_EQ(PageHighMem(table), (GFP_PTE & __GFP_HIGHMEM) && zone_info(ZONE_HIGHMEM).free);
	close_mm();
	EXPECT_EQ(nr_page_table_pages, before);
}
