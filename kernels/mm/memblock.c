// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Memory before the page allocator: which page frames are RAM, and which of these are taken. Two
 * short sorted tables; page frame numbers, so that a region may end at 4 GiB.
 */
#include "mm.h"
#include "printk.h"
#include "string.h"

unsigned long max_pfn, max_low_pfn;

#define MAX_REGIONS 32

struct region {
	unsigned long start, end; /* pfns; end is the first that is not part of it */
};

struct region_table {
	const char *name;
	unsigned int n;
	struct region r[MAX_REGIONS]; /* sorted, neither touching nor overlapping */
};

static struct region_table memory __initdata = { .name = "RAM" };
static struct region_table reserved __initdata = { .name = "reserved" };

/* Add a region; those that it touches or overlaps become one with it. */
static void __init add_region(struct region_table *t, unsigned long start, unsigned long end)
{
	unsigned int first = 0, last;

	while (first < t->n && t->r[first].end < start)
		first++;
	for (last = first; last < t->n && t->r[last].start <= end; last++) {
		start = min(start, t->r[last].start);
		end = max(end, t->r[last].end);
	}
	if (t->n + 1 - (last - first) > MAX_REGIONS)
		panic("memblock: more than %d %s regions", MAX_REGIONS, t->name);
	memmove(t->r + first + 1, t->r + last, (t->n - last) * sizeof(t->r[0]));
	t->n += 1 - (last - first);
	t->r[first] = (struct region){ start, end };
}

/* Only whole pages can be used... */
void __init memblock_add(u64 base, u64 size)
{
	unsigned long start = ALIGN(base, (u64)PAGE_SIZE) >> PAGE_SHIFT;
	unsigned long end = (base + size) >> PAGE_SHIFT;

	if (start >= end)
		return;
	add_region(&memory, start, end);
	max_pfn = max(max_pfn, end);
}

/* ...and a page of which a part is taken is taken. */
void __init memblock_reserve(u64 base, u64 size)
{
	if (size)
		add_region(&reserved, base >> PAGE_SHIFT,
			   ALIGN(base + size, (u64)PAGE_SIZE) >> PAGE_SHIFT);
}

/* The first free range at or above pfn `pos`; false if there is none. */
static bool __init next_free(unsigned long pos, struct region *free)
{
	const struct region *m, *taken;

	for (m = memory.r; m < memory.r + memory.n; m++) {
		free->start = max(pos, m->start);
		for (taken = reserved.r; taken < reserved.r + reserved.n; taken++) {
			if (taken->end <= free->start)
				continue;
			if (taken->start > free->start)
				break;
			free->start = taken->end;
		}
		free->end = taken < reserved.r + reserved.n ? min(m->end, taken->start) : m->end;
		if (free->start < free->end)
			return true;
	}
	return false;
}

void *__init memblock_alloc(size_t size, size_t align, unsigned long min, const char *what)
{
	const struct region *m;
	unsigned long ram = 0;
	unsigned long pages = ALIGN((u64)size, (u64)PAGE_SIZE) >> PAGE_SHIFT;
	unsigned long align_pages = DIV_ROUND_UP(align, (size_t)PAGE_SIZE);
	unsigned long pos = ALIGN((u64)min, (u64)PAGE_SIZE) >> PAGE_SHIFT;
	struct region free;

	for (; next_free(pos, &free); pos = free.end) {
		unsigned long start = ALIGN(free.start, align_pages);
		unsigned long end = min(free.end, max_low_pfn);

		if (start < end && pages <= end - start) {
			add_region(&reserved, start, start + pages);
			return __va(start << PAGE_SHIFT);
		}
	}
	for (m = memory.r; m < memory.r + memory.n; m++)
		ram += m->end - m->start;
	nofit("%s: %lu MiB of RAM take %zu KiB of lowmem for %s, more than is free in its %lu KiB; "
	      "use a split with more lowmem, or less RAM",
	      CONFIG_NAME, ram >> (20 - PAGE_SHIFT), size >> 10, what,
	      max_low_pfn << (PAGE_SHIFT - 10));
}

void __init memblock_for_each_free(void (*fn)(unsigned long start_pfn, unsigned long end_pfn))
{
	struct region free;
	unsigned long pos;

	for (pos = 0; next_free(pos, &free); pos = free.end)
		fn(free.start, free.end);
}
