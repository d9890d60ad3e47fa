/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The kernel image: linked at KERNEL_BASE + LOAD_PHYS, loaded at LOAD_PHYS. What must be mapped at
 * the moment of an entry from user mode is placed by the mechanism (mech_window.h).
 */
#include "layout.h"
#include "mech_window.h"

OUTPUT_FORMAT("elf32-i386")
ENTRY(start_phys)

PHDRS
{
	text PT_LOAD FLAGS(5);
	MECH_WINDOW_PHDRS
	data PT_LOAD FLAGS(6);
}

#define LOADED(section) AT(ADDR(section) - KERNEL_BASE)

SECTIONS
{
	. = KERNEL_BASE + LOAD_PHYS;
	_start_image = .;
	.head : LOADED(.head) { *(.multiboot) *(.head.text) } :text
	. = ALIGN(PAGE_SIZE);
	_text = .;
	.text : LOADED(.text) { *(.text .text.*) *(.init.text) MECH_ENTRY_IN_TEXT } :text
	. = ALIGN(PAGE_SIZE);
	_etext = .;
	_rodata = .;
	.rodata : LOADED(.rodata) {
		*(.rodata .rodata.*)
		. = ALIGN(4);
		__start_ex_table = .;
		*(__ex_table)
		__stop_ex_table = .;
		__start_ktests = .;
		*(ktests)
		__stop_ktests = .;
		__start_misuses = .;
		*(misuses)
		__stop_misuses = .;
		__start_ksyms = .;
		*(.ksyms)
		__stop_ksyms = .;
		*(.ksyms.str)
	} :text
	. = ALIGN(PAGE_SIZE);
	MECH_WINDOW_SECTIONS
	_erodata = .;
	_data = .;
	.data : LOADED(.data) {
		*(.vdso)
		MECH_ENTRY_IN_DATA
		*(.data .data.*) *(.init.data)
	} :data
	. = ALIGN(PAGE_SIZE);
	.bss : LOADED(.bss) { *(.bss..page_aligned) *(.bss .bss.*) *(COMMON) } :data
	. = ALIGN(PAGE_SIZE);
	_end_image = .;

	.comment 0 : { *(.comment) }
	.symtab 0 : { *(.symtab) }
	.strtab 0 : { *(.strtab) }
	.shstrtab 0 : { *(.shstrtab) }
	.debug_info 0 : { *(.debug_info) }
	.debug_abbrev 0 : { *(.debug_abbrev) }
	.debug_loc 0 : { *(.debug_loc) }
	.debug_loclists 0 : { *(.debug_loclists) }
	.debug_aranges 0 : { *(.debug_aranges) }
	.debug_ranges 0 : { *(.debug_ranges) }
	.debug_rnglists 0 : { *(.debug_rnglists) }
	.debug_line 0 : { *(.debug_line) }
	.debug_line_str 0 : { *(.debug_line_str) }
	.debug_str 0 : { *(.debug_str) }
	.debug_str_offsets 0 : { *(.debug_str_offsets) }
	.debug_addr 0 : { *(.debug_addr) }
	.debug_frame 0 : { *(.debug_frame) }
	/DISCARD/ : { *(.note .note.*) *(.eh_frame) *(.llvm_addrsig) *(.got .got.plt) *(.igot .igot.*)
		*(.iplt) *(.plt) *(.rel.* .rel*) }
}

ASSERT(_end_image <= KERNEL_BASE + IMAGE_MAX, "the image must fit in what has small pages")
