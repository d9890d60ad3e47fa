// SPDX-License-Identifier: GPL-2.0-or-later
/* Objects of all sizes: distinct, reused, and their pages given back. */
#include "ktest.h"
#include "string.h"
#include "test_pages.h"

enum { N = 300 };
static u8 *obj[N];

static unsigned long lowmem_free(void)
{
	return zone_info(ZONE_DMA).free + zone_info(ZONE_NORMAL).free;
}

static void fill(unsigned int i, size_t size)
{
	memset(obj[i], i, size);
}

static bool intact(unsigned int i, size_t size)
{
	return obj[i][0] == (u8)i && !memcmp(obj[i], obj[i] + 1, size - 1);
}

/* Allocate many, free every third, allocate those again: no object may touch another. */
static void objects_are_distinct(void *(*alloc)(void *), void (*release)(void *, void *), void *ctx,
				 size_t size, size_t align)
{
	unsigned long slabs;
	unsigned int i;

	for (i = 0; i < N; i++) {
		obj[i] = alloc(ctx);
		EXPECT(obj[i] && !((unsigned long)obj[i] & (align - 1)));
		fill(i, size);
	}
	slabs = nr_slab_pages;
	for (i = 0; i < N; i += 3)
		release(ctx, obj[i]);
	for (i = 0; i < N; i += 3) {
		obj[i] = alloc(ctx);
		fill(i, size);
	}
	EXPECT_EQ(nr_slab_pages, slabs); /* the freed ones were found again */
	for (i = 0; i < N; i++)
		EXPECT(intact(i, size));
	for (i = 0; i < N; i++)
		release(ctx, obj[i * 7 % N]);
}

static void *alloc_from_cache(void *cache)
{
	return kmem_cache_alloc(cache, GFP_KERNEL);
}

static void free_to_cache(void *cache, void *p)
{
	kmem_cache_free(cache, p);
}

static void *alloc_by_size(void *size)
{
	return kmalloc(*(size_t *)size, GFP_KERNEL);
}

static void free_by_size(void *size, void *p)
{
	(void)size;
	kfree(p);
}

KTEST(caches, "slab: objects of a cache are distinct and aligned; empty slabs are given back")
{
	/* The last ones need slabs of 1, 2 and 8 pages; 5000 leaves no room for a second in two. */
	static const struct {
		size_t size, align;
	} t[] = { { 1, 0 },	  { 24, 8 },	{ 100, 64 }, { 520, 8 }, { 1400, 32 },
		  { 2048, 2048 }, { 3000, 16 }, { 5000, 8 }, { 9000, 8 } };
	unsigned int i;

	for (i = 0; i < ARRAY_SIZE(t); i++) {
		struct kmem_cache *cache = kmem_cache_create("test", t[i].size, t[i].align);
		unsigned long slabs = nr_slab_pages, free = lowmem_free();

		objects_are_distinct(alloc_from_cache, free_to_cache, cache, t[i].size,
				     max(t[i].align, (size_t)8));
		/* One empty slab at most is kept, of at most 8 pages. */
		EXPECT(nr_slab_pages > slabs && nr_slab_pages - slabs <= 8);
		EXPECT_EQ(free - lowmem_free(), nr_slab_pages - slabs);
	}
}

KTEST(kmalloc_sizes, "slab: kmalloc of every class and of many pages")
{
	size_t size;

	for (size = 1; size <= 20000; size += size / 2 + 1) {
		unsigned long slabs = nr_slab_pages, free = lowmem_free();

		objects_are_distinct(alloc_by_size, free_by_size, &size, size,
				     size > PAGE_SIZE ? PAGE_SIZE : 8);
		EXPECT(nr_slab_pages <= slabs + 1);
		EXPECT_EQ(free - lowmem_free(), nr_slab_pages - slabs);
	}
	EXPECT(!kmalloc(PAGE_SIZE << MAX_ORDER, GFP_KERNEL));
	kfree(kmalloc(0, GFP_KERNEL));
	kfree(NULL);
}

KTEST(kmalloc_is_dense, "slab: powers of two up to a page fill their slabs")
{
	size_t size;
	unsigned int i;

	for (size = 16; size <= PAGE_SIZE; size *= 2) {
		unsigned long slabs = nr_slab_pages;
		size_t needed = DIV_ROUND_UP(N * size, (size_t)PAGE_SIZE);

		for (i = 0; i < N; i++)
			obj[i] = kmalloc(size, GFP_KERNEL);
		/* Less where slabs with room were there already. */
		EXPECT(nr_slab_pages - slabs <= needed);
		for (i = 0; i < N; i++)
			kfree(obj[i]);
	}
}

KTEST(slab_reuse, "slab: the object that was freed last is the next; kzalloc clears it")
{
	u8 *a = kmalloc(200, GFP_KERNEL), *b = kmalloc(200, GFP_KERNEL), *big;

	memset(a, 0xaa, 200);
	memset(b, 0xbb, 200);
	kfree(a);
	kfree(b);
	EXPECT(kmalloc(200, GFP_KERNEL) == b);
	EXPECT(kzalloc(200, GFP_KERNEL) == a);
	EXPECT(!a[0] && !memcmp(a, a + 1, 199));
	kfree(b);
	kfree(a);

	big = kmalloc(3 * PAGE_SIZE, GFP_KERNEL);
	memset(big, 0xcc, 3 * PAGE_SIZE);
	kfree(big);
	big = kzalloc(3 * PAGE_SIZE, GFP_KERNEL);
	EXPECT(!big[0] && !memcmp(big, big + 1, 3 * PAGE_SIZE - 1));
	kfree(big);
}

KTEST(slab_exhaustion, "slab: NULL when there is no lowmem, in order again afterwards")
{
	enum { PAGES = 5, OBJECTS = 4 * PAGES };
	struct kmem_cache *cache = kmem_cache_create("test", 1000, 8);
	unsigned long slabs;
	unsigned int i;
	LIST_HEAD(all);

	drop_clean_pages(); /* also the other caches' empty slabs */
	slabs = nr_slab_pages;
	take_blocks(&all, GFP_KERNEL, 0, -1ul);
	EXPECT(!kmem_cache_alloc(cache, GFP_KERNEL));
	for (i = 0; i < PAGES; i++) {
		struct page *page = list_first_entry(&all, struct page, lru);

		list_del(&page->lru);
		put_page(page);
	}
	for (i = 0; i < OBJECTS; i++) {
		obj[i] = kmem_cache_alloc(cache, GFP_KERNEL);
		EXPECT(obj[i]);
	}
	EXPECT(!kmem_cache_alloc(cache, GFP_KERNEL));
	EXPECT_EQ(nr_slab_pages - slabs, PAGES);

	for (i = 0; i < OBJECTS; i++)
		kmem_cache_free(cache, obj[i]);
	/* The slab that was kept serves the next object. */
	EXPECT_EQ(nr_slab_pages - slabs, 1);
	obj[0] = kmem_cache_alloc(cache, GFP_KERNEL);
	EXPECT(obj[0]);
	kmem_cache_free(cache, obj[0]);
	EXPECT_EQ(nr_slab_pages - slabs, 1);
	give_blocks(&all);
}
