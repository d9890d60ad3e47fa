// SPDX-License-Identifier: GPL-2.0-or-later
/* The vDSO as C libraries see it: a shared object in memory, with names, versions and functions. */
#include <linux/elf.h>
#include <linux/time_types.h>
#include "lib.h"

#define VER_NDX_MASK 0x7fff

struct verdef {
	uint16_t version, flags, index, count;
	uint32_t hash, aux, next;
};

static const char *base;
static const Elf32_Sym *symbols;
static const char *strings;
static const uint16_t *versions;
static const struct verdef *definitions;
static const uint32_t *hash;

static bool equal(const char *a, const char *b)
{
	return length(a) == length(b) && same(a, b, length(a));
}

static const void *at(uint32_t value, uint32_t loaded_at)
{
	return base + value - loaded_at;
}

/* The tables that a dynamic linker would look for. */
static bool read_dynamic(void)
{
	const Elf32_Ehdr *h = (const Elf32_Ehdr *)base;
	const Elf32_Phdr *p = (const Elf32_Phdr *)(base + h->e_phoff), *end = p + h->e_phnum;
	const Elf32_Dyn *d = NULL;
	uint32_t loaded_at = 0;
	const char *name = NULL;
	uint32_t soname = 0;

	for (; p < end; p++) {
		if (p->p_type == PT_LOAD)
			loaded_at = p->p_vaddr - p->p_offset;
		if (p->p_type == PT_DYNAMIC)
			d = (const Elf32_Dyn *)(base + p->p_offset);
	}
	for (; d && d->d_tag != DT_NULL; d++) {
		switch (d->d_tag) {
		case DT_SYMTAB:
			symbols = at(d->d_un.d_ptr, loaded_at);
			break;
		case DT_STRTAB:
			strings = at(d->d_un.d_ptr, loaded_at);
			break;
		case DT_HASH:
			hash = at(d->d_un.d_ptr, loaded_at);
			break;
		case DT_VERSYM:
			versions = at(d->d_un.d_ptr, loaded_at);
			break;
		case DT_VERDEF:
			definitions = at(d->d_un.d_ptr, loaded_at);
			break;
		case DT_SONAME:
			soname = d->d_un.d_val;
			break;
		}
	}
	name = strings ? strings + soname : "";
	is(h->e_type, ET_DYN, "it is a shared object");
	return ok(equal(name, "linux-gate.so.1"), "of Linux's name (%s)", name);
}

static const char *version_of(uint32_t symbol)
{
	const struct verdef *v = definitions;

	while (v->index != (versions[symbol] & VER_NDX_MASK) && v->next)
		v = (const void *)((const char *)v + v->next);
	return strings + *(const uint32_t *)((const char *)v + v->aux);
}

/* DT_HASH's second word is the number of symbols. Linux of late has DT_GNU_HASH only. */
static const void *find(const char *name, const char *version)
{
	const Elf32_Ehdr *h = (const Elf32_Ehdr *)base;
	const Elf32_Shdr *s = (const Elf32_Shdr *)(base + h->e_shoff);
	uint32_t i, n = hash ? hash[1] : 0;

	for (i = 0; !hash && i < h->e_shnum; i++)
		if (s[i].sh_type == SHT_DYNSYM)
			n = s[i].sh_size / sizeof(*symbols);
	for (i = 1; i < n; i++)
		if (symbols[i].st_shndx != SHN_UNDEF && equal(strings + symbols[i].st_name, name) &&
		    equal(version_of(i), version))
			return base + symbols[i].st_value;
	return NULL;
}

static void names(void)
{
	static const struct {
		const char *name, *version;
	} all[] = {
		{ "__kernel_vsyscall", "LINUX_2.5" },	   { "__kernel_sigreturn", "LINUX_2.5" },
		{ "__kernel_rt_sigreturn", "LINUX_2.5" },  { "__vdso_clock_gettime", "LINUX_2.6" },
		{ "__vdso_clock_gettime64", "LINUX_2.6" }, { "__vdso_clock_getres", "LINUX_2.6" },
		{ "__vdso_gettimeofday", "LINUX_2.6" },	   { "__vdso_time", "LINUX_2.6" },
	};
	size_t i;

	for (i = 0; i < sizeof(all) / sizeof(all[0]); i++)
		ok(find(all[i].name, all[i].version), "%s, version %s", all[i].name,
		   all[i].version);
	is(auxval(AT_SYSINFO, 0), (long)find("__kernel_vsyscall", "LINUX_2.5"),
	   "AT_SYSINFO is __kernel_vsyscall");
}

static const char *code_at(const char *name, const char *version, const char *bytes, size_t n)
{
	const char *code = find(name, version);

	return code && same(code, bytes, n) ? code : NULL;
}

/* Debuggers and unwinders know the trampolines by their bytes, too. */
static void trampolines(void)
{
	ok(code_at("__kernel_sigreturn", "LINUX_2.5", "\x58\xb8\x77\0\0\0\xcd\x80", 8),
	   "__kernel_sigreturn's code");
	ok(code_at("__kernel_rt_sigreturn", "LINUX_2.5", "\xb8\xad\0\0\0\xcd\x80", 7),
	   "__kernel_rt_sigreturn's code");
}

static int64_t ns(const struct __kernel_timespec *ts)
{
	return ts->tv_sec * 1000000000ll + ts->tv_nsec;
}

static int64_t ns32(const struct __kernel_old_timespec *ts)
{
	return ts->tv_sec * 1000000000ll + ts->tv_nsec;
}

/* What the functions tell lies between what the kernel tells before and after. */
static void clocks(void)
{
	int (*gettime64)(int, void *) =
		(int (*)(int, void *))find("__vdso_clock_gettime64", "LINUX_2.6");
	int (*gettime)(int, void *) =
		(int (*)(int, void *))find("__vdso_clock_gettime", "LINUX_2.6");
	int (*getres)(int, void *) = (int (*)(int, void *))find("__vdso_clock_getres", "LINUX_2.6");
	struct __kernel_timespec before, ts, after;
	struct __kernel_old_timespec old;
	int id;

	for (id = 0; id <= 7; id++) {
		bool good, good32;

		sys(clock_gettime64, id, &before);
		good = gettime64(id, &ts) == 0;
		good32 = gettime(id, &old) == 0;
		sys(clock_gettime64, id, &after);
		ok(good && ns(&before) <= ns(&ts) && ns(&ts) <= ns(&after), "clock %d", (long)id);
		ok(good32 && ns(&ts) <= ns32(&old) && ns32(&old) <= ns(&after),
		   "the same with 32 bits");
		is(getres(id, &old), 0, "its resolution");
	}
	is(gettime64(77, &ts), -EINVAL, "there is no clock 77");
	is(gettime(77, &old), -EINVAL, "nor with 32 bits");
}

static void wall_clock(void)
{
	int (*gettimeofday)(void *, void *) =
		(int (*)(void *, void *))find("__vdso_gettimeofday", "LINUX_2.6");
	long (*time)(long *) = (long (*)(long *))find("__vdso_time", "LINUX_2.6");
	struct __kernel_old_timeval tv, before, after;
	long t = 0, again;
	int zone[2] = { 1, 1 };

	sys(gettimeofday, &before, NULL);
	is(gettimeofday(&tv, NULL), 0, "gettimeofday");
	sys(gettimeofday, &after, NULL);
	ok(before.tv_sec <= tv.tv_sec && tv.tv_sec <= after.tv_sec && tv.tv_usec < 1000000,
	   "tells the time");
	is(gettimeofday(NULL, zone), 0, "and the zone");
	again = time(&t);
	ok(t == again && t >= before.tv_sec - 1 && t <= after.tv_sec + 1, "so does time");
	ok(time(NULL) >= t, "with nowhere to put it, too");
}

static void test_main(int argc, char **argv, char **envp)
{
	(void)argc, (void)argv, (void)envp;
	base = (const char *)auxval(AT_SYSINFO_EHDR, 0);
	if (!ok(base && same(base, ELFMAG, SELFMAG), "AT_SYSINFO_EHDR is an ELF header"))
		return;
	if (!read_dynamic())
		return;
	names();
	trampolines();
	clocks();
	wall_clock();
}
