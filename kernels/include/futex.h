/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Waiting for a word of user memory to change: proc/futex.c, proc/robust.c. */
#ifndef FUTEX_H
#define FUTEX_H

#include <linux/futex.h>
#include "types.h"

struct clock;
struct inode;

/*
 * What makes two words the same. Of a shared mapping it is the place in the file, which also
 * anonymous shared memory has; else the address. A thread that waits keeps alive what it names.
 */
struct futex_key {
	const void *object; /* struct mm or struct inode */
	unsigned long page;
	u32 offset; /* in the page; bit 0: the user said that it may be shared */
};

/* *inode: the key's, without a reference, or NULL. 0, -EINVAL, -EFAULT. */
int futex_key(u32 __user *user, bool shared, struct futex_key *key, struct inode **inode);
int futex_wake_key(const struct futex_key *key, int n, u32 bitset);

struct futex_wait {
	u32 __user *addr;
	u32 expected, bitset;
	bool shared; /* not a word of this process only */
	const struct clock *clock; /* NULL: no timeout */
	u64 until;
};

/* 0: woken; -EAGAIN, -EFAULT, -EINVAL, -ETIMEDOUT, or interrupted. */
long futex_wait(const struct futex_wait *f);

/*
 * Up to `n` (but one at least, as in Linux) of those who wait for the word, with a bit of bitset;
 * their number, or -errno. `shared`: by who maps it, not by address.
 */
long futex_wake(u32 __user *addr, bool shared, int n, u32 bitset);
/* Wake some, and let others wait for another word. `expected`: what the first must hold, or NULL.
 */
long futex_requeue(u32 __user *from, u32 __user *to, bool shared, int nr_wake, int nr_requeue,
		   const u32 *expected);

/* The current thread lets go of its memory: whose futexes it owns is told that the owner is dead.
 */
void exit_robust_list(void);

#endif /* FUTEX_H */
