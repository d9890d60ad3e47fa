/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What the debug build (CONFIG_DEBUG_HIGHMEM, kernels/debug) checks of the temporary mappings. A
 * misuse ends in a panic that names it. In the release build none of this is there.
 */
#ifndef DEBUG_HIGHMEM_H
#define DEBUG_HIGHMEM_H

#include "mm.h"
#include "ptrace.h"

#ifdef CONFIG_DEBUG_HIGHMEM

#define DEBUG_HIGHMEM true
void debug_kmap(void); /* about to sleep, perhaps */
void debug_kunmap(void); /* of a highmem page */
/* `caller`: who calls kmap_atomic or kunmap_atomic. */
void debug_kmap_atomic(enum km_type type, const void *caller);
void debug_kunmap_atomic(enum km_type type, const void *caller);
void debug_schedule(void);
void debug_task_exit(void);
/* A fault of the kernel: returns if it is not on an address of a temporary mapping. */
void debug_kernel_fault(struct pt_regs *regs, unsigned long address);

#else

#define DEBUG_HIGHMEM false
static inline void debug_kmap(void)
{
}
static inline void debug_kunmap(void)
{
}
static inline void debug_kmap_atomic(enum km_type type, const void *caller)
{
	(void)type, (void)caller;
}
static inline void debug_kunmap_atomic(enum km_type type, const void *caller)
{
	(void)type, (void)caller;
}
static inline void debug_schedule(void)
{
}
static inline void debug_task_exit(void)
{
}
static inline void debug_kernel_fault(struct pt_regs *regs, unsigned long address)
{
	(void)regs, (void)address;
}

#endif /* CONFIG_DEBUG_HIGHMEM */

#endif /* DEBUG_HIGHMEM_H */
