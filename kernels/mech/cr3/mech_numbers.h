/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A shared map whose root is loaded again at each entry and return. */
#define MECH_ENTRY_LOADS  1
#define MECH_SWITCH_LOADS 1
#define MECH_ROOTS	  1
