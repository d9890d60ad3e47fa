// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * What a program finds on its stack at its first instruction; from the top down, as Linux has it:
 *
 *   a null word, the strings (struct exec_args), the platform's name, 16 bytes for AT_RANDOM,
 *   the auxiliary vector, the pointers to the environment, those to the arguments, argc
 *
 * The same arguments give the same low 12 bits of every address in every split, so that a program
 * executes the same instructions on all of them.
 */
#include <linux/auxvec.h>
#include <linux/mman.h>
#include "cpu.h"
#include "err.h"
#include "exec.h"
#include "mm.h"
#include "string.h"
#include "task.h"
#include "uaccess.h"
#include "vdso.h"
#include "vm.h"

#define STACK_ROOM (128u << 10) /* mapped from the start beyond what is filled, as in Linux */

static const char platform[] = "i686";

/* What a C library makes its canaries of. The same in every run: results must not depend on chance.
 */
static const u8 random_bytes[16] = { 0x5b, 0x1e, 0xc7, 0x28, 0x93, 0x4d, 0xf0, 0x6a,
				     0x0c, 0xb5, 0x71, 0xde, 0x36, 0x89, 0xe2, 0x47 };

/* Words on their way to the user's stack, in portions. */
struct words {
	u32 *to; /* a user address */
	bool fault;
	unsigned int n;
	u32 buf[64];
};

static void flush_words(struct words *w)
{
	w->fault |= copy_to_user(w->to, w->buf, w->n * sizeof(u32)) != 0;
	w->to += w->n;
	w->n = 0;
}

static void put_word(struct words *w, u32 v)
{
	w->buf[w->n++] = v;
	if (w->n == ARRAY_SIZE(w->buf))
		flush_words(w);
}

/* Pointers to `count` strings that lie one behind the other from *s on, and a null pointer. */
static void put_pointers(struct words *w, const struct exec_args *args, u32 user, u32 *s, u32 count)
{
	while (count--) {
		put_word(w, user + *s);
		*s += strlen(args->buf + *s) + 1;
	}
	put_word(w, 0);
}

/* Where the program headers are in memory: in the segment that holds their part of the file. */
static u32 phdr_address(const struct elf_image *image)
{
	const Elf32_Phdr *p = image->phdrs;
	u32 off = image->header.e_phoff;

	for (; p < image->phdrs + image->header.e_phnum; p++)
		if (p->p_type == PT_LOAD && off >= p->p_offset && off < p->p_offset + p->p_filesz)
			return off - p->p_offset + p->p_vaddr;
	return 0;
}

static long map_stack(size_t filled)
{
	unsigned long size = ALIGN(filled, (size_t)PAGE_SIZE) + STACK_ROOM;

	return do_mmap(current->mm, NULL, STACK_TOP - size, size, PROT_READ | PROT_WRITE,
		       MAP_FIXED | MAP_PRIVATE | MAP_ANONYMOUS | MAP_GROWSDOWN, 0);
}

static u32 cpu_features(void)
{
	u32 a, b, c, d;

	cpuid(1, &a, &b, &c, &d);
	return d;
}

long setup_user_stack(const struct exec_args *args, const struct elf_image *image)
{
	const u32 *user = current->cred->id[CRED_USER], *group = current->cred->id[CRED_GROUP];
	u32 strings = STACK_TOP - sizeof(u32) - args->used;
	u32 platform_at = ALIGN_DOWN(strings, 16u) - sizeof(platform);
	u32 random_at = platform_at - sizeof(random_bytes);
	const struct {
		u32 type, value;
	} auxv[] = {
		{ AT_SYSINFO, vdso_sysenter_entry },
		{ AT_SYSINFO_EHDR, VDSO_BASE },
		{ AT_MINSIGSTKSZ, signal_frame_max() },
		{ AT_HWCAP, cpu_features() },
		{ AT_PAGESZ, PAGE_SIZE },
		{ AT_CLKTCK, HZ },
		{ AT_PHDR, phdr_address(image) },
		{ AT_PHENT, sizeof(Elf32_Phdr) },
		{ AT_PHNUM, image->header.e_phnum },
		{ AT_BASE, 0 },
		{ AT_FLAGS, 0 },
		{ AT_ENTRY, image->header.e_entry },
		{ AT_UID, user[CRED_REAL] },
		{ AT_EUID, user[CRED_EFFECTIVE] },
		{ AT_GID, group[CRED_REAL] },
		{ AT_EGID, group[CRED_EFFECTIVE] },
		{ AT_SECURE, 0 },
		{ AT_RANDOM, random_at },
		{ AT_HWCAP2, 0 },
		{ AT_EXECFN, strings + args->path },
		{ AT_PLATFORM, platform_at },
		{ AT_NULL, 0 },
	};
	_Static_assert(sizeof(auxv) == AUXV_SIZE, "what /proc/PID/auxv shows");
	u32 pointers = 1 + args->argc + 1 + args->envc + 1;
	u32 sp = ALIGN_DOWN(random_at - pointers * sizeof(u32) - sizeof(auxv), 16u);
	u32 string = 0;
	struct words w;
	size_t i;
	long err = map_stack(STACK_TOP - sp);

	if (IS_ERR((void *)err))
		return err;
	w.to = (u32 *)sp;
	w.fault = false;
	w.n = 0;
	put_word(&w, args->argc);
	put_pointers(&w, args, strings, &string, args->argc);
	current->mm->arg_start = strings;
	current->mm->arg_end = strings + string;
	put_pointers(&w, args, strings, &string, args->envc);
	current->mm->env_end = strings + string;
	current->mm->start_stack = sp;
	current->mm->auxv = sp + pointers * sizeof(u32);
	for (i = 0; i < ARRAY_SIZE(auxv); i++) {
		put_word(&w, auxv[i].type);
		put_word(&w, auxv[i].value);
	}
	flush_words(&w);
	if (w.fault || copy_to_user((void __user *)random_at, random_bytes, sizeof(random_bytes)) ||
	    copy_to_user((void __user *)platform_at, platform, sizeof(platform)) ||
	    copy_to_user((void __user *)strings, args->buf, args->used))
		return -EFAULT;
	return sp;
}
