/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef BOOT_H
#define BOOT_H

#include "types.h"

/* Kernel command line: QEMU's is the kernel's path first, then words. */
extern char boot_command_line[1024];
/* The words before "init=" are the kernel's; true if `word` is one of them. */
bool cmdline_has(const char *word);
/* The number behind the first word that begins with `key` ("struct_page="), or `otherwise`. */
unsigned long cmdline_number(const char *key, unsigned long otherwise);

/* Task 1 is gone: report its exit code (as wait4 has it) and end the machine. */
void __noreturn init_exited(int exit_code);

/* The multiboot module, direct address; size 0 if there is none. */
extern const void *initrd_start;
extern size_t initrd_size;

/* Image sections (the linker script). */
extern char _start_image[], _text[], _etext[], _rodata[], _erodata[], _data[], _end_image[];

#endif /* BOOT_H */
