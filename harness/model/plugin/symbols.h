/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Symbols of an ELF file, by address; and what part of the kernel code is. */
#ifndef PLUGIN_SYMBOLS_H
#define PLUGIN_SYMBOLS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/names.h"

struct symbol {
	uint32_t start, end; /* up to the next symbol or the end of its section */
	char *name;
	enum model_region region;
	bool leaf; /* in the region of whoever calls it */
	unsigned int place[NR_REGIONS]; /* of the model; 0: none yet */
};

struct symbols {
	struct symbol *code; /* or data; in order of address */
	unsigned int nr;
	uint32_t entry_point;
	struct data_symbol {
		const char *name;
		uint32_t value;
		bool found;
	} * wanted; /* filled in by value; ends with a NULL name */
};

/*
 * Reads the symbol table of a 32-bit ELF file: code, which of a program is of region REGION_USER,
 * of a kernel by name and place; or data, each as far as its size says (a word where that says
 * nothing). s->wanted may be NULL. False with a message in err.
 */
enum symbols_kind { SYMBOLS_PROGRAM, SYMBOLS_KERNEL, SYMBOLS_DATA };
bool symbols_load(struct symbols *s, const char *path, enum symbols_kind kind, char *err,
		  size_t err_size);
void symbols_free(struct symbols *s);

/* The symbol that addr lies in, or NULL. */
struct symbol *symbols_find(const struct symbols *s, uint32_t addr);
const struct symbol *symbols_named(const struct symbols *s, const char *name);

#endif /* PLUGIN_SYMBOLS_H */
