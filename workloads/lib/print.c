// SPDX-License-Identifier: GPL-2.0-or-later
/* Buffered standard output with as much of printf as the records need. */
#include "lib.h"

#define LINE_MAX 1024 /* what one out() may print */

static char out_buf[4096];
static size_t out_len;

void out_flush(void)
{
	size_t done = 0;

	while (done < out_len) {
		long ret = sys_write(1, out_buf + done, out_len - done);

		if (ret == -EINTR)
			continue;
		if (ret <= 0) /* nowhere left to report to */
			sys_exit(1);
		done += ret;
	}
	out_len = 0;
}

static void out_char(char c)
{
	if (out_len == sizeof(out_buf))
		out_flush();
	out_buf[out_len++] = c;
}

void out_json(const char *s)
{
	out_char('"');
	for (; *s; s++) {
		if (*s == '"' || *s == '\\')
			out_char('\\');
		out_char((unsigned char)*s < ' ' ? ' ' : *s);
	}
	out_char('"');
}

/* Divides in two 32-bit steps, as there is no library for 64-bit division; returns the rest. */
static uint32_t divide(uint64_t *v, uint32_t base)
{
	uint32_t hi = *v >> 32, lo = *v, rest = hi % base;

	asm("divl %[base]" : "+a"(lo), "+d"(rest) : [base] "r"(base) : "cc");
	*v = (uint64_t)(hi / base) << 32 | lo;
	return rest;
}

static const char *number(char tmp[static 32], uint64_t v, uint32_t base, uint32_t width, char pad)
{
	char *p = tmp + 31;

	*p = 0;
	do {
		*--p = "0123456789abcdef"[divide(&v, base)];
	} while (v);
	while (p > tmp && (uint32_t)(tmp + 31 - p) < width)
		*--p = pad;
	return p;
}

void vformat(char *buf, size_t size, const char *fmt, va_list args)
{
	char *end = buf + size - 1, tmp[32];

	for (; *fmt; fmt++) {
		const char *s = tmp;
		uint32_t width = 0, longs = 0;
		uint64_t v;
		char pad = ' ';

		if (*fmt != '%') {
			if (buf < end)
				*buf++ = *fmt;
			continue;
		}
		if (*++fmt == '0')
			pad = '0';
		for (; *fmt >= '0' && *fmt <= '9'; fmt++)
			width = width * 10 + (*fmt - '0');
		for (; *fmt == 'l'; fmt++)
			longs++;
		switch (*fmt) {
		case 's':
			s = va_arg(args, const char *);
			break;
		case 'd':
			v = va_arg(args, int);
			if ((int64_t)v < 0 && buf < end) {
				*buf++ = '-';
				v = -v;
			}
			s = number(tmp, v, 10, width, pad);
			break;
		case 'u':
		case 'x':
			v = longs == 2 ? va_arg(args, unsigned long long) : va_arg(args, unsigned);
			s = number(tmp, v, *fmt == 'x' ? 16 : 10, width, pad);
			break;
		default: /* "%%" */
			tmp[0] = *fmt;
			tmp[1] = 0;
		}
		while (*s && buf < end)
			*buf++ = *s++;
	}
	*buf = 0;
}

void out(const char *fmt, ...)
{
	char line[LINE_MAX];
	va_list args;

	va_start(args, fmt);
	vformat(line, sizeof(line), fmt, args);
	va_end(args);
	for (const char *s = line; *s; s++)
		out_char(*s);
}
