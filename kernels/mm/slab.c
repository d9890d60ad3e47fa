// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * The slab allocator: objects of one size, cut from blocks of lowmem pages ("slabs"). The free
 * objects of a slab are chained through their first word; its struct page has the head of the chain
 * and the number of objects in use. A cache lists its slabs that have a free object, those without
 * any object in use last, and of these it keeps one at most. (J. Bonwick's slab allocator of 1994,
 * with C. Lameter's simplification that all state lies in struct page.)
 */
#include "printk.h"
#include "string.h"
#include "zone.h"

struct kmem_cache {
	const char *name;
	struct list_head link; /* in `caches` */
	size_t size; /* of an object, with what aligns the next one */
	unsigned int order; /* of a slab's pages */
	unsigned int objects; /* in a slab */
	unsigned int nr_empty; /* slabs without an object in use: 0 or 1 */
	struct list_head partial; /* slabs with a free object, by page->lru */
	struct list_head hidden; /* the same while faults are injected, for none to be found */
};

#define SLAB_MAX_ORDER 3
#define SLAB_MIN_ALIGN sizeof(u64)

unsigned long nr_slab_pages;
static LIST_HEAD(caches);
static bool hide;

/* The caches themselves come from a cache. */
static struct kmem_cache cache_cache;

#define KMALLOC_MIN_SHIFT 4
#define KMALLOC_MAX_SHIFT PAGE_SHIFT
#define KMALLOC_CLASSES	  (KMALLOC_MAX_SHIFT - KMALLOC_MIN_SHIFT + 1)

static struct kmem_cache kmalloc_caches[KMALLOC_CLASSES];
static const char *const kmalloc_names[KMALLOC_CLASSES] = {
	"kmalloc-16",  "kmalloc-32",   "kmalloc-64",   "kmalloc-128",  "kmalloc-256",
	"kmalloc-512", "kmalloc-1024", "kmalloc-2048", "kmalloc-4096",
};

static void cache_init(struct kmem_cache *cache, const char *name, size_t size, size_t align)
{
	unsigned int order = 0;

	align = max(align, SLAB_MIN_ALIGN);
	size = ALIGN(size, align);
	BUG_ON(align & (align - 1) || size > PAGE_SIZE << SLAB_MAX_ORDER);
	/* The smallest slab that wastes at most an eighth of itself. */
	while (order < SLAB_MAX_ORDER &&
	       (PAGE_SIZE << order) % size > (size_t)PAGE_SIZE << order >> 3)
		order++;
	*cache = (struct kmem_cache){
		.name = name,
		.size = size,
		.order = order,
		.objects = (PAGE_SIZE << order) / size,
	};
	INIT_LIST_HEAD(&cache->partial);
	INIT_LIST_HEAD(&cache->hidden);
	list_add_tail(&cache->link, &caches);
}

/* Where slabs with a free object are to be. */
static inline struct list_head *open_slabs(struct kmem_cache *cache)
{
	return unlikely(hide) ? &cache->hidden : &cache->partial;
}

static struct page *slab_create(struct kmem_cache *cache, gfp_t gfp)
{
	struct page *page;
	unsigned int i;
	char *obj;

	BUG_ON(gfp & (GFP_DMA | __GFP_HIGHMEM)); /* a cache has no zones */
	if (unlikely(fail_alloc_armed)) {
		if (fail_this_alloc())
			return NULL;
		if (!list_empty(&cache->hidden))
			return list_first_entry(&cache->hidden, struct page, lru);
	}
	page = alloc_pages(gfp & ~__GFP_ZERO, cache->order);
	if (!page)
		return NULL;
	page->flags = PG_slab;
	page->slab = cache;
	obj = lowmem_page_address(page);
	page->freelist = obj;
	for (i = 1; i < cache->objects; i++, obj += cache->size)
		*(void **)obj = obj + cache->size;
	*(void **)obj = NULL;
	page->inuse = 0;
	list_add(&page->lru, open_slabs(cache));
	cache->nr_empty++;
	nr_slab_pages += 1ul << cache->order;
	return page;
}

static void slab_destroy(struct kmem_cache *cache, struct page *page)
{
	list_del(&page->lru);
	cache->nr_empty--;
	nr_slab_pages -= 1ul << cache->order;
	page->flags = 0;
	__free_pages(page, cache->order);
}

void *kmem_cache_alloc(struct kmem_cache *cache, gfp_t gfp)
{
	struct page *page;
	void **obj;

	if (likely(!list_empty(&cache->partial)))
		page = list_first_entry(&cache->partial, struct page, lru);
	else if (!(page = slab_create(cache, gfp)))
		return NULL;

	obj = page->freelist;
	page->freelist = *obj;
	if (!page->freelist)
		list_del(&page->lru);
	if (page->inuse++ == 0)
		cache->nr_empty--;
	return gfp & __GFP_ZERO ? memset(obj, 0, cache->size) : obj;
}

void kmem_cache_free(struct kmem_cache *cache, void *obj)
{
	/* A slab is aligned to its size: its first page has the state. */
	struct page *page =
		virt_to_page((void *)ALIGN_DOWN((unsigned long)obj, PAGE_SIZE << cache->order));

	if (unlikely(!(page->flags & PG_slab) || page->slab != cache || !page->inuse ||
		     page->freelist == obj))
		panic("slab: %p is not an object in use of the cache %s", obj, cache->name);

	if (!page->freelist)
		list_add(&page->lru, open_slabs(cache));
	*(void **)obj = page->freelist;
	page->freelist = obj;
	if (--page->inuse)
		return;
	if (cache->nr_empty++)
		slab_destroy(cache, page);
	else
		list_move_tail(&page->lru, open_slabs(cache));
}

/* The slab without an object in use is the last of its list. */
void kmem_caches_shrink(void)
{
	struct kmem_cache *cache;

	list_for_each_entry (cache, &caches, link)
		if (cache->nr_empty)
			slab_destroy(cache, list_entry(open_slabs(cache)->prev, struct page, lru));
}

void slab_hide_partial(bool on)
{
	struct kmem_cache *cache;

	hide = on;
	list_for_each_entry (cache, &caches, link) {
		struct list_head *from = on ? &cache->partial : &cache->hidden;

		while (!list_empty(from))
			list_move_tail(from->next, open_slabs(cache));
	}
}

struct kmem_cache *kmem_cache_create(const char *name, size_t size, size_t align)
{
	struct kmem_cache *cache = kmem_cache_alloc(&cache_cache, GFP_KERNEL);

	if (!cache)
		panic("no memory for the cache %s", name);
	cache_init(cache, name, size, align);
	return cache;
}

void *kmalloc(size_t size, gfp_t gfp)
{
	/* The class is the power of two that size fits in: count the bits of size - 1. */
	size_t top = (size ? size - 1 : 0) | ((1u << KMALLOC_MIN_SHIFT) - 1);
	unsigned int bits = 32 - __builtin_clz(top);
	struct page *page;

	if (likely(bits <= KMALLOC_MAX_SHIFT))
		return kmem_cache_alloc(&kmalloc_caches[bits - KMALLOC_MIN_SHIFT], gfp);
	page = alloc_pages(gfp & ~__GFP_HIGHMEM, bits - PAGE_SHIFT);
	return page ? lowmem_page_address(page) : NULL;
}

void *kzalloc(size_t size, gfp_t gfp)
{
	return kmalloc(size, gfp | __GFP_ZERO);
}

void kfree(const void *p)
{
	struct page *page;

	if (!p)
		return;
	page = virt_to_page(p);
	if (likely(page->flags & PG_slab)) /* kmalloc's own slabs are of one page */
		kmem_cache_free(page->slab, (void *)p);
	else
		__free_pages(page, page->order);
}

void slab_init(void)
{
	unsigned int i;

	cache_init(&cache_cache, "kmem_cache", sizeof(struct kmem_cache), 0);
	for (i = 0; i < KMALLOC_CLASSES; i++)
		cache_init(&kmalloc_caches[i], kmalloc_names[i], 1u << (KMALLOC_MIN_SHIFT + i),
			   1u << (KMALLOC_MIN_SHIFT + i));
}
