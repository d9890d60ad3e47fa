/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Between the calls of poll and select in all their layouts (pollcalls.c) and the work (poll.c). */
#ifndef FS_POLLCALLS_H
#define FS_POLLCALLS_H

#include <linux/poll.h>
#include "fs.h"

#define NO_DEADLINE UINT64_MAX
#define NR_FD_SETS  3 /* for reading, for writing, exceptional */

/* Until a file is ready or the monotonic clock shows `until`. How many are; -ERESTARTSYS, -ENOMEM.
 */
int do_poll(struct pollfd *fds, u32 n, u64 until);

/* A bit for each descriptor, in as many words as that takes. */
struct fd_sets {
	u32 *set[NR_FD_SETS];
};

/* The same for descriptors below n: sets `ready`, which is all zeros, and counts bits; also -EBADF.
 */
int do_select(u32 n, const struct fd_sets *asked, struct fd_sets *ready, u64 until);

#endif /* FS_POLLCALLS_H */
