/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The threads and the memory of a QEMU that runs a guest by KVM. */
#ifndef HARNESS_PIN_H
#define HARNESS_PIN_H

#include <sys/types.h>

/* Binds a thread (0: the calling one) as pin_guest_cpu() does. */
int pin_thread(pid_t thread);
/*
 * Binds the thread that is the guest's CPU to the last CPU that this process may use, where fewest
 * interrupts go. Returns that, or -1 while there is no such thread yet, or if it cannot be bound.
 */
int pin_guest_cpu(pid_t qemu);

/* KiB of a process's memory that lie in huge pages; -1 where the host does not say. */
long huge_kib(pid_t pid);

#endif /* HARNESS_PIN_H */
