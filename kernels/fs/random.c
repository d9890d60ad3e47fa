// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Random numbers that are the same at every boot: measurements must not depend on chance. The
 * generator is xorshift128 (G. Marsaglia, "Xorshift RNGs", Journal of Statistical Software 8 (14),
 * 2003), with the seed of that paper. Nothing here is fit for secrets.
 */
#include <linux/random.h>
#include "internal.h"

static u32 next_random(void)
{
	static u32 x = 123456789, y = 362436069, z = 521288629, w = 88675123;
	u32 t = x ^ x << 11;

	x = y;
	y = z;
	z = w;
	return w = w ^ w >> 19 ^ t ^ t >> 8;
}

ssize_t get_random_bytes_user(void __user *buf, size_t n)
{
	u32 chunk[64];
	size_t done = 0, i, left = 0;

	while (done < n && !left) {
		size_t part = min(n - done, sizeof(chunk));

		for (i = 0; i < DIV_ROUND_UP(part, sizeof(u32)); i++)
			chunk[i] = next_random();
		left = copy_to_user(buf + done, chunk, part);
		done += part - left;
	}
	return done || !n ? (ssize_t)done : -EFAULT;
}

long sys_getrandom(struct pt_regs *regs)
{
	u32 exclusive = GRND_RANDOM | GRND_INSECURE;

	if ((regs->dx & ~(GRND_NONBLOCK | exclusive)) || (regs->dx & exclusive) == exclusive)
		return -EINVAL;
	return get_random_bytes_user((void __user *)regs->bx,
				     min(regs->cx, (unsigned long)INT32_MAX));
}
