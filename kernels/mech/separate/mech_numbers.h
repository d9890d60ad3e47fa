/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The kernel has a root, each process another: entries and returns load them, switches none. */
#define MECH_ENTRY_LOADS  1
#define MECH_SWITCH_LOADS 0
#define MECH_ROOTS	  1
