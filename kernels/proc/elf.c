// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Static ELF executables for i386, with fixed addresses or not: what is checked, and how segments
 * become mappings. Errors are those of Linux's fs/binfmt_elf.c.
 */
#include <linux/mman.h>
#include "err.h"
#include "exec.h"
#include "fs.h"
#include "mm.h"
#include "printk.h"
#include "string.h"
#include "task.h"
#include "uaccess.h"
#include "vm.h"

#define PATH_MAX 4096

/*
 * Where programs go that do not care: Linux's ELF_ET_DYN_BASE, without randomisation. (Linux takes
 * it for those with a dynamic linker, and the highest gap for others, of which most are dynamic
 * linkers; low addresses leave a static program's heap room to grow.)
 */
#define DYN_BASE 0x00400000u

static bool header_ok(const Elf32_Ehdr *h)
{
	return !memcmp(h->e_ident, ELFMAG, SELFMAG) &&
	       (h->e_type == ET_EXEC || h->e_type == ET_DYN) && h->e_machine == EM_386 &&
	       h->e_phentsize == sizeof(Elf32_Phdr) && h->e_phnum &&
	       h->e_phnum <= 65536u / sizeof(Elf32_Phdr);
}

/*
 * There is no dynamic linker here. Linux looks for the one that the program names, and that it does
 * not exist is the error a user of dynamic programs should see.
 */
static int refuse_interpreter(struct file *file, const Elf32_Phdr *p)
{
	struct file *interpreter;
	char *name;
	int err = -ENOEXEC;

	if (p->p_filesz < 2 || p->p_filesz > PATH_MAX)
		return -ENOEXEC;
	name = kmalloc(p->p_filesz, GFP_KERNEL);
	if (!name)
		return -ENOMEM;
	if (kernel_read(file, name, p->p_filesz, p->p_offset) != (ssize_t)p->p_filesz) {
		err = -EIO;
	} else if (!name[p->p_filesz - 1]) {
		interpreter = file_open(name, O_RDONLY, 0);
		if (IS_ERR(interpreter))
			err = PTR_ERR(interpreter);
		else
			file_put(interpreter);
	}
	kfree(name);
	return err;
}

static int read_phdrs(struct elf_image *image)
{
	const Elf32_Ehdr *h = &image->header;
	size_t size = h->e_phnum * sizeof(Elf32_Phdr);
	int i, err;

	if (kernel_read(image->file, image->phdrs, size, h->e_phoff) != (ssize_t)size)
		return -ENOEXEC;
	for (i = 0; i < h->e_phnum; i++) {
		if (image->phdrs[i].p_type != PT_INTERP)
			continue;
		err = refuse_interpreter(image->file, &image->phdrs[i]);
		if (err)
			return err;
	}
	return 0;
}

/* An image that can lie anywhere: from here on it has its place. */
static void relocate(struct elf_image *image)
{
	Elf32_Phdr *p, *end = image->phdrs + image->header.e_phnum;
	u32 lowest = UINT32_MAX, align = PAGE_SIZE, bias;

	for (p = image->phdrs; p < end; p++) {
		if (p->p_type != PT_LOAD)
			continue;
		lowest = min(lowest, p->p_vaddr);
		if (!(p->p_align & (p->p_align - 1)))
			align = max(align, p->p_align);
	}
	bias = ALIGN(DYN_BASE, align) - ALIGN_DOWN(lowest, align);
	for (p = image->phdrs; p < end; p++)
		p->p_vaddr += bias;
	image->header.e_entry += bias;
}

int elf_read(struct elf_image *image, struct file *file)
{
	Elf32_Ehdr *h = &image->header;
	int err;

	image->file = file;
	if (kernel_read(file, h, sizeof(*h), 0) != sizeof(*h) || !header_ok(h))
		return -ENOEXEC;
	image->phdrs = kmalloc(h->e_phnum * sizeof(Elf32_Phdr), GFP_KERNEL);
	if (!image->phdrs)
		return -ENOMEM;
	err = read_phdrs(image);
	if (err)
		kfree(image->phdrs);
	else if (h->e_type == ET_DYN)
		relocate(image);
	return err;
}

static int segment_prot(const Elf32_Phdr *p)
{
	return (p->p_flags & PF_R ? PROT_READ : 0) | (p->p_flags & PF_W ? PROT_WRITE : 0) |
	       (p->p_flags & PF_X ? PROT_EXEC : 0);
}

/* The file's part by pages, then the rest: clear to the end of the page, anonymous pages behind. */
static int map_segment(struct file *file, const Elf32_Phdr *p)
{
	unsigned long in_page = p->p_vaddr & (PAGE_SIZE - 1), start = p->p_vaddr - in_page;
	unsigned long file_end = p->p_vaddr + p->p_filesz, mem_end = p->p_vaddr + p->p_memsz;
	unsigned long file_pages = p->p_filesz ? ALIGN(file_end, PAGE_SIZE) - start : 0;
	unsigned long all_pages = ALIGN(mem_end, PAGE_SIZE) - start;
	struct mm *mm = current->mm;
	long ret;

	if (file_pages) {
		ret = do_mmap(mm, file, start, file_pages, segment_prot(p), MAP_FIXED | MAP_PRIVATE,
			      (u64)p->p_offset - in_page);
		if (IS_ERR((void *)ret))
			return ret;
	}
	if (p->p_memsz > p->p_filesz && file_pages && (p->p_flags & PF_W) &&
	    clear_user((void __user *)file_end, start + file_pages - file_end))
		return -EFAULT;
	if (all_pages > file_pages) {
		ret = do_mmap(mm, NULL, start + file_pages, all_pages - file_pages, segment_prot(p),
			      MAP_FIXED | MAP_PRIVATE | MAP_ANONYMOUS, 0);
		if (IS_ERR((void *)ret))
			return ret;
	}
	return 0;
}

static bool segment_fits(const Elf32_Phdr *p)
{
	if (p->p_memsz <= USER_TOP && p->p_vaddr <= USER_TOP - p->p_memsz)
		return true;
	printk("%s: segment %08x+%#x does not fit below %08x, where this split's user space ends\n",
	       current->comm, p->p_vaddr, p->p_memsz, USER_TOP);
	return false;
}

int elf_map(const struct elf_image *image)
{
	const Elf32_Phdr *p = image->phdrs;
	unsigned long end = 0;
	int err;

	for (; p < image->phdrs + image->header.e_phnum; p++) {
		if (p->p_type != PT_LOAD || !p->p_memsz)
			continue;
		if (p->p_filesz > p->p_memsz || !segment_fits(p))
			return -EINVAL;
		err = map_segment(image->file, p);
		if (err)
			return err;
		end = max(end, (unsigned long)p->p_vaddr + p->p_memsz);
	}
	if (image->header.e_entry >= USER_TOP)
		return -EINVAL;
	current->mm->start_brk = current->mm->brk = ALIGN(end, PAGE_SIZE);
	return 0;
}
