/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What several tests of address spaces need. */
#ifndef TEST_MM_H
#define TEST_MM_H

#include "vm.h"

/* Addresses that are the user's in every split. */
#define TEST_BASE 0x10000000ul
#define P(n)	  (TEST_BASE + (n)*PAGE_SIZE) /* page n of the test area */

#define ANON	   (MAP_PRIVATE | MAP_ANONYMOUS)
#define ANON_FIXED (ANON | MAP_FIXED)
#define RW	   (PROT_READ | PROT_WRITE)

/* An address space that the CPU uses until close_mm(): the test can touch its memory. */
struct mm *open_mm(void);
void close_mm(void);
/* Make another one the CPU's, as a switch to its process would. */
void use_mm(struct mm *mm);

/* `pages` pages of anonymous memory at TEST_BASE, readable and writable, and not touched. */
void map_test_area(struct mm *mm, unsigned int pages);
/* In the open address space, as the user's instructions would; false: a signal. */
bool poke(unsigned long addr, u32 value);
bool holds(unsigned long addr, u32 value);

struct page *page_at(struct mm *mm, unsigned long addr); /* NULL: none, or hidden by PROT_NONE */
bool writable_at(struct mm *mm, unsigned long addr);

unsigned long all_free(void); /* pages, once all that can be reclaimed is */
/* Runs fn; whether all memory and page tables that it took are free again. */
bool leaves_nothing(void (*fn)(void));

#endif /* TEST_MM_H */
