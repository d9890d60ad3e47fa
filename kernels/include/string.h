/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef STRING_H
#define STRING_H

#include "types.h"

void *memcpy(void *dst, const void *src, size_t n);
void *memmove(void *dst, const void *src, size_t n);
void *memset(void *dst, int c, size_t n);
int memcmp(const void *a, const void *b, size_t n);
size_t strlen(const char *s);
size_t strnlen(const char *s, size_t n);
int strcmp(const char *a, const char *b);
int strncmp(const char *a, const char *b, size_t n);
char *strchr(const char *s, int c);
size_t strscpy(char *dst, const char *src, size_t size); /* always terminates */
unsigned long strtoul(const char *s, char **end, int base);

/* 64 by 32 bit division: libgcc's helpers do not follow the kernel's calling convention. */
static inline u64 div_u64_rem(u64 n, u32 d, u32 *rem)
{
	u32 high = n >> 32, low = n, q_high = high / d, q_low;

	__asm__("divl %4" : "=a"(q_low), "=d"(*rem) : "0"(low), "1"(high % d), "rm"(d));
	return (u64)q_high << 32 | q_low;
}

static inline u64 div_u64(u64 n, u32 d)
{
	u32 rem;

	return div_u64_rem(n, d, &rem);
}

#endif /* STRING_H */
