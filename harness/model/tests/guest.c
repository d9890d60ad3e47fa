// SPDX-License-Identifier: GPL-2.0-or-later
#include <stdlib.h>

#include "guest.h"

struct guest *guest_new(enum model_paging mode)
{
	struct guest *g = calloc(1, sizeof(*g));

	g->mode = mode;
	g->brk = 4096;
	return g;
}

static uint32_t new_table(struct guest *g)
{
	uint32_t pa = g->brk;

	if (pa + 4096 > GUEST_MEMORY)
		abort();
	g->brk += 4096;
	return pa;
}

static uint32_t *word(struct guest *g, uint32_t pa)
{
	return &g->memory[pa / 4];
}

uint32_t guest_space(struct guest *g)
{
	uint32_t cr3 = new_table(g);

	if (g->mode == PAGING_PAE) {
		for (unsigned int i = 0; i < 4; i++)
			*word(g, cr3 + i * 8) = new_table(g) | PTE_P;
	}
	return cr3;
}

uint32_t *guest_directory(struct guest *g, uint32_t cr3, uint32_t va)
{
	if (g->mode == PAGING_PAE)
		return word(g, (*word(g, cr3 + (va >> 30) * 8) & ~0xfffu) + (va >> 21 & 511) * 8);
	return word(g, cr3 + (va >> 22) * 4);
}

static uint32_t *table_entry(struct guest *g, uint32_t pde, uint32_t va)
{
	if (g->mode == PAGING_PAE)
		return word(g, (pde & ~0xfffu) + (va >> 12 & 511) * 8);
	return word(g, (pde & ~0xfffu) + (va >> 12 & 1023) * 4);
}

void guest_map(struct guest *g, uint32_t cr3, uint32_t va, uint64_t pa, uint32_t flags)
{
	uint32_t *e = guest_directory(g, cr3, va);

	if (!(flags & PTE_PS)) {
		if (!(*e & PTE_P))
			*e = new_table(g) | PTE_P | PTE_RW | PTE_US;
		e = table_entry(g, *e, va);
	}
	e[0] = (uint32_t)pa | flags | PTE_P;
	if (g->mode == PAGING_PAE)
		e[1] = pa >> 32;
	else if (flags & PTE_PS)
		e[0] |= (pa >> 32) << 13;
}

uint32_t *guest_entry(struct guest *g, uint32_t cr3, uint32_t va)
{
	uint32_t *e = guest_directory(g, cr3, va);

	if (!(*e & PTE_P))
		return NULL;
	return *e & PTE_PS ? e : table_entry(g, *e, va);
}

void guest_dirty(struct guest *g, uint32_t cr3, uint32_t va)
{
	*guest_entry(g, cr3, va) |= PTE_D;
}

uint32_t guest_read(void *guest, uint64_t pa)
{
	struct guest *g = guest;

	if (pa >= GUEST_MEMORY)
		abort();
	return g->memory[pa / 4];
}
