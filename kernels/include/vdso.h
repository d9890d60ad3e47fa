/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The page of kernel code in every process (kernels/vdso), a shared object for those who look for
 * it. Addresses are the user's.
 */
#ifndef VDSO_H
#define VDSO_H

#include "timebase.h"

struct page;

extern const u32 vdso_sysenter_entry; /* __kernel_vsyscall, for AT_SYSINFO */
extern const u32 vdso_sigreturn, vdso_rt_sigreturn;
extern struct timebase vdso_timebase; /* the kernel's address of what the vDSO reads */
extern struct page *vdso_page;

void vdso_init(void); /* after page_alloc_init() */

#endif /* VDSO_H */
