// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * The ports through which the machine talks to its host: QEMU's isa-debugcon and isa-debug-exit. A
 * byte written is a byte out, with neither set-up nor waiting.
 */
#include "cpu.h"
#include "device.h"
#include "uapi/splitbench.h"

void console_write(const void *buf, size_t n)
{
	outsb(SPLITBENCH_PORT_CONSOLE, buf, n);
}

void log_write(const char *buf, size_t n)
{
	outsb(SPLITBENCH_PORT_LOG, buf, n);
}

void machine_exit(u8 value)
{
	outl(value, SPLITBENCH_PORT_EXIT);
	for (;;)
		__asm__ volatile("cli; hlt");
}
