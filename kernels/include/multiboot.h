/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The multiboot specification 0.6.96, what is used of it. */
#ifndef MULTIBOOT_H
#define MULTIBOOT_H

#define MULTIBOOT_HEADER_MAGIC	   0x1badb002
#define MULTIBOOT_HEADER_FLAGS	   0x00000003 /* modules on page boundaries; a memory map */
#define MULTIBOOT_BOOTLOADER_MAGIC 0x2badb002

#ifndef __ASSEMBLER__
#include "types.h"

#define MULTIBOOT_INFO_CMDLINE 0x04
#define MULTIBOOT_INFO_MODS    0x08
#define MULTIBOOT_INFO_MMAP    0x40

struct multiboot_info {
	u32 flags, mem_lower, mem_upper, boot_device, cmdline, mods_count, mods_addr, syms[4],
		mmap_length, mmap_addr;
};

struct multiboot_module {
	u32 start, end, cmdline, reserved;
};

#define MULTIBOOT_MEMORY_AVAILABLE 1

struct multiboot_mmap_entry {
	u32 size; /* of what follows */
	u64 base, length;
	u32 type;
} __attribute__((packed));

/* Feed memblock, take the command line and the module. */
void multiboot_init(u32 magic, u32 info);
#endif

#endif /* MULTIBOOT_H */
