// SPDX-License-Identifier: GPL-2.0-or-later
#include <signal.h>
#include <stdbool.h>
#include <stddef.h>

#include "stop.h"

static atomic_bool stopped;

static void on_signal(int sig)
{
	(void)sig;
	stopped = true;
}

atomic_bool *stop_on_signals(void)
{
	const struct sigaction stop = { .sa_handler = on_signal, .sa_flags = SA_RESTART };

	sigaction(SIGINT, &stop, NULL);
	sigaction(SIGTERM, &stop, NULL);
	sigaction(SIGHUP, &stop, NULL);
	return &stopped;
}
