// SPDX-License-Identifier: GPL-2.0-or-later
#include "boot.h"
#include "mm.h"
#include "multiboot.h"
#include "printk.h"
#include "string.h"

char boot_command_line[1024];
const void *initrd_start;
size_t initrd_size;

#define PHYS_LIMIT (1ull << PHYS_BITS)

static void __init add_memory(const struct multiboot_mmap_entry *e)
{
	u64 start = ALIGN(e->base, (u64)PAGE_SIZE), end = e->base + e->length;

	if (e->type != MULTIBOOT_MEMORY_AVAILABLE)
		return;
	if (end > PHYS_LIMIT)
		nofit("%s: %u MiB of the RAM lie above the %u GiB that " PAGING_NAME
		      " page tables reach; "
		      "use less RAM" PAGING_ADVICE,
		      CONFIG_NAME, (u32)((end - max(start, PHYS_LIMIT)) >> 20),
		      (u32)(PHYS_LIMIT >> 30));
	end = ALIGN_DOWN(end, (u64)PAGE_SIZE);
	if (start < end)
		memblock_add(start, end - start);
}

static void __init take_module(const struct multiboot_module *mod)
{
	memblock_reserve(mod->start, mod->end - mod->start);
	initrd_start = __va(mod->start);
	initrd_size = mod->end - mod->start;
}

void __init multiboot_init(u32 magic, u32 info)
{
	const struct multiboot_info *mbi = __va(info);
	u32 pos;

	if (magic != MULTIBOOT_BOOTLOADER_MAGIC)
		panic("not started by a multiboot loader (eax %#x)", magic);
	if (!(mbi->flags & MULTIBOOT_INFO_MMAP))
		panic("the loader gives no memory map");

	for (pos = 0; pos < mbi->mmap_length;) {
		const struct multiboot_mmap_entry *e = __va(mbi->mmap_addr + pos);

		add_memory(e);
		pos += e->size + sizeof(e->size);
	}
	/* Page 0 holds the BIOS's data; and no page is to have the physical address 0. */
	memblock_reserve(0, PAGE_SIZE);
	memblock_reserve(LOAD_PHYS, _end_image - _start_image);
	if (mbi->flags & MULTIBOOT_INFO_CMDLINE)
		strscpy(boot_command_line, __va(mbi->cmdline), sizeof(boot_command_line));
	if ((mbi->flags & MULTIBOOT_INFO_MODS) && mbi->mods_count)
		take_module(__va(mbi->mods_addr));
}
