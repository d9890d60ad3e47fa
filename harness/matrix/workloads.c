// SPDX-License-Identifier: GPL-2.0-or-later
#include <errno.h>
#include <fcntl.h>
#include <fnmatch.h>
#include <gelf.h>
#include <glob.h>
#include <libelf.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "workloads.h"
#include "lib/util.h"

/* An ELF file seen by its virtual addresses. */
struct image {
	Elf *elf;
	const char *raw;
	size_t size, nr_segments;
};

/* The bytes at a virtual address and how many follow in its segment; NULL if none is there. */
static const void *at(const struct image *im, uint32_t addr, size_t *left)
{
	GElf_Phdr ph;

	for (size_t i = 0; i < im->nr_segments; i++) {
		if (!gelf_getphdr(im->elf, i, &ph) || ph.p_type != PT_LOAD)
			continue;
		if (addr < ph.p_vaddr || addr - ph.p_vaddr >= ph.p_filesz)
			continue;
		if (ph.p_offset > im->size || ph.p_filesz > im->size - ph.p_offset)
			return NULL;
		*left = ph.p_filesz - (addr - ph.p_vaddr);
		return im->raw + ph.p_offset + (addr - ph.p_vaddr);
	}
	return NULL;
}

static char *string_at(const struct image *im, uint32_t addr)
{
	size_t left;
	const char *s = at(im, addr, &left);

	return s && memchr(s, 0, left) ? xstrdup(s) : NULL;
}

static bool object_at(const struct image *im, uint32_t addr, void *to, size_t size)
{
	size_t left;
	const void *p = at(im, addr, &left);

	if (!p || left < size)
		return false;
	memcpy(to, p, size);
	return true;
}

/* The address of the symbol "workload"; 0 if there is none. */
static uint32_t find_table(Elf *elf)
{
	Elf_Scn *scn = NULL;
	GElf_Shdr sh;
	GElf_Sym sym;

	while ((scn = elf_nextscn(elf, scn))) {
		Elf_Data *data;

		if (!gelf_getshdr(scn, &sh) || sh.sh_type != SHT_SYMTAB)
			continue;
		data = elf_getdata(scn, NULL);
		for (int i = 0; gelf_getsym(data, i, &sym); i++) {
			const char *name = elf_strptr(elf, sh.sh_link, sym.st_name);

			if (name && !strcmp(name, "workload") &&
			    GELF_ST_TYPE(sym.st_info) == STT_OBJECT)
				return sym.st_value;
		}
	}
	return 0;
}

static const char *read_cases(const struct image *im, uint32_t addr, struct program *p)
{
	struct workload_case c;

	for (;; addr += sizeof(c)) {
		struct wcase *w;

		if (!object_at(im, addr, &c, sizeof(c)))
			return "its list of cases has no end";
		if (!c.params)
			return p->nr_cases ? NULL : "it declares no case";
		p->cases = xrealloc(p->cases, (p->nr_cases + 1) * sizeof(*p->cases));
		w = &p->cases[p->nr_cases];
		w->params = string_at(im, c.params);
		w->ops = c.ops;
		w->quick = c.quick;
		w->extra = c.extra;
		w->sweep = c.sweep;
		w->touches_mib = c.touches_mib ? c.touches_mib : WORKLOAD_DEFAULT_TOUCHES;
		if (!w->params)
			return "a case has no parameters string";
		p->nr_cases++;
		if (!w->ops)
			return "a case has no operations";
	}
}

/* What the build has noted beside a file that is not of this tree. */
static char *made_from(const char *path)
{
	char *note = xasprintf("%s.from", path), *text = read_file(note, NULL);

	free(note);
	if (text)
		text[strcspn(text, "\n")] = 0;
	return text;
}

/* The files that a table names; they are looked for beside the program. */
static const char *read_files(const struct image *im, uint32_t addr, struct program *p)
{
	char *names = string_at(im, addr), *save, *name;

	if (!names)
		return "its list of files lies outside the file";
	for (name = strtok_r(names, " ", &save); name; name = strtok_r(NULL, " ", &save)) {
		struct program_file *f;

		p->files = xrealloc(p->files, (p->nr_files + 1) * sizeof(*p->files));
		f = &p->files[p->nr_files++];
		f->name = xstrdup(name);
		f->path = xasprintf("%.*sfiles/%s", (int)(p->file - p->path), p->path, name);
		f->sha256 = sha256_file(f->path);
		f->made_from = made_from(f->path);
		if (!f->sha256)
			break;
	}
	free(names);
	return name ? "a file is missing that it needs from the folder files; run make to build it"
		    : NULL;
}

static const char *read_table(const struct image *im, struct program *p)
{
	uint32_t addr = find_table(im->elf);
	char *group, *name;
	const char *bad;
	struct workload w;

	if (!addr)
		return "it has no symbol 'workload' (stripped, or not a workload)";
	if (!object_at(im, addr, &w, sizeof(w)))
		return "its table lies outside the file";
	if (w.magic != WORKLOAD_MAGIC)
		return "its table is of another version; build it again";
	group = string_at(im, w.group);
	name = string_at(im, w.name);
	p->op = string_at(im, w.op);
	if (group && name)
		p->name = xasprintf("%s/%s", group, name);
	free(group);
	free(name);
	if (!p->name || !p->op)
		return "its table lacks a group, a name or an operation";
	p->is_capacity = w.results == WORKLOAD_CAPACITIES;
	if (!p->is_capacity) {
		p->samples = w.samples ? w.samples : WORKLOAD_DEFAULT_SAMPLES;
		p->warmup = workload_warmup(w.warmup);
	}
	while (p->nr_mem < WORKLOAD_MAX_MEM && w.mem_mib[p->nr_mem]) {
		p->mem_mib[p->nr_mem] = w.mem_mib[p->nr_mem];
		p->nr_mem++;
	}
	if (!p->nr_mem)
		p->mem_mib[p->nr_mem++] = WORKLOAD_DEFAULT_MEM_MIB;
	p->user_ppm = w.user_ppm;
	bad = w.files ? read_files(im, w.files, p) : NULL;
	return bad ? bad : read_cases(im, w.cases, p);
}

static void program_free(struct program *p)
{
	for (unsigned int i = 0; i < p->nr_cases; i++)
		free(p->cases[i].params);
	free(p->cases);
	for (unsigned int i = 0; i < p->nr_files; i++) {
		free(p->files[i].name);
		free(p->files[i].path);
		free(p->files[i].sha256);
		free(p->files[i].made_from);
	}
	free(p->files);
	free(p->path);
	free(p->name);
	free(p->op);
	free(p->sha256);
	memset(p, 0, sizeof(*p));
}

int program_read(const char *path, struct program *p, char **why)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	struct image im = { 0 };
	const char *bad;
	GElf_Ehdr eh;

	memset(p, 0, sizeof(*p));
	if (fd < 0) {
		*why = xasprintf("%s: %s", path, strerror(errno));
		return -1;
	}
	p->path = xstrdup(path);
	p->file = strrchr(p->path, '/') ? strrchr(p->path, '/') + 1 : p->path;
	elf_version(EV_CURRENT);
	im.elf = elf_begin(fd, ELF_C_READ_MMAP, NULL);
	if (im.elf)
		im.raw = elf_rawfile(im.elf, &im.size);
	if (!im.raw || !gelf_getehdr(im.elf, &eh) || eh.e_machine != EM_386 ||
	    elf_getphdrnum(im.elf, &im.nr_segments))
		bad = "it is not an i386 ELF program";
	else
		bad = read_table(&im, p);
	elf_end(im.elf);
	close(fd);
	if (bad) {
		*why = xasprintf("%s: %s", path, bad);
		program_free(p);
		return -1;
	}
	p->sha256 = sha256_file(path);
	return 0;
}

/* A regular file without a dot in its name is a program; the build leaves .o and .d beside them. */
static bool may_be_program(const char *path)
{
	struct stat st;

	return !strchr(strrchr(path, '/'), '.') && !access(path, X_OK) && !stat(path, &st) &&
	       S_ISREG(st.st_mode);
}

static int by_name(const void *a, const void *b)
{
	return strcmp(((const struct program *)a)->name, ((const struct program *)b)->name);
}

struct programs programs_read(const char *dir)
{
	char *pattern = xasprintf("%s/*/*", dir), *why;
	struct programs all = { 0 };
	glob_t g = { 0 };

	glob(pattern, 0, NULL, &g);
	free(pattern);
	for (size_t i = 0; i < g.gl_pathc; i++) {
		struct program p;

		if (!may_be_program(g.gl_pathv[i]))
			continue;
		if (program_read(g.gl_pathv[i], &p, &why)) {
			complain("left out %s", why);
			free(why);
			continue;
		}
		all.v = xrealloc(all.v, (all.n + 1) * sizeof(*all.v));
		all.v[all.n++] = p;
	}
	globfree(&g);
	if (all.n)
		qsort(all.v, all.n, sizeof(*all.v), by_name);
	return all;
}

void programs_free(struct programs *all)
{
	for (unsigned int i = 0; i < all->n; i++)
		program_free(&all->v[i]);
	free(all->v);
	*all = (struct programs){ 0 };
}

bool name_matches(const char *name, const char *globs)
{
	char *copy = xstrdup(globs), *save, *glob;
	bool hit = false;

	for (glob = strtok_r(copy, ", ", &save); glob && !hit; glob = strtok_r(NULL, ", ", &save)) {
		size_t len = strlen(glob);

		hit = !fnmatch(glob, name, 0) || (!strncmp(glob, name, len) && name[len] == '/');
	}
	free(copy);
	return hit;
}
