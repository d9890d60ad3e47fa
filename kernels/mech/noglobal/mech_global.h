/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Ablation: what is in all tables is dropped with the rest at each load of CR3. */
#define GLOBAL_KERNEL 0
#define GLOBAL_WINDOW 0
