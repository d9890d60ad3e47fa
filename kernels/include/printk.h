/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PRINTK_H
#define PRINTK_H

#include "types.h"

/*
 * Formats: %d %i %u %x %X %p %s %c %% with the flags 0, -, #, width, precision and l, ll, z; %pS
 * prints an address as symbol+offset. Returns the length the whole text would have.
 */
int vsnprintf(char *buf, size_t size, const char *fmt, va_list args);
int snprintf(char *buf, size_t size, const char *fmt, ...) __printf(3, 4);
int printk(const char *fmt, ...) __printf(1, 2); /* to the log port */

/* Print the message, registers and backtrace, and end the machine with SPLITBENCH_EXIT_PANIC. */
void __noreturn panic(const char *fmt, ...) __printf(1, 2);
struct pt_regs;
void __noreturn panic_regs(struct pt_regs *regs, const char *fmt, ...) __printf(2, 3);
/* "This configuration cannot run with this memory": end with SPLITBENCH_EXIT_NOFIT. */
void __noreturn nofit(const char *fmt, ...) __printf(1, 2);
void backtrace(unsigned long ip, unsigned long bp);
/* The name of the symbol that addr lies in and the offset, or NULL. */
const char *ksym_lookup(unsigned long addr, unsigned long *offset);

#define BUG_ON(cond)                                                                               \
	do {                                                                                       \
		if (unlikely(cond))                                                                \
			panic("BUG at %s:%d: %s", __FILE__, __LINE__, #cond);                      \
	} while (0)

#endif /* PRINTK_H */
