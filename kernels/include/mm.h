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
	PG_dirty = 1 << 5, /* page cache: has what nothing else has */
	PG_lru = 1 << 6, /* page cache: clean, and on one of its zone's lists */
	PG_active = 1 << 7, /* which of the two */
	PG_referenced = 1 << 8, /* page cache: used since the last look */
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
	struct list_head lru; /* buddy free list, slab list, clean page cache */
	void *virtual; /* address in the kmap pool, or NULL; highmem pages only */
};

extern struct page *mem_map; /* one for each pfn below max_pfn */
/* Bytes of lowmem that are set aside for each pfn's struct page. */
extern unsigned long struct_page_bytes;
extern unsigned long max_pfn,
	max_low_pfn; /* the ends of RAM, and of what the direct map has of it */

#define KIB(pages) ((pages) << (PAGE_SHIFT - 10))

static inline unsigned long page_to_pfn(const struct page *p)
{
	return p - mem_map;
}

static inline struct page *pfn_to_page(unsigned long pfn)
{
	return mem_map + pfn;
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

/* Where the page may come from. */
#define GFP_DMA	      0x01u /* only ZONE_DMA */
#define __GFP_HIGHMEM 0x02u /* HIGHMEM, then NORMAL, then DMA; without it NORMAL, then DMA */
#define __GFP_ZERO    0x04u
/* What may be done for it. */
#define __GFP_RECLAIM 0x08u /* take clean pages from files, and as the last resort kill (oom.c) */
#define __GFP_HIGH    0x10u /* go into the reserve below the min watermark */

#define GFP_KERNEL   __GFP_RECLAIM
#define GFP_HIGHUSER (GFP_KERNEL | __GFP_HIGHMEM)
#define GFP_ATOMIC   __GFP_HIGH /* for who can neither search for memory nor do without it */
#define GFP_NOWAIT   0x00u /* for who can do without it */

/* Blocks above this order are not worth a process: Linux's number. */
#define PAGE_ALLOC_COSTLY_ORDER 3

typedef u32 gfp_t;

/*
 * NULL if there is none; refcount 1. Does not sleep. With __GFP_RECLAIM it may take pages out of
 * the page cache that nobody has a reference to, and the memory of processes that are not running.
 */
struct page *alloc_pages(gfp_t gfp, unsigned int order);
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

enum wmark { WMARK_MIN, WMARK_LOW, WMARK_HIGH, NR_WMARK }; /* watermark.c */

struct zone_info { /* all in pages */
	const char *name;
	unsigned long present, free; /* given to the allocator at boot, free now */
	unsigned long reserve[NR_ZONES]; /* left alone by those who could use up to that zone */
	unsigned long wmark[NR_WMARK];
	unsigned long clean; /* page cache that can be had again: vmscan.c */
};
/* Call once; builds mem_map and zones from memblock and frees every free range. */
void page_alloc_init(void);
struct zone_info zone_info(enum zone_type zone);
/* Free blocks of an order in a zone: for tests of splitting and merging. */
unsigned long zone_free_blocks(enum zone_type zone, unsigned int order);
extern unsigned long nr_page_table_pages, nr_slab_pages, nr_kernel_stack_pages;

/* --- memory pressure (mm/vmscan.c, mm/oom.c, mm/fail_alloc.c) --- */

/* A clean page of a file becomes reclaimable; it has one reference, the page cache's. */
void lru_cache_add(struct page *page);
void lru_cache_del(struct page *page); /* it is written to, or goes away */
/*
 * Take at least `want` pages that can be had again from the zones up to `highest`, if there are as
 * many, and what the slab caches and dead tasks keep. The number of pages that became free.
 */
unsigned long try_to_free_pages(enum zone_type highest, unsigned long want);
void drop_clean_pages(void); /* all of them, and what else is kept for later */

/*
 * An allocation on behalf of the current task has failed, also after reclaim. Kill the process that
 * holds most of what the allocation can use; true if it is worth another try. `must`: the task
 * cannot go on without it (a page fault); else only if that process has enough to end the shortage.
 */
bool out_of_memory(gfp_t gfp, unsigned int order, bool must);
bool oom_victim_pending(void); /* a process that was killed has not come to its end yet */
/* The last allocation that failed, for the report of a page fault that failed with it. */
struct alloc_failure {
	gfp_t gfp;
	unsigned int order;
};
extern struct alloc_failure last_alloc_failure;
/* To the log: who wants what, and what the zones have. */
void show_allocation(gfp_t gfp, unsigned int order);

/*
 * Fault injection, for tests: of the allocations from now on, of pages and of slab objects, the one
 * with this number fails, counted from 0.
 */
void fail_alloc_arm(unsigned long number);
bool fail_alloc_disarm(void); /* whether it has come to that */

/* --- slab (mm/slab.c) --- */

struct kmem_cache *kmem_cache_create(const char *name, size_t size, size_t align);
void *kmem_cache_alloc(struct kmem_cache *cache, gfp_t gfp); /* NULL if there is no memory */
void kmem_cache_free(struct kmem_cache *cache, void *obj);
void *kmalloc(size_t size, gfp_t gfp); /* sizes above a page come from the page allocator */
void *kzalloc(size_t size, gfp_t gfp);
void kfree(const void *p); /* NULL is fine */
void slab_init(void);
void kmem_caches_shrink(void); /* give back slabs without an object in use */

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
