/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef WAIT_H
#define WAIT_H

#include "list.h"

struct wait_queue {
	struct list_head tasks;
};

#endif /* WAIT_H */
