/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A process has a root with the kernel in it, and one without: a switch loads the former. */
#define MECH_ENTRY_LOADS  1
#define MECH_SWITCH_LOADS 1
#define MECH_ROOTS	  2
