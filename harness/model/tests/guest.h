/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A guest for tests: physical memory with real page tables in it, two-level or PAE, and a machine
 * that sets accessed and dirty bits as it uses them.
 */
#ifndef TESTS_GUEST_H
#define TESTS_GUEST_H

#include "core/model.h"

#define GUEST_MEMORY (8u << 20)

#define PTE_P  0x001u
#define PTE_RW 0x002u
#define PTE_US 0x004u
#define PTE_D  0x040u
#define PTE_PS 0x080u
#define PTE_G  0x100u

struct guest {
	enum model_paging mode;
	uint32_t brk; /* next free physical page */
	uint32_t memory[GUEST_MEMORY / 4];
};

struct guest *guest_new(enum model_paging mode);
/* A new empty address space: its CR3. */
uint32_t guest_space(struct guest *g);
/*
 * Maps a page, or a large one (4 MiB or, under PAE, 2 MiB) if flags have PTE_PS. pa may be above
 * 4 GiB under PAE and, by PSE-36, for large pages.
 */
void guest_map(struct guest *g, uint32_t cr3, uint32_t va, uint64_t pa, uint32_t flags);
/* The entry that maps va, or NULL: its low half. */
uint32_t *guest_entry(struct guest *g, uint32_t cr3, uint32_t va);
/* The low half of the directory's entry for va. */
uint32_t *guest_directory(struct guest *g, uint32_t cr3, uint32_t va);
/* What the machine does at a write: the dirty bit. */
void guest_dirty(struct guest *g, uint32_t cr3, uint32_t va);
uint32_t guest_read(void *guest, uint64_t pa);

#endif /* TESTS_GUEST_H */
