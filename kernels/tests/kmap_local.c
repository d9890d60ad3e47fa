// SPDX-License-Identifier: GPL-2.0-or-later
/* kmap_local_page, kmap_atomic, and what is built on them. */
#include "cpu.h"
#include "debug_highmem.h"
#include "ktest.h"
#include "string.h"
#include "task.h"
#include "test_pages.h"

static u64 invlpgs(void)
{
	return ledger[LEDGER_KMAP_LOCAL][LEDGER_KIND_INVLPG];
}

static u64 global_flushes(void)
{
	u64 n = 0;
	unsigned int cause;

	for (cause = 0; cause < NR_LEDGER_CAUSES; cause++)
		n += ledger[cause][LEDGER_KIND_GLOBAL];
	return n;
}

static void *map_kmap(struct page *page)
{
	return kmap(page);
}

static void unmap_kmap(struct page *page, void *addr)
{
	(void)addr;
	kunmap(page);
}

static void *map_atomic(struct page *page)
{
	return kmap_atomic(page, KM_USER0);
}

static void unmap_atomic(struct page *page, void *addr)
{
	(void)page;
	kunmap_atomic(addr, KM_USER0);
}

static void *map_local(struct page *page)
{
	return kmap_local_page(page);
}

static void unmap_local(struct page *page, void *addr)
{
	(void)page;
	kunmap_local(addr);
}

static const struct {
	void *(*map)(struct page *page);
	void (*unmap)(struct page *page, void *addr);
} kinds[] = { { map_kmap, unmap_kmap }, { map_atomic, unmap_atomic }, { map_local, unmap_local } };

KTEST(kmap_aliases, "kmap families: all reach the same page, low and high")
{
	struct page *page[] = { alloc_page(GFP_DMA), alloc_page(GFP_KERNEL), alloc_high_page() };
	unsigned int w, r, p;

	for (p = 0; p < ARRAY_SIZE(page); p++) {
		for (w = 0; w < ARRAY_SIZE(kinds); w++) {
			for (r = 0; r < ARRAY_SIZE(kinds); r++) {
				u32 seed = p << 8 | w << 4 | r;
				u64 high = counters[COUNT_KMAPS_HIGH],
				    low = counters[COUNT_KMAPS_LOW];
				void *to = kinds[w].map(page[p]), *from;

				fill_page(to, seed);
				kinds[w].unmap(page[p], to);
				from = kinds[r].map(page[p]);
				EXPECT(check_page(from, seed));
				kinds[r].unmap(page[p], from);
				if (PageHighMem(page[p])) {
					EXPECT_EQ(counters[COUNT_KMAPS_HIGH] - high, 2);
					EXPECT((unsigned long)to >= PKMAP_BASE);
				} else {
					EXPECT_EQ(counters[COUNT_KMAPS_LOW] - low, 2);
					EXPECT(to == lowmem_page_address(page[p]) && from == to);
				}
			}
		}
	}
	put_page(page[0]);
	put_page(page[1]);
	free_high_page(page[2]);
}

KTEST(kmap_local_nests,
      "kmap_local_page: nests KMAP_LOCAL_MAX deep; one INVLPG each, no global flush")
{
	struct page *page[KMAP_LOCAL_MAX], *low = alloc_page(GFP_KERNEL);
	void *addr[KMAP_LOCAL_MAX];
	u64 local = invlpgs(), global = global_flushes();
	unsigned int i, j;

	for (i = 0; i < KMAP_LOCAL_MAX; i++) {
		page[i] = alloc_high_page();
		addr[i] = kmap_local_page(page[i]);
		fill_page(addr[i], i);
		for (j = 0; j < i; j++)
			EXPECT(addr[j] != addr[i]);
	}
	EXPECT(kmap_local_page(low) == lowmem_page_address(low)); /* takes no slot */
	kunmap_local(lowmem_page_address(low));
	EXPECT_EQ(current->kmap_depth, KMAP_LOCAL_MAX);
	for (i = 0; i < KMAP_LOCAL_MAX; i++)
		EXPECT(check_page(addr[i], i));
	EXPECT_EQ(invlpgs(), local);
	while (i--)
		kunmap_local((char *)addr[i] + 123); /* any address in the page */
	EXPECT_EQ(current->kmap_depth, 0);
	EXPECT_EQ(invlpgs() - local, KMAP_LOCAL_MAX);

	/* No TLB entry of an earlier mapping is left: other pages in the same slots. */
	for (i = 0; i < 3 * LAST_PKMAP; i++) {
		struct page *p = page[i % KMAP_LOCAL_MAX];
		void *a = kmap_local_page(p);

		EXPECT(a == addr[0] && *(u32 *)a == i % KMAP_LOCAL_MAX * 2654435761u);
		kunmap_local(a);
	}
	EXPECT_EQ(global_flushes(), global);
	for (i = 0; i < KMAP_LOCAL_MAX; i++)
		free_high_page(page[i]);
	put_page(low);
}

enum { ROUNDS = 20, DEPTH = 3 };
static unsigned int rounds_ok[2];

/* Hold mappings across switches to a task that uses the same slots for its own pages. */
static int hold_across_switches(void *arg)
{
	u32 me = (unsigned long)arg;
	struct page *page[DEPTH];
	void *addr[DEPTH];
	unsigned int round, i;

	for (i = 0; i < DEPTH; i++)
		page[i] = alloc_high_page();
	for (round = 0; round < ROUNDS; round++) {
		unsigned int depth = 1 + (round + me) % DEPTH;
		bool ok = true;

		for (i = 0; i < depth; i++) {
			addr[i] = kmap_local_page(page[i]);
			fill_page(addr[i], me << 16 | round << 8 | i);
			schedule();
		}
		while (i--) {
			ok &= check_page(addr[i], me << 16 | round << 8 | i);
			kunmap_local(addr[i]);
			schedule();
		}
		rounds_ok[me] += ok;
	}
	for (i = 0; i < DEPTH; i++)
		free_high_page(page[i]);
	return 0;
}

KTEST(kmap_local_switch_keeps, "kmap_local_page: mappings belong to the task across switches")
{
	unsigned int i;
	int status;

	for (i = 0; i < ARRAY_SIZE(rounds_ok); i++) {
		rounds_ok[i] = 0;
		kernel_thread(hold_across_switches, (void *)(unsigned long)i, "kmap_local");
	}
	for (i = 0; i < ARRAY_SIZE(rounds_ok); i++)
		EXPECT(do_wait4(-1, &status, 0) > 0);
	for (i = 0; i < ARRAY_SIZE(rounds_ok); i++)
		EXPECT_EQ(rounds_ok[i], ROUNDS);
}

KTEST(kmap_atomic_slots, "kmap_atomic: a slot of its own for each type")
{
	struct page *page[KM_TYPE_NR];
	void *addr[KM_TYPE_NR];
	unsigned long flags = local_irq_save(); /* as KM_IRQ0 and 1 are for */
	unsigned int i, j;

	for (i = 0; i < KM_TYPE_NR; i++) {
		page[i] = alloc_high_page();
		addr[i] = kmap_atomic(page[i], i);
		fill_page(addr[i], i);
		for (j = 0; j < i; j++)
			EXPECT(addr[j] != addr[i]);
	}
	for (i = 0; i < KM_TYPE_NR; i++)
		EXPECT(check_page(addr[i], i));
	while (i--) {
		kunmap_atomic(addr[i], i);
		free_high_page(page[i]);
	}
	local_irq_restore(flags);
}

KTEST(kmap_atomic_lazy,
      "kmap_atomic: a mapping is valid until its slot's next user, who flushes it")
{
	struct page *page = alloc_high_page(), *other = alloc_high_page();
	u64 local, global = global_flushes();
	void *addr;

	addr = kmap_atomic(page, KM_PTE0);
	fill_page(addr, 5);
	local = invlpgs();
	kunmap_atomic(addr, KM_PTE0);
	/* The debug build flushes here: a touch is a misuse (debug/misuse.c). */
	EXPECT(DEBUG_HIGHMEM || check_page(addr, 5));
	EXPECT(kmap_atomic(other, KM_PTE0) == addr);
	fill_page(addr, 77);
	kunmap_atomic(addr, KM_PTE0);
	EXPECT_EQ(invlpgs() - local, DEBUG_HIGHMEM ? 2 : 1);
	EXPECT_EQ(global_flushes(), global);
	/* The page that lost its slot was not written through it. */
	addr = kmap_local_page(page);
	EXPECT(check_page(addr, 5));
	kunmap_local(addr);
	free_high_page(page);
	free_high_page(other);
}

KTEST(highpage_helpers, "highpage: copy, clear, and partial copies to and from a high page")
{
	struct page *a = alloc_high_page(), *b = alloc_high_page();
	char buf[64] = "a text that goes to the end of a page and back";
	char back[64];
	void *addr = kmap_local_page(a);

	fill_page(addr, 9);
	kunmap_local(addr);
	copy_highpage(b, a);
	clear_highpage(a);
	addr = kmap_local_page(b);
	EXPECT(check_page(addr, 9));
	kunmap_local(addr);
	addr = kmap_local_page(a);
	EXPECT(!*(char *)addr && !memcmp(addr, (char *)addr + 1, PAGE_SIZE - 1));
	kunmap_local(addr);

	memcpy_to_page(a, PAGE_SIZE - sizeof(buf), buf, sizeof(buf));
	memcpy_from_page(back, a, PAGE_SIZE - sizeof(buf), sizeof(back));
	EXPECT(!memcmp(buf, back, sizeof(buf)));
	memcpy_from_page(back, a, PAGE_SIZE - sizeof(buf) - 1, 1);
	EXPECT_EQ(back[0], 0);
	EXPECT_EQ(current->kmap_depth, 0);
	free_high_page(a);
	free_high_page(b);
}
