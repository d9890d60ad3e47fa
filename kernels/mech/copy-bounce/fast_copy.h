/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Ablation: small copies as in FreeBSD/i386 (sys/i386/i386/copyout.c, copyout_fast.S): between user
 * memory and a buffer in the window with the user's CR3 loaded, between the buffer and the kernel
 * with the kernel's. What faults on the way, and what is larger, is left to the walk, which is
 * FreeBSD's way with them too. There single words go through a register, here they take the buffer
 * as well.
 */
#ifndef FAST_COPY_H
#define FAST_COPY_H

/*
 * Bytes. On no profile of the model is any size cheaper this way than by the walk: see the table in
 * kernels/README.md. So this is not where the two meet, but what most arguments of calls fit in.
 */
#define BOUNCE_MAX 128

#ifndef __ASSEMBLER__

#include "ledger.h"
#include "string.h"
#include "uaccess.h"

extern char bounce_buffer[BOUNCE_MAX];

/* One side is user memory, the other the buffer. True if all was copied. */
bool copy_user_bounce(void *to, const void *from, size_t n);

static inline bool bounces(const void __user *user, size_t n)
{
	return n && n <= BOUNCE_MAX && access_ok(user, n);
}

static inline bool fast_copy_from_user(void *to, const void __user *from, size_t n)
{
	if (!bounces(from, n) || !copy_user_bounce(bounce_buffer, from, n))
		return false;
	count_event(COUNT_USER_COPIES);
	memcpy(to, bounce_buffer, n);
	return true;
}

static inline bool fast_copy_to_user(void __user *to, const void *from, size_t n)
{
	if (!bounces(to, n))
		return false;
	memcpy(bounce_buffer, from, n);
	if (!copy_user_bounce(to, bounce_buffer, n))
		return false;
	count_event(COUNT_USER_COPIES);
	return true;
}

#endif
#endif /* FAST_COPY_H */
