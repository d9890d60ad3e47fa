/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Entry code, then descriptor tables and the entry stack, are linked at WINDOW_BASE
 * and loaded behind the read-only data. mech_init.c maps them there.
 */
#define MECH_ENTRY_IN_TEXT
#define MECH_ENTRY_IN_DATA
#define MECH_WINDOW_PHDRS entry PT_LOAD FLAGS(7);
#define MECH_WINDOW_SECTIONS                                                                       \
	_window_image = .;                                                                         \
	.entry.text WINDOW_BASE : AT(_window_image - KERNEL_BASE) {                                \
		*(.entry.text) . = ALIGN(PAGE_SIZE);                                               \
	} :entry                                                                                   \
	.entry.data (WINDOW_BASE + SIZEOF(.entry.text)) :                                          \
		AT(_window_image - KERNEL_BASE + SIZEOF(.entry.text)) {                            \
		*(.entry.data) . = ALIGN(PAGE_SIZE);                                               \
	} :entry                                                                                   \
	_window_text_size = SIZEOF(.entry.text);                                                   \
	_window_size = SIZEOF(.entry.text) + SIZEOF(.entry.data);                                  \
	. = _window_image + _window_size;
