/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The x87 and SSE registers of tasks: proc/fpu.c; in signal frames: proc/fpu_frame.c. A task has
 * none until it uses them, and CR0.TS is set while such a task runs: the kernel itself never does.
 */
#ifndef FPU_H
#define FPU_H

#include "types.h"

/* As the CPU stores them: FXSAVE's layout, and FNSAVE's where the CPU does not know the former. */
struct fxsave {
	u16 cwd, swd;
	u8 tags; /* a bit for each register in use */
	u8 reserved;
	u16 fop;
	u32 fip, fcs, foo, fos;
	u32 mxcsr, mxcsr_mask;
	struct {
		u8 st[10];
		u8 reserved[6];
	} st[8];
	u8 xmm[8][16];
	u8 unused[224];
} __attribute__((aligned(16)));

struct fsave {
	u32 cwd, swd, twd, fip, fcs, foo, fos;
	u8 st[8][10];
};

union fpu {
	struct fxsave fx;
	struct fsave f;
};

extern bool cpu_has_fxsr;

void fpu_init(void);
struct task;
bool fpu_first_use(void); /* the current task's; false: there is no FPU, or no memory */
void fpu_switch(union fpu *prev, union fpu *next); /* one of them may be NULL */
int fpu_fork(struct task *child, unsigned long flags); /* 0 or -ENOMEM */
void fpu_free(struct task *t); /* that does not run */
void fpu_drop(void); /* the current task's: it starts anew, or ends */
void fpu_reset(void); /* the current task's, if it has used it, as at its first use */
void fpu_sync(void); /* what the registers hold is in current->fpu, too */
void fpu_load(void); /* the reverse */
u32 fpu_mxcsr_mask(void); /* the bits that may be set */
int fpu_exception_code(bool simd); /* what the current task has done wrong: FPE_*, or 0 */

/* The most that they take in a signal frame, alignment included. */
#define FPU_FRAME_MAX (112 + sizeof(struct fxsave) + 63)

/*
 * In a signal frame: what is below `sp`, at which address it begins. 0 where the current task has
 * not used the FPU.
 */
unsigned long fpu_frame_address(unsigned long sp);
int fpu_save_frame(unsigned long at); /* 0 or -EFAULT */
int fpu_restore_frame(unsigned long at); /* 0: there was none; 0 or -EFAULT */

#endif /* FPU_H */
