// SPDX-License-Identifier: GPL-2.0-or-later
/* Whole and partial pages, wherever they lie. */
#include "mm.h"
#include "string.h"

void copy_highpage(struct page *to, struct page *from)
{
	void *src = kmap_local_page(from);
	void *dst = kmap_local_page(to);

	memcpy(dst, src, PAGE_SIZE);
	kunmap_local(dst);
	kunmap_local(src);
}

void clear_highpage(struct page *page)
{
	void *dst = kmap_local_page(page);

	memset(dst, 0, PAGE_SIZE);
	kunmap_local(dst);
}

void memcpy_to_page(struct page *page, size_t off, const void *from, size_t n)
{
	char *dst = kmap_local_page(page);

	memcpy(dst + off, from, n);
	kunmap_local(dst);
}

void memcpy_from_page(void *to, struct page *page, size_t off, size_t n)
{
	const char *src = kmap_local_page(page);

	memcpy(to, src + off, n);
	kunmap_local(src);
}
