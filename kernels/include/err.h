/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Error codes are Linux's; a pointer may carry one in its last page. */
#ifndef ERR_H
#define ERR_H

#include <asm/errno.h>
#include "types.h"

/* Kernel-internal: restart the system call unless a handler without SA_RESTART runs. */
#define ERESTARTSYS 512
/* Kernel-internal: -EINTR if a handler runs, restart if none does. */
#define ERESTARTNOHAND 514
/* Kernel-internal: -EINTR if a handler runs, else call task->restart.fn(). */
#define ERESTART_RESTARTBLOCK 516

#define MAX_ERRNO 4095

static inline void *ERR_PTR(long error)
{
	return (void *)error;
}

static inline long PTR_ERR(const void *p)
{
	return (long)p;
}

static inline void *ERR_CAST(const void *p)
{
	return (void *)p;
}

static inline bool IS_ERR(const void *p)
{
	return (unsigned long)p >= (unsigned long)-MAX_ERRNO;
}

#endif /* ERR_H */
