/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Waiting for several files at once (fs/poll.c). A file's poll operation says what it is ready for,
 * and with a table given also calls poll_wait() for each queue that is woken when that may change.
 */
#ifndef POLL_H
#define POLL_H

#include <linux/poll.h>
#include "wait.h"

#define POLL_QUEUES_MAX	 2 /* of one file */
#define DEFAULT_POLLMASK (POLLIN | POLLOUT | POLLRDNORM | POLLWRNORM)

struct poll_table {
	struct wait_entry *entries;
	u32 nr;
};

void poll_wait(struct wait_queue *q, struct poll_table *pt); /* pt may be NULL */

#endif /* POLL_H */
