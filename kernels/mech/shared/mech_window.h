/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Shared map: the kernel is mapped at every entry, so entry code and data need no place of their own. */
#define MECH_ENTRY_IN_TEXT *(.entry.text)
#define MECH_ENTRY_IN_DATA *(.entry.data)
#define MECH_WINDOW_PHDRS
#define MECH_WINDOW_SECTIONS
