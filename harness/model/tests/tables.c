// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * One loop over the levels, for entries of 4 bytes and of 8 (Intel SDM volume 3, figures 4-4 and
 * 4-7): a level resolves as many bits of the address as a page of such entries has.
 */
#include "tables.h"

static uint64_t entry_at(struct guest *g, uint64_t pa)
{
	uint64_t entry = guest_read(g, pa);

	if (g->mode == PAGING_PAE)
		entry |= (uint64_t)guest_read(g, pa + 4) << 32;
	return entry;
}

/* Where the entry points to: the bits of an address from `shift` on. */
static uint64_t target(const struct guest *g, uint64_t entry, unsigned int shift)
{
	uint64_t pa = entry & 0xfffffffffffffull & ~0ull << shift;

	/* PSE-36 */
	if (g->mode == PAGING_TWO_LEVEL && shift == 22)
		pa += (entry >> 13 & 0xff) << 32;
	return pa;
}

bool tables_look_up(struct guest *g, uint32_t cr3, uint32_t va, struct mapping *m)
{
	bool pae = g->mode == PAGING_PAE;
	unsigned int bits = pae ? 9 : 10, size = pae ? 8 : 4;
	uint64_t table = cr3 & 0xffffffe0u;

	*m = (struct mapping){ .shift = 12 + 2 * bits, .user = true, .writable = true };
	if (pae) {
		uint64_t pointer = entry_at(g, table + (va >> 30) * size);

		if (!(pointer & PTE_P))
			return false;
		table = target(g, pointer, 12);
	}
	for (;;) {
		uint64_t entry;

		m->shift -= bits;
		m->entry_pa[m->depth] = table + (va >> m->shift) % (1u << bits) * size;
		entry = m->entry[m->depth] = entry_at(g, m->entry_pa[m->depth]);
		m->depth++;
		if (!(entry & PTE_P))
			return false;
		m->user = m->user && (entry & PTE_US);
		m->writable = m->writable && (entry & PTE_RW);
		m->dirty = entry & PTE_D;
		m->global = entry & PTE_G;
		if (m->depth == 2 || entry & PTE_PS) {
			m->pa = target(g, entry, m->shift);
			return true;
		}
		table = target(g, entry, 12);
	}
}
