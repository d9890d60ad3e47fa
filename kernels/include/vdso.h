/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The page of kernel code in every process: entry/vdso.S. Addresses are the user's. */
#ifndef VDSO_H
#define VDSO_H

#include "types.h"

struct page;

extern const u32 vdso_sysenter_entry; /* __kernel_vsyscall, for AT_SYSINFO */
extern const u32 vdso_sigreturn, vdso_rt_sigreturn;
extern struct page *vdso_page;

void vdso_init(void); /* after page_alloc_init() */

#endif /* VDSO_H */
