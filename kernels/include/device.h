/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The devices of the machine; all QEMU's, none needs more than a port. */
#ifndef DEVICE_H
#define DEVICE_H

#include "types.h"
#include "wait.h"

void console_write(const void *buf, size_t n); /* SPLITBENCH_PORT_CONSOLE */
void log_write(const char *buf, size_t n); /* SPLITBENCH_PORT_LOG */
void __noreturn machine_exit(u8 value); /* SPLITBENCH_PORT_EXIT; halts if there is no such device */

/*
 * Console input by COM1. It is a stream from the host, which ends as a pipe does and not as a
 * terminal: for good, with a byte 0x04 at the beginning of a line. Without a COM1 it is empty.
 */
void serial_init(void);
/*
 * Wait for input, then take at most n bytes of it, or the rest of the line; 0 at the end of the
 * input; -ERESTARTSYS.
 */
ssize_t serial_read(void *buf, size_t n, bool line);
bool serial_has_input(void); /* serial_read() would not wait */
size_t serial_available(void); /* bytes that have come and were not read */
extern struct wait_queue serial_wait; /* woken when input comes */

#endif /* DEVICE_H */
