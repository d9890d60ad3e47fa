// SPDX-License-Identifier: GPL-2.0-or-later
#include <stdlib.h>
#include <string.h>

#include "page.h"

#define NR_BUCKETS (1u << 16)
#define MAX_BLOCKS                                                                                 \
	256 /* a million translations: the memory bound, about 128 MiB, seldom reached             \
	     */

bool pages_init(struct pages *p)
{
	p->buckets = calloc(NR_BUCKETS, sizeof(p->buckets[0]));
	p->blocks = calloc(MAX_BLOCKS, sizeof(p->blocks[0]));
	return p->buckets && p->blocks;
}

void pages_free(struct pages *p)
{
	for (unsigned int i = 0; i < p->nr_blocks; i++)
		free(p->blocks[i]);
	free(p->blocks);
	free(p->buckets);
}

static struct page **bucket(const struct pages *p, uint32_t tag, unsigned int shift,
			    uint32_t number)
{
	/* Multiplicative hashing, Knuth TAOCP 6.4. */
	uint32_t h = (number ^ tag >> 12 ^ shift << 20) * 2654435761u;

	return &p->buckets[h >> 16];
}

struct page *page_find(const struct pages *p, uint32_t tag, unsigned int shift, uint32_t number)
{
	struct page *page = *bucket(p, tag, shift, number);

	while (page && (page->number != number || page->tag != tag || page->walk.shift != shift))
		page = page->next;
	return page;
}

static bool add_block(struct pages *p)
{
	struct page *block;

	if (p->nr_blocks == MAX_BLOCKS)
		return false;
	block = aligned_alloc(_Alignof(struct page), PAGES_BLOCK * sizeof(*block));
	if (!block)
		return false;
	p->blocks[p->nr_blocks++] = block;
	for (unsigned int i = 0; i < PAGES_BLOCK; i++) {
		block[i].next = p->free;
		p->free = &block[i];
	}
	return true;
}

struct page *page_new(struct pages *p, uint32_t tag, unsigned int shift, uint32_t number)
{
	struct page **chain = bucket(p, tag, shift, number);
	struct page *page;

	if (!p->free && !add_block(p))
		return NULL;
	page = p->free;
	p->free = page->next;
	memset(page, 0, sizeof(*page));
	page->number = number;
	page->tag = tag;
	page->walk.shift = shift;
	page->next = *chain;
	*chain = page;
	return page;
}

void pages_forget(struct pages *p, bool (*keep)(void *opaque, struct page *page), void *opaque)
{
	for (unsigned int i = 0; i < NR_BUCKETS; i++) {
		struct page **link = &p->buckets[i], *page;

		while ((page = *link)) {
			if (keep(opaque, page)) {
				link = &page->next;
				continue;
			}
			*link = page->next;
			page->next = p->free;
			p->free = page;
		}
	}
}
