/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HARNESS_STOP_H
#define HARNESS_STOP_H

#include <stdatomic.h>

/* From now on Ctrl-C, SIGTERM and a hangup only set the flag returned: guests end in order. */
atomic_bool *stop_on_signals(void);

#endif /* HARNESS_STOP_H */
