/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Code symbols of an ELF file, by address; and what part of the kernel a symbol is. */
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
	struct symbol *code; /* in order of address */
	unsigned int nr;
	uint32_t entry_point;
	struct data_symbol {
		const char *name;
		uint32_t value;
		bool found;
	} * wanted; /* filled in by value; ends with a NULL name */
};

/*
 * Reads the symbol table of a 32-bit ELF file. Code of a program is of region REGION_USER; code of
 * a kernel (kernel true) by name and place. s->wanted may be NULL. False with a message in err.
 */
bool symbols_load(struct symbols *s, const char *path, bool kernel, char *err, size_t err_size);
void symbols_free(struct symbols *s);

/* The symbol that addr lies in, or NULL. */
struct symbol *symbols_find(const struct symbols *s, uint32_t addr);

#endif /* PLUGIN_SYMBOLS_H */
