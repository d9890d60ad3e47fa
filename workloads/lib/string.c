// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Memory and strings. Copies are by words, then by the bytes that are left: the number of
 * instructions depends on the length alone, never on an address.
 */
#include "lib.h"

void *memcpy(void *to, const void *from, size_t len)
{
	void *d = to;
	size_t n = len / 4;

	asm volatile("rep movsl" : "+D"(d), "+S"(from), "+c"(n) : : "memory");
	n = len % 4;
	asm volatile("rep movsb" : "+D"(d), "+S"(from), "+c"(n) : : "memory");
	return to;
}

void *memmove(void *to, const void *from, size_t len)
{
	char *d = (char *)to + len - 1;
	const char *s = (const char *)from + len - 1;

	if ((uintptr_t)to - (uintptr_t)from >= len)
		return memcpy(to, from, len);
	asm volatile("std; rep movsb; cld" : "+D"(d), "+S"(s), "+c"(len) : : "memory");
	return to;
}

void *memset(void *to, int byte, size_t len)
{
	void *d = to;
	size_t n = len / 4;
	uint32_t word = (unsigned char)byte * 0x01010101u;

	asm volatile("rep stosl" : "+D"(d), "+c"(n) : "a"(word) : "memory");
	n = len % 4;
	asm volatile("rep stosb" : "+D"(d), "+c"(n) : "a"(word) : "memory");
	return to;
}

int memcmp(const void *a, const void *b, size_t len)
{
	const unsigned char *x = a, *y = b;

	for (; len; len--, x++, y++) {
		if (*x != *y)
			return *x - *y;
	}
	return 0;
}

size_t strlen(const char *s)
{
	const char *p = s;

	while (*p)
		p++;
	return p - s;
}

int strcmp(const char *a, const char *b)
{
	while (*a && *a == *b)
		a++, b++;
	return (unsigned char)*a - (unsigned char)*b;
}

const char *after_prefix(const char *s, const char *prefix)
{
	while (*prefix) {
		if (*s++ != *prefix++)
			return NULL;
	}
	return s;
}

int parse_u32(const char *s, const char *end, uint32_t *value)
{
	uint64_t v = 0;

	if (s == end)
		return 0;
	for (; s != end; s++) {
		if (*s < '0' || *s > '9')
			return 0;
		v = v * 10 + (*s - '0');
		if (v > UINT32_MAX)
			return 0;
	}
	*value = v;
	return 1;
}

void fill_pattern(uint32_t *words, uint32_t nr, uint32_t seed)
{
	for (uint32_t i = 0; i < nr; i++)
		words[i] = pattern(seed + i);
}

uint64_t checksum_words(const uint32_t *words, uint32_t nr)
{
	uint32_t a = 1, b = 0;

	for (uint32_t i = 0; i < nr; i++) {
		a += words[i];
		b += a;
	}
	return (uint64_t)b << 32 | a;
}
