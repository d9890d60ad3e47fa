/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Physical pages: struct page, zones, the allocators, and temporary mappings.
 */
#ifndef MM_H
#define MM_H

#include "ledger.h"
#include "list.h"
#include "pgtable.h"
#include "types.h"

/* --- memblock: memory known and taken before the page allocator runs (mm/memblock.c) --- */

void memblock_add(u64 base, u64 size);
void memblock_reserve(u64 base, u64 size);
/*
 * Lowmem that is not cleared, `align` a power of two; bottom up from `min`, so that early tables
 * lie in what the boot page tables map. nofit(), naming `what`, if there is none.
 */
void *memblock_alloc(size_t size, size_t align, unsigned long min, const char *what);
/* Calls fn for each free range [start, end) of pfns, lowest first. */
void memblock_for_each_free(void (*fn)(unsigned long start_pfn, unsigned long end_pfn));

/* --- struct page --- */

enum zone_type { ZONE_DMA, ZONE_NORMAL, ZONE_HIGHMEM, NR_ZONES };

enum page_flags {
	PG_reserved = 1 << 0, /* never given to the allocator: holes, kernel image, struct pages */
	PG_buddy = 1 << 1, /* head of a free block; `order` is valid */
	PG_slab = 1 << 2,
	PG_pagecache = 1 << 3, /* `mapping` and `index` are valid */
	PG_table = 1 << 4, /* a page table */
};

struct address_space;
struct kmem_cache;

struct page {
	u16 flags;
	u8 zone;
	u8 order;
	u32 refcount; /* 0: free or reserved */
	union {
		struct address_space *mapping; /* page cache */
		struct kmem_cache *slab; /* slab pages */
	};
	union {
		u32 index; /* page cache: offset in pages */
		u32 inuse; /* slab: objects handed out */
	};
	void *freelist; /* slab: first free object */
	struct list_head lru; /* buddy free list, slab list */
	void *virtual; /* address in the kmap pool, or NULL; highmem pages only */
};

extern struct page *mem_map; /* one for each pfn below max_pfn */
/* Bytes of lowmem that are set aside for each pfn's struct page. */
extern unsigned long struct_page_bytes;
extern unsigned long max_pfn,
	max_low_pfn; /* the ends of RAM, and of what the direct map has of it */

static inline unsigned long page_to_pfn(const struct page *p)
{
	return p - mem_map;
}

static inline struct page *pfn_to_page(unsigned long pfn)
{
	return mem_map + pfn;
}

static inline phys_addr_t page_to_phys(const struct page *p)
{
	return (phys_addr_t)page_to_pfn(p) << PAGE_SHIFT;
}

static inline struct page *virt_to_page(const void *addr) /* direct map only */
{
	return pfn_to_page(__pa(addr) >> PAGE_SHIFT);
}

static inline bool PageHighMem(const struct page *p)
{
	return p->zone == ZONE_HIGHMEM;
}

static inline void *lowmem_page_address(const struct page *p)
{
	return __va(page_to_pfn(p) << PAGE_SHIFT);
}

/* --- the page allocator (mm/page_alloc.c, mm/zone.c) --- */

#define MAX_ORDER 11 /* orders 0 to 10: 4 KiB to 4 MiB, 2.6's numbers */

#define GFP_DMA	      0x01u /* only ZONE_DMA */
#define __GFP_HIGHMEM 0x02u /* HIGHMEM, then NORMAL, then DMA */
#define __GFP_ZERO    0x04u
#define GFP_KERNEL    0x00u /* NORMAL, then DMA */
#define GFP_HIGHUSER  (GFP_KERNEL | __GFP_HIGHMEM)

typedef u32 gfp_t;

struct page *alloc_pages(gfp_t gfp, unsigned int order); /* NULL if there is none; refcount 1 */
void __free_pages(struct page *page, unsigned int order); /* drops a reference; frees at the last */
unsigned long __get_free_pages(gfp_t gfp,
			       unsigned int order); /* direct address, or 0; no HIGHMEM */
void free_pages(unsigned long addr, unsigned int order);
/* Single pages that were freed last are kept aside; merge them into the buddy lists. */
void drain_local_pages(void);

static inline struct page *alloc_page(gfp_t gfp)
{
	return alloc_pages(gfp, 0);
}

static inline void get_page(struct page *p)
{
	p->refcount++;
}

static inline void put_page(struct page *p)
{
	__free_pages(p, 0);
}

struct zone_info {
	const char *name;
	unsigned long present, free; /* pages: given to the allocator at boot, free now */
};
/* Call once; builds mem_map and zones from memblock and frees every free range. */
void page_alloc_init(void);
struct zone_info zone_info(enum zone_type zone);
/* Free blocks of an order in a zone: for tests of splitting and merging. */
unsigned long zone_free_blocks(enum zone_type zone, unsigned int order);
extern unsigned long nr_page_table_pages, nr_slab_pages;

/* --- slab (mm/slab.c) --- */

struct kmem_cache *kmem_cache_create(const char *name, size_t size, size_t align);
void *kmem_cache_alloc(struct kmem_cache *cache, gfp_t gfp); /* NULL if there is no memory */
void kmem_cache_free(struct kmem_cache *cache, void *obj);
void *kmalloc(size_t size, gfp_t gfp); /* sizes above a page come from the page allocator */
void *kzalloc(size_t size, gfp_t gfp);
void kfree(const void *p); /* NULL is fine */
void slab_init(void);

/* --- temporary mappings (mm/highmem.c, mm/kmap_local.c); lowmem pages: the direct address --- */

/*
 * May sleep until a slot is free; a global flush each time the pool has been gone through. NULL if
 * none would ever be: all slots are held by tasks that wait here for another one, and the caller is
 * the last of them. It should release what it holds; the log has the tasks. kunmap() is for the task
 * that called kmap().
 */
void *kmap(struct page *page);
void kunmap(struct page *page);

/*
 * By type, never sleeps, usable in interrupt handlers (KM_IRQ0 and 1: there only, or with interrupts
 * off); valid until the next user of the slot. The caller does not sleep before kunmap_atomic().
 */
enum km_type { KM_USER0, KM_USER1, KM_PTE0, KM_IRQ0, KM_IRQ1, KM_TYPE_NR };
void *kmap_atomic(struct page *page, enum km_type type);
void kunmap_atomic(void *addr, enum km_type type);

/* Nests (LIFO), belongs to the task, survives a switch. At most KMAP_LOCAL_MAX deep. */
#define KMAP_LOCAL_MAX 16
void *kmap_local_page(struct page *page);
void kunmap_local(const void *addr);
struct task;
void kmap_local_switch(struct task *prev, struct task *next); /* from the scheduler only */

void copy_highpage(struct page *to, struct page *from);
void clear_highpage(struct page *page);
/* Copy between a kernel buffer and part of any page; off + n <= PAGE_SIZE. */
void memcpy_to_page(struct page *page, size_t off, const void *from, size_t n);
void memcpy_from_page(void *to, struct page *page, size_t off, size_t n);

/* --- kernel page tables (mm/paging.c) --- */

/* The final kernel map: direct map, read-only image, kmap and fixmap tables, the mechanism's own.
 */
void paging_init(void);
/* Drop one kernel page's TLB entry, or all entries, global ones included. */
void flush_tlb_kernel_page(unsigned long addr, enum ledger_cause cause);
void flush_tlb_all(enum ledger_cause cause);

#endif /* MM_H */
