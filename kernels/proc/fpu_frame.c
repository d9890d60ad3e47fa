// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * The floating point registers in a signal frame, Linux's struct _fpstate: FNSAVE's layout, which
 * every handler understands, and behind it FXSAVE's, where the CPU has that. What a handler changes
 * of x87 it changes in the first, of SSE in the second.
 */
#include "err.h"
#include "fpu.h"
#include "string.h"
#include "task.h"
#include "uaccess.h"

struct fpu_frame {
	struct fsave f;
	u16 status;
	u16 magic; /* 0: fx follows */
	struct fxsave fx;
};

_Static_assert(offsetof(struct fpu_frame, fx) == 112, "Linux's layout");

#define MAGIC_FXSR  0
#define MAGIC_FSAVE 0xffff
#define FSAVE_SIZE  offsetof(struct fpu_frame, fx)
#define FX_ALIGN    64u /* as Linux aligns it */

enum { TAG_VALID, TAG_ZERO, TAG_SPECIAL, TAG_EMPTY };

/* What FNSAVE's tag word says of a register's content. */
static u32 tag_of(const u8 *st)
{
	u16 exponent = (st[8] | st[9] << 8) & 0x7fff;
	u64 significand;

	memcpy(&significand, st, sizeof(significand));
	if (!exponent)
		return significand ? TAG_SPECIAL : TAG_ZERO;
	return exponent != 0x7fff && significand >> 63 ? TAG_VALID : TAG_SPECIAL;
}

/* Tags are of registers by their place, and the contents from the top of the stack. */
static u32 long_tags(const struct fxsave *fx)
{
	unsigned int i, top = fx->swd >> 11 & 7;
	u32 tags = 0;

	for (i = 0; i < 8; i++) {
		bool used = fx->tags >> i & 1;

		tags |= (used ? tag_of(fx->st[(i - top) & 7].st) : TAG_EMPTY) << 2 * i;
	}
	return tags;
}

static u8 short_tags(u32 tags)
{
	unsigned int i;
	u8 used = 0;

	for (i = 0; i < 8; i++)
		used |= ((tags >> 2 * i & 3) != TAG_EMPTY) << i;
	return used;
}

static void fsave_from_fx(struct fsave *f, const struct fxsave *fx)
{
	unsigned int i;

	*f = (struct fsave){
		.cwd = 0xffff0000 | fx->cwd,
		.swd = 0xffff0000 | fx->swd,
		.twd = 0xffff0000 | long_tags(fx),
		.fip = fx->fip,
		.fcs = (fx->fcs & 0xffff) | (u32)fx->fop << 16,
		.foo = fx->foo,
		.fos = fx->fos,
	};
	for (i = 0; i < 8; i++)
		memcpy(f->st[i], fx->st[i].st, sizeof(f->st[i]));
}

static void fx_from_fsave(struct fxsave *fx, const struct fsave *f)
{
	unsigned int i;

	fx->cwd = f->cwd;
	fx->swd = f->swd;
	fx->tags = short_tags(f->twd);
	fx->fop = f->fcs >> 16;
	fx->fip = f->fip;
	fx->fcs = f->fcs & 0xffff;
	fx->foo = f->foo;
	fx->fos = f->fos;
	for (i = 0; i < 8; i++)
		memcpy(fx->st[i].st, f->st[i], sizeof(f->st[i]));
}

unsigned long fpu_frame_address(unsigned long sp)
{
	if (!current->fpu)
		return 0;
	if (cpu_has_fxsr)
		sp = ALIGN_DOWN(sp - sizeof(struct fxsave), FX_ALIGN);
	return sp - FSAVE_SIZE;
}

int fpu_save_frame(unsigned long at)
{
	struct fpu_frame frame = { .magic = cpu_has_fxsr ? MAGIC_FXSR : MAGIC_FSAVE };
	size_t size = cpu_has_fxsr ? sizeof(frame) : FSAVE_SIZE;

	fpu_sync();
	if (cpu_has_fxsr) {
		frame.fx = current->fpu->fx;
		fsave_from_fx(&frame.f, &frame.fx);
	} else {
		frame.f = current->fpu->f;
	}
	frame.status = frame.f.swd;
	return copy_to_user((void __user *)at, &frame, size) ? -EFAULT : 0;
}

/* Bits of MXCSR that the CPU does not have would fault when they are loaded. */
int fpu_restore_frame(unsigned long at)
{
	size_t size = cpu_has_fxsr ? sizeof(struct fpu_frame) : FSAVE_SIZE;
	struct fpu_frame frame;

	if (!at) {
		fpu_reset();
		return 0;
	}
	if ((!current->fpu && !fpu_first_use()) ||
	    copy_from_user(&frame, (const void __user *)at, size)) {
		fpu_reset();
		return -EFAULT;
	}
	if (cpu_has_fxsr) {
		fx_from_fsave(&frame.fx, &frame.f);
		frame.fx.mxcsr &= fpu_mxcsr_mask();
		current->fpu->fx = frame.fx;
	} else {
		current->fpu->f = frame.f;
	}
	fpu_load();
	return 0;
}
