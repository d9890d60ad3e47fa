// SPDX-License-Identifier: GPL-2.0-or-later
#include <linux/mman.h>
#include "ktest.h"
#include "task.h"
#include "test_mm.h"
#include "uaccess.h"

struct mm *open_mm(void)
{
	struct mm *mm = mm_alloc();

	if (!mm)
		panic("tests: no address space");
	set_current_mm(mm);
	return mm;
}

void close_mm(void)
{
	set_current_mm(NULL);
}

/* The current one's reference goes with the change, and this is its owner's. */
void use_mm(struct mm *mm)
{
	mm_get(current->mm);
	set_current_mm(mm);
}

void map_test_area(struct mm *mm, unsigned int pages)
{
	EXPECT_EQ(do_mmap(mm, NULL, TEST_BASE, pages * PAGE_SIZE, RW, ANON_FIXED, 0), TEST_BASE);
}

bool poke(unsigned long addr, u32 value)
{
	return put_user(value, (u32 __user *)addr) == 0;
}

bool holds(unsigned long addr, u32 value)
{
	u32 found;

	return get_user(found, (u32 __user *)addr) == 0 && found == value;
}

struct page *page_at(struct mm *mm, unsigned long addr)
{
	pte_t pte = pte_read(mm->pgd, addr);

	return pte_present(pte) ? pfn_to_page(pte_pfn(pte)) : NULL;
}

bool writable_at(struct mm *mm, unsigned long addr)
{
	pte_t pte = pte_read(mm->pgd, addr);

	return pte_present(pte) && pte_write(pte);
}

unsigned long all_free(void)
{
	unsigned long n = 0;
	unsigned int z;

	drop_clean_pages();
	for (z = 0; z < NR_ZONES; z++)
		n += zone_info(z).free;
	return n;
}

/* The first run is for the slab caches, which keep what they have taken. */
bool leaves_nothing(void (*fn)(void))
{
	unsigned long free, tables;

	fn();
	free = all_free();
	tables = nr_page_table_pages;
	fn();
	return all_free() == free && nr_page_table_pages == tables;
}
