// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Two-level and PAE tables (Intel SDM volume 3, chapter 4). The four PAE pointers are in registers
 * since CR3 was loaded, so that a walk reads two entries in both modes, one for a large page.
 */
#include "walk.h"

#define P  0x001u
#define RW 0x002u
#define US 0x004u
#define D  0x040u
#define PS 0x080u
#define G  0x100u

#define PAE_ADDRESS 0x000ffffffffff000ull

static uint64_t read64(const struct model_options *o, uint64_t pa)
{
	return o->read_phys32(o->opaque, pa) | (uint64_t)o->read_phys32(o->opaque, pa + 4) << 32;
}

static void leaf(struct walk *w, uint64_t entry, uint64_t pa, unsigned int shift)
{
	w->pa = pa;
	w->shift = shift;
	w->user = entry & w->pde & US;
	w->writable = entry & w->pde & RW;
	w->dirty = entry & D;
	w->global = entry & G;
}

static bool walk_two_level(const struct model_options *o, uint32_t cr3, uint32_t va, struct walk *w)
{
	uint32_t pte;

	w->pde_pa = (cr3 & ~0xfffu) + (va >> 22) * 4;
	w->pde = o->read_phys32(o->opaque, w->pde_pa);
	if (!(w->pde & P))
		return false;
	if (w->pde & PS) {
		/* PSE-36: bits 32 and up of the address are at 13. */
		leaf(w, w->pde, (w->pde & 0xffc00000u) | (w->pde & 0x1fe000u) << 19, 22);
		w->pte_pa = 0;
		return true;
	}
	w->pte_pa = (w->pde & ~0xfffull) + ((va >> 12) & 1023) * 4;
	pte = o->read_phys32(o->opaque, w->pte_pa);
	leaf(w, pte, pte & ~0xfffu, 12);
	return pte & P;
}

static bool walk_pae(const struct model_options *o, uint32_t cr3, uint32_t va, struct walk *w)
{
	uint64_t pdpte = read64(o, (cr3 & ~0x1fu) + (va >> 30) * 8), pte;

	if (!(pdpte & P))
		return false;
	w->pde_pa = (pdpte & PAE_ADDRESS) + ((va >> 21) & 511) * 8;
	w->pde = read64(o, w->pde_pa);
	if (!(w->pde & P))
		return false;
	if (w->pde & PS) {
		leaf(w, w->pde, w->pde & PAE_ADDRESS & ~0x1fffffull, 21);
		w->pte_pa = 0;
		return true;
	}
	w->pte_pa = (w->pde & PAE_ADDRESS) + ((va >> 12) & 511) * 8;
	pte = read64(o, w->pte_pa);
	leaf(w, pte, pte & PAE_ADDRESS, 12);
	return pte & P;
}

bool walk_tables(const struct model_options *o, enum model_paging mode, uint32_t cr3, uint32_t va,
		 struct walk *w)
{
	return mode == PAGING_PAE ? walk_pae(o, cr3, va, w) : walk_two_level(o, cr3, va, w);
}
