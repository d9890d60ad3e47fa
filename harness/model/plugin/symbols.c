// SPDX-License-Identifier: GPL-2.0-or-later
#include <errno.h>
#include <fcntl.h>
#include <gelf.h>
#include <libelf.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "symbols.h"

/*
 * Kernel functions that are a region of their own, by the beginning of their name. All others are
 * REGION_KERNEL, but for entry code: see mark_entry_code().
 */
static const struct {
	const char *prefix;
	enum model_region region;
} regions[] = {
	{ "copy_from_user", REGION_USER_COPY },
	{ "copy_to_user", REGION_USER_COPY },
	{ "copy_user", REGION_USER_COPY },
	{ "clear_user", REGION_USER_COPY },
	{ "strncpy_from_user", REGION_USER_COPY },
	{ "for_user_pages", REGION_USER_COPY },
	{ "user_page", REGION_USER_COPY },
	{ "step_", REGION_USER_COPY },
	{ "kmap", REGION_KMAP },
	{ "kunmap", REGION_KMAP },
	{ "vmap", REGION_KMAP },
	{ "vunmap", REGION_KMAP },
	{ "vmalloc", REGION_KMAP },
	{ "vfree", REGION_KMAP },
	{ "pkmap_", REGION_KMAP },
	{ "find_free_pkmap", REGION_KMAP },
	{ "flush_all_zero_pkmaps", REGION_KMAP },
};

/* Kernel functions that do what their caller is there for: a user copy copies by memcpy. */
static const char *const leaves[] = { "memcpy", "memmove", "memset", "memcmp" };

/* Entry code begins with the first of these and is the rest of its section, but for user copies. */
static const char *const entry_symbols[] = { "int80_entry", "sysenter_entry", "trap_stubs" };

static enum model_region region_of(const char *name)
{
	for (size_t i = 0; i < sizeof(regions) / sizeof(regions[0]); i++) {
		if (!strncmp(name, regions[i].prefix, strlen(regions[i].prefix)))
			return regions[i].region;
	}
	return REGION_KERNEL;
}

static bool is_leaf(const char *name)
{
	for (size_t i = 0; i < sizeof(leaves) / sizeof(leaves[0]); i++) {
		if (!strcmp(name, leaves[i]))
			return true;
	}
	return false;
}

static int by_address(const void *a, const void *b)
{
	const struct symbol *x = a, *y = b;

	if (x->start != y->start)
		return x->start < y->start ? -1 : 1;
	return strcmp(x->name, y->name);
}

static bool add(struct symbols *s, const char *name, uint32_t start, uint32_t end,
		enum symbols_kind kind)
{
	struct symbol *code = realloc(s->code, (s->nr + 1) * sizeof(*code));

	if (!code)
		return false;
	s->code = code;
	s->code[s->nr++] = (struct symbol){
		.start = start,
		.end = end,
		.name = strdup(name),
		.region = kind == SYMBOLS_KERNEL ? region_of(name) : REGION_USER,
		.leaf = kind == SYMBOLS_KERNEL && is_leaf(name),
	};
	return s->code[s->nr - 1].name;
}

static void look_for_wanted(struct symbols *s, const char *name, uint32_t value)
{
	for (struct data_symbol *w = s->wanted; w && w->name; w++) {
		if (strcmp(w->name, name))
			continue;
		w->value = value;
		w->found = true;
	}
}

/* Where a symbol ends: code goes on to the next one, data as far as it says, a label is a word. */
static uint32_t end_of(const GElf_Sym *sym, const GElf_Shdr *section, enum symbols_kind kind)
{
	if (kind != SYMBOLS_DATA)
		return section->sh_addr + section->sh_size;
	return sym->st_value + (sym->st_size ? sym->st_size : 4);
}

static bool read_table(struct symbols *s, Elf *elf, Elf_Scn *scn, const GElf_Shdr *table,
		       enum symbols_kind kind)
{
	Elf_Data *data = elf_getdata(scn, NULL);
	size_t n = table->sh_entsize ? table->sh_size / table->sh_entsize : 0;

	for (size_t i = 0; i < n; i++) {
		GElf_Shdr section;
		GElf_Sym sym;
		const char *name;

		if (!gelf_getsym(data, i, &sym))
			return false;
		name = elf_strptr(elf, table->sh_link, sym.st_name);
		if (!name || !*name || GELF_ST_TYPE(sym.st_info) == STT_FILE)
			continue;
		look_for_wanted(s, name, sym.st_value);
		if (!gelf_getshdr(elf_getscn(elf, sym.st_shndx), &section) ||
		    !(section.sh_flags & SHF_EXECINSTR) == (kind != SYMBOLS_DATA) ||
		    !(section.sh_flags & SHF_ALLOC) || name[0] == '.' ||
		    sym.st_value >= section.sh_addr + section.sh_size)
			continue;
		if (!add(s, name, sym.st_value, end_of(&sym, &section, kind), kind))
			return false;
	}
	return true;
}

static void mark_entry_code(struct symbols *s)
{
	const struct symbol *first = NULL;

	for (unsigned int i = 0; i < s->nr; i++) {
		for (size_t k = 0; k < sizeof(entry_symbols) / sizeof(entry_symbols[0]); k++) {
			if (!strcmp(s->code[i].name, entry_symbols[k]) &&
			    (!first || s->code[i].start < first->start))
				first = &s->code[i];
		}
	}
	for (unsigned int i = 0; first && i < s->nr; i++) {
		if (s->code[i].start >= first->start && s->code[i].start < first->end &&
		    s->code[i].region == REGION_KERNEL)
			s->code[i].region = REGION_ENTRY_EXIT;
	}
}

static bool read_elf(struct symbols *s, Elf *elf, enum symbols_kind kind)
{
	Elf_Scn *scn = NULL;
	GElf_Shdr table;
	GElf_Ehdr head;

	if (!elf || elf_kind(elf) != ELF_K_ELF || !gelf_getehdr(elf, &head))
		return false;
	s->entry_point = head.e_entry;
	while ((scn = elf_nextscn(elf, scn))) {
		if (gelf_getshdr(scn, &table) && table.sh_type == SHT_SYMTAB &&
		    !read_table(s, elf, scn, &table, kind))
			return false;
	}
	if (kind == SYMBOLS_KERNEL)
		mark_entry_code(s);
	qsort(s->code, s->nr, sizeof(s->code[0]), by_address);
	for (unsigned int i = 0; kind != SYMBOLS_DATA && i + 1 < s->nr; i++) {
		if (s->code[i + 1].start < s->code[i].end)
			s->code[i].end = s->code[i + 1].start;
	}
	return true;
}

bool symbols_load(struct symbols *s, const char *path, enum symbols_kind kind, char *err,
		  size_t err_size)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	Elf *elf;
	bool ok;

	if (fd < 0) {
		snprintf(err, err_size, "%s: %s", path, strerror(errno));
		return false;
	}
	elf_version(EV_CURRENT);
	elf = elf_begin(fd, ELF_C_READ, NULL);
	ok = read_elf(s, elf, kind);
	if (!ok)
		snprintf(err, err_size, "%s: not an ELF file with symbols (%s)", path,
			 elf_errmsg(-1));
	elf_end(elf);
	close(fd);
	for (struct data_symbol *w = s->wanted; ok && w && w->name; w++) {
		if (!w->found) {
			snprintf(err, err_size, "%s: has no symbol '%s'", path, w->name);
			ok = false;
		}
	}
	return ok;
}

void symbols_free(struct symbols *s)
{
	for (unsigned int i = 0; i < s->nr; i++)
		free(s->code[i].name);
	free(s->code);
}

#define NESTED 8 /* labels in one object that are looked past */

struct symbol *symbols_find(const struct symbols *s, uint32_t addr)
{
	unsigned int lo = 0, hi = s->nr;

	while (lo < hi) {
		unsigned int mid = (lo + hi) / 2;

		if (s->code[mid].start <= addr)
			lo = mid + 1;
		else
			hi = mid;
	}
	/* Data may lie in other data. */
	for (unsigned int n = 0; lo && n < NESTED; lo--, n++) {
		if (addr < s->code[lo - 1].end)
			return &s->code[lo - 1];
	}
	return NULL;
}

const struct symbol *symbols_named(const struct symbols *s, const char *name)
{
	for (unsigned int i = 0; i < s->nr; i++) {
		if (!strcmp(s->code[i].name, name))
			return &s->code[i];
	}
	return NULL;
}
