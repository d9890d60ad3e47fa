/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What a program prints here on our kernels must be, to the byte, what it prints on Linux: tables
 * of system calls, each shown as it stands in the source, with its result. What may differ from one
 * boot to the next (addresses, process numbers) is shown as being there only.
 */
#ifndef TESTS_ABI_ABI_H
#define TESTS_ABI_ABI_H

#include "../user/lib.h"

#define MAX_ERRNO     4095
#define ARRAY_SIZE(a) (sizeof(a) / sizeof((a)[0]))

/* Pointers that cannot be used: nothing is mapped there, in any split and on Linux. */
#define BAD  16
#define HIGH 0xfffffff0

struct call {
	const char *text;
	long nr, args[6];
};

/* CALL(name, up to six arguments); a string or an object's address is CONST of it. */
#define CALL(name, ...)                                                                            \
	{                                                                                          \
#name "(" #__VA_ARGS__ ")", __NR_##name,                                           \
		{                                                                                  \
			__VA_ARGS__                                                                \
		}                                                                                  \
	}
#define AT(object) (long)(object)

HELPER bool is_error(long result)
{
	return result < 0 && result >= -MAX_ERRNO;
}

/* An address, which is not told apart from another, or the number. */
HELPER void show(const char *text, long result)
{
	if (result < 0 ? is_error(result) : result < 1 << 20)
		print("%s: %d\n", text, result);
	else
		print("%s: an address\n", text);
}

HELPER long make_call(const struct call *c)
{
	long args[7] = { c->nr };

	copy_bytes(args + 1, c->args, sizeof(c->args));
	return syscall_frame(args);
}

HELPER void show_calls(const struct call *calls, unsigned int n)
{
	for (unsigned int i = 0; i < n; i++)
		show(calls[i].text, make_call(&calls[i]));
}
#define SHOW_CALLS(table) show_calls(table, ARRAY_SIZE(table))

/* Bytes as they are, where they must be the same. */
HELPER void show_bytes(const char *text, const void *data, size_t n)
{
	const uint8_t *p = data;

	for (; *text; text++)
		out_char(*text);
	out_char(':');
	out_char(' ');
	for (size_t i = 0; i < n; i++) {
		out_char("0123456789abcdef"[p[i] >> 4]);
		out_char("0123456789abcdef"[p[i] & 15]);
	}
	out_char('\n');
	flush();
}

#endif /* TESTS_ABI_ABI_H */
